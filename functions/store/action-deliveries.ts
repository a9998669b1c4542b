import { ActionDelivery } from '../domain/action-delivery/delivery.ts';
import { VersionConflictError } from '../domain/errors.ts';
import type { ActionDeliveryStore } from '../ports/action-delivery-store.ts';
import { watchItem, watchOf } from './action-watches.ts';
import { logItem } from './alert-log.ts';
import { ifAbsent, ifEquals, ifVersion } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { actionDeliveryPrefix, alertPartition, indexKeys, keys } from './keys.ts';
import { entriesOf } from './pages.ts';
import type { Item, Table } from './table.ts';
import { addMissing, type Step, writeSteps } from './writes.ts';

const form: Form<ActionDelivery> = { type: 'ACTION_DELIVERY', schema: ActionDelivery };

const itemOf = (delivery: ActionDelivery): Item =>
  itemAt(
    keys.actionDelivery(delivery.alertId, delivery.id),
    attributesOf(form, delivery),
    delivery.dueAt === undefined ? {} : indexKeys.due('action', delivery.dueAt),
  );

const never = (): Error => new Error('an unconditional write was refused');

/** What actions do for alerts, beside the alerts. */
export function createActionDeliveryStore(table: Table): ActionDeliveryStore {
  return {
    async get(alertId, id) {
      const item = await table.get(keys.actionDelivery(alertId, id), { consistent: true });
      return item && entityOf(form, item);
    },

    async ofAlert(alertId) {
      const found: ActionDelivery[] = [];
      const query = { partition: alertPartition(alertId), sort: { beginsWith: actionDeliveryPrefix }, limit: 100 };
      for await (const item of entriesOf(table, query)) found.push(entityOf(form, item));
      return found;
    },

    async add(deliveries) {
      const { added } = await addMissing(table, deliveries.map(itemOf));
      return new Set(added.map((item) => entityOf(form, item).id));
    },

    async save(delivery, { log = [], reference, ticket, thread } = {}) {
      const { alertId, id, actionId, version } = delivery;
      const next = { ...delivery, version: version + 1 };
      const made = { ...keys.actionReference(alertId, actionId), type: 'ACTION_REFERENCE', reference: reference ?? '' };
      const steps: Step[] = [
        {
          operation: { put: itemOf(next), condition: ifVersion(version) },
          refused: () => new VersionConflictError(`action delivery ${id} of alert ${alertId}`),
        },
        ...log.map((entry): Step => ({ operation: { put: logItem(entry) }, refused: never })),
        ...(reference === undefined ? [] : [{ operation: { put: made }, refused: never }]),
        ...(ticket === undefined
          ? []
          : [
              {
                operation: { put: { ...keys.actionTicket(actionId, ticket), type: 'ACTION_TICKET', alertId } },
                refused: never,
              },
            ]),
        ...(thread === undefined
          ? []
          : [
              {
                operation: { put: { ...keys.chatThread(thread), type: 'CHAT_THREAD', alertId, actionId } },
                refused: never,
              },
            ]),
      ];
      await writeSteps(table, steps);
      return next;
    },

    async watch(alertId) {
      const item = await table.get(keys.actionWatch(alertId), { consistent: true });
      return item && watchOf(item);
    },

    async beginWatch(watch) {
      await table.write([{ put: watchItem(watch), condition: ifAbsent }]);
    },

    async looked(watch, until) {
      const { dueAt: _over, ...rest } = watch;
      const put = watchItem({ ...rest, since: until });
      return (await table.write([{ put, condition: ifEquals('asks', watch.asks) }])).length === 0;
    },

    async reference(alertId, actionId) {
      const item = await table.get(keys.actionReference(alertId, actionId), { consistent: true });
      return item === undefined ? undefined : String(item.reference);
    },

    async alertOfTicket(actionId, ticket) {
      const item = await table.get(keys.actionTicket(actionId, ticket), { consistent: true });
      return item === undefined ? undefined : Number(item.alertId);
    },

    async alertOfThread(thread) {
      const item = await table.get(keys.chatThread(thread), { consistent: true });
      return item && { alertId: Number(item.alertId), actionId: Number(item.actionId) };
    },
  };
}
