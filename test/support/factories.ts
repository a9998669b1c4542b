import type { Alert, Escalation } from '../../functions/domain/alert/alert.ts';
import type { AlertAction } from '../../functions/domain/alert-action/alert-action.ts';
import type { AlertSource } from '../../functions/domain/alert-source/alert-source.ts';
import { firstEscalation } from '../../functions/domain/escalation/escalation.ts';
import type { EscalationPolicy } from '../../functions/domain/escalation-policy/escalation-policy.ts';
import type { EventMessage } from '../../functions/domain/event/event.ts';
import type { Metric } from '../../functions/domain/metric/metric.ts';
import type { StatusPage } from '../../functions/domain/page/status-page.ts';
import type { Service } from '../../functions/domain/service/service.ts';
import type { Instant } from '../../functions/domain/time.ts';
import type { AlertPreference, User } from '../../functions/domain/user/user.ts';

export const at = (text: string): Instant => new Date(text).toISOString() as Instant;

/** Ten o'clock: when most stories begin. */
export const tenOClock = at('2026-11-21T10:00:00Z');

type RuleSketch = { method: AlertPreference['method']; delayMin?: number; type?: AlertPreference['type'] };

/** A user with an e-mail address, a phone and a device, all verified; by default one SMS rule for high-priority alerts. */
export function aUser(id: number, facts: Partial<User> = {}, rules: readonly RuleSketch[] = [{ method: 'SMS' }]): User {
  const contactOf = (method: AlertPreference['method']): number | undefined =>
    method === 'EMAIL' ? id * 10 + 1 : method === 'PUSH' ? undefined : id * 10 + 2;
  return {
    id,
    version: 1,
    username: `user${id}`,
    email: `user${id}@example.com`,
    firstName: `First${id}`,
    lastName: `Last${id}`,
    role: 'USER',
    timezone: 'Europe/Berlin',
    language: 'en',
    createdAt: tenOClock,
    updatedAt: tenOClock,
    emails: [
      {
        id: id * 10 + 1,
        target: `user${id}@example.com`,
        address: `user${id}@example.com`,
        status: 'OK',
        verified: true,
      },
    ],
    phones: [
      {
        id: id * 10 + 2,
        target: `+4915100000${id}`,
        e164: `+4915100000${id}`,
        regionCode: 'DE',
        primary: true,
        status: 'OK',
        verified: true,
      },
    ],
    devices: [{ id: id * 10 + 3, platform: 'GCM', token: `token-${id}`, createdAt: tenOClock }],
    preferences: {
      alerts: rules.map(({ method, delayMin = 0, type = 'HIGH_PRIORITY' }, index) => ({
        id: id * 100 + index,
        method,
        contactId: contactOf(method),
        delayMin,
        type,
      })),
      duties: [],
      updates: [],
      subscriptions: [],
    },
    ...facts,
  };
}

/** A policy whose levels name users: `[[1, 2], [3]]` with five minutes each unless `minutes` says otherwise. */
export const aPolicy = (
  levels: readonly (readonly number[])[],
  facts: Partial<EscalationPolicy> & { minutes?: number } = {},
): EscalationPolicy => {
  const { minutes = 5, ...rest } = facts;
  return {
    id: 900,
    version: 1,
    name: 'Platform team',
    levels: levels.map((userIds) => ({
      escalationTimeout: minutes,
      targets: userIds.map((id) => ({ kind: 'user' as const, id })),
    })),
    repeating: false,
    frequency: 1,
    delayMin: 0,
    teams: [],
    createdAt: tenOClock,
    updatedAt: tenOClock,
    ...rest,
  };
};

export const aSource = (facts: Partial<AlertSource> = {}): AlertSource => ({
  id: 800,
  version: 1,
  name: 'Prometheus',
  integrationType: 'API',
  policyId: 900,
  integrationKey: 'il1api-test',
  alertCreation: 'ONE_ALERT_PER_EMAIL',
  alertPriorityRule: 'HIGH',
  active: true,
  teams: [],
  extras: {},
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});

export const anEscalation = (facts: Partial<Escalation> = {}): Escalation => ({
  ...firstEscalation(tenOClock, tenOClock),
  ...facts,
});

export const anAlert = (facts: Partial<Alert> = {}): Alert => ({
  id: 700,
  version: 1,
  summary: 'Disk full on db-1',
  reportTime: tenOClock,
  status: 'PENDING',
  priority: 'HIGH',
  source: { id: 800, name: 'Prometheus', integrationType: 'API' },
  policy: { id: 900, name: 'Platform team' },
  escalation: anEscalation(),
  ...facts,
});

export const anEventMessage = (
  event: Partial<NonNullable<EventMessage['event']>> = {},
  facts: Partial<EventMessage> = {},
): EventMessage => ({
  v: 1,
  eventId: 'request-1-0',
  sourceId: 800,
  integration: 'api',
  receivedAt: tenOClock,
  event: { eventType: 'ALERT', summary: 'Disk full on db-1', alertKey: 'db-1/disk', ...event },
  ...facts,
});

/** A service that nobody owns and that nothing is wrong with. */
export const aService = (id: number, facts: Partial<Service> = {}): Service => ({
  id,
  version: 1,
  name: `Service ${id}`,
  status: 'OPERATIONAL',
  statusSetAt: tenOClock,
  holds: [],
  changes: [],
  oneOpenIncidentOnly: false,
  showUptimeHistory: true,
  teams: [],
  dependencies: [],
  subscribers: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});

/** A public page of nothing that was not activated yet. */
export const anAction = (facts: Partial<AlertAction> = {}): AlertAction => ({
  id: 7,
  version: 0,
  name: 'Tell the shop',
  alertSourceIds: [],
  connectorType: 'webhook',
  triggerMode: 'AUTOMATIC',
  triggerTypes: ['alert-created'],
  params: { webhookUrl: 'https://hooks.example.com/a' },
  teams: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});

export const aMetric = (id: number, facts: Partial<Metric> = {}): Metric => ({
  id,
  version: 0,
  name: `Metric ${id}`,
  aggregationType: 'AVG',
  displayType: 'GRAPH',
  interpolateGaps: false,
  showValuesOnMouseOver: false,
  integrationKey: `ilm-${id}`,
  teams: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});

export const aStatusPage = (id: number, facts: Partial<StatusPage> = {}): StatusPage => ({
  id,
  version: 1,
  name: `Page ${id}`,
  subdomain: `page-${id}`,
  visibility: 'PUBLIC',
  audienceSpecific: false,
  accountWideView: false,
  ipWhitelist: [],
  emailWhitelist: [],
  hiddenFromSearch: false,
  showSubscribeAction: true,
  showIncidentHistoryOption: true,
  pageLayout: 'SINGLE_COLUMN',
  services: [],
  metrics: [],
  groups: [],
  teams: [],
  subscribers: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});
