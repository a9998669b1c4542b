import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../../functions/domain/event/event.ts';
import { plus } from '../../../functions/domain/time.ts';
import { eventItem } from '../../../functions/store/events.ts';
import type { TableCall } from '../../../functions/store/memory/table.ts';
import { type Exploration, exploreEvents } from '../../../functions/usecases/event/explore.ts';
import { tenOClock } from '../../support/factories.ts';
import { memoryStore } from '../../support/memory-store.ts';

const gzip = (text: string) => ({ gzip: gzipSync(text).toString('base64') });
const page = { offset: 0, limit: 100 };

/** An explorer over so many events of one source, a second between them, and what each answer has cost. */
async function explorer(count: number, facts: (index: number) => Partial<EventRecord>) {
  const calls: TableCall[] = [];
  const { store, table, clock } = memoryStore({
    beforeCall: (call) => {
      calls.push(call);
      return undefined;
    },
  });
  for (let index = 0; index < count; index += 1) {
    const at = { receivedAt: plus(tenOClock, { seconds: index }), id: `e${String(index).padStart(5, '0')}-0` };
    const usual = { sourceId: 800, integration: 'api', outcome: 'CREATED', ...at } as const;
    await table.write([{ put: eventItem({ ...usual, ...facts(index) }) }]);
  }
  clock.set(plus(tenOClock, { seconds: count }));
  let blobReads = 0;
  const blobs = {
    put: async () => {},
    get: async () => {
      blobReads += 1;
      return gzipSync('something large');
    },
  };
  const ctx = { store, clock, blobs } as unknown as Parameters<typeof exploreEvents>[0];
  return async (exploration: Exploration, asked = page) => {
    calls.length = 0;
    blobReads = 0;
    const { events, next } = await exploreEvents(ctx, { sourceId: 800 }, exploration, asked);
    const looked = calls.reduce((sum, call) => sum + (call.name === 'batchGet' ? call.keys.length : 0), 0);
    return { events: events as { id: string; body: string | null }[], next, calls: calls.length, looked, blobReads };
  };
}

describe('a search among the events of a source', () => {
  it('looks at a thousand events, and says where it goes on', { timeout: 60_000 }, async () => {
    const explore = await explorer(2_500, (index) => ({
      event: { eventType: 'ALERT', summary: index === 300 ? 'a needle' : 'hay' },
      raw: gzip(`{"summary":"${index}"}`),
    }));
    const first = await explore({ text: 'needle' });
    expect(first).toMatchObject({ events: [], next: { id: 'e01500-0' }, calls: 40, looked: 1_000 });
    const second = await explore({ text: 'needle', after: first.next });
    expect(second).toMatchObject({ events: [], next: { id: 'e00500-0' } });
    const third = await explore({ text: 'needle', after: second.next });
    expect(third.events).toMatchObject([{ id: 'e00300-0', body: '{"summary":"300"}' }]);
    expect(third.next).toBeUndefined();
  });

  it('ends with its page, and goes on behind it', async () => {
    const explore = await explorer(300, (index) => ({ outcome: index % 2 === 0 ? 'FILTERED' : 'CREATED' }));
    const seen: string[] = [];
    let after: Exploration['after'];
    do {
      const part = await explore({ outcomes: ['FILTERED'], after }, { offset: 0, limit: 40 });
      seen.push(...part.events.map(({ id }) => id));
      expect(part.calls).toBeLessThanOrEqual(6);
      after = part.next;
    } while (after !== undefined);
    expect(seen).toHaveLength(150);
    expect(new Set(seen).size).toBe(150);
    expect(seen.toSorted().reverse()).toEqual(seen);
    const { events } = await explore({ outcomes: ['FILTERED'] }, { offset: 149, limit: 10 });
    expect(events.map(({ id }) => id)).toEqual(['e00000-0']);
  });

  it('looks into what was sent, too: bodies in the blob store, so many at a time', async () => {
    const explore = await explorer(50, (index) => ({ raw: { blobKey: `events/${index}` } }));
    const first = await explore({ text: 'nothing' });
    expect(first).toMatchObject({ events: [], next: { id: 'e00030-0' }, blobReads: 20 });
    const found = await explore({ text: 'SOMETHING' }, { offset: 0, limit: 5 });
    expect(found).toMatchObject({
      events: [{ id: 'e00049-0', body: 'something large' }, {}, {}, {}, {}],
      blobReads: 5,
    });
  });

  it('passes over a body that cannot be unpacked', async () => {
    const explore = await explorer(3, (index) => ({
      raw: index === 1 ? { gzip: 'H4sI' } : gzip('{"zone":"übersee"}'),
    }));
    expect(await explore({ text: 'ÜBERSEE' })).toMatchObject({ events: [{ id: 'e00002-0' }, { id: 'e00000-0' }] });
    expect((await explore({})).events[1]).toMatchObject({ id: 'e00001-0', body: null });
  });

  it('unpacks 32 million characters and no more, however small what is kept of it', async () => {
    // Four bodies of eight million are enough, but not where the last is a character short.
    const explore = await explorer(10, (index) => ({
      raw: gzip(String(index).padStart(index === 2 ? 7_999_999 : 8_000_000)),
    }));
    const first = await explore({ text: 'nothing' });
    expect(first).toMatchObject({ events: [], next: { id: 'e00006-0' } });
    expect((await explore({ text: 'nothing', after: first.next })).next).toMatchObject({ id: 'e00001-0' });
  });

  it('reads the body of a request once for all of its events', async () => {
    const explore = await explorer(60, (index) => ({
      id: index === 0 ? 'r-0' : `r-${String(index).padStart(3, '0')}`,
      outcome: index === 30 ? 'IGNORED' : 'CREATED',
      ...(index === 0 && { raw: { blobKey: 'events/r' } }),
    }));
    const found = await explore({ text: 'large' });
    expect(found.events).toHaveLength(60);
    expect(found).toMatchObject({ calls: 6, blobReads: 1 });
    expect(await explore({ outcomes: ['IGNORED'] })).toMatchObject({ events: [{ body: 'something large' }], calls: 6 });
  });
});

describe('a page of events', () => {
  it('costs the same wherever it is, by the cursor', async () => {
    const explore = await explorer(250, () => ({ raw: gzip('{}') }));
    const first = await explore({});
    const second = await explore({ after: first.next });
    const third = await explore({ after: second.next });
    expect([first, second, third].map(({ events }) => events.length)).toEqual([100, 100, 50]);
    for (const { calls, looked } of [first, second]) expect({ calls, looked }).toEqual({ calls: 2, looked: 100 });
    expect(third.next).toBeUndefined();
  });

  it('of events whose body came with another costs one call more', async () => {
    const explore = await explorer(100, (index) => ({ id: `x${index}-1` }));
    expect(await explore({})).toMatchObject({ calls: 3, events: { length: 100 } });
  });
});
