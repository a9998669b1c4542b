import type { Alert, KeyLock } from '../domain/alert/alert.ts';
import { alertKeyOf, type EventRecord } from '../domain/event/event.ts';
import { epochSecondsOf, type Instant, plus } from '../domain/time.ts';
import type { AlertChange, Joins } from '../ports/alert-store.ts';
import { lockAttributes, lockKeyOf } from './alert-items.ts';
import { allOf, anyOf, type Condition, ifAbsent, ifAtMost, ifEquals, ifLacking } from './conditions.ts';
import { keys } from './keys.ts';
import type { Key, WriteOperation } from './table.ts';

/** Longer than a message can wait in a dead-letter queue and be sent in again. */
const tombstoneKeptFor = { days: 30 };
/** Nothing ends the lock of a member but this: it means nothing once its alert is resolved. */
const memberKeptFor = { days: 90 };

/** In place of an alert's id. */
const noAlert = 0;

type Locked = Pick<Alert, 'id' | 'alertKey' | 'source'>;

/** The lock is free, a tombstone that is not younger than the event, or that of a member whose alert is over. */
function mayBeTaken(receivedAt: Instant, replaces: number | undefined, now: Instant): Condition {
  const isOldTombstone = allOf(
    ifEquals('state', 'RESOLVED'),
    ifLacking('exactState'),
    ifAtMost('resolvedAt', receivedAt),
  );
  const ofOver = replaces === undefined ? [] : [allOf(ifEquals('exactState', 'MEMBER'), ifEquals('alertId', replaces))];
  return anyOf(ifAbsent, isOldTombstone, ifAtMost('expiresAt', epochSecondsOf(now)), ...ofOver);
}

const keyOfLock = (sourceId: number, alertKey: string): Key => keys.keyLock(sourceId, alertKeyOf({ alertKey }) ?? '');

/** The key names this alert, which it has opened. */
export function takeLock(
  key: Key,
  { id, reportTime, priority }: Alert,
  { event, lock: memory, replaces }: Pick<AlertChange, 'event' | 'lock' | 'replaces'>,
  now: Instant,
): WriteOperation {
  const lock = lockAttributes({ state: 'OPEN', alertId: id, reportTime, priority, ...memory });
  return { put: { ...lock, ...key }, condition: mayBeTaken(event?.receivedAt ?? reportTime, replaces, now) };
}

/** The key names this alert, which another one has opened. */
export function joinedLock({ id, source }: Locked, joins: Joins, now: Instant): WriteOperation {
  const { key, receivedAt, replaces, group } = joins;
  const lock: KeyLock = { state: 'MEMBER', alertId: id, reportTime: receivedAt, ...(group && { group }) };
  const expiresAt = epochSecondsOf(plus(now, memberKeptFor));
  return {
    put: { ...lockAttributes(lock), expiresAt, ...keyOfLock(source.id, key) },
    condition: mayBeTaken(receivedAt, replaces, now),
  };
}

/** Adds to what locks remember while they name this alert: that of its own key, and that of the key that is spoken of. */
export function learned(
  alert: Locked,
  { lock: memory, learns }: Pick<AlertChange, 'lock' | 'learns'>,
): WriteOperation[] {
  const own = lockKeyOf(alert);
  const other = learns && keyOfLock(alert.source.id, learns.key);
  const isOwn = own !== undefined && own.PK === other?.PK;
  const operations: WriteOperation[] = [];
  if (own !== undefined && (memory !== undefined || isOwn)) {
    const namesThis = allOf(ifEquals('state', 'OPEN'), ifEquals('alertId', alert.id));
    const { set, remove } = isOwn && learns ? changesOf(learns) : { set: {}, remove: [] };
    operations.push({ update: own, set: { ...memory, ...set }, remove, condition: namesThis });
  }
  if (learns !== undefined && other !== undefined && !isOwn) {
    const namesThis = allOf(ifEquals('exactState', 'MEMBER'), ifEquals('alertId', alert.id));
    operations.push({ update: other, ...changesOf(learns), condition: namesThis });
  }
  return operations;
}

function changesOf({ overAt, reportTime, group }: NonNullable<AlertChange['learns']>) {
  return {
    set: { ...(overAt && { overAt }), ...(reportTime && { reportTime }), ...(group && { group }) },
    remove: reportTime === undefined ? [] : ['overAt'],
  };
}

/** That a key is over, of which no alert was ever heard. */
export function endOfKey({ sourceId, receivedAt }: EventRecord, alertKey: string, now: Instant): WriteOperation {
  const lock = lockAttributes({ state: 'RESOLVED', alertId: noAlert, resolvedAt: receivedAt });
  const expiresAt = epochSecondsOf(plus(receivedAt, tombstoneKeptFor));
  return {
    put: { ...lock, expiresAt, ...keyOfLock(sourceId, alertKey) },
    condition: mayBeTaken(receivedAt, undefined, now),
  };
}

/** Replaces the lock of its own key by a tombstone if it names this alert. */
export function tombstoneOf(alert: Alert, now: Instant, { isAlone }: Pick<AlertChange, 'isAlone'>): WriteOperation[] {
  const key = lockKeyOf(alert);
  if (key === undefined) return [];
  const resolvedAt = alert.resolvedAt ?? now;
  const lock = lockAttributes({ state: 'RESOLVED', alertId: alert.id, resolvedAt });
  const expiresAt = epochSecondsOf(plus(resolvedAt, tombstoneKeptFor));
  const namesThis = ifEquals('alertId', alert.id);
  const condition = isAlone ? allOf(namesThis, ifLacking('hasMembers')) : namesThis;
  return [{ put: { ...lock, expiresAt, ...key }, condition }];
}
