import type { Actor, Role, UserActor } from './actor.ts';

/** All that the API can do, as `<thing>:<what>`. Writing a user is editing the profile with its contacts and rules. */
export type Action =
  | 'alert:read'
  | 'alert:create'
  | 'alert:respond'
  | 'policy:read'
  | 'policy:write'
  | 'source:read'
  | 'source:write'
  | 'user:read'
  | 'user:write'
  | 'user:administer';

/**
 * What rights look at in a resource. Alerts, policies, sources and users have this shape as they are. Resources that
 * belong to no team are everybody's.
 */
export interface Protected {
  readonly id?: number;
  readonly teams?: readonly number[];
  /** An alert's source: the source itself may act on the alert. */
  readonly source?: { readonly id: number };
  /** A user's role: the account owner is administered by nobody else. */
  readonly role?: Role;
  /** The canary's, which is nobody's business. */
  readonly hidden?: boolean | undefined;
}

const handlers: readonly Role[] = ['RESPONDER', 'USER', 'ADMIN', 'OWNER'];
const readers: readonly Role[] = ['VIEWER', ...handlers];
const editors: readonly Role[] = ['USER', 'ADMIN', 'OWNER'];
const administrators: readonly Role[] = ['ADMIN', 'OWNER'];

/** The role matrix (features.md §20): who may do this to what belongs to no team. */
const rolesAllowed: Readonly<Record<Action, readonly Role[]>> = {
  'alert:read': readers,
  'alert:create': handlers,
  'alert:respond': handlers,
  'policy:read': readers,
  'policy:write': editors,
  'source:read': readers,
  'source:write': editors,
  'user:read': readers,
  'user:write': administrators,
  'user:administer': administrators,
};

/** Whether the actor may do this: with the resource when one is given, otherwise with any of its kind. */
export function can(actor: Actor, action: Action, resource: Protected = {}): boolean {
  switch (actor.kind) {
    case 'system':
      return true;
    case 'source':
      return action.startsWith('alert:') && resource.source?.id === actor.sourceId;
    case 'user':
      if (resource.hidden) return false;
      return action.startsWith('user:') ? canWithUser(actor, action, resource) : hasRole(actor, action);
  }
}

function canWithUser(actor: UserActor, action: Action, user: Protected): boolean {
  const isSelf = user.id === actor.userId;
  if (isSelf && action !== 'user:administer') return true;
  if (user.role === 'OWNER' && action !== 'user:read') return isSelf;
  return hasRole(actor, action);
}

const hasRole = (actor: UserActor, action: Action): boolean => rolesAllowed[action].includes(actor.role);
