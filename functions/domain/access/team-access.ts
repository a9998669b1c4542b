import type { Team, TeamRole } from '../team/team.ts';
import type { Role } from './actor.ts';

/** What the account's teams mean for one person. */
export interface TeamAccess {
  /** The person's role in each of their teams. */
  readonly roles: ReadonlyMap<number, TeamRole>;
  readonly privateTeams: ReadonlySet<number>;
  /** Members of private teams with whom the person shares none. */
  readonly unseenPeople: ReadonlySet<number>;
}

/** From least to most, and what follows from that: of several roles the highest counts. */
const ranks: readonly Role[] = ['STAKEHOLDER', 'GUEST', 'VIEWER', 'RESPONDER', 'USER', 'ADMIN', 'OWNER'];
/** How much a role may, for comparing. */
export const roleRank = (role: Role): number => ranks.indexOf(role);
const higher = (one: Role, other: Role): Role => (ranks.indexOf(one) >= ranks.indexOf(other) ? one : other);

/** What all teams of the account together mean for the person. */
export function teamAccessOf(userId: number, teams: readonly Team[]): TeamAccess {
  const roles = new Map<number, TeamRole>();
  const seen = new Set<number>([userId]);
  const hidden = new Set<number>();
  for (const { id, visibility, members } of teams) {
    const own = members.find((member) => member.userId === userId);
    if (own !== undefined) roles.set(id, own.role);
    if (visibility === 'PRIVATE') for (const member of members) (own ? seen : hidden).add(member.userId);
  }
  return {
    roles,
    privateTeams: new Set(teams.filter(({ visibility }) => visibility === 'PRIVATE').map(({ id }) => id)),
    unseenPeople: new Set([...hidden].filter((id) => !seen.has(id))),
  };
}

/**
 * The role somebody has for what these teams own; undefined when it does not concern them. What belongs to nobody, or
 * only to public teams, is everybody's, with at least the role they have anyway. As soon as a private team is among the
 * owners it is the members' alone, and in a private team the role there replaces the other one. Administrators stay
 * what they are everywhere, and stakeholders never become more (features.md §20).
 */
export function roleFor(role: Role, owners: readonly number[], access: TeamAccess | undefined): Role | undefined {
  if (access === undefined || owners.length === 0) return role;
  if (role === 'ADMIN' || role === 'OWNER') return role;
  const isPrivate = owners.some((id) => access.privateTeams.has(id));
  const roles = owners.flatMap((id): Role[] => {
    const teamRole = access.roles.get(id);
    if (teamRole === undefined) return isPrivate ? [] : [role];
    if (role === 'STAKEHOLDER') return [role];
    return [access.privateTeams.has(id) ? teamRole : higher(role, teamRole)];
  });
  return roles.length === 0 ? undefined : roles.reduce(higher);
}
