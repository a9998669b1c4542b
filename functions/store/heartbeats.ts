import { Heartbeat, HeartbeatMonitor } from '../domain/heartbeat/heartbeat-monitor.ts';
import type { Instant } from '../domain/time.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { Clock } from '../ports/clock.ts';
import type { HeartbeatStore } from '../ports/heartbeat-store.ts';
import type { AuditTerm } from './audit-items.ts';
import { allOf as allConditions, ifEquals } from './conditions.ts';
import { createConfigurationItems } from './configuration.ts';
import { keyHash } from './heartbeat-items.ts';
import { entityOf, type Form } from './items.ts';
import { idAtEnd, indexKeys, keys, sortable } from './keys.ts';
import { itemsInOrder } from './pages.ts';
import type { Table, WriteOperation } from './table.ts';

const form: Form<Heartbeat> = { type: 'BEAT', schema: Heartbeat };

/** Nothing was heard yet of a new monitor. A new key comes with a new interval: the tick looks when that is over. */
function tellBeat(
  next: HeartbeatMonitor | undefined,
  previous: HeartbeatMonitor | undefined,
  now: Instant,
): WriteOperation[] {
  if (next === undefined) return previous === undefined ? [] : [farewell(previous, now)];
  const { id, integrationKey, intervalSec, updatedAt } = next;
  const facts = { keyHash: keyHash(integrationKey), intervalSec };
  if (previous === undefined)
    return [{ put: { ...keys.heartbeat(id), type: 'BEAT', monitorId: id, state: 'UNKNOWN', ...facts } }];
  if (previous.integrationKey === integrationKey) return [];
  return [{ update: keys.heartbeat(id), set: { ...facts, dueAt: updatedAt } }];
}

/** What a deleted monitor leaves behind: nobody can ping it, and the tick ends what it has opened, then this item. */
const farewell = ({ id, intervalSec }: HeartbeatMonitor, now: Instant): WriteOperation => ({
  update: keys.heartbeat(id),
  set: {
    type: 'BEAT',
    monitorId: id,
    intervalSec,
    state: 'RECOVERED',
    isDeleted: true,
    ...indexKeys.due('heartbeat', now),
  },
  remove: ['keyHash', 'leases'],
});

/** Heartbeat monitors, found by id and by name, which is unique; what they have heard is an item beside each. */
export function createHeartbeatStore(table: Table, cipher: Cipher, clock: Clock, term: AuditTerm): HeartbeatStore {
  const { byUnique, ...monitors } = createConfigurationItems(
    table,
    {
      kind: 'HEARTBEAT',
      label: 'heartbeat monitor',
      form: {
        type: 'HEARTBEAT',
        schema: HeartbeatMonitor,
        secret: ['integrationKey'],
        cipher,
        whenSealed: { integrationKey: '' },
      } satisfies Form<HeartbeatMonitor>,
      nameOf: ({ name }) => name,
      uniqueValues: ({ name }) => [{ kind: 'HEARTBEAT_NAME', value: name, label: `the name "${name}"` }],
      references: ({ sourceId, teams }) => [
        ...(sourceId === undefined ? [] : [{ kind: 'source' as const, id: sourceId, field: 'alertSource.id' }]),
        ...teams.map((id, index) => ({ kind: 'team' as const, id, field: `teams[${index}].id` })),
      ],
      besides: (next, previous) => tellBeat(next, previous, clock.now()),
    },
    term,
  );
  return {
    ...monitors,
    byName: (name) => byUnique('HEARTBEAT_NAME', name),

    async listAfter(after, limit) {
      const { items } = await table.query({
        index: 'list',
        partition: 'HEARTBEAT',
        sort: { between: [sortable(after + 1), '~'] },
        limit,
      });
      return monitors.getMany(items.map(({ PK }) => idAtEnd(PK)));
    },

    async beats(ids) {
      return (await itemsInOrder(table, ids.map(keys.heartbeat))).map((item) => entityOf(form, item));
    },

    async forget(monitorId) {
      await table.write([{ delete: keys.heartbeat(monitorId), condition: ifEquals('isDeleted', true) }]);
    },

    async move(next, from) {
      const { monitorId, state, missed, alertQueued, dueAt } = next;
      const absent = Object.entries({ missed, alertQueued, duePK: dueAt, dueAt })
        .filter(([, value]) => value === undefined)
        .map(([name]) => name);
      const asRead = [
        ifEquals('state', from.state),
        ...(from.lastPingAt === undefined ? [] : [ifEquals('lastPingAt', from.lastPingAt)]),
        ...(from.alertQueued === undefined ? [] : [ifEquals('alertQueued', from.alertQueued)]),
      ];
      const refusals = await table.write([
        {
          update: keys.heartbeat(monitorId),
          set: { state, missed, alertQueued, ...(dueAt && indexKeys.due('heartbeat', dueAt)) },
          remove: ['leases', ...absent],
          condition: allConditions(...asRead),
        },
      ]);
      return refusals.length === 0;
    },
  };
}
