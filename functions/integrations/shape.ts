import { isAlarm } from './aws/alarm.ts';
import { isBusEvent } from './aws/bus-event.ts';
import { topicMessageKind } from './aws/topic-message.ts';
import { isPagerDutyEvent } from './pagerduty-event.ts';
import { at, firstText, isRecord, text } from './reader.ts';

const has = (body: unknown, ...names: readonly string[]): boolean =>
  isRecord(body) && names.every((name) => Object.hasOwn(body, name));

const isAlertGroup = (body: unknown): boolean =>
  Array.isArray(at(body, 'alerts')) &&
  (has(body, 'groupKey') || has(body, 'groupLabels') || has(body, 'receiver', 'status'));

/** True for the dashboard alerts of Grafana 8 and older. */
export const isLegacyAlert = (body: unknown): boolean =>
  text(at(body, 'state')) !== undefined && firstText(at(body, 'ruleId'), at(body, 'ruleName')) !== undefined;

const isOpsgenie = (body: unknown): boolean =>
  text(at(body, 'action')) !== undefined &&
  firstText(at(body, 'alert', 'alertId'), at(body, 'alert', 'alias')) !== undefined;

const eventTypes = new Set(['alert', 'accept', 'accepted', 'resolve', 'resolved', 'comment']);

/** Bodies that only one tool sends, each by the slug of its adapter; the first that fits counts. */
const shapes: readonly (readonly [slug: string, fits: (body: unknown) => boolean])[] = [
  ['api', (body) => eventTypes.has(text(at(body, 'eventType'))?.toLowerCase() ?? '')],
  ['pagerduty-events-v2', isPagerDutyEvent],
  ['aws-sns', (body) => topicMessageKind(body) !== undefined],
  ['aws-cloudwatch', isAlarm],
  ['aws-eventbridge', isBusEvent],
  ['grafana', (body) => isAlertGroup(body) && (has(body, 'orgId') || has(body, 'title', 'state'))],
  ['prometheus-alertmanager', isAlertGroup],
  ['grafana-legacy', isLegacyAlert],
  ['uptime-kuma', (body) => isRecord(at(body, 'heartbeat')) && has(body, 'monitor', 'msg')],
  ['zabbix', (body) => has(body, 'update_action') || (has(body, 'host_name') && has(body, 'value', 'id'))],
  ['datadog', (body) => has(body, 'alert_transition') || has(body, 'alertTransition')],
  ['opsgenie', isOpsgenie],
  ['statuspage-io', (body) => has(at(body, 'page'), 'status_indicator') && has(body, 'meta')],
  ['logicmonitor', (body) => has(body, 'alertstatus', 'internalid')],
  ['opensearch', (body) => has(body, 'monitor', 'trigger', 'trigger_id')],
  ['coralogix', (body) => has(body, 'alert_action', 'alert_id', 'name')],
  ['nagios', (body) => has(body, 'NOTIFICATIONTYPE', 'HOSTNAME')],
  ['sensu', (body) => has(at(body, 'check'), 'status', 'output') && isRecord(at(body, 'entity'))],
  ['sentry', (body) => has(body, 'action', 'installation', 'data')],
  ['pingdom', (body) => has(body, 'check_id', 'current_state')],
  ['uptimerobot', (body) => has(body, 'monitorID', 'alertType')],
  ['site24x7', (body) => has(body, 'MONITORNAME', 'STATUS')],
  ['terraform-cloud', (body) => has(body, 'notification_configuration_id', 'workspace_id')],
  ['rollbar', (body) => has(body, 'event_name') && isRecord(at(body, 'data', 'item'))],
];

/** The slug of the adapter whose tool sends such bodies; undefined for a body that nobody is known for. */
export const slugOfShape = (body: unknown): string | undefined => shapes.find(([, fits]) => fits(body))?.[0];
