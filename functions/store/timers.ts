import { Instant } from '../domain/time.ts';
import type { TimerKind, TimerStore } from '../ports/due-store.ts';
import { allOf, type Condition, ifEquals, ifPresent } from './conditions.ts';
import { indexKeys, keys } from './keys.ts';
import { maximumOperations, type Table, type WriteOperation } from './table.ts';

/** Makes work due at `at`, keeping what it remembers; to be written together with what asks for it. */
export const armTimer = (kind: TimerKind, id: number, at: Instant, state?: string): WriteOperation => ({
  update: keys.timer(kind, id),
  set: { type: 'TIMER', ...(state !== undefined && { state }), ...indexKeys.due(kind, at) },
});

/** Due work beside the configuration it belongs to. Whoever does it saves the timer as read, so no arming gets lost. */
export function createTimerStore(table: Table): TimerStore {
  return {
    async get(kind, id) {
      const item = await table.get(keys.timer(kind, id), { consistent: true });
      if (item === undefined) return undefined;
      const { dueAt, since, state } = item;
      return {
        ...(dueAt !== undefined && { dueAt: Instant.parse(dueAt) }),
        ...(since !== undefined && { since: Instant.parse(since) }),
        ...(state !== undefined && { state: String(state) }),
      };
    },

    async arm(kind, ids, at, state) {
      for (let first = 0; first < ids.length; first += maximumOperations)
        await table.write(ids.slice(first, first + maximumOperations).map((id) => armTimer(kind, id, at, state)));
    },

    async save(kind, id, { dueAt, since, state }, read) {
      const asRead: Condition = read.dueAt === undefined ? ifPresent : ifEquals('dueAt', read.dueAt);
      const refusals = await table.write([
        {
          update: keys.timer(kind, id),
          set: { since, state, ...(dueAt && indexKeys.due(kind, dueAt)) },
          remove: ['leases', ...(dueAt === undefined ? ['duePK', 'dueAt'] : [])],
          condition: allOf(ifPresent, asRead),
        },
      ]);
      return refusals.length === 0;
    },

    async delete(kind, id) {
      await table.write([{ delete: keys.timer(kind, id) }]);
    },
  };
}
