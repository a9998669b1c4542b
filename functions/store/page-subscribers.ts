import { VersionConflictError } from '../domain/errors.ts';
import { PageSubscriber, type Target } from '../domain/subscriber/page-subscriber.ts';
import type { SubscriberStore } from '../ports/subscriber-store.ts';
import { type AuditTerm, auditSteps } from './audit-items.ts';
import { ifAbsent, ifPresent, ifVersion } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { indexKeys, keys, statusPagePartition, subscriberPrefix, targetPartition } from './keys.ts';
import { allOf, itemsInOrder } from './pages.ts';
import { type Item, maximumOperations, type Table } from './table.ts';
import { writeSteps } from './writes.ts';

const form: Form<PageSubscriber> = { type: 'PAGE_SUBSCRIBER', schema: PageSubscriber };

const keyOf = ({ pageId, id }: Pick<PageSubscriber, 'pageId' | 'id'>) => keys.subscriber(pageId, id);

const itemOf = (subscriber: PageSubscriber): Item =>
  itemAt(
    keyOf(subscriber),
    attributesOf(form, subscriber),
    indexKeys.subscriberOfTarget(subscriber, subscriber.pageId),
    subscriber.dueAt === undefined ? {} : indexKeys.due('subscribers', subscriber.dueAt),
  );

export const subscriberOf = (item: Item): PageSubscriber => entityOf(form, item);

/** Subscribers in the partition of their page, found by their target, too. */
export function createSubscriberStore(table: Table, { auditDays }: AuditTerm): SubscriberStore {
  return {
    async get(pageId, id) {
      const item = await table.get(keys.subscriber(pageId, id), { consistent: true });
      return item && subscriberOf(item);
    },

    async ofPage(pageId) {
      const items = await allOf(table, {
        partition: statusPagePartition(pageId),
        sort: { beginsWith: subscriberPrefix },
      });
      return items.map(subscriberOf);
    },

    async ofTarget(target) {
      const entries = await allOf(table, { index: 'related', partition: targetPartition(target) });
      return (await itemsInOrder(table, entries)).map(subscriberOf);
    },

    async create(subscriber) {
      return (await table.write([{ put: itemOf(subscriber), condition: ifAbsent }])).length === 0;
    },

    async save(subscriber, previous) {
      const next = { ...subscriber, version: previous.version + 1 };
      const refused = () => new VersionConflictError(`subscriber ${subscriber.id}`);
      await writeSteps(table, [{ operation: { put: itemOf(next), condition: ifVersion(previous.version) }, refused }]);
      return next;
    },

    async putAll(subscribers, audit) {
      const told = auditSteps(audit, auditDays).map(({ operation }) => operation);
      const operations = [...told, ...subscribers.map((one) => ({ put: itemOf(one) }))];
      for (let start = 0; start < operations.length; start += maximumOperations)
        await table.write(operations.slice(start, start + maximumOperations));
    },

    async delete(subscriber, audit) {
      const told = auditSteps(audit, auditDays).map(({ operation }) => operation);
      return (await table.write([{ delete: keyOf(subscriber), condition: ifPresent }, ...told])).length === 0;
    },

    async block(target) {
      await table.write([{ put: { ...keys.blockedTarget(target), type: 'BLOCKED_TARGET' } }]);
    },

    async unblock(target) {
      await table.write([{ delete: keys.blockedTarget(target) }]);
    },

    async blocked(targets) {
      const blocked = new Set<string>();
      for (let start = 0; start < targets.length; start += maximumOperations) {
        const part = new Map(
          targets.slice(start, start + maximumOperations).map((one) => [keys.blockedTarget(one).PK, one]),
        );
        const found = await table.batchGet([...part.values()].map((one: Target) => keys.blockedTarget(one)));
        for (const { PK } of found) blocked.add(PK);
      }
      return targets.filter((one) => blocked.has(keys.blockedTarget(one).PK));
    },
  };
}
