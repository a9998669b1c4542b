import { describe, expect, it } from 'vitest';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { EventPosition } from '../../../functions/ports/event-store.ts';
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

    it('are listed per source newest first, over months, by time, and on from where a list ended', async () => {
      const { store } = await newStore(newTable);
      for (let index = 0; index < 8; index += 1)
        await store.events.record(anEvent({ id: `01E${index}`, receivedAt: minus(tenOClock, { days: index * 10 }) }));
      await store.events.record(anEvent({ id: '01E2b', receivedAt: minus(tenOClock, { days: 20 }) }));
      await store.events.record(anEvent({ id: '01OTHER', sourceId: 801 }));
      const span = { from: minus(tenOClock, { days: 60 }), until: plus(tenOClock, { days: 1 }) };
      const list = async (offset = 0, limit = 100, after?: EventPosition) => {
        const { events, next } = await store.events.list({ sourceId: 800 }, span, { offset, limit }, after);
        return { ids: events.map(({ id }) => id), next };
      };
      expect(await list()).toEqual({ ids: ['01E0', '01E1', '01E2b', '01E2', '01E3', '01E4', '01E5', '01E6'] });
      const part = await list(1, 2);
      expect(part).toEqual({
        ids: ['01E1', '01E2b'],
        next: { receivedAt: minus(tenOClock, { days: 20 }), id: '01E2b' },
      });
      expect((await list(0, 2, part.next)).ids).toEqual(['01E2', '01E3']);
      expect((await list(1, 2, part.next)).ids).toEqual(['01E3', '01E4']);
      expect(await list(0, 2, { receivedAt: minus(tenOClock, { days: 60 }), id: '01E6' })).toEqual({ ids: [] });
      const exclusive = { ...span, until: tenOClock };
      const later = { receivedAt: plus(tenOClock, { hours: 1 }), id: 'x' };
      for (const after of [undefined, later])
        expect(
          (await store.events.list({ sourceId: 800 }, exclusive, { offset: 0, limit: 1 }, after)).events,
        ).toMatchObject([{ id: '01E1' }]);
      const backwards = { from: span.until, until: span.from };
      expect(await store.events.list({ sourceId: 800 }, backwards, { offset: 0, limit: 1 })).toEqual({ events: [] });
    });

    it('are listed per flow, wherever they ended', async () => {
      const { store } = await newStore(newTable);
      const flow = { id: 7, integrationId: 8 };
      await store.events.record(anEvent({ id: '01A', flow }));
      await store.events.record(anEvent({ id: '01B', flow, sourceId: 0, outcome: 'DROPPED_BY_FLOW' }));
      await store.events.record(anEvent({ id: '01C', flow: { id: 9, integrationId: 8 } }));
      const span = { from: minus(tenOClock, { days: 1 }), until: plus(tenOClock, { days: 1 }) };
      const first = await store.events.list({ flowId: 7 }, span, { offset: 0, limit: 1 });
      expect(first.events).toMatchObject([{ id: '01B', sourceId: 0 }]);
      const rest = await store.events.list({ flowId: 7 }, span, { offset: 0, limit: 2 }, first.next);
      expect(rest).toMatchObject({ events: [{ id: '01A', sourceId: 800 }] });
    });

    it('are forgotten after 90 days', async () => {
      const { store, clock } = await newStore(newTable);
      await store.events.record(anEvent());
      clock.advance({ days: 91 });
      expect(await store.events.get('01EVENT')).toBeUndefined();
      const filter = { from: minus(tenOClock, { days: 1 }), until: clock.now() };
      expect(await store.events.list({ sourceId: 800 }, filter, { offset: 0, limit: 10 })).toEqual({ events: [] });
    });
  });
}
