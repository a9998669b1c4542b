import type { Actor } from '../../domain/access/actor.ts';
import { type Access, firstBeyond, type NeededScope, type ScopeName } from '../../domain/access/scope.ts';
import { HttpError } from '../../platform/http.ts';
import type { Route } from './route.ts';

/** Which scope stands for what is below `/api/‹part›`. */
const names: Readonly<Record<string, ScopeName>> = {
  alerts: 'alert',
  'alert-actions': 'action',
  'alert-sources': 'source',
  'audit-log': 'account',
  'automation-rules': 'service',
  'chat-apps': 'account',
  conditions: 'source',
  connectors: 'connector',
  'connector-types': 'connector',
  'coverage-requests': 'schedule',
  'deployment-pipelines': 'source',
  deployments: 'alert',
  developers: 'account',
  'escalation-policies': 'policy',
  'event-flow-integrations': 'source',
  'event-flows': 'source',
  'heartbeat-monitors': 'monitor',
  'incident-templates': 'template',
  incidents: 'incident',
  'identity-providers': 'account',
  'maintenance-windows': 'maintenance',
  'metric-data-sources': 'metric_source',
  metrics: 'metric',
  'on-calls': 'schedule',
  reports: 'report',
  schedules: 'schedule',
  'service-outages': 'service',
  services: 'service',
  'status-pages': 'status_page',
  'support-hours': 'support_hour',
  system: 'account',
  teams: 'team',
  users: 'user',
};

/** The same below `/api/v1/‹part›`, where things have former names. */
const formerNames: Readonly<Record<string, ScopeName>> = { connections: 'action' };

/** What is about something else than its path begins with. */
const exceptions: Readonly<Record<string, ScopeName>> = {
  '/api/users/current': 'profile',
  '/api/users/{id}/owner': 'account',
};

/** These only look for something, though the question stands in a body. */
const questions = /\/(search-email|search-target|publish-info|evaluate|simulate|template-preview|dry-run)$/;

/** What a caller with scopes needs for a route. Throws for one that belongs to nothing: then nobody could call it. */
export function scopeOf({ method, path }: Pick<Route, 'method' | 'path'>): NeededScope {
  const [, , part = '', formerPart = ''] = path.split('/');
  const name = exceptions[path] ?? (part === 'v1' ? formerNames[formerPart] : names[part]);
  if (name === undefined) throw new Error(`${method} ${path} has no scope: name what it is about in scopes.ts`);
  return `${name}:${accessOf(method, path)}`;
}

function accessOf(method: string, path: string): Access {
  if (method === 'GET' || questions.test(path)) return 'r';
  return method === 'DELETE' ? 'd' : 'w';
}

/** Promises that the caller's key or token reaches as far as the route; who has no scopes has all of them. */
export const requireScope = (actor: Actor, route: Pick<Route, 'method' | 'path'>): void =>
  requireScopes(actor, [scopeOf(route)]);

/** The same of what a call does besides. */
export function requireScopes(actor: Actor, needed: readonly NeededScope[]): void {
  const scope = actor.kind === 'user' ? firstBeyond(actor.scopes, needed) : undefined;
  if (scope === undefined) return;
  const challenge = { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"` };
  throw new HttpError(403, 'OAUTH2_SCOPE_ERROR', `the key or token lacks the scope ${scope}`, challenge, { scope });
}
