import { isDeepStrictEqual } from 'node:util';
import { alertItem, alertOf } from '../../functions/store/alert-items.ts';
import { notificationItem } from '../../functions/store/notifications.ts';
import { stepItems, stepOf } from '../../functions/store/step-items.ts';
import { type Item, indexes } from '../../functions/store/table.ts';
import type { RunRecord } from './record.ts';
import { notificationOf } from './stored.ts';
import { isUnfinished } from './watch.ts';

const indexAttributes = Object.values(indexes).flatMap(({ partition, sort }) => [partition, sort]);

/** The indexes agree with the items, nothing that is over is due, and locks name what is open. */
export function checkItems({ items, endedAt, plan }: RunRecord): string[] {
  const due = items
    .filter((item) => isUnfinished(item, endedAt, plan))
    .map(({ PK, SK }) => `${PK} ${SK} is due for ever`);
  const stray = items
    .filter((item) => !isDeepStrictEqual(indexKeysOf(item), indexKeysOf(asWritten(item))))
    .map(({ PK, SK }) => `${PK} ${SK} is in the wrong place of an index`);
  return [...due, ...stray, ...checkLocks(items)];
}

const indexKeysOf = (item: Item): unknown => indexAttributes.map((name) => item[name]);

/** The item as the store would write it now. */
function asWritten(item: Item): Item {
  switch (item.type) {
    case 'ALERT':
      return alertItem(alertOf(item));
    case 'STEP':
      return stepItems(stepOf(item))[0] ?? item;
    case 'NOTIFICATION':
      return notificationItem(notificationOf(item));
    default:
      return item;
  }
}

function checkLocks(items: readonly Item[]): string[] {
  const open = items
    .filter(({ type, status, alertKey }) => type === 'ALERT' && status !== 'RESOLVED' && alertKey !== undefined)
    .map(({ id }) => Number(id));
  const locked = items
    .filter(({ type, state }) => type === 'LOCK' && state === 'OPEN')
    .map((lock) => Number(lock.alertId));
  return [
    ...open.filter((id) => !locked.includes(id)).map((id) => `open alert ${id} has no lock`),
    ...locked.filter((id) => !open.includes(id)).map((id) => `a lock names alert ${id}, which is not open`),
  ];
}
