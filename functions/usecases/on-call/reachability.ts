import { authorizeAny } from '../../domain/access/authorize.ts';
import { reach } from '../../domain/escalation/reachability.ts';
import { type Instant, plus } from '../../domain/time.ts';
import { isMuted, type User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { type OnCallEntry, onCallEntries } from './entries.ts';
import { briefly } from './list.ts';

/** How far the report looks ahead. */
const ahead = { days: 14 };
/** Enough to see what it is about. */
const maxShifts = 20;

/** Why a page may not wake somebody. */
export type ReachabilityProblem = 'NO_VERIFIED_PHONE' | 'NO_HIGH_PRIORITY_RULE' | 'NO_WORKING_RULE' | 'MUTED';

/** Everybody on call within the next two weeks whom a page may not wake, and why, with what they are on call for. */
export async function reportReachability(ctx: Context<'store' | 'actor'>): Promise<object[]> {
  authorizeAny(ctx.actor, 'schedule:read');
  const now = ctx.clock.now();
  const entries = await onCallEntries(ctx, { from: now, until: plus(now, ahead) });
  const byUser = new Map<number, OnCallEntry[]>();
  for (const entry of entries) byUser.set(entry.user.id, [...(byUser.get(entry.user.id) ?? []), entry]);
  return [...byUser.values()].flatMap((own) => {
    const [{ user } = { user: undefined }] = own;
    const problems = user === undefined ? [] : problemsOf(user, own, now);
    return user === undefined || problems.length === 0 ? [] : [present(user, problems, own)];
  });
}

function problemsOf(user: User, own: readonly OnCallEntry[], now: Instant): ReachabilityProblem[] {
  const hasPhone = user.phones.some(({ verified, status }) => verified && status === 'OK');
  const hasRule = user.preferences.alerts.some(({ type }) => type === 'HIGH_PRIORITY');
  const { mutedUntil: _muted, ...heard } = user;
  const isReached = reach(heard, 'HIGH', now).notifications.length > 0;
  const isMutedOnCall = own.some(({ shift }) => isMuted(user, shift && shift.start > now ? shift.start : now));
  return [
    ...(hasPhone ? [] : ['NO_VERIFIED_PHONE' as const]),
    ...(hasRule ? [] : ['NO_HIGH_PRIORITY_RULE' as const]),
    ...(hasRule && !isReached ? ['NO_WORKING_RULE' as const] : []),
    ...(isMutedOnCall ? ['MUTED' as const] : []),
  ];
}

const present = (
  { id, firstName, lastName, mutedUntil }: User,
  problems: readonly ReachabilityProblem[],
  own: readonly OnCallEntry[],
): object => ({
  user: { id, firstName, lastName },
  problems,
  ...(problems.includes('MUTED') && { mutedUntil }),
  shifts: own.slice(0, maxShifts).map(({ policy, level, shift }) => ({
    escalationPolicy: { id: policy.id, name: policy.name },
    escalationLevel: level,
    ...(shift && { schedule: briefly(shift.schedule) }),
    start: shift?.start ?? null,
    end: shift?.end ?? null,
  })),
});
