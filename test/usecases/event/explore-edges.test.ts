import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import type { EventRecord } from '../../../functions/domain/event/event.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { eventItem } from '../../../functions/store/events.ts';
import { bodyReader } from '../../../functions/usecases/event/bodies.ts';
import { type Exploration, exploreEvents, presentEvent } from '../../../functions/usecases/event/explore.ts';
import { inlineBody } from '../../../functions/usecases/event/payload.ts';
import { tenOClock } from '../../support/factories.ts';
import { memoryStore } from '../../support/memory-store.ts';

const gzip = (text: string) => ({ gzip: gzipSync(text).toString('base64') });
const page = { offset: 0, limit: 100 };
const usual = { sourceId: 800, integration: 'api', outcome: 'CREATED', receivedAt: tenOClock } as const;

/** An explorer over these events, the newest first a second apart from each other. */
async function explorer(...events: readonly Partial<EventRecord>[]) {
  const { store, table, clock } = memoryStore();
  for (const [index, facts] of events.entries()) {
    const receivedAt = minus(tenOClock, { seconds: index });
    await table.write([{ put: eventItem({ ...usual, id: `e${index}-0`, receivedAt, ...facts }) }]);
  }
  clock.set(tenOClock);
  const blobs = { put: async () => {}, get: async () => undefined };
  const ctx = { store, clock, blobs } as unknown as Parameters<typeof exploreEvents>[0];
  const explore = async (exploration: Exploration, asked = page) =>
    (await exploreEvents(ctx, { sourceId: 800 }, exploration, asked)) as {
      readonly events: readonly { readonly id: string; readonly body: string | null; readonly isBodyLeftOut?: true }[];
      readonly next?: object;
    };
  return { ctx, explore };
}

describe('an answer of the explorer', () => {
  it('has three million characters of bodies; one that would be too much is left out, and says so', async () => {
    const half = 'x'.repeat(1_500_000);
    const { explore } = await explorer(
      { raw: gzip(half) },
      {},
      { raw: gzip(half) },
      { raw: gzip('y') },
      { raw: gzip('z') },
    );
    const { events } = await explore({});
    const seen = events.map(({ body, isBodyLeftOut = false }) => [body?.length ?? null, isBodyLeftOut]);
    expect(seen).toEqual([
      [1_500_000, false],
      [null, false],
      [1_500_000, false],
      [null, true],
      [null, true],
    ]);
  });

  it('reads no more bodies once it has too much of them', async () => {
    const { ctx } = await explorer(...['a', 'b', 'c', 'd'].map((blobKey) => ({ raw: { blobKey } })));
    const get = vi.fn(async () => gzipSync('x'.repeat(2_000_000)));
    const { events } = await exploreEvents({ ...ctx, blobs: { ...ctx.blobs, get } }, { sourceId: 800 }, {}, page);
    expect(events).toHaveLength(4);
    expect(get.mock.calls).toEqual([['a'], ['b']]);
  });

  it('looks back a month, up to this very moment, and at a span of no length, too', async () => {
    const before = minus(plus(tenOClock, { seconds: 1 }), { days: 31 });
    const { explore } = await explorer(
      { receivedAt: tenOClock },
      { receivedAt: before },
      { receivedAt: minus(before, { milliseconds: 1 }) },
    );
    expect((await explore({})).events.map(({ id }) => id)).toEqual(['e0-0', 'e1-0']);
    expect((await explore({ from: tenOClock, until: tenOClock })).events).toEqual([]);
    await expect(explore({ from: tenOClock, until: minus(tenOClock, { milliseconds: 1 }) })).rejects.toThrow(
      'from: lies after until',
    );
  });

  it('ends also where an index still has the places of events that are gone', async () => {
    const { ctx } = await explorer();
    let asked = 0;
    const list = async () => {
      asked += 1;
      return { events: [], next: { receivedAt: minus(tenOClock, { seconds: asked }), id: `gone-${asked}` } };
    };
    const store = { ...ctx.store, events: { ...ctx.store.events, list } };
    const search = { text: 'needle' };
    const { events, next } = await exploreEvents({ ...ctx, store }, { sourceId: 800 }, search, page);
    expect({ events, next, asked }).toMatchObject({ events: [], next: { id: 'gone-20' }, asked: 20 });
  });
});

describe('an event as the explorer shows it', () => {
  it('says what it is about, and null where there is nothing', () => {
    expect(presentEvent({ ...usual, id: 'e', note: 'why' })).toStrictEqual({
      id: 'e',
      alertSource: { id: 800 },
      integration: 'api',
      receivedAt: tenOClock,
      outcome: 'CREATED',
      alertId: null,
      note: 'why',
      event: undefined,
      body: null,
    });
  });

  it('says by which flow it came, and until when it waits there', () => {
    const until = plus(tenOClock, { minutes: 5 });
    const flow = { id: 60, integrationId: 61 };
    const wait = { nodeId: 1, until, flow: {}, context: { integrationType: 'API' }, way: '' };
    const record = {
      ...usual,
      id: 'e',
      sourceId: 0,
      flow,
      wait,
      outcome: 'WAITING',
      alertKey: 'k',
      alertId: 7,
    } as const;
    expect(presentEvent(record, '{}')).toMatchObject({
      alertSource: null,
      eventFlow: { id: 60 },
      waitUntil: until,
      alertKey: 'k',
      alertId: 7,
      body: '{}',
    });
  });
});

describe('a body', () => {
  const largest = 8 * 1024 * 1024;

  it('that unpacks to more than any that was accepted is not there', async () => {
    const { ctx } = await explorer();
    const read = (length: number) => bodyReader(ctx).of({ ...usual, id: 'e-0', raw: gzip(' '.repeat(length)) });
    expect((await read(largest))?.length).toBe(largest);
    expect(await read(largest + 1)).toBeUndefined();
  });

  it('that travels with its event is read from there, one in the blob store is not', () => {
    expect(inlineBody(gzip('{"a":1}'))).toBe('{"a":1}');
    expect(inlineBody(undefined)).toBeUndefined();
    expect(inlineBody({ blobKey: 'events/1' })).toBeUndefined();
    expect(inlineBody(gzip(' '.repeat(largest)))).toHaveLength(largest);
    expect(() => inlineBody(gzip(' '.repeat(largest + 1)))).toThrow();
  });
});
