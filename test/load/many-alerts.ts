import type { Alert, AlertStatus } from '../../functions/domain/alert/alert.ts';
import { type Instant, plus } from '../../functions/domain/time.ts';
import type { AlertFilter } from '../../functions/ports/alert-store.ts';
import type { Store } from '../../functions/ports/store.ts';
import type { Looked } from '../../functions/store/memory/table.ts';
import { anAlert, at } from '../support/factories.ts';
import { memoryStore } from '../support/memory-store.ts';

/** What reading took: calls to DynamoDB, items and index entries looked at, and read units. */
export interface Cost {
  readonly calls: number;
  readonly items: number;
  readonly units: number;
}

const bytesPerUnit = 4096;
const firstDay = at('2026-01-01T00:00:00Z');
const lastDay = at('2026-11-21T10:00:00Z');

/** Numbers of those that have few alerts, one in a thousand. */
export const rare = { sourceId: 899, policyId: 999, userId: 99 } as const;
export const common = { sourceId: 800, policyId: 900, userId: 1 } as const;

/**
 * An account with so many alerts over eleven months: one in a hundred open, half of these accepted; ten sources, ten
 * policies and ten people who take turns, and one of each that has one alert in a thousand.
 */
export async function accountWith(alerts: number): Promise<{
  readonly store: Store;
  readonly measure: <T>(work: () => Promise<T>) => Promise<{ readonly result: T; readonly cost: Cost }>;
}> {
  let calls = 0;
  let items = 0;
  let units = 0;
  const { store, clock } = memoryStore({
    beforeCall: (call) => {
      // A batch takes a hundred keys.
      calls += call.name === 'batchGet' ? Math.ceil(call.keys.length / 100) : 1;
      return undefined;
    },
    onRead: (looked: Looked) => {
      items += looked.items;
      // By key, reads are consistent and each of these items is smaller than a unit; queries of an index may be stale.
      units += looked.byKey ? looked.items : Math.max(1, Math.ceil(looked.bytes / bytesPerUnit)) / 2;
    },
  });
  await store.createAccount({ createdAt: firstDay, ownerId: 1 });
  clock.set(lastDay);
  const between = (Date.parse(lastDay) - Date.parse(firstDay)) / alerts;
  for (let index = 0; index < alerts; index += 1) {
    const alert = alertAt(index, plus(firstDay, { milliseconds: Math.round(between * index) }));
    await store.alerts.create(alert, { log: [], responders: [responderOf(alert, index)] });
  }
  return {
    store,
    async measure(work) {
      [calls, items, units] = [0, 0, 0];
      const result = await work();
      return { result, cost: { calls, items, units } };
    },
  };
}

const isRare = (index: number): boolean => index % 1000 === 500;

function alertAt(index: number, reportTime: Instant): Alert {
  const turn = index % 10;
  const status: AlertStatus = index % 100 !== 50 ? 'RESOLVED' : index % 200 === 50 ? 'PENDING' : 'ACCEPTED';
  const sourceId = isRare(index) ? rare.sourceId : common.sourceId + turn;
  return anAlert({
    id: 1_000_000 + index * 4 + (Math.imul(index, 2_654_435_761) >>> 30),
    reportTime,
    status: isRare(index) && index % 2000 === 500 ? 'PENDING' : status,
    source: { id: sourceId, name: 'Prometheus', integrationType: 'API' },
    policy: { id: isRare(index) ? rare.policyId : common.policyId + turn, name: 'Platform team' },
  });
}

const responderOf = (alert: Alert, index: number) => ({
  alertId: alert.id,
  userId: isRare(index) ? rare.userId : common.userId + (index % 10),
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'ada@example.com',
  status: 'PENDING' as const,
  addedAt: alert.reportTime,
});

const open: readonly AlertStatus[] = ['PENDING', 'ACCEPTED'];
const week = { from: at('2026-03-02T00:00:00Z'), until: at('2026-03-09T00:00:00Z') };

/** The filters that pass over alerts that the index cannot leave out (docs/performance.md). */
export const growing: readonly string[] = [
  'a rare policy',
  'a rare policy, open',
  'a source and another policy',
  'a source and another policy, open',
];

/** Every way in which lists of alerts are asked for. */
export const filters: readonly (readonly [string, AlertFilter])[] = [
  ['all', {}],
  ['open', { states: open }],
  ['pending', { states: ['PENDING'] }],
  ['accepted', { states: ['ACCEPTED'] }],
  ['resolved', { states: ['RESOLVED'] }],
  ['pending or resolved', { states: ['PENDING', 'RESOLVED'] }],
  ['a source', { sources: [common.sourceId] }],
  ['a rare source', { sources: [rare.sourceId] }],
  ['ten sources', { sources: Array.from({ length: 10 }, (_, index) => common.sourceId + index) }],
  ['a source, open', { sources: [common.sourceId], states: open }],
  ['a source and its policy', { sources: [common.sourceId], policies: [common.policyId] }],
  ['a source and another policy', { sources: [common.sourceId], policies: [rare.policyId] }],
  ['a source and another policy, open', { sources: [common.sourceId], policies: [rare.policyId], states: open }],
  ['a policy', { policies: [common.policyId] }],
  ['a rare policy', { policies: [rare.policyId] }],
  ['a policy, open', { policies: [common.policyId], states: open }],
  ['a rare policy, open', { policies: [rare.policyId], states: open }],
  ['a person', { responders: [common.userId] }],
  ['a rare person', { responders: [rare.userId] }],
  ['a person, open', { responders: [common.userId], states: open }],
  ['a rare person, open', { responders: [rare.userId], states: open }],
  ['a person, resolved', { responders: [common.userId], states: ['RESOLVED'] }],
  ['a week', week],
  ['a week, resolved', { ...week, states: ['RESOLVED'] }],
  ['a week, open', { ...week, states: open }],
  ['a week, a source', { ...week, sources: [common.sourceId] }],
];
