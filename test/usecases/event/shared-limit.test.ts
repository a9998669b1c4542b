import { describe, expect, it } from 'vitest';
import { type Instant, plus } from '../../../functions/domain/time.ts';
import type { EventBudgets } from '../../../functions/ports/event-budgets.ts';
import { createEventBudgets, createRefusalNotes } from '../../../functions/store/event-budgets.ts';
import { createMemoryTable } from '../../../functions/store/memory/table.ts';
import { createSourceWarningStore } from '../../../functions/store/source-warnings.ts';
import type { Table } from '../../../functions/store/table.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { receiveText } from '../../../functions/usecases/event/receive-message.ts';
import { countedBy, refusalTeller, sharedLimit } from '../../../functions/usecases/event/shared-limit.ts';
import { fixedClock } from '../../support/clock.ts';
import { anEventMessage, aSource, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const warnings: unknown[] = [];
const log = { info: () => {}, warn: (...said: unknown[]) => void warnings.push(said), error: () => {} };

/** So many running functions over one table that counts its writes. */
function instances(count: number, perMinute: number, change: (budgets: EventBudgets) => EventBudgets = (same) => same) {
  const table = createMemoryTable();
  let writes = 0;
  const counting: Pick<Table, 'write'> = {
    write: (operations) => {
      writes += 1;
      return table.write(operations);
    },
  };
  const budgets = change(createEventBudgets(counting));
  const limits = Array.from({ length: count }, () => sharedLimit(perMinute, { budgets, log }));
  return {
    writes: () => writes,
    /** How many of so many requests are taken in, spread over the functions as `pick` says, within one minute. */
    async admitted(requests: number, { name = 'SOURCE#1', at = tenOClock, pick = (turn: number) => turn } = {}) {
      let admitted = 0;
      for (let turn = 0; turn < requests; turn += 1) if (await limits[pick(turn) % count]?.(name, at)) admitted += 1;
      return admitted;
    },
  };
}

describe('the limit of one key over all running functions', () => {
  it('is exact where one function runs', async () => {
    for (const perMinute of [1, 2, 10, 49, 50, 999, 1000, 5000])
      expect([perMinute, await instances(1, perMinute).admitted(3 * perMinute)]).toEqual([perMinute, perMinute]);
  });

  it.each([0, -1])('of %i is none, and costs nothing', async (perMinute) => {
    const { admitted, writes } = instances(1, perMinute);
    expect([await admitted(3000), writes()]).toEqual([3000, 0]);
  });

  it.each([
    ['evenly', (turn: number) => turn],
    ['mostly to one', (turn: number) => (turn % 3 === 0 ? turn : 0)],
    ['in bursts', (turn: number) => Math.floor(turn / 37)],
  ])('holds over 2 to 50 functions that get them %s, but for a fiftieth for each', async (_how, pick) => {
    for (const count of [2, 5, 20, 50]) {
      const { admitted, writes } = instances(count, 1000);
      const taken = await admitted(20_000, { pick });
      expect(taken).toBeLessThanOrEqual(1000 + 20 * count);
      // What one function has taken of the budget and not used, another one misses.
      expect(taken).toBeGreaterThanOrEqual(1000 - 25 * count);
      expect(writes()).toBeLessThanOrEqual(40 + 2 * count);
    }
  });

  it('costs no call for what sends little, and one in 25 events for what sends more', async () => {
    const { admitted, writes } = instances(3, 1000);
    expect([await admitted(60), writes()]).toEqual([60, 0]);
    expect([await admitted(300), writes() <= 15]).toEqual([300, true]);
  });

  it.each([
    [1000, [45, 25, 25, 25]],
    // Whole events: of what does not divide the smaller number.
    [999, [43, 24, 24, 24]],
    [119, [4, 2, 2, 2]],
    [30, [1, 1, 1, 1]],
  ])(
    'of %i asks for what it has taken in before, and a fortieth with it; then for a fortieth at a time',
    async (perMinute, first) => {
      const wanted: number[] = [];
      const { admitted } = instances(1, perMinute, (budgets) => ({
        take: (budget, most) => {
          wanted.push(most);
          return budgets.take(budget, most);
        },
      }));
      await admitted(100);
      expect(wanted.slice(0, 4)).toEqual(first);
    },
  );

  it('counts each key for itself, in each minute of the clock', async () => {
    const { admitted } = instances(2, 100);
    expect(await admitted(500)).toBeGreaterThanOrEqual(98);
    expect(await admitted(90, { name: 'FLOW_INTEGRATION#1' })).toBe(90);
    expect(await admitted(1)).toBe(0);
    expect(await admitted(90, { at: plus(tenOClock, { seconds: 60 }) })).toBe(90);
  });

  it('refuses nothing while nobody can be asked, and asks then no oftener', async () => {
    let asked = 0;
    const { admitted } = instances(2, 1000, () => ({
      take: async () => {
        asked += 1;
        throw new Error('the table does not answer');
      },
    }));
    expect(await admitted(5000)).toBe(5000);
    expect(asked).toBeLessThanOrEqual(5000 / 25);
    expect(warnings).toHaveLength(asked);
  });

  it('gives what is left to whoever asks last, also when others take some of it meanwhile', async () => {
    const table = createMemoryTable();
    const budgets = createEventBudgets(table);
    const budget = { name: 'SOURCE#1', at: tenOClock, most: 100 };
    expect(await budgets.take(budget, 90)).toBe(90);
    expect(await Promise.all([budgets.take(budget, 7), budgets.take(budget, 7), budgets.take(budget, 7)])).toEqual(
      expect.arrayContaining([7, 3, 0]),
    );
    expect(table.items()).toMatchObject([{ PK: 'BUDGET#SOURCE#1', SK: '2026-11-21T10:00', taken: 100 }]);
    expect(table.items()[0]?.expiresAt).toBe(Date.parse(tenOClock) / 1000 + 3600);
  });

  it('counts a flow by its entry', () => {
    const source = { id: 7, version: 1, policyId: 1, alertCreation: '', extras: {}, integrationType: 'API' };
    expect(countedBy(source)).toBe('SOURCE#7');
    expect(countedBy({ id: 7, flowId: 9, integrationType: 'API' })).toBe('FLOW_INTEGRATION#7');
  });
});

describe('a source that sends too much', () => {
  const source = { id: 7, version: 1, policyId: 1, alertCreation: '', extras: {}, integrationType: 'API' };

  it('has a warning for two days, written once a minute by each function', async () => {
    const clock = fixedClock(tenOClock);
    const table = createMemoryTable();
    let writes = 0;
    const notes = createRefusalNotes({ write: (operations) => table.write(operations).finally(() => (writes += 1)) });
    const [one, other] = [refusalTeller(notes, { log }), refusalTeller(notes, { log })];
    const refuse = async (times: number, at: Instant) => {
      for (let turn = 0; turn < times; turn += 1) await one(source, at);
    };
    await refuse(200, tenOClock);
    await refuse(200, plus(tenOClock, { seconds: 59 }));
    await other(source, tenOClock);
    expect(writes).toBe(3);
    await refuse(1, plus(tenOClock, { minutes: 1 }));
    const warned = () => createSourceWarningStore(table, clock).ofSource(7);
    const lastSeenAt = plus(tenOClock, { minutes: 1 });
    expect(await warned()).toEqual([{ kind: 'RATE_LIMITED', firstSeenAt: tenOClock, lastSeenAt, count: 402 }]);
    clock.set(plus(lastSeenAt, { hours: 48, seconds: -1 }));
    expect(await warned()).toHaveLength(1);
    clock.set(plus(lastSeenAt, { hours: 48 }));
    expect(await warned()).toEqual([]);
    await other(source, clock.now());
    expect(await warned()).toMatchObject([{ firstSeenAt: clock.now(), count: 1 }]);
  });

  it('is answered all the same when that cannot be written; flows have no warnings', async () => {
    const failing = refusalTeller({ note: () => Promise.reject(new Error('no table')) }, { log });
    await failing(source, tenOClock);
    const flow = { id: 7, flowId: 9, integrationType: 'API' };
    const noted: unknown[] = [];
    const note = async (id: number) => void noted.push(id);
    for (const keyed of [flow, source]) await refusalTeller({ note }, { log })(keyed, tenOClock);
    expect(noted).toEqual([source.id]);
  });

  it('by text has its messages kept, warned of, and no alert of what is too much', async () => {
    const number = '+4915112345678';
    const world = await aWorld({ source: aSource({ integrationType: 'SMS', integrationKey: number }) });
    const allows = sharedLimit(2, { budgets: world.store.eventBudgets, log });
    for (const text of ['one', 'two', 'three'])
      await receiveText({ ...world.ctx, allows }, { inboundId: text, from: '+491', to: number, text });
    const messages = world.queued.map(({ message }) => message);
    expect(messages.map(({ event, warnings: told }) => [event?.summary, told?.length ?? 0])).toEqual([
      ['one', 0],
      ['two', 0],
      [undefined, 1],
    ]);
    const outcomes = [];
    for (const message of messages) outcomes.push(await processEvent(world.ctx, message));
    expect(outcomes).toEqual(['CREATED', 'CREATED', 'REFUSED']);
    const record = await world.store.events.get(messages[2]?.eventId ?? '');
    expect(record).toMatchObject({ outcome: 'REFUSED', note: 'refused: too many messages in this minute' });
  });
});

describe('a storm of one key', () => {
  it('costs one write of two items for each event that is taken in, and the alert none', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, anEventMessage());
    const { write } = world.table;
    const written: Record<string, number> = {};
    let calls = 0;
    world.table.write = (operations) => {
      calls += 1;
      for (const one of operations) {
        const type = 'put' in one ? String(one.put.type) : 'other';
        written[type] = (written[type] ?? 0) + 1;
      }
      return write(operations);
    };
    const repeats = 500;
    for (let turn = 0; turn < repeats; turn += 1)
      expect(await processEvent(world.ctx, anEventMessage({}, { eventId: `repeat-${turn}` }))).toBe('APPENDED');
    expect(calls).toBe(repeats);
    expect(written).toEqual({ EVENT: repeats, LOG: repeats });
  });
});
