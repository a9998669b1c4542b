import { ForbiddenError, NotFoundError } from '../errors.ts';
import type { Actor } from './actor.ts';
import { type Action, can, canSomewhere, type Protected, type Thing } from './can.ts';

const kinds = {
  alert: 'alert',
  policy: 'escalation policy',
  source: 'alert source',
  'event-flow': 'event flow',
  schedule: 'schedule',
  team: 'team',
  'support-hours': 'support hours',
  maintenance: 'maintenance window',
  monitor: 'heartbeat monitor',
  service: 'service',
  incident: 'incident',
  'incident-template': 'incident template',
  'automation-rule': 'automation rule',
  'status-page': 'status page',
  metric: 'metric',
  'metric-source': 'metric data source',
  connector: 'connector',
  'alert-action': 'alert action',
  'chat-app': 'chat app',
  'deployment-pipeline': 'deployment pipeline',
  'identity-provider': 'identity provider',
  user: 'user',
  app: 'app',
  'key-usage': 'usage report',
  audit: 'audit log',
  system: 'state of the system',
} as const satisfies Readonly<Record<Thing, string>>;

const kindOf = (action: Action) => action.slice(0, action.indexOf(':')) as Thing;

/**
 * Promises that the resource exists and that the actor may do this with it. Throws NotFoundError when it is absent or
 * the actor may not know of it, ForbiddenError when the actor may only see it.
 */
export function authorize<T extends Protected>(
  actor: Actor,
  action: Action,
  resource: T | undefined,
  id: number | string,
): asserts resource is T {
  const kind = kindOf(action);
  if (resource === undefined || !can(actor, `${kind}:read`, resource)) throw new NotFoundError(kinds[kind], id);
  if (!can(actor, action, resource)) throw new ForbiddenError(`${actor.name} may not change ${kinds[kind]} ${id}`);
}

/** Promises that the actor may do this with things of that kind at all, or with what is about to be created. */
export function authorizeAny(actor: Actor, action: Action, resource: Protected = {}): void {
  if (!can(actor, action, resource)) throw new ForbiddenError(`${actor.name} may not do this (${action})`);
}

/** Promises that the actor may do this as what they are, or at least within one of their teams. */
export function authorizeSomewhere(actor: Actor, action: Action): void {
  if (!canSomewhere(actor, action)) authorizeAny(actor, action);
}
