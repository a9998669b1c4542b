import { authorizeAny } from '../../domain/access/authorize.ts';
import { mayName } from '../../domain/access/can.ts';
import { type ReachabilityProblem, reachabilityProblems } from '../../domain/escalation/reachability-problems.ts';
import { Channel } from '../../domain/notification/notification.ts';
import { latest, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { numbersNotSentTo, unreachableNumbers } from '../contact/phone-number.ts';
import { mayBeOnCall } from '../user/check-person.ts';
import { type NamedEntry, namedOnCall } from './entries.ts';
import { briefly } from './list.ts';

/** How far the report looks ahead. */
const ahead = { days: 14 };
/** Enough to see what it is about. */
const maxShifts = 20;

/**
 * Everybody on call within the next two weeks whom a page may not wake, and why, with what they are on call for; also who
 * is named and does not exist any more.
 */
export async function reportReachability(ctx: Context<'store' | 'settings' | 'actor'>): Promise<object[]> {
  authorizeAny(ctx.actor, 'schedule:read');
  const now = ctx.clock.now();
  const all = await namedOnCall(ctx, { from: now, until: plus(now, ahead) });
  const entries = all.filter(({ userId }) => mayName(ctx.actor, userId));
  const phones = entries.flatMap(({ user }) => user?.phones ?? []);
  const means = {
    channels: new Set(ctx.settings.configuredChannels ?? Channel.options),
    pushesToApps: ctx.settings.pushesToApps ?? true,
    twoWaySms: ctx.settings.twoWaySms,
    unreachableNumbers: await unreachableNumbers(phones.map(({ e164 }) => e164)),
    refusedNumbers: await numbersNotSentTo(phones, ctx.settings.phoneCountries),
  };
  return [...Map.groupBy(entries, ({ userId }) => userId)].flatMap(([userId, own]) => {
    const user = own[0]?.user;
    const times = own.map(({ shift }) => (shift ? latest(shift.start, now) : now));
    const problems: ReachabilityProblem[] =
      user === undefined
        ? ['DELETED']
        : reachabilityProblems(user, { times, now, mayHandle: mayBeOnCall(user), means });
    return problems.length === 0 ? [] : [present(userId, problems, own)];
  });
}

const present = (userId: number, problems: readonly ReachabilityProblem[], own: readonly NamedEntry[]): object => {
  const { firstName, lastName, mutedUntil } = own[0]?.user ?? {};
  return {
    user: { id: userId, firstName, lastName },
    problems,
    ...(problems.includes('MUTED') && { mutedUntil }),
    shifts: own.slice(0, maxShifts).map(({ policy, level, shift }) => ({
      escalationPolicy: { id: policy.id, name: policy.name },
      escalationLevel: level,
      ...(shift && { schedule: briefly(shift.schedule) }),
      start: shift?.start ?? null,
      end: shift?.end ?? null,
    })),
  };
};
