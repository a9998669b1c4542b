import { describe, expect, it } from 'vitest';
import type { Alert, AlertStatus } from '../../../functions/domain/alert/alert.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { AlertFilter } from '../../../functions/ports/alert-store.ts';
import type { Store } from '../../../functions/ports/store.ts';
import { anAlert, at, tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

const states: readonly AlertStatus[] = ['PENDING', 'ACCEPTED', 'RESOLVED'];

/** 24 alerts, one every three days back from now: states, two sources and two policies in turn, responders 1 and 2. */
async function withAlerts(store: Store): Promise<Alert[]> {
  await store.createAccount({ createdAt: at('2026-09-01T00:00:00Z'), ownerId: 1 });
  const alerts = Array.from({ length: 24 }, (_, index) =>
    anAlert({
      id: 1000 - index,
      reportTime: minus(tenOClock, { days: index * 3 }),
      status: states[index % 3] ?? 'PENDING',
      source: { id: 800 + (index % 2), name: 'Prometheus', integrationType: 'API' },
      policy: { id: 900 + (index % 4 < 2 ? 0 : 1), name: 'Platform team' },
    }),
  );
  for (const alert of alerts) {
    const userIds = [...(alert.id % 2 === 0 ? [1] : []), ...(alert.id % 3 === 0 ? [2] : [])];
    const responders = userIds.map((userId) => ({
      alertId: alert.id,
      userId,
      firstName: 'Ada',
      lastName: 'L',
      email: 'ada@example.com',
      status: 'PENDING' as const,
      addedAt: alert.reportTime,
    }));
    await store.alerts.create(alert, { log: [], responders });
  }
  return alerts;
}

const isResponder = (alert: Alert, userId: number) => alert.id % (userId + 1) === 0;

/** The same by looking at every alert. */
const expectedOf = (alerts: readonly Alert[], filter: AlertFilter): number[] =>
  alerts
    .filter(({ status }) => filter.states?.includes(status) ?? true)
    .filter(({ source }) => filter.sources?.includes(source.id) ?? true)
    .filter(({ policy }) => filter.policies?.includes(policy?.id ?? 0) ?? true)
    .filter((alert) => filter.responders?.some((userId) => isResponder(alert, userId)) ?? true)
    .filter(({ reportTime }) => filter.from === undefined || reportTime >= filter.from)
    .filter(({ reportTime }) => filter.until === undefined || reportTime < filter.until)
    .map(({ id }) => id);

const filters: readonly (readonly [string, AlertFilter])[] = [
  ['nothing', {}],
  ['open ones', { states: ['PENDING', 'ACCEPTED'] }],
  ['pending ones', { states: ['PENDING'] }],
  ['resolved ones', { states: ['RESOLVED'] }],
  ['pending and resolved ones', { states: ['PENDING', 'RESOLVED'] }],
  ['every state', { states }],
  ['no state', { states: [] }],
  ['one source', { sources: [801] }],
  ['two sources, accepted', { sources: [800, 801, 802], states: ['ACCEPTED'] }],
  ['one policy', { policies: [901] }],
  ['open ones of one policy', { policies: [901], states: ['PENDING', 'ACCEPTED'] }],
  ['one source and one policy', { sources: [800], policies: [901] }],
  ['one responder', { responders: [1] }],
  ['either of two responders', { responders: [1, 2] }],
  ['open ones of a responder', { responders: [2], states: ['PENDING', 'ACCEPTED'] }],
  ['resolved ones of a responder', { responders: [1], states: ['RESOLVED'] }],
  ['a responder, a source and a policy', { responders: [1], sources: [800], policies: [900] }],
  ['a time', { from: minus(tenOClock, { days: 30 }), until: minus(tenOClock, { days: 6 }) }],
  ['a time of a source', { from: minus(tenOClock, { days: 30 }), sources: [800, 801] }],
  ['a time of open ones', { until: minus(tenOClock, { days: 15 }), states: ['PENDING'] }],
  ['a time of a responder', { from: minus(tenOClock, { days: 21 }), until: tenOClock, responders: [2] }],
  ['a time that ends before it begins', { from: tenOClock, until: minus(tenOClock, { days: 9 }), sources: [800] }],
  ['many policies', { policies: Array.from({ length: 150 }, (_, index) => 901 + index) }],
  [
    'many policies of open ones',
    { policies: Array.from({ length: 150 }, (_, index) => 800 + index), states: ['PENDING'] },
  ],
  ['a time without alerts', { from: plus(tenOClock, { days: 1 }) }],
];

export function alertListContract(newTable: NewTable, { isSlow = false } = {}): void {
  const tried = isSlow ? filters.filter((_filter, index) => index % 5 === 0) : filters;
  describe('lists of alerts', () => {
    it('are the same for every filter as looking at every alert, in pages and counts', async () => {
      const { store } = await newStore(newTable);
      const alerts = await withAlerts(store);
      for (const [what, filter] of tried) {
        const expected = expectedOf(alerts, filter);
        const idsOf = async (offset: number, limit: number) =>
          (await store.alerts.list(filter, { offset, limit })).map(({ id }) => id);
        expect(await idsOf(0, 100), what).toEqual(expected);
        expect([...(await idsOf(0, 3)), ...(await idsOf(3, 4))], `${what}, in pages`).toEqual(expected.slice(0, 7));
        expect(await store.alerts.count(filter), `${what}, counted`).toBe(expected.length);
      }
    });

    it('order alerts of one time by id and follow a change of state', async () => {
      const { store } = await newStore(newTable);
      for (const id of [99, 100, 101, 102, 103]) await store.alerts.create(anAlert({ id }), { log: [] });
      const idsOf = async (filter: AlertFilter) =>
        (await store.alerts.list(filter, { offset: 0, limit: 10 })).map(({ id }) => id);
      expect(await idsOf({})).toEqual([103, 102, 101, 100, 99]);
      await store.alerts.save(anAlert({ id: 101, status: 'RESOLVED', resolvedAt: tenOClock }), { log: [] });
      expect(await idsOf({ states: ['PENDING'] })).toEqual([103, 102, 100, 99]);
      expect(await idsOf({ states: ['RESOLVED'], sources: [800] })).toEqual([101]);
      expect(await idsOf({ states: ['RESOLVED'] })).toEqual([101]);
    });

    it('never show a hidden alert, which is due all the same', async () => {
      const { store } = await newStore(newTable);
      const hidden = anAlert({ hidden: true, alertKey: 'canary' });
      const responder = {
        alertId: 700,
        userId: 1,
        firstName: 'C',
        lastName: 'C',
        email: 'c@example.com',
        status: 'PENDING' as const,
        addedAt: tenOClock,
      };
      await store.alerts.create(hidden, { log: [], responders: [responder] });
      for (const filter of [{}, { states: ['PENDING' as const] }, { sources: [800] }, { responders: [1] }]) {
        expect(await store.alerts.list(filter, { offset: 0, limit: 10 })).toEqual([]);
        expect(await store.alerts.count(filter)).toBe(0);
      }
      expect(await store.alerts.get(700)).toEqual(hidden);
      expect(await store.due.list('escalation', plus(tenOClock, { days: 1 }), 10)).toHaveLength(1);
    });

    it('tell the state of a source by its open alerts', async () => {
      const { store } = await newStore(newTable);
      expect(await store.alerts.sourceStatus(800)).toBe('ALL_RESOLVED');
      await store.alerts.create(anAlert({ id: 1, status: 'ACCEPTED' }), { log: [] });
      expect(await store.alerts.sourceStatus(800)).toBe('ALL_ACCEPTED');
      await store.alerts.create(anAlert({ id: 2 }), { log: [] });
      expect(await store.alerts.sourceStatus(800)).toBe('PENDING');
      expect(await store.alerts.sourceStatus(801)).toBe('ALL_RESOLVED');
    });
  });
}
