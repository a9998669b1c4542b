import type { Api } from '../../client/api.ts';

type OnCall = Api<'OnCall'>;

/** Somebody on call on one level of a policy. */
export interface Duty {
  readonly policy: string;
  readonly policyId: number;
  readonly level: number;
  readonly schedule?: string;
  /** Null: always. */
  readonly until: string | null;
  readonly start: string | null;
}

export interface Standing {
  readonly now: readonly Duty[];
  /** The next shift that begins later. */
  readonly next?: Duty;
}

const dutyOf = ({ escalationPolicy, schedule, escalationLevel, start, end }: OnCall): Duty => ({
  policy: escalationPolicy.name ?? `#${escalationPolicy.id}`,
  policyId: escalationPolicy.id,
  level: escalationLevel,
  ...(schedule && { schedule: schedule.name ?? `#${schedule.id}` }),
  until: end,
  start,
});

const at = (text: string): number => Date.parse(text);

/** What somebody is on call for now, by level, and what comes next, from their entries of the next weeks. */
export function standing(own: readonly OnCall[], now: number): Standing {
  const duties = own.map(dutyOf);
  const current = duties
    .filter(({ start, until }) => (start === null || at(start) <= now) && (until === null || at(until) > now))
    .sort((a, b) => a.level - b.level || a.policy.localeCompare(b.policy));
  const next = duties
    .filter(({ start }) => start !== null && at(start) > now)
    .sort((a, b) => at(a.start ?? '') - at(b.start ?? ''))[0];
  return { now: current, ...(next && { next }) };
}

/** Who else is on call for the same policies, each once, by level. */
export function companions(
  all: readonly OnCall[],
  mine: readonly Duty[],
  meId: number,
): readonly { readonly user: OnCall['user']; readonly level: number; readonly policy: string }[] {
  const policies = new Set(mine.map(({ policyId }) => policyId));
  const seen = new Set<number>();
  return all
    .filter(({ user, escalationPolicy }) => user.id !== meId && policies.has(escalationPolicy.id))
    .toSorted((a, b) => a.escalationLevel - b.escalationLevel)
    .filter(({ user }) => !seen.has(user.id) && seen.add(user.id))
    .map(({ user, escalationLevel, escalationPolicy }) => ({
      user,
      level: escalationLevel,
      policy: escalationPolicy.name ?? `#${escalationPolicy.id}`,
    }));
}
