import { setsInMotion } from '../domain/action-delivery/happening.ts';
import { ActionWatch } from '../domain/action-delivery/watch.ts';
import type { Alert } from '../domain/alert/alert.ts';
import type { TimelineEntry } from '../domain/alert/log-entry.ts';
import { type Instant, plus } from '../domain/time.ts';
import { ifPresent } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { indexKeys, keys } from './keys.ts';
import type { Item, WriteOperation } from './table.ts';

export const actionWatchType = 'ACTION_WATCH';

const form: Form<ActionWatch> = { type: actionWatchType, schema: ActionWatch };

/** The stream brings it sooner; what it lost is found by the tick after that. */
const foundAfter = { seconds: 15 };

export const watchOf = (item: Item): ActionWatch => entityOf(form, item);

export const watchItem = (watch: ActionWatch): Item =>
  itemAt(
    keys.actionWatch(watch.alertId),
    attributesOf(form, watch),
    watch.dueAt === undefined ? {} : indexKeys.due('action', watch.dueAt),
  );

/** The watch over an alert that is about to be created, where its source has actions. */
export const watchOfNew = ({ id, source, hasActions }: Alert, now: Instant): WriteOperation[] =>
  hasActions
    ? [
        {
          put: watchItem({
            alertId: id,
            sourceId: source.id,
            createdAt: now,
            asks: 1,
            since: now,
            dueAt: plus(now, foundAfter),
          }),
        },
      ]
    : [];

/** What asks for a look at an alert's timeline, written with entries of it that actions may be about. */
export const askedToLook = (
  { id, hasActions }: Pick<Alert, 'id' | 'hasActions'>,
  log: readonly TimelineEntry[],
  now: Instant,
): WriteOperation[] =>
  hasActions && log.some(setsInMotion)
    ? [
        {
          update: keys.actionWatch(id),
          set: indexKeys.due('action', plus(now, foundAfter)),
          add: { asks: 1 },
          condition: ifPresent,
        },
      ]
    : [];
