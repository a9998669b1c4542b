import { createHash } from 'node:crypto';
import type { AlertStatus } from '../domain/alert/alert.ts';
import type { AuditEntry } from '../domain/audit/audit-entry.ts';
import { instantOf, millisecondsOf } from '../domain/instants.ts';
import { minuteOf } from '../domain/minute.ts';
import type { Target } from '../domain/subscriber/page-subscriber.ts';
import type { Instant } from '../domain/time.ts';
import type { DueKind, TimerKind } from '../ports/due-store.ts';
import type { Key } from './table.ts';

/** A numeric id as text that sorts as the number does; 16 digits hold every id below 2^53. */
export const sortable = (id: number): string => String(id).padStart(16, '0');

/** Values of people's own making as part of a key: short, of one length, and unreadable. */
const digest = (value: string): string => createHash('sha256').update(value).digest('hex');

/** Kinds of configuration that have ids, names, and references between them. */
export type ConfigurationKind =
  | 'USER'
  | 'POLICY'
  | 'SOURCE'
  | 'TEAM'
  | 'SCHEDULE'
  | 'SUPPORT_HOURS'
  | 'MAINTENANCE'
  | 'HEARTBEAT'
  | 'IDENTITY_PROVIDER'
  | 'APP'
  | 'SERVICE'
  | 'INCIDENT'
  | 'INCIDENT_TEMPLATE'
  | 'STATUS_PAGE'
  | 'METRIC'
  | 'METRIC_SOURCE'
  | 'AUTOMATION_RULE'
  | 'EVENT_FLOW'
  | 'CONNECTOR'
  | 'ALERT_ACTION'
  | 'CHAT_APP'
  | 'FLOW_INTEGRATION'
  | 'DEPLOYMENT_PIPELINE';

/** Values that only one entity may have. */
export type UniqueKind =
  | 'EMAIL'
  | 'ROUTING_KEY'
  | 'INTEGRATION_KEY'
  | 'USER_FEED'
  | 'SCHEDULE_FEED'
  | 'HEARTBEAT_NAME'
  | 'IDENTITY_DOMAIN'
  | 'IDENTITY'
  | 'CLIENT_ID'
  | 'PAGE_LABEL'
  | 'PAGE_DOMAIN'
  | 'METRIC_KEY'
  | 'CHAT_USER'
  | 'DEPLOYMENT_KEY';

/** Whose partition a timer is in. That of a page outlives the page, until nothing of it is published. */
const timerPlaces: Readonly<Record<TimerKind, string>> = {
  support: 'SOURCE',
  notice: 'SCHEDULE',
  calendar: 'SCHEDULE',
  announcement: 'MAINTENANCE',
  page: 'PAGE_FILES',
  pull: 'METRIC_SOURCE',
};

