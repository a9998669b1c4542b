import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { EventSearch } from '../../../functions/domain/event/search.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { anEvent, newStore } from './subject.ts';

export function eventContract(newTable: NewTable): void {
  describe('events', () => {
    it('are recorded once', async () => {
      const { store } = await newStore(newTable);
      expect(await store.events.record(anEvent())).toBe(true);
      expect(await store.events.record(anEvent({ outcome: 'IGNORED' }))).toBe(false);
      expect(await store.events.get('01EVENT')).toEqual(anEvent());
    });

    it('keep what a source made of its body, whatever it is', async () => {
      const { store } = await newStore(newTable);
      const event = anEvent({
        event: {
          eventType: 'ALERT',
          customDetails: { '': { '': 1e300 }, deep: JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`) },
        },
        raw: { gzip: 'H4sI' },
      });
      await store.events.record(event);
      expect(await store.events.get('01EVENT')).toEqual(event);
    });

    it('are listed per source newest first, over months, by time and by text', async () => {
      const { store } = await newStore(newTable);
      for (let index = 0; index < 8; index += 1)
        await store.events.record(
          anEvent({
            id: `01E${index}`,
            receivedAt: minus(tenOClock, { days: index * 10 }),
            event: { eventType: 'ALERT', summary: index % 2 === 0 ? 'Disk full' : 'CPU hot' },
          }),
        );
      await store.events.record(anEvent({ id: '01OTHER', sourceId: 801 }));
      const from = minus(tenOClock, { days: 60 });
      const until = plus(tenOClock, { days: 1 });
      const idsOf = async (filter: { text?: string }, offset = 0, limit = 100) =>
        (await store.events.ofSource(800, { from, until, ...filter }, { offset, limit })).events.map(({ id }) => id);
      expect(await idsOf({})).toEqual(['01E0', '01E1', '01E2', '01E3', '01E4', '01E5', '01E6']);
      expect(await idsOf({}, 2, 2)).toEqual(['01E2', '01E3']);
      expect(await idsOf({ text: 'disk' }, 1, 2)).toEqual(['01E2', '01E4']);
      const { events: exclusive } = await store.events.ofSource(
        800,
        { from, until: tenOClock },
        { offset: 0, limit: 1 },
      );
      expect(exclusive.map(({ id }) => id)).toEqual(['01E1']);
      expect(await store.events.ofSource(800, { from: until, until: from }, { offset: 0, limit: 1 })).toEqual({
        events: [],
      });
    });

    it('are searched by word, key and outcome, in their bodies too', async () => {
      const { store } = await newStore(newTable);
      const gzip = (text: string) => gzipSync(text).toString('base64');
      const event = { eventType: 'ALERT', alertKey: ' Db-1 ', summary: 'Disk full' } as const;
      await store.events.record(
        anEvent({ id: '01A', event, raw: { gzip: gzip('{"host":"db-1","zone":"\u00fcbersee"}') } }),
      );
      await store.events.record(anEvent({ id: '01B', outcome: 'FILTERED', note: 'dropped by the event filter' }));
      await store.events.record(anEvent({ id: '01C', raw: { gzip: 'H4sI' } }));
      const span = { from: minus(tenOClock, { days: 1 }), until: plus(tenOClock, { days: 1 }) };
      const idsOf = async (search: EventSearch) =>
        (await store.events.ofSource(800, { ...span, ...search }, { offset: 0, limit: 9 })).events.map(({ id }) => id);
      expect(await idsOf({ text: 'ÜBERSEE' })).toEqual(['01A']);
      expect(await idsOf({ text: 'event filter' })).toEqual(['01B']);
      expect(await idsOf({ alertKey: 'dB-1' })).toEqual(['01A']);
      expect(await idsOf({ outcome: 'FILTERED' })).toEqual(['01B']);
      expect(await idsOf({ alertKey: 'db-1', outcome: 'FILTERED' })).toEqual([]);
    });

    it('are forgotten after 90 days', async () => {
      const { store, clock } = await newStore(newTable);
      await store.events.record(anEvent());
      clock.advance({ days: 91 });
      expect(await store.events.get('01EVENT')).toBeUndefined();
      const filter = { from: minus(tenOClock, { days: 1 }), until: clock.now() };
      expect(await store.events.ofSource(800, filter, { offset: 0, limit: 10 })).toEqual({ events: [] });
    });
  });
}
