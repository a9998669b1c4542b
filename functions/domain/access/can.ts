import type { TeamRole } from '../team/team.ts';
import type { Actor, Role, UserActor } from './actor.ts';
import { roleFor } from './team-access.ts';

/**
 * What rights look at in a resource. Alerts, policies, sources and users have this shape as they are. Resources that
 * belong to no team are everybody's.
 */
export interface Protected {
  readonly id?: number;
  readonly teams?: readonly number[];
  /** An alert's source: the source itself may act on the alert. */
  readonly source?: { readonly id: number };
  /** A team's, with the role each has in it. */
  readonly members?: readonly { readonly userId: number; readonly role: TeamRole }[];
  /** A private team's role replaces the one its member has elsewhere. */
  readonly visibility?: 'PUBLIC' | 'PRIVATE';
  /** A user's role: the account owner is administered by nobody else. */
  readonly role?: Role;
  /** The canary's, which is nobody's business. */
  readonly hidden?: boolean | undefined;
}

const handlers: readonly Role[] = ['RESPONDER', 'USER', 'ADMIN', 'OWNER'];
const readers: readonly Role[] = ['VIEWER', ...handlers];
/** Guests only as what they are in a team. */
const subscribers: readonly Role[] = ['STAKEHOLDER', ...readers];
const editors: readonly Role[] = ['USER', 'ADMIN', 'OWNER'];
const administrators: readonly Role[] = ['ADMIN', 'OWNER'];

/**
 * The role matrix (features.md §20): who may do what to what belongs to no team. Nothing can be done that has no entry
 * here. Writing a user is editing the profile with its contacts and rules; overriding a schedule is taking a shift
 * oneself, or (`override-anyone`) giving it to somebody; a team owns things; the account is given to another user.
 */
