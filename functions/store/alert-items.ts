import { Alert, KeyLock, Responder } from '../domain/alert/alert.ts';
import { alertKeyOf } from '../domain/event/event.ts';
import { type Instant, latest } from '../domain/time.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { indexKeys, keys } from './keys.ts';
import type { Attributes, Item, Key } from './table.ts';

const alertForm: Form<Alert> = { type: 'ALERT', schema: Alert, asJson: ['customDetails', 'labels', 'logs'] };
const responderForm: Form<Responder> = { type: 'RESPONDER', schema: Responder };
const lockForm: Form<KeyLock> = { type: 'LOCK', schema: KeyLock };

/** The item of an alert with the index keys its state asks for; a hidden one is in no list. */
export function alertItem(alert: Alert): Item {
  const { id, status, reportTime, source, policy } = alert;
  const dueAt = escalationDueAt(alert);
  const lists = alert.hidden
    ? {}
    : {
        ...indexKeys.alertOfMonth(reportTime, id),
        ...indexKeys.alertOfSource(source.id, status, reportTime, id),
        ...(status === 'RESOLVED' ? {} : indexKeys.openAlert(status, reportTime, id)),
      };
  return itemAt(
    keys.alert(id),
    attributesOf(alertForm, alert),
    { sourceId: source.id, policyId: policy?.id },
    lists,
    dueAt === undefined ? {} : indexKeys.due('escalation', dueAt),
  );
}

/** When the watchdog takes care of the escalation, or of the end of a snooze, if nobody has; undefined when nothing is left. */
function escalationDueAt({ status, escalation }: Alert): Instant | undefined {
  if (status === 'RESOLVED' || escalation.nextAt === undefined) return undefined;
  const { nextAt, restarts } = escalation;
  return restarts === undefined ? nextAt : latest(nextAt, restarts.notBefore);
}

/** The alert an item or a stream image holds; throws, naming the key, when it is none. */
export const alertOf = (item: Item): Alert => entityOf(alertForm, item);

/** The item of a responder, listed among their alerts. */
export const responderItem = (responder: Responder, alert: Pick<Alert, 'reportTime' | 'hidden'>): Item =>
  itemAt(
    keys.responder(responder.alertId, responder.userId),
    attributesOf(responderForm, responder),
    alert.hidden ? {} : indexKeys.alertOfResponder(responder.userId, alert.reportTime, responder.alertId),
  );

export const responderOf = (item: Item): Responder => entityOf(responderForm, item);

/**
 * What stands on the item of a lock. Functions of older versions (ADR 5) read that of a member as a tombstone of when it
 * joined: they open an alert of its own, rather than none. `exactState` stands beside it.
 */
export function lockAttributes(lock: KeyLock): Attributes {
  const attributes = attributesOf(lockForm, lock);
  if (lock.state !== 'MEMBER') return attributes;
  return { ...attributes, state: 'RESOLVED', resolvedAt: lock.reportTime, exactState: lock.state };
}

export const lockOf = (item: Item): KeyLock =>
  entityOf(lockForm, item.exactState === undefined ? item : { ...item, state: item.exactState });

/** The key of the lock that the alert holds or held; undefined for an alert without a key. */
export function lockKeyOf({ alertKey, source }: Pick<Alert, 'alertKey' | 'source'>): Key | undefined {
  const key = alertKeyOf({ alertKey });
  return key === undefined ? undefined : keys.keyLock(source.id, key);
}
