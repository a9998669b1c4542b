import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../../functions/domain/event/event.ts';
import { plus } from '../../../functions/domain/time.ts';
import { anAlert, tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

const at = { flowId: 60, key: 'db-1/disk' };
const until = plus(tenOClock, { minutes: 5 });
const isNew = { kind: 'new' } as const;
const atNode = (nodeId: number) => ({ kind: 'waits', nodeId }) as const;

const anEvent = (id: string, facts: Partial<EventRecord> = {}): EventRecord => ({
  id,
  sourceId: 0,
  integration: 'api',
  receivedAt: tenOClock,
  event: { eventType: 'ALERT', alertKey: 'db-1/disk' },
  outcome: 'DROPPED_BY_FLOW',
  flow: { id: 60, integrationId: 61 },
  ...facts,
});

const aWaitingEvent = (id: string, nodeId = 5): EventRecord =>
  anEvent(id, {
    outcome: 'WAITING',
    wait: {
      nodeId,
      until,
      flow: { id: 60, name: 'Night' },
      context: { integrationType: 'API' },
      way: 'by flow Night:',
    },
  });

const among = (version: number, ...eventIds: string[]) => ({ ...at, until, held: { version, eventIds } });

export function flowEventContract(newTable: NewTable): void {
  describe('events in flows', () => {
    it('are noted by their sources, the latest of each, for a while', async () => {
      const { store, clock } = await newStore(newTable);
      const note = (sourceId: number, minutes: number, alertKey = 'disk') =>
        store.flowEvents.noteSent(at, { sourceId, receivedAt: plus(tenOClock, { minutes }), alertKey });
      expect(await store.flowEvents.sentTo(at)).toEqual([]);
      await note(800, 0);
      await note(801, 1, 'other');
      await note(800, 2);
      const sent = await store.flowEvents.sentTo(at);
      expect(sent.toSorted((a, b) => a.sourceId - b.sourceId)).toEqual([
        { sourceId: 800, receivedAt: plus(tenOClock, { minutes: 2 }), alertKey: 'disk' },
        { sourceId: 801, receivedAt: plus(tenOClock, { minutes: 1 }), alertKey: 'other' },
      ]);
      expect(await store.flowEvents.sentTo({ ...at, flowId: 61 })).toEqual([]);
      expect(await store.flowEvents.sentTo({ ...at, key: undefined })).toEqual([]);
      clock.advance({ days: 91 });
      expect(await store.flowEvents.sentTo(at)).toEqual([]);
    });

    it('wait with all that they need, are due, and stand under their key', async () => {
      const { store } = await newStore(newTable);
      expect(await store.flowEvents.hold(aWaitingEvent('a'), isNew, among(0, 'a'))).toBe(true);
      expect(await store.flowEvents.intake('a', at)).toEqual({
        flow: undefined,
        record: aWaitingEvent('a'),
        held: { version: 1, eventIds: ['a'] },
      });
      expect(await store.flowEvents.intake('b', { ...at, key: 'other' })).toMatchObject({ held: { version: 0 } });
      expect(await store.flowEvents.held(at)).toEqual({ version: 1, eventIds: ['a'] });
      expect(await store.flowEvents.held({ ...at, flowId: 61 })).toEqual({ version: 0, eventIds: [] });
      expect(await store.due.list('waiting', until, 10)).toEqual([{ kind: 'waiting', id: 'a', dueAt: until }]);
      expect(await store.flowEvents.waiting(['b', 'a'])).toEqual([aWaitingEvent('a')]);
      expect(await store.events.getMany(['b', 'a'])).toEqual([aWaitingEvent('a')]);
    });

    it('wait once, and go on to the next node from where they are', async () => {
      const { store } = await newStore(newTable);
      await store.flowEvents.hold(aWaitingEvent('a'), isNew, among(0, 'a'));
      expect(await store.flowEvents.hold(aWaitingEvent('a'), isNew, among(1, 'a'))).toBe(false);
      expect(await store.flowEvents.hold(aWaitingEvent('a', 6), atNode(4), among(1, 'a'))).toBe(false);
      expect(await store.flowEvents.hold(aWaitingEvent('a', 6), atNode(5), among(0, 'a'))).toBe(false);
      expect(await store.flowEvents.hold(aWaitingEvent('a', 6), atNode(5), among(1, 'a'))).toBe(true);
      expect(await store.flowEvents.settle(anEvent('a'), atNode(5))).toBe(false);
      expect(await store.flowEvents.settle(anEvent('a'), atNode(6))).toBe(true);
      expect(await store.flowEvents.settle(anEvent('a'), isNew)).toBe(false);
      expect(await store.due.list('waiting', until, 10)).toEqual([]);
      expect(await store.events.get('a')).toEqual(anEvent('a'));
    });

    it('are dropped together, by an answer or by one that takes their place, or not at all', async () => {
      const { store } = await newStore(newTable);
      await store.flowEvents.hold(aWaitingEvent('a'), isNew, among(0, 'a'));
      await store.flowEvents.hold(aWaitingEvent('b'), isNew, among(1, 'a', 'b'));
      const instead = { ...among(2, 'a', 'c'), dropped: { id: 'b', note: 'c waits in its place' } };
      expect(await store.flowEvents.hold(aWaitingEvent('c'), isNew, instead)).toBe(true);
      const [dropped] = await store.events.getMany(['b']);
      expect(dropped).toEqual(anEvent('b', { note: 'c waits in its place' }));

      const answered = { by: 'r', eventIds: ['a', 'b'] };
      const both = [
        { id: 'a', note: 'dropped by r' },
        { id: 'b', note: 'dropped by r' },
      ];
      expect(await store.flowEvents.drop(both, { ...at, held: { version: 3, eventIds: [], answered } })).toBe(false);
      const [first] = both;
      if (first === undefined) return expect.fail();
      expect(await store.flowEvents.drop([first], { ...at, held: { version: 2, eventIds: [], answered } })).toBe(false);
      expect(await store.flowEvents.waiting(['a', 'c'])).toHaveLength(2);
      expect(await store.flowEvents.drop([first], { ...at, held: { version: 3, eventIds: ['c'], answered } })).toBe(
        true,
      );
      expect(await store.flowEvents.held(at)).toEqual({ version: 4, eventIds: ['c'], answered });
      expect(await store.events.get('a')).toEqual(anEvent('a', { note: 'dropped by r' }));
      expect(await store.due.list('waiting', until, 10)).toMatchObject([{ id: 'c' }]);
    });

    it('end their wait in the transaction of what becomes of them, and no other event is written over', async () => {
      const { store } = await newStore(newTable);
      await store.flowEvents.hold(aWaitingEvent('a'), isNew, among(0, 'a'));
      const created = anEvent('a', { sourceId: 800, outcome: 'CREATED', alertId: 700 });
      expect(await store.alerts.create(anAlert(), { event: created, log: [] })).toEqual({ outcome: 'created' });
      expect(await store.events.get('a')).toEqual(created);
      expect(await store.due.list('waiting', until, 10)).toEqual([]);
      expect(await store.events.record(anEvent('a'))).toBe(false);
      expect(
        await store.flowEvents.drop([{ id: 'a', note: 'late' }], { ...at, held: { version: 1, eventIds: [] } }),
      ).toBe(false);
    });

    it('are listed by their flow, wherever they ended, newest first', async () => {
      const { store } = await newStore(newTable);
      await store.events.record(anEvent('a'));
      await store.events.record(
        anEvent('b', { sourceId: 800, outcome: 'STALE', receivedAt: plus(tenOClock, { seconds: 1 }) }),
      );
      await store.events.record(anEvent('c', { flow: { id: 99, integrationId: 61 } }));
      const span = { from: tenOClock, until: plus(tenOClock, { hours: 1 }) };
      const page = { offset: 0, limit: 10 };
      expect((await store.events.list({ flowId: 60 }, span, page)).events.map(({ id }) => id)).toEqual(['b', 'a']);
      expect((await store.events.list({ sourceId: 800 }, span, page)).events.map(({ id }) => id)).toEqual(['b']);
      expect(await store.events.list({ sourceId: 0 }, span, page)).toEqual({ events: [] });
    });
  });
}