const rules = {
  alert: { read: readers, create: handlers, respond: handlers },
  policy: { read: readers, write: editors },
  source: { read: readers, write: editors },
  'event-flow': { read: readers, write: editors },
  schedule: { read: readers, write: editors, override: handlers, 'override-anyone': editors },
  team: { read: readers, write: administrators, own: administrators, administer: administrators },
  'support-hours': { read: readers, write: editors },
  maintenance: { read: readers, write: editors },
  monitor: { read: readers, write: editors },
  service: { read: readers, write: editors, subscribe: subscribers, 'subscribe-others': handlers },
  incident: {
    read: readers,
    /** What somebody was subscribed to, or who may see it all the same. */
    follow: subscribers,
    create: handlers,
    write: handlers,
    delete: handlers,
    subscribe: subscribers,
    'subscribe-others': handlers,
  },
  'incident-template': { read: readers, write: editors },
  'automation-rule': { read: readers, write: editors },
  'status-page': {
    read: readers,
    write: editors,
    /** Before it was activated nobody else knows how it looks. */
    preview: editors,
    subscribe: subscribers,
    'subscribe-others': handlers,
  },
  metric: { read: readers, write: editors },
  'metric-source': { read: readers, write: editors },
  connector: { read: readers, write: administrators },
  'alert-action': { read: readers, write: editors },
  'chat-app': { read: administrators, write: administrators },
  'deployment-pipeline': { read: readers, write: editors },
  'identity-provider': { read: administrators, write: administrators },
  user: { read: readers, write: administrators, administer: administrators, 'give-account': ['OWNER'] },
  app: { read: administrators, write: administrators },
  'key-usage': { read: administrators },
  audit: { read: administrators },
  system: { read: administrators },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly Role[]>> & { read: readonly Role[] }>>;

type Rules = typeof rules;
/** What there is to do something with. */
export type Thing = keyof Rules;
/** All that can be done, as `<thing>:<what>`. */
export type Action = { [T in Thing]: `${T}:${keyof Rules[T] & string}` }[Thing];

const rolesAllowed = Object.fromEntries(
  Object.entries(rules).flatMap(([thing, operations]) =>
    Object.entries(operations).map(([what, roles]) => [`${thing}:${what}`, roles]),
  ),
) as Readonly<Record<Action, readonly Role[]>>;

/** Everything that can be done. */
export const actions = Object.keys(rolesAllowed) as readonly Action[];

/** Whether the actor may do this: with the resource when one is given, otherwise with any of its kind. */
export function can(actor: Actor, action: Action, resource: Protected = {}): boolean {
  switch (actor.kind) {
    case 'system':
      return true;
    case 'source':
      return action.startsWith('alert:') && resource.source?.id === actor.sourceId;
    case 'tool':
      return (action === 'alert:read' || action === 'alert:respond') && resource.id === actor.alertId;
    case 'user':
      if (resource.hidden) return false;
      if (action.startsWith('user:')) return canWithUser(actor, action, resource);
      if (action.startsWith('team:')) return canWithTeam(actor, action, resource);
      if (isShared(actor, action, resource)) return true;
      return isAllowed(roleFor(actor.role, resource.teams ?? [], actor.teams), action);
  }
}

/** What stakeholders see of what their teams own. */
const sharedWithStakeholders: readonly Action[] = ['service:read', 'status-page:read'];

const isShared = ({ role, teams }: UserActor, action: Action, resource: Protected): boolean =>
  role === 'STAKEHOLDER' &&
  sharedWithStakeholders.includes(action) &&
  resource.teams?.some((id) => teams?.roles.has(id) === true) === true;

/** Whether the actor may do this to something at all: as what they are, or within one of their teams. */
export function canSomewhere(actor: Actor, action: Action): boolean {
  if (actor.kind !== 'user' || can(actor, action)) return can(actor, action);
  return [...(actor.teams?.roles.keys() ?? [])].some((id) => can(actor, action, { teams: [id] }));
}

/** Whether teams decide nothing of what the actor sees: none is private to others, or the actor sees all the same. */
export const seesAll = (actor: Actor): boolean =>
  actor.kind !== 'user' ||
  actor.teams === undefined ||
  administrators.includes(actor.role) ||
  (actor.teams.privateTeams.size === 0 && readers.includes(actor.role));

/** Whether the actor may know who somebody is: members of a private team are known to each other and to administrators. */
export const mayName = (actor: Actor, userId: number): boolean =>
  actor.kind !== 'user' || administrators.includes(actor.role) || actor.teams?.unseenPeople.has(userId) !== true;

function canWithUser(actor: UserActor, action: Action, user: Protected): boolean {
  if (action === 'user:give-account') return isAllowed(actor.role, action);
  const isSelf = user.id === actor.userId;
  if (isSelf && action !== 'user:administer') return true;
  if (user.role === 'OWNER' && action !== 'user:read') return isSelf;
  if (user.id !== undefined && !mayName(actor, user.id)) return false;
  return isAllowed(actor.role, action);
}

function canWithTeam(actor: UserActor, action: Action, team: Protected): boolean {
  const isMember = team.members?.some(({ userId }) => userId === actor.userId) === true;
  const isKept = team.visibility === 'PRIVATE' && !isMember && !administrators.includes(actor.role);
  if (isKept) return false;
  if (action === 'team:read' && isMember && actor.role !== 'STAKEHOLDER') return true;
  return isAllowed(actor.role, action) || canByTeamRole(actor, action, team);
}

/** A team's admins look after its members; whoever may write in a team may let it own things. */
function canByTeamRole(actor: UserActor, action: Action, { members, visibility }: Protected): boolean {
  const role = members?.find(({ userId }) => userId === actor.userId)?.role;
  if (action === 'team:write') return role === 'ADMIN' && actor.role !== 'STAKEHOLDER';
  if (action !== 'team:own' || members === undefined) return false;
  if (visibility === 'PUBLIC' && editors.includes(actor.role)) return true;
  return (role === 'USER' || role === 'ADMIN') && actor.role !== 'STAKEHOLDER';
}

const isAllowed = (role: Role | undefined, action: Action): boolean =>
  role !== undefined && rolesAllowed[action].includes(role);