/** The primary key of every item. */
export const keys = {
  account: (): Key => ({ PK: 'ACCOUNT', SK: 'ACCOUNT' }),
  configuration: (kind: ConfigurationKind, id: number): Key => ({
    PK: configurationPartition(kind, id),
    SK: kind,
  }),
  /** That a write of more references than a transaction holds is under way. */
  writing: (entity: Key): Key => ({ PK: entity.PK, SK: 'WRITING' }),
  unique: (kind: UniqueKind, value: string): Key => ({ PK: `UNIQUE#${kind}#${digest(value)}`, SK: 'UNIQUE' }),
  referrer: (target: Key, kind: ConfigurationKind, id: number): Key => ({
    PK: target.PK,
    SK: `${referrersOfKind(kind)}${sortable(id)}`,
  }),
  contact: (kind: ContactPlace, target: string, userId: number): Key => ({
    PK: contactPartition(kind, target),
    SK: `USER#${sortable(userId)}`,
  }),
  apiKey: (hash: string): Key => ({ PK: `APIKEY#${hash}`, SK: 'APIKEY' }),
  limitedApiKey: (hash: string): Key => ({ PK: `LIMITED_APIKEY#${hash}`, SK: 'APIKEY' }),
  keyUsage: (quarter: Instant, counter: string): Key => ({ PK: usagePartition(quarter), SK: `${quarter}#${counter}` }),
  grant: (id: string): Key => ({ PK: `GRANT#${id}`, SK: 'GRANT' }),
  oauthCode: (hash: string): Key => ({ PK: `OAUTH_CODE#${hash}`, SK: 'OAUTH_CODE' }),
  event: (id: string): Key => ({ PK: `EVENT#${id}`, SK: 'EVENT' }),
  eventBudget: (name: string, minute: Instant): Key => ({ PK: `BUDGET#${name}`, SK: minuteOf(minute) }),
  counted: (eventId: string, place: string): Key => ({ PK: `EVENT#${eventId}`, SK: `COUNTED#${place}` }),
  counters: (place: string): Key => ({ PK: `COUNTERS#${place}`, SK: 'COUNTERS' }),
  /** The events of a key that wait in a flow. */
  held: (flowId: number, key: string): Key => ({ PK: `HELD#${flowId}#${digest(key)}`, SK: 'HELD' }),
  /** To which sources the ALERTs of a key went from a flow. */
  sentByFlow: (flowId: number, key: string): Key => ({ PK: `SENT#${flowId}#${digest(key)}`, SK: 'SENT' }),
  alert: (id: number): Key => ({ PK: `ALERT#${id}`, SK: 'ALERT' }),
  keyLock: (sourceId: number, key: string): Key => ({ PK: `LOCK#${sourceId}#${digest(key)}`, SK: 'LOCK' }),
  groupHeads: (sourceId: number): Key => ({ PK: `SOURCE#${sourceId}`, SK: 'HEADS' }),
  alertMembers: (alertId: number): Key => ({ PK: `ALERT#${alertId}`, SK: 'MEMBERS' }),
  responder: (alertId: number, userId: number): Key => ({
    PK: `ALERT#${alertId}`,
    SK: `${responderPrefix}${sortable(userId)}`,
  }),
  step: (alertId: number, stepId: number): Key => ({ PK: `ALERT#${alertId}`, SK: `${stepPrefix}${sortable(stepId)}` }),
  stepPart: (alertId: number, stepId: number, part: number): Key => ({
    PK: `ALERT#${alertId}`,
    SK: `${stepPrefix}${sortable(stepId)}#${String(part).padStart(2, '0')}`,
  }),
  logEntry: (alertId: number, timestamp: Instant, id: number): Key => ({
    PK: `ALERT#${alertId}`,
    SK: `${logPrefix}${timestamp}#${sortable(id)}`,
  }),
  logId: (alertId: number, id: number): Key => ({ PK: `ALERT#${alertId}`, SK: `LOGID#${sortable(id)}` }),
  notification: (scope: string, id: number): Key => ({ PK: scope, SK: `${notificationPrefix}${sortable(id)}` }),
  conversation: (address: string): Key => ({ PK: `CONVERSATION#${digest(address)}`, SK: 'CONVERSATION' }),
  inbound: (id: string): Key => ({ PK: `INBOUND#${digest(id)}`, SK: 'SEEN' }),
  window: (id: string): Key => ({ PK: `WINDOW#${id}`, SK: 'WINDOW' }),
  dayCount: (day: string): Key => ({ PK: `DAY#${day}`, SK: 'DAY_COUNT' }),
  capReached: (day: string, cap: string): Key => ({ PK: `DAY#${day}`, SK: `REACHED#${cap}` }),
  override: (scheduleId: number, endsAt: Instant, id: number): Key => ({
    PK: schedulePartition(scheduleId),
    SK: `${overridePrefix}${endsAt}#${sortable(id)}`,
  }),
  edition: (scheduleId: number, from: Instant): Key => ({
    PK: schedulePartition(scheduleId),
    SK: `${editionPrefix}${from}`,
  }),
  sourceWarning: (sourceId: number, kind: string): Key => ({ PK: `SOURCE#${sourceId}`, SK: `WARNING#${kind}` }),
  maintenanceOfSource: (sourceId: number): Key => ({ PK: `SOURCE#${sourceId}`, SK: 'MAINTENANCE' }),
  maintenanceOfService: (serviceId: number): Key => ({ PK: `SERVICE#${serviceId}`, SK: 'MAINTENANCE' }),
  automationOfAlert: (alertId: number): Key => ({ PK: `ALERT#${alertId}`, SK: 'AUTOMATION' }),
  actionDelivery: (alertId: number, id: number): Key => ({
    PK: `ALERT#${alertId}`,
    SK: `${actionDeliveryPrefix}${sortable(id)}`,
  }),
  actionReference: (alertId: number, actionId: number): Key => ({
    PK: `ALERT#${alertId}`,
    SK: `ACTION_REFERENCE#${sortable(actionId)}`,
  }),
  /** Which alert a ticket of an action is of. */
  actionTicket: (actionId: number, ticket: string): Key => ({
    PK: `ACTION_TICKET#${actionId}#${digest(ticket)}`,
    SK: 'TICKET',
  }),
  chatThread: (thread: string): Key => ({ PK: `CHAT_THREAD#${digest(thread)}`, SK: 'THREAD' }),
  chatRoom: (alertId: number): Key => ({ PK: `ALERT#${alertId}`, SK: 'CHAT_ROOM' }),
  actionWatch: (alertId: number): Key => ({ PK: `ALERT#${alertId}`, SK: 'ACTION_WATCH' }),
  chatPlace: (type: string): Key => ({ PK: `CHAT_PLACE#${type}`, SK: 'CHAT_PLACE' }),
  autoResolution: (alertId: number): Key => ({ PK: `ALERT#${alertId}`, SK: 'AUTO_RESOLUTION' }),
  actionsOfSource: (sourceId: number): Key => ({ PK: `SOURCE#${sourceId}`, SK: 'ACTIONS' }),
  automationOfSource: (sourceId: number): Key => ({ PK: `SOURCE#${sourceId}`, SK: 'AUTOMATION' }),
  olderChanges: (serviceId: number, until: Instant): Key => ({
    PK: `SERVICE#${serviceId}`,
    SK: `${olderChangesPrefix}${until}`,
  }),
  outageOverride: (serviceId: number, id: string): Key => ({
    PK: `SERVICE#${serviceId}`,
    SK: `${outageOverridePrefix}${id}`,
  }),
  incidentUpdate: (incidentId: number, id: string): Key => ({
    PK: `INCIDENT#${incidentId}`,
    SK: `${incidentUpdatePrefix}${id}`,
  }),
  subscriber: (pageId: number, id: number): Key => ({
    PK: statusPagePartition(pageId),
    SK: `${subscriberPrefix}${sortable(id)}`,
  }),
  subscriptionRequest: (id: string): Key => ({ PK: `SUBSCRIPTION_REQUEST#${id}`, SK: 'REQUEST' }),
  subscriberTurn: (): Key => ({ PK: 'SUBSCRIBER_TURN', SK: 'TURN' }),
  telling: (scope: string, id: string): Key => ({ PK: scope, SK: `${tellingPrefix}${id}` }),
  tellingPart: (scope: string, id: string, part: number): Key => ({
    PK: scope,
    SK: `${tellingPartPrefix(id)}${String(part).padStart(6, '0')}`,
  }),
  blockedTarget: ({ type, target }: Target): Key => ({ PK: `BLOCKED#${digest(`${type} ${target}`)}`, SK: 'BLOCKED' }),
  heartbeat: (monitorId: number): Key => ({ PK: `HEARTBEAT#${monitorId}`, SK: 'BEAT' }),
  timer: (kind: TimerKind, id: number): Key => ({
    PK: `${timerPlaces[kind]}#${id}`,
    SK: `TIMER#${kind}`,
  }),
  /** An hour of points, and the sums of a day, each by its start. */
  metricPoints: (metricId: number, hour: Instant): Key => ({
    PK: metricPartition(metricId),
    SK: `${pointsPrefix}${hour}`,
  }),
  metricSums: (metricId: number, day: Instant): Key => ({ PK: metricPartition(metricId), SK: `${sumsPrefix}${day}` }),
  deployment: (at: Instant, id: number): Key => ({
    PK: deploymentsPartition(monthOf(at)),
    SK: `${at}#${sortable(id)}`,
  }),
  /** That a tool has delivered something already. */
  delivery: (pipelineId: number, delivery: string): Key => ({
    PK: `DELIVERY#${digest(`${pipelineId} ${delivery}`)}`,
    SK: 'DELIVERY',
  }),
  leftOutOfPipeline: (pipelineId: number): Key => ({ PK: `DEPLOYMENT_PIPELINE#${pipelineId}`, SK: 'LEFT_OUT' }),
  deploymentLook: (alertId: number): Key => ({ PK: `ALERT#${alertId}`, SK: 'DEPLOYMENTS' }),
  attachedDeployment: (alertId: number, at: Instant, id: number): Key => ({
    PK: `ALERT#${alertId}`,
    SK: `${attachedDeploymentPrefix}${at}#${sortable(id)}`,
  }),
  coverage: (id: number): Key => ({ PK: `COVERAGE#${id}`, SK: 'COVERAGE' }),
  session: (hash: string): Key => ({ PK: `SESSION#${hash}`, SK: 'SESSION' }),
  sessionOfUser: (userId: number, id: string): Key => ({ PK: `USER#${userId}`, SK: `${sessionPrefix}${id}` }),
  passkey: (credentialId: string): Key => ({ PK: `PASSKEY#${digest(credentialId)}`, SK: 'PASSKEY' }),
  passkeyOfUser: (userId: number, id: string): Key => ({ PK: `USER#${userId}`, SK: `${passkeyPrefix}${id}` }),
  signInAttempt: (id: string): Key => ({ PK: `SIGN_IN#${digest(id)}`, SK: 'ATTEMPT' }),
  invitation: (id: string): Key => ({ PK: `INVITATION#${digest(id)}`, SK: 'INVITATION' }),
  invitationOfUser: (userId: number): Key => ({ PK: `USER#${userId}`, SK: 'INVITATION' }),
  auditEntry: (at: Instant, id: number): Key => ({ PK: auditPartition(monthOf(at)), SK: auditOrder(at, id) }),
};

