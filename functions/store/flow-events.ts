import * as z from 'zod';
import { epochSecondsOf, Instant, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Dropped, FlowEventStore, Held, HeldKey, Standing } from '../ports/flow-event-store.ts';
import { type Condition, ifAbsent, ifEquals, ifVersion } from './conditions.ts';
import { flowOf } from './event-flows.ts';
import { eventItem, eventOf } from './events.ts';
import { attributesOf, entityOf, type Form, ifAbsentOrExpired, isLive, itemAt } from './items.ts';
import { keys } from './keys.ts';
import { itemsInOrder } from './pages.ts';
import type { Item, Key, Table, WriteOperation } from './table.ts';

const HeldItem = z.object({
  version: z.number(),
  eventIds: z.array(z.string()),
  answered: z.object({ by: z.string(), eventIds: z.array(z.string()) }).optional(),
});
const form: Form<z.infer<typeof HeldItem>> = { type: 'HELD', schema: HeldItem };
const SentItem = z.object({ sourceId: z.number(), receivedAt: Instant, alertKey: z.string() });
const none: Held = { version: 0, eventIds: [] };

/** After the last wait is over: as long as an event can come back from a dead-letter queue. */
const keptFor = { days: 15 };
/** An alert may be open for long. */
const sentKeptFor = { days: 90 };

/**
 * Events on their way through a flow. One that waits is its own record in the event explorer, and due; beside it stands, for
 * each key, which events wait.
 */
export function createFlowEventStore(table: Table, clock: Clock): FlowEventStore {
  const live = (item: Item | undefined): Item | undefined => (item && isLive(item, clock.now()) ? item : undefined);
  const heldOf = (item: Item | undefined): Held => (item ? entityOf(form, item) : none);

  function putHeld({ flowId, key, held }: HeldKey & { readonly held: Held }, until: Instant): WriteOperation[] {
    if (key === undefined) return [];
    const { version, eventIds, answered } = held;
    const next = {
      version: version + 1,
      eventIds: [...eventIds],
      ...(answered && { answered: { by: answered.by, eventIds: [...answered.eventIds] } }),
    };
    const put = itemAt(keys.held(flowId, key), attributesOf(form, next), {
      expiresAt: epochSecondsOf(plus(until, keptFor)),
    });
    return [{ put, condition: version === 0 ? ifAbsentOrExpired(clock.now()) : ifVersion(version) }];
  }

  return {
    async intake(eventId, { flowId, key }) {
      const [flowKey, eventKey] = [keys.configuration('EVENT_FLOW', flowId), keys.event(eventId)];
      const heldKey = key === undefined ? undefined : keys.held(flowId, key);
      const items = await table.batchGet([flowKey, eventKey, ...(heldKey ? [heldKey] : [])]);
      const at = (wanted: Key | undefined) => items.find(({ PK, SK }) => PK === wanted?.PK && SK === wanted.SK);
      const [flow, event] = [at(flowKey), live(at(eventKey))];
      return { flow: flow && flowOf(flow), record: event && eventOf(event), held: heldOf(live(at(heldKey))) };
    },

    async held({ flowId, key }) {
      if (key === undefined) return none;
      return heldOf(live(await table.get(keys.held(flowId, key), { consistent: true })));
    },

    async waiting(eventIds) {
      return (await itemsInOrder(table, eventIds.map(keys.event)))
        .filter(({ exactOutcome }) => exactOutcome === 'WAITING')
        .map(eventOf);
    },

    async noteSent({ flowId, key }, { sourceId, receivedAt, alertKey }) {
      if (key === undefined) return;
      const expiresAt = epochSecondsOf(plus(clock.now(), sentKeptFor));
      const set = { type: 'SENT', [`s${sourceId}`]: JSON.stringify({ receivedAt, alertKey }), expiresAt };
      await table.write([{ update: keys.sentByFlow(flowId, key), set }]);
    },

    async sentTo({ flowId, key }) {
      if (key === undefined) return [];
      const item = live(await table.get(keys.sentByFlow(flowId, key), { consistent: true }));
      return Object.entries(item ?? {}).flatMap(([name, value]) =>
        /^s\d{1,16}$/.test(name)
          ? [SentItem.parse({ sourceId: Number(name.slice(1)), ...JSON.parse(String(value)) })]
          : [],
      );
    },

    async settle(event, standing) {
      const refusals = await table.write([{ put: eventItem(event), condition: ifStands(standing) }]);
      return refusals.length === 0;
    },

    async hold(event, standing, { until, dropped, ...among }) {
      const refusals = await table.write([
        { put: eventItem(event), condition: ifStands(standing) },
        ...(dropped ? [droppedEvent(dropped)] : []),
        ...putHeld(among, until),
      ]);
      return refusals.length === 0;
    },

    async drop(dropped, among) {
      const refusals = await table.write([...dropped.map(droppedEvent), ...putHeld(among, clock.now())]);
      return refusals.length === 0;
    },
  };
}

const ifStands = (standing: Standing): Condition =>
  standing.kind === 'new' ? ifAbsent : ifEquals('waitsAt', standing.nodeId);

const droppedEvent = ({ id, note }: Dropped): WriteOperation => ({
  update: keys.event(id),
  // As `eventItem` writes the outcome, for functions that do not know it.
  set: { outcome: 'IGNORED', exactOutcome: 'DROPPED_BY_FLOW', note },
  remove: ['wait', 'waitsAt', 'duePK', 'dueAt', 'leases'],
  condition: ifEquals('exactOutcome', 'WAITING'),
});
