import type { ApiError } from '../../../client/error.ts';

/** Where something is used, as refusals and `/users/{id}/places` name it. */
export interface Place {
  readonly kind: string;
  readonly id: number | string;
  readonly name?: string;
  readonly leavesEmpty?: boolean;
}

/** Where each kind of thing is shown, by the words of the audit log. */
const screens: Readonly<Record<string, string>> = {
  policy: '/configuration/policies',
  source: '/configuration/sources',
  'event-flow': '/configuration/flows',
  'support-hours': '/configuration/support-hours',
  maintenance: '/configuration/maintenance',
  monitor: '/configuration/heartbeats',
  team: '/configuration/teams',
  user: '/configuration/users',
  app: '/configuration/apps',
  'identity-provider': '/configuration/identity-providers',
  connector: '/configuration/connectors',
  'alert-action': '/configuration/alert-actions',
  'deployment-pipeline': '/configuration/pipelines',
  schedule: '/on-call/schedules',
  alert: '/alerts',
  service: '/communication/services',
  incident: '/communication/incidents',
  'incident-template': '/communication/templates',
  'status-page': '/communication/status-pages',
  metric: '/communication/metrics',
  'metric-source': '/communication/metric-sources',
};

/** The screen of something, where there is one. */
export const placeAddress = ({ kind, id }: Pick<Place, 'kind' | 'id'>): string | undefined =>
  screens[kind] && `${screens[kind]}/${id}`;

/** Where something is used that cannot be deleted therefore. */
export const placesOf = ({ details }: Pick<ApiError, 'details'>): readonly Place[] =>
  Array.isArray(details.places) ? (details.places as readonly Place[]) : [];
