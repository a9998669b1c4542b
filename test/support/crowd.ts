import type { EscalationPolicy } from '../../functions/domain/escalation-policy/escalation-policy.ts';
import type { Team } from '../../functions/domain/team/team.ts';
import type { User } from '../../functions/domain/user/user.ts';
import { aPolicy, aUser, tenOClock } from './factories.ts';

/** As many as one team takes. */
const teamSize = 60;

/** Ids as long and as far apart as real ones. */
const idOf = (index: number): number => 122_000_000_000_000 + index * 7_919_001;

/** So many people in teams of sixty, and a policy whose only level wakes all the teams. */
export function aCrowd(
  count: number,
  personAt: (id: number, index: number) => User = (id) => aUser(id),
): { readonly users: readonly User[]; readonly teams: readonly Team[]; readonly policy: EscalationPolicy } {
  const users = Array.from({ length: count }, (_, index) => personAt(idOf(index), index));
  const teams = Array.from({ length: Math.ceil(count / teamSize) }, (_, index): Team => {
    const members = users.slice(index * teamSize, (index + 1) * teamSize);
    return {
      id: 600 + index,
      version: 1,
      name: `Team ${index}`,
      visibility: 'PUBLIC',
      members: members.map(({ id }) => ({ userId: id, role: 'RESPONDER' })),
      createdAt: tenOClock,
      updatedAt: tenOClock,
    };
  });
  const targets = teams.map(({ id }) => ({ kind: 'team' as const, id }));
  return { users, teams, policy: { ...aPolicy([]), levels: [{ escalationTimeout: 5, targets }] } };
}
