import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../../functions/domain/event/event.ts';
import { bodyReader } from '../../../functions/usecases/event/bodies.ts';
import { tenOClock } from '../../support/factories.ts';
import { memoryStore } from '../../support/memory-store.ts';

const gzip = (text: string) => ({ gzip: gzipSync(text).toString('base64') });

const anEvent = (id: string, raw?: EventRecord['raw']): EventRecord => ({
  id,
  sourceId: 800,
  integration: 'api',
  outcome: 'CREATED',
  receivedAt: tenOClock,
  ...(raw && { raw }),
});

/** A reader of bodies where these events are kept, and the ids that it asks the store for, call by call. */
async function aReader(...kept: readonly EventRecord[]) {
  const { store } = memoryStore();
  for (const event of kept) await store.events.record(event);
  const asked: (readonly string[])[] = [];
  const getMany: typeof store.events.getMany = async (ids) => {
    asked.push(ids);
    return store.events.getMany(ids);
  };
  const blobs = {
    put: async () => {},
    get: async (key: string) => (key === 'kept' ? gzipSync('of a blob') : undefined),
  };
  const ctx = { store: { ...store, events: { ...store.events, getMany } }, blobs };
  return { reader: bodyReader(ctx as unknown as Parameters<typeof bodyReader>[0]), asked };
}

describe('the body of an event', () => {
  it.each(['r-0', '800-5e1f-0', '800-77777777-0'])('is that of the first one of its request, %s', async (first) => {
    const { reader } = await aReader(anEvent(first, gzip('the body')));
    expect(await reader.of(anEvent(first.replace(/0$/, '12')))).toBe('the body');
  });

  it('is looked for once, also where it is not there', async () => {
    const { reader, asked } = await aReader();
    const [one, other] = [anEvent('gone-1'), anEvent('gone-2')];
    for (const event of [one, other, one]) expect(await reader.of(event, [one, other])).toBeUndefined();
    expect(asked).toEqual([['gone-0']]);
  });

  it('is read with those that may be asked for next, but not with what is known of them', async () => {
    const { reader, asked } = await aReader(anEvent('a-0', gzip('a')), anEvent('b-0', gzip('b')));
    const own = anEvent('own-800', gzip('its own'));
    const neighbours = [own, anEvent('c-0', gzip('c')), ...['a-1', 'a-2', 'b-1', 'c-1'].map((id) => anEvent(id))];
    const read = async () => {
      const bodies: (string | undefined)[] = [];
      for (const event of neighbours) bodies.push(await reader.of(event, neighbours));
      return bodies;
    };
    expect(await read()).toEqual(['its own', 'c', 'a', 'a', 'b', 'c']);
    expect(asked).toEqual([['a-0', 'b-0']]);
    expect(await reader.of(anEvent('d-1'), neighbours)).toBeUndefined();
    expect(asked).toEqual([['a-0', 'b-0'], ['d-0']]);
  });

  it('is read with no more than ninety-nine others', async () => {
    const many = Array.from({ length: 150 }, (_, index) => anEvent(`r${index}-1`));
    const { reader, asked } = await aReader(anEvent('r120-0', gzip('that one')));
    expect(await reader.of(many[120] as EventRecord, many)).toBe('that one');
    expect(asked.map(({ length }) => length)).toEqual([100]);
    await reader.of(many[149] as EventRecord, many);
    expect(asked.map(({ length }) => length)).toEqual([100, 50]);
  });
});

describe('what bodies have taken to read', () => {
  it('is the characters of those that are there, each once, and the questions to the blob store', async () => {
    const { reader } = await aReader();
    expect(reader.spent()).toEqual({ characters: 0, blobs: 0 });
    const [inline, kept] = [anEvent('a-0', gzip('five!')), anEvent('b-0', { blobKey: 'kept' })];
    const [gone, broken] = [anEvent('c-0', { blobKey: 'gone' }), anEvent('d-0', { gzip: 'H4sI' })];
    const bodies: (string | undefined)[] = [];
    for (const event of [inline, gone, broken, anEvent('e-0'), kept, kept, inline]) bodies.push(await reader.of(event));
    expect(bodies).toEqual(['five!', undefined, undefined, undefined, 'of a blob', 'of a blob', 'five!']);
    expect(reader.spent()).toEqual({ characters: 14, blobs: 2 });
  });
});