/** What a secret member of the item there is sealed for. */
export const secretPlace = ({ PK }: Pick<Key, 'PK'>, member: string): string => `${PK} ${member}`;

export const alertPartition = (id: number): string => `ALERT#${id}`;
/** What people are found by: addresses, numbers, and the addresses of their browsers. */
type ContactPlace = 'EMAIL' | 'PHONE' | 'BROWSER';
export const contactPartition = (kind: ContactPlace, target: string): string => `CONTACT#${kind}#${digest(target)}`;
/** Where an entity is, with who refers to it. */
export const configurationPartition = (kind: ConfigurationKind, id: number): string => `${kind}#${id}`;
export const referrerPrefix = 'REFERRER#';
export const referrersOfKind = (kind: ConfigurationKind): string => `${referrerPrefix}${kind}#`;
export const responderPrefix = 'RESPONDER#';
export const stepPrefix = 'STEP#';
export const logPrefix = 'LOG#';
export const notificationPrefix = 'NOTIFICATION#';
export const actionDeliveryPrefix = 'ACTION_DELIVERY#';
export const attachedDeploymentPrefix = 'DEPLOYMENT#';
export const deploymentsPartition = (month: string): string => `DEPLOYMENTS#${month}`;
export const schedulePartition = (id: number): string => `SCHEDULE#${id}`;
export const overridePrefix = 'OVERRIDE#';
export const editionPrefix = 'EDITION#';
export const servicePartition = (id: number): string => `SERVICE#${id}`;
export const statusPagePartition = (id: number): string => `STATUS_PAGE#${id}`;
export const metricSourcePartition = (id: number): string => `METRIC_SOURCE#${id}`;
export const metricPartition = (id: number): string => `METRIC#${id}`;
export const pointsPrefix = 'POINTS#';
export const sumsPrefix = 'SUMS#';
export const incidentPartition = (id: number): string => `INCIDENT#${id}`;
export const olderChangesPrefix = 'CHANGES#';
export const outageOverridePrefix = 'OVERRIDE#';
export const incidentUpdatePrefix = 'UPDATE#';
export const tellingPrefix = 'TELLING#';
export const tellingPartPrefix = (id: string): string => `TOLD#${id}#`;
export const subscriberPrefix = 'SUBSCRIBER#';
export const sessionPrefix = 'SESSION#';
export const passkeyPrefix = 'PASSKEY#';

