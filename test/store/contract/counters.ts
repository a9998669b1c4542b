import { describe, expect, it } from 'vitest';
import { tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

export function counterContract(newTable: NewTable): void {
  describe('counters of conditions', () => {
    const place = 'SOURCE#800#eventFilter';
    const name = 'trigger_count.600s';
    const states = { [name]: { startedAt: tenOClock, count: 1 } };
    const shown = { [name]: 1 };

    it('stand where they were left, and each event keeps what it showed', async () => {
      const { store } = await newStore(newTable);
      expect(await store.counters.read(place, 'a')).toEqual({
        counted: undefined,
        counters: { version: 0, states: {} },
      });
      expect(await store.counters.save(place, 'a', { counters: { version: 0, states }, shown })).toBe(true);
      expect(await store.counters.read(place, 'a')).toEqual({ counted: shown, counters: { version: 1, states } });
      expect(await store.counters.read(place, 'b')).toEqual({ counted: undefined, counters: { version: 1, states } });
      expect(await store.counters.read('SOURCE#801#eventFilter', 'a')).toMatchObject({ counted: undefined });
    });

    it('are not written over, and no event counts twice', async () => {
      const { store } = await newStore(newTable);
      const first = { counters: { version: 0, states }, shown };
      expect(await store.counters.save(place, 'a', first)).toBe(true);
      expect(await store.counters.save(place, 'b', first)).toBe(false);
      expect(await store.counters.save(place, 'a', { ...first, counters: { version: 1, states } })).toBe(false);
      expect(await store.counters.read(place, 'b')).toMatchObject({ counted: undefined, counters: { version: 1 } });
    });

    it('begin anew when nobody has counted for days', async () => {
      const { store, clock } = await newStore(newTable);
      await store.counters.save(place, 'a', { counters: { version: 0, states }, shown });
      clock.advance({ days: 4 });
      expect(await store.counters.read(place, 'b')).toEqual({
        counted: undefined,
        counters: { version: 0, states: {} },
      });
      expect(await store.counters.save(place, 'b', { counters: { version: 0, states }, shown })).toBe(true);
      expect(await store.counters.read(place, 'a')).toMatchObject({ counted: shown });
    });
  });
}
