import { beforeAll, describe, expect, it } from 'vitest';
import { minus } from '../../functions/domain/time.ts';
import type { AlertFilter } from '../../functions/ports/alert-store.ts';
import { anAlert, at, tenOClock } from '../support/factories.ts';
import { memoryStore } from '../support/memory-store.ts';

const person = { userId: 1, firstName: 'Ada', lastName: 'L', email: 'a@example.com', status: 'PENDING' as const };

/** An account with so many alerts, one every ten minutes and each tenth open; tells what reading a page of them takes. */
async function account(alertCount: number) {
  const cost = { calls: 0, items: 0 };
  const { store } = memoryStore({
    beforeCall: (call) => {
      cost.calls += 1;
      if (call.name === 'batchGet') cost.items += call.keys.length;
      if (call.name === 'query') cost.items += call.query.limit ?? Number.POSITIVE_INFINITY;
      return undefined;
    },
  });
  await store.createAccount({ createdAt: at('2026-01-01T00:00:00Z'), ownerId: 1 });
  for (let index = 0; index < alertCount; index += 1) {
    const alert = anAlert({
      id: 100_000 - index,
      reportTime: minus(tenOClock, { minutes: 10 * index }),
      status: index % 10 === 0 ? 'PENDING' : 'RESOLVED',
    });
    const responder = { alertId: alert.id, addedAt: alert.reportTime, ...person };
    await store.alerts.create(alert, { log: [], responders: [responder] });
  }
  return async (filter: AlertFilter) => {
    Object.assign(cost, { calls: 0, items: 0 });
    expect(await store.alerts.list(filter, { offset: 20, limit: 10 })).toHaveLength(10);
    return { ...cost };
  };
}

describe('a page of alerts', () => {
  let few: Awaited<ReturnType<typeof account>>;
  let many: Awaited<ReturnType<typeof account>>;
  beforeAll(async () => {
    few = await account(1200);
    many = await account(4800);
  });

  it.each([
    ['of all', {}],
    ['of resolved ones', { states: ['RESOLVED'] }],
    ['of open ones', { states: ['PENDING', 'ACCEPTED'] }],
    ['of a source', { sources: [800] }],
    ['of a source and a state', { sources: [800], states: ['PENDING'] }],
    ['of a responder', { responders: [1] }],
    ['of open ones of a responder', { responders: [1], states: ['PENDING', 'ACCEPTED'] }],
  ] satisfies [string, AlertFilter][])('%s costs the same however many there are', async (_what, filter) => {
    const [small, large] = [await few(filter), await many(filter)];
    expect(large.calls).toBeLessThanOrEqual(small.calls);
    expect(large.items).toBeLessThanOrEqual(small.items);
    expect(large.calls).toBeLessThanOrEqual(20);
  });
});