/** What names due work about subscribers, whatever it is: its key as one text. */
export const workName = ({ PK, SK }: Key): string => `${PK} ${SK}`;
export const workKey = (name: string): Key => ({
  PK: name.slice(0, name.indexOf(' ')),
  SK: name.slice(name.indexOf(' ') + 1),
});

/** The id at the end of a sort key. */
export const idAtEnd = (sort: string): number => Number(sort.slice(sort.lastIndexOf('#') + 1));

/** New alerts are spread over this many partitions of their month, and open ones over as many. */
export const alertShards = [0, 1, 2, 3] as const;

export const monthOf = (instant: Instant): string => instant.slice(0, 7);

/** The months from `newest` back to `oldest`, both included. */
export function monthsBack(newest: Instant, oldest: Instant): string[] {
  const months: string[] = [];
  const first = monthOf(oldest);
  const date = new Date(millisecondsOf(newest));
  date.setUTCDate(1);
  for (let month = monthOf(newest); month >= first; month = monthOf(instantOf(date.getTime()))) {
    months.push(month);
    date.setUTCMonth(date.getUTCMonth() - 1);
  }
  return months;
}

/** By report time, then id: the order of every list of alerts. */
const alertOrder = (reportTime: Instant, id: number): string => `${reportTime}#${sortable(id)}`;

