import { describe, expect, it } from 'vitest';
import { type Instant, plus } from '../../../functions/domain/time.ts';
import { countEvent } from '../../../functions/usecases/condition/count-event.ts';
import { conditionOf } from '../../domain/condition/read.ts';
import { tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const place = 'SOURCE#800#eventFilter';

async function counting(text: string) {
  const world = await aWorld();
  const condition = conditionOf(text);
  const count = async (
    eventId: string,
    facts: { readonly place?: string; readonly at?: Instant; readonly event?: object } = {},
  ) => {
    const { event = {}, at = tenOClock } = facts;
    return [...(await countEvent(world.ctx, { place, condition, at, ...facts, roots: { event }, eventId })).values()];
  };
  return { world, count };
}

const later = (seconds: number) => plus(tenOClock, { seconds });

describe('an event at a condition with counters', () => {
  it('counts once, however often it is delivered', async () => {
    const { count } = await counting('trigger_count.10m >= 3');
    expect(await count('a')).toEqual([1]);
    expect(await count('b')).toEqual([2]);
    expect(await count('a')).toEqual([1]);
    expect(await count('c')).toEqual([3]);
    expect(await count('b', { at: later(3_600) })).toEqual([2]);
    expect(await count('d')).toEqual([4]);
  });

  it('counts once, whoever counts at the same time', async () => {
    const { count } = await counting('trigger_count.10m >= 3');
    const events = Array.from({ length: 20 }, (_, index) => `event-${index % 10}`);
    const shown = await Promise.all(events.map((id) => count(id)));
    expect(shown.slice(0, 10)).toEqual(shown.slice(10));
    expect(
      shown
        .slice(0, 10)
        .flat()
        .sort((a, b) => a - b),
    ).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('counts in the window of the time it came, however late it is processed', async () => {
    const { count } = await counting('trigger_count.10m >= 3');
    expect(await count('a')).toEqual([1]);
    expect(await count('b', { at: later(599) })).toEqual([2]);
    expect(await count('c', { at: later(600) })).toEqual([1]);
    expect(await count('late', { at: later(-3_600) })).toEqual([1]);
    expect(await count('d', { at: later(601) })).toEqual([2]);
  });

  it('counts for each place, duration and kind', async () => {
    const { count } = await counting(
      'trigger_count.10m > 1 or trigger_count.5s > 1 or resetting_trigger_count.10m >= 2',
    );
    expect(await count('a')).toEqual([1, 1, 1]);
    expect(await count('b', { at: later(6) })).toEqual([2, 1, 2]);
    expect(await count('c', { at: later(12) })).toEqual([3, 1, 1]);
    expect(await count('c', { at: later(12), place: 'SOURCE#800#eventTypeFilterCreate' })).toEqual([1, 1, 1]);
  });

  it('begins anew after the limit, also one that stands in the event', async () => {
    const { count } = await counting('resetting_trigger_count.10m >= event.limit');
    const shown: number[][] = [];
    for (const id of ['a', 'b', 'c', 'c', 'd', 'e']) shown.push(await count(id, { event: { limit: 3 } }));
    expect(shown.flat()).toEqual([1, 2, 3, 3, 1, 2]);
  });

  it('asks the table for nothing where a condition has none', async () => {
    const { world, count } = await counting('event.a == 1');
    Object.assign(world.store.counters, { read: () => Promise.reject(new Error('asked')) });
    expect(await count('a')).toEqual([]);
  });

  it('counts again after the write was refused, and not after its answer was lost', async () => {
    const { world, count } = await counting('trigger_count.10m >= 3');
    const { save } = world.store.counters;
    Object.assign(world.store.counters, {
      save: async (...about: Parameters<typeof save>) => {
        Object.assign(world.store.counters, { save });
        await save(...about);
        throw new Error('the answer was lost');
      },
    });
    await expect(count('a')).rejects.toThrow('lost');
    expect(await count('a')).toEqual([1]);
    expect(await count('b')).toEqual([2]);
  });
});
