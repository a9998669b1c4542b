import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../functions/domain/notification/daily-caps.ts';
import { tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

export function dayCountContract(newTable: NewTable): void {
  describe('counts of a day', () => {
    const mine = dayOf(tenOClock, 7);
    const text = { channel: 'SMS', isAsked: false } as const;

    it('add up, whoever counts at the same time, each channel and person for itself', async () => {
      const { store } = await newStore(newTable);
      expect(await store.dayCounts.get(mine)).toBeUndefined();
      await Promise.all(Array.from({ length: 10 }, () => store.dayCounts.add(mine, text)));
      await store.dayCounts.add(mine, { channel: 'SMS', isAsked: true });
      await store.dayCounts.add(mine, { channel: 'VOICE', isAsked: true });
      await store.dayCounts.add(dayOf(tenOClock), text);
      expect(await store.dayCounts.get(mine)).toEqual({ SMS: 11, VOICE: 1, askedSMS: 1, askedVOICE: 1 });
      expect(await store.dayCounts.get(dayOf(tenOClock))).toEqual({ SMS: 1, VOICE: 0, askedSMS: 0, askedVOICE: 0 });
    });

    it('are read with all else that a send looks at', async () => {
      const { store } = await newStore(newTable);
      await store.dayCounts.add(mine, text);
      const days = [mine, dayOf(tenOClock)];
      const read = await store.sending.read({ scope: 'ALERT#1', id: 1, windowIds: [], days });
      expect([...read.days]).toEqual([[mine, { SMS: 1, VOICE: 0, askedSMS: 0, askedVOICE: 0 }]]);
    });

    it('say once that a cap was reached', async () => {
      const { store } = await newStore(newTable);
      expect(await store.dayCounts.firstReached(mine, 'TEXTS_OF_PERSON_USED_UP')).toBe(true);
      expect(await store.dayCounts.firstReached(mine, 'TEXTS_OF_PERSON_USED_UP')).toBe(false);
      expect(await store.dayCounts.firstReached(mine, 'CALLS_OF_PERSON_USED_UP')).toBe(true);
      expect(await store.dayCounts.firstReached(dayOf(tenOClock), 'TEXTS_USED_UP')).toBe(true);
    });
  });
}