/** The attributes that put an item into an index. */
export const indexKeys = {
  configurationList: (kind: ConfigurationKind, id: number) => ({ listPK: kind, listSK: sortable(id) }),
  named: (kind: ConfigurationKind, name: string, id: number) => ({
    relatedPK: namePartition(kind, name),
    relatedSK: sortable(id),
  }),
  grantOfUser: ({ userId, appId, id }: { readonly userId: number; readonly appId: number; readonly id: string }) => ({
    relatedPK: grantsPartition(userId),
    relatedSK: `${sortable(appId)}#${id}`,
  }),
  apiKeyOfUser: (userId: number, id: number, isLimited: boolean) => ({
    relatedPK: isLimited ? limitedApiKeysPartition(userId) : apiKeysPartition(userId),
    relatedSK: sortable(id),
  }),
  eventOfSource: (sourceId: number, receivedAt: Instant, id: string) => ({
    listPK: eventsPartition(sourceId, monthOf(receivedAt)),
    listSK: `${receivedAt}#${id}`,
  }),
  eventOfFlow: (flowId: number, receivedAt: Instant, id: string) => ({
    relatedPK: flowEventsPartition(flowId, monthOf(receivedAt)),
    relatedSK: `${receivedAt}#${id}`,
  }),
  alertOfMonth: (reportTime: Instant, id: number) => ({
    listPK: alertsPartition(monthOf(reportTime), id % alertShards.length),
    listSK: alertOrder(reportTime, id),
  }),
  alertOfSource: (sourceId: number, status: AlertStatus, reportTime: Instant, id: number) => ({
    relatedPK: sourceAlertsPartition(sourceId),
    relatedSK: `${status}#${alertOrder(reportTime, id)}`,
  }),
  openAlert: (status: AlertStatus, reportTime: Instant, id: number) => ({
    openPK: openPartition(id % alertShards.length),
    openSK: `${status}#${alertOrder(reportTime, id)}`,
  }),
  alertOfResponder: (userId: number, reportTime: Instant, alertId: number) => ({
    listPK: responderAlertsPartition(userId),
    listSK: alertOrder(reportTime, alertId),
  }),
  providerId: (driver: string, providerId: string) => ({
    relatedPK: providerPartition(driver, providerId),
    relatedSK: 'NOTIFICATION',
  }),
  overrideOfUser: (userId: number, endsAt: Instant, id: number) => ({
    listPK: userOverridesPartition(userId),
    listSK: `${endsAt}#${sortable(id)}`,
  }),
  coverageByRequester: (userId: number, id: number) => ({
    listPK: userCoveragePartition(userId),
    listSK: sortable(id),
  }),
  coverageByColleague: (userId: number, id: number) => ({
    relatedPK: userCoveragePartition(userId),
    relatedSK: sortable(id),
  }),
  auditOfEntity: ({ kind, id }: AuditEntry['entity'], at: Instant, entryId: number) => ({
    listPK: auditEntityPartition(kind, String(id), monthOf(at)),
    listSK: auditOrder(at, entryId),
  }),
  auditOfActor: (userId: number, at: Instant, entryId: number) => ({
    relatedPK: auditUserPartition(userId, monthOf(at)),
    relatedSK: auditOrder(at, entryId),
  }),
  incident: (createdAt: Instant, id: number) => ({ listPK: incidentsPartition, listSK: incidentOrder(createdAt, id) }),
  openIncident: (createdAt: Instant, id: number) => ({
    openPK: openIncidentsPartition,
    openSK: incidentOrder(createdAt, id),
  }),
  subscriberOfTarget: (target: Target, pageId: number) => ({
    relatedPK: targetPartition(target),
    relatedSK: sortable(pageId),
  }),
  due: (kind: DueKind, dueAt: Instant) => ({ duePK: duePartition(kind), dueAt }),
};

