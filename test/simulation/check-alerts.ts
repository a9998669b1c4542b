import type { Alert } from '../../functions/domain/alert/alert.ts';
import type { LogEntry } from '../../functions/domain/alert/log-entry.ts';
import type { Notification } from '../../functions/domain/notification/notification.ts';
import type { RunRecord } from './record.ts';
import { alertsIn, notificationsIn, stepsIn, timelinesIn } from './stored.ts';

/** Every alert has come to an end, and alert, timeline, steps and notifications tell the same story. */
export function checkAlerts(run: RunRecord): string[] {
  const alerts = alertsIn(run.items);
  const steps = stepsIn(run.items);
  const notifications = notificationsIn(run.items);
  const timelines = timelinesIn(run.items);
  return alerts.flatMap((alert) => {
    const log = timelines.filter(({ alertId }) => alertId === alert.id);
    const ofAlert = notifications.filter(({ alertId }) => alertId === alert.id);
    const stepsOfAlert = steps.filter(({ alertId }) => alertId === alert.id);
    const found = [...checkEnd(alert, log), ...checkTold(run, ofAlert, log)];
    const levelsTold = log.filter(({ type }) => type === 'AlertEscalatedToLevelLogEntry').length;
    if (levelsTold !== stepsOfAlert.length) found.push(`${levelsTold} levels are told of ${stepsOfAlert.length} steps`);
    for (const { alertId, userId, command } of run.confirmed)
      if (alertId === alert.id && !isAnswered(alert, log, userId, command))
        found.push(`the answer ${command} of user ${userId} is not to be seen`);
    return found.map((problem) => `alert ${alert.id}: ${problem}`);
  });
}

const responses = (log: readonly LogEntry[], response: string): LogEntry[] =>
  log.filter(({ vars }) => vars.response === response);

function checkEnd({ status, escalation, snoozedUntil }: Alert, log: readonly LogEntry[]): string[] {
  const found: string[] = [];
  if (escalation.nextAt !== undefined) found.push(`waits for ${escalation.nextAt} for ever`);
  if (snoozedUntil !== undefined) found.push(`sleeps for ever, until ${snoozedUntil}`);
  const byItself = log.filter(({ type }) => type === 'AlertAutoResolvedLogEntry').length;
  const resolutions = responses(log, 'RESOLVED').length + byItself;
  if (resolutions !== (status === 'RESOLVED' ? 1 : 0)) found.push(`${status} with ${resolutions} resolutions told`);
  if (status === 'ACCEPTED' && responses(log, 'ACCEPTED').length === 0) found.push('ACCEPTED, but nobody is told');
  if (status === 'PENDING' && !log.some(({ type }) => type === 'EscalationEndedLogEntry'))
    found.push('neither answered nor exhausted');
  return found;
}

const isAnswered = (
  alert: Alert,
  log: readonly LogEntry[],
  userId: number,
  command: 'ACCEPT' | 'RESOLVE' | 'ESCALATE',
): boolean => {
  if (alert.status === 'RESOLVED') return true;
  if (command === 'RESOLVE') return false;
  const response = command === 'ACCEPT' ? 'ACCEPTED' : 'ESCALATED';
  // An escalation along a policy that was deleted is refused, and whoever followed a link is told so.
  return command === 'ESCALATE' || responses(log, response).some(({ vars }) => vars.userId === userId);
};

const finalStatuses = ['SENT', 'DELIVERED', 'FAILED', 'SUPPRESSED', 'AGGREGATED', 'CANCELLED'];

/**
 * Each notification has ended, and the timeline tells each end that it came to once. The delivery of what was noted as
 * sent is no news; that nobody picked up a call is told beside it.
 */
function checkTold({ writes }: RunRecord, notifications: readonly Notification[], log: readonly LogEntry[]): string[] {
  const unfinished = notifications
    .filter(({ status }) => !finalStatuses.includes(status))
    .map(({ id, status }) => `notification ${id} is ${status} for ever`);
  const told = log.filter(({ type, vars }) => type === 'NotificationLogEntry' && !besides.includes(vars.status));
  const ends = endsByNotification(writes);
  const ended = notifications
    .filter(isMessage)
    .flatMap(({ scope, id, kind, userId }) =>
      (ends.get(`${scope} ${id}`) ?? []).map((status) => `${kind} ${status} ${userId}`),
    );
  const inLog = told.map(({ vars }) => `${vars.kind} ${vars.status} ${vars.userId}`);
  return [...unfinished, ...difference('told, but not so', inLog, ended), ...difference('not told', ended, inLog)];
}

const besides: readonly unknown[] = ['SKIPPED', 'NOT_ANSWERED'];

const isMessage = ({ kind, channel }: Notification): boolean => kind !== 'CONFIRMATION' || channel !== 'NULL';

/** The ends that each notification came to, in their order. */
function endsByNotification(writes: RunRecord['writes']): ReadonlyMap<string, readonly string[]> {
  const ends = new Map<string, string[]>();
  for (const { old, new: item } of writes) {
    if (item?.type !== 'NOTIFICATION' || !finalStatuses.includes(String(item.status))) continue;
    if (old?.status === item.status || (old?.status === 'SENT' && item.status === 'DELIVERED')) continue;
    const key = `${item.scope} ${item.id}`;
    const known = ends.get(key);
    if (known) known.push(String(item.status));
    else ends.set(key, [String(item.status)]);
  }
  return ends;
}

/** What is in one list more often than in the other. */
function difference(words: string, one: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return one
    .filter((entry) => {
      const index = left.indexOf(entry);
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    })
    .map((entry) => `${words}: ${entry}`);
}
