import type { Role } from '../access/actor.ts';
import type { EscalationPolicy, Target } from '../escalation-policy/escalation-policy.ts';
import { currentEdition, type EditionContent, withEdition } from '../schedule/edition.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { Team } from '../team/team.ts';
import type { Instant } from '../time.ts';

/* What names somebody, with another person in their place; whoever stands there already stands there once. */

/** Whose place is taken by whom. */
export interface Succession {
  readonly from: number;
  readonly to: number;
}

const isUser = ({ kind, id }: Target, userId: number): boolean => kind === 'user' && id === userId;

/** The policy with another person on every level that names somebody. */
export const policyInPlace = (policy: EscalationPolicy, { from, to }: Succession): EscalationPolicy => ({
  ...policy,
  levels: policy.levels.map((level) => {
    if (!level.targets.some((target) => isUser(target, from))) return level;
    const targets = level.targets.map((target) => (isUser(target, from) ? { ...target, id: to } : target));
    return { ...level, targets: targets.filter((target, at) => !isUser(target, to) || isFirst(targets, at, to)) };
  }),
});

const isFirst = (targets: readonly Target[], at: number, userId: number): boolean =>
  targets.findIndex((target) => isUser(target, userId)) === at;

/** The schedule with another person in every layer and shift from now on; who was on call before stays as it was. */
export function scheduleInPlace(schedule: Schedule, succession: Succession, now: Instant): Schedule {
  return withEdition(schedule, contentInPlace(currentEdition(schedule), succession), now);
}

function contentInPlace({ layers, shifts }: EditionContent, { from, to }: Succession): EditionContent {
  return {
    layers: layers.map((layer) => {
      if (!layer.users.includes(from)) return layer;
      if (layer.users.includes(to)) return { ...layer, users: layer.users.filter((id) => id !== from) };
      return { ...layer, users: layer.users.map((id) => (id === from ? to : id)) };
    }),
    shifts: shifts.map((shift) => (shift.userId === from ? { ...shift, userId: to } : shift)),
  };
}

type Member = Team['members'][number];

/** Roles in a team, from least to most. */
const ranks: readonly Member['role'][] = ['STAKEHOLDER', 'VIEWER', 'RESPONDER', 'USER', 'ADMIN'];

/** The team with another person as the member somebody was; of two roles the higher counts, but stakeholders stay such. */
export function teamInPlace(team: Team, { from, to }: Succession, role: Role): Team {
  const left = team.members.find(({ userId }) => userId === from);
  if (left === undefined) return team;
  const own = team.members.find(({ userId }) => userId === to);
  const higher = own !== undefined && ranks.indexOf(own.role) > ranks.indexOf(left.role) ? own.role : left.role;
  const member: Member = { userId: to, role: role === 'STAKEHOLDER' ? 'STAKEHOLDER' : higher };
  const others = team.members.filter(({ userId }) => userId !== (own ? from : to));
  return { ...team, members: others.map((other) => (other === (own ?? left) ? member : other)) };
}

/** Whether a level of the policy names nobody else. */
export const leavesLevelEmpty = ({ levels }: EscalationPolicy, userId: number): boolean =>
  levels.some(({ targets }) => targets.length > 0 && targets.every((target) => isUser(target, userId)));

/** Whether a layer of the schedule names nobody else, or a shift is theirs alone. */
export function leavesLayerEmpty(schedule: Schedule, userId: number): boolean {
  const { layers, shifts } = currentEdition(schedule);
  return layers.some(({ users }) => users.every((id) => id === userId)) || shifts.some((s) => s.userId === userId);
}