export const namePartition = (kind: ConfigurationKind, name: string): string => `${kind}#NAME#${digest(name)}`;
export const grantsPartition = (userId: number): string => `USER#${userId}#GRANTS`;
export const usagePartition = (at: Instant): string => `KEY_USAGE#${at.slice(0, 10)}`;
export const apiKeysPartition = (userId: number): string => `USER#${userId}#APIKEYS`;
export const limitedApiKeysPartition = (userId: number): string => `USER#${userId}#LIMITED_APIKEYS`;
export const eventsPartition = (sourceId: number, month: string): string => `SOURCE#${sourceId}#EVENTS#${month}`;
export const flowEventsPartition = (flowId: number, month: string): string => `FLOW#${flowId}#EVENTS#${month}`;
export const alertsPartition = (month: string, shard: number): string => `ALERTS#${month}#${shard}`;
export const sourceAlertsPartition = (sourceId: number): string => `SOURCE#${sourceId}#ALERTS`;
export const openPartition = (shard: number): string => `OPEN#${shard}`;
export const responderAlertsPartition = (userId: number): string => `USER#${userId}#ALERTS`;
export const providerPartition = (driver: string, providerId: string): string =>
  `PROVIDER#${driver}#${digest(providerId)}`;
export const targetPartition = ({ type, target }: Target): string => `TARGET#${digest(`${type} ${target}`)}`;
export const userOverridesPartition = (userId: number): string => `USER#${userId}#OVERRIDES`;
export const userCoveragePartition = (userId: number): string => `USER#${userId}#COVERAGE`;
export const incidentsPartition = 'INCIDENTS';
export const openIncidentsPartition = 'OPEN_INCIDENTS';
/** By creation, which may be of the past, then id: the order of every list of incidents. */
const incidentOrder = (createdAt: Instant, id: number): string => `${createdAt}#${sortable(id)}`;
export const duePartition = (kind: DueKind): string => `DUE#${kind}`;
export const auditPartition = (month: string): string => `AUDIT#${month}`;
export const auditEntityPartition = (kind: string, id: string, month: string): string => `AUDIT#${kind}#${id}#${month}`;
export const auditUserPartition = (userId: number, month: string): string => `USER#${userId}#AUDIT#${month}`;

/** By time, then id: the order of the audit log. */
export const auditOrder = (at: Instant, id: number): string => `${at}#${sortable(id)}`;
