import type { ItemOf } from '../client/all.ts';
import { nameOf } from './states.tsx';

/** What can be picked by its name, and where it is read. */
export const referencePaths = {
  users: '/users',
  teams: '/teams',
  schedules: '/schedules',
  policies: '/escalation-policies',
  sources: '/alert-sources',
  services: '/services',
  supportHours: '/support-hours',
  connectors: '/connectors',
  alertActions: '/alert-actions',
  heartbeats: '/heartbeat-monitors',
  pipelines: '/deployment-pipelines',
  flows: '/event-flows',
  statusPages: '/status-pages',
  metrics: '/metrics',
  metricDataSources: '/metric-data-sources',
  incidentTemplates: '/incident-templates',
} as const;

export type ReferenceKind = keyof typeof referencePaths;

/** Something named, as bodies of the API have it: people have two names, everything else one. */
export interface Reference<Id extends number | string = number> {
  readonly id: Id;
  readonly name?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

/** Whose ids are texts; the API's own description is compared by the compiler. */
export const hasTextualIds = {
  users: false,
  teams: false,
  schedules: false,
  policies: false,
  sources: false,
  services: false,
  supportHours: false,
  connectors: true,
  alertActions: true,
  heartbeats: false,
  pipelines: false,
  flows: false,
  statusPages: false,
  metrics: false,
  metricDataSources: false,
  incidentTemplates: false,
} as const satisfies {
  [Kind in ReferenceKind]: ItemOf<(typeof referencePaths)[Kind]> extends { id: string } ? true : false;
};

export type IdOf<Kind extends ReferenceKind> = (typeof hasTextualIds)[Kind] extends true ? string : number;

interface Listed extends Reference<number | string> {
  readonly username?: string;
  readonly email?: string;
  readonly type?: string;
  readonly connectorType?: string;
  readonly integrationType?: string;
  readonly timezone?: string;
}

/** How it is called; where only its number is known, that. */
export const referenceName = ({ id, name, firstName, lastName }: Reference<number | string>): string =>
  name ??
  (typeof id === 'number' ? nameOf({ id, ...(firstName && { firstName }), ...(lastName && { lastName }) }) : id);

/** What tells it from others of a like name. */
export const referenceNote = (listed: Listed): string | undefined =>
  listed.email ?? listed.username ?? listed.integrationType ?? listed.connectorType ?? listed.timezone ?? listed.type;

/** What is kept of a list's entry: the members that name it. */
export const asReference = <Id extends number | string>(listed: Reference<Id>): Reference<Id> => {
  const { id, name, firstName, lastName } = listed;
  return {
    id,
    ...(name !== undefined && { name }),
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
  };
};
