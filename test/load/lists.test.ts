import { beforeAll, describe, expect, it } from 'vitest';
import { minus, plus } from '../../functions/domain/time.ts';
import { tenOClock } from '../support/factories.ts';
import { memoryStore } from '../support/memory-store.ts';
import { accountWith, common, filters, growing, rare } from './many-alerts.ts';

const page = { offset: 0, limit: 50 };

describe('lists of alerts as these become four times as many', () => {
  let few: Awaited<ReturnType<typeof accountWith>>;
  let many: Awaited<ReturnType<typeof accountWith>>;
  beforeAll(async () => {
    few = await accountWith(2_000);
    many = await accountWith(8_000);
  });

  it.each(filters.filter(([name]) => !growing.includes(name)))('a page of %s costs no more', async (_name, filter) => {
    const small = await few.measure(() => few.store.alerts.list(filter, page));
    const large = await many.measure(() => many.store.alerts.list(filter, page));
    expect(large.cost.calls).toBeLessThanOrEqual(Math.max(small.cost.calls + 2, 20));
    expect(large.cost.items).toBeLessThanOrEqual(1000);
  });

  it('what passes over most alerts needs few more calls for many more of them', async () => {
    const filter = { policies: [rare.policyId] };
    const small = await few.measure(() => few.store.alerts.list(filter, page));
    const large = await many.measure(() => many.store.alerts.list(filter, page));
    expect(large.result).toHaveLength(8);
    expect(large.cost.calls).toBeLessThanOrEqual(3 * small.cost.calls);
  });

  it('the open alerts of a person cost what the shorter way costs', async () => {
    const ofMany = await many.measure(() => many.store.alerts.list({ responders: [common.userId] }, page));
    expect(ofMany.result).toHaveLength(50);
    const filter = { responders: [rare.userId], states: ['PENDING', 'ACCEPTED'] as const };
    const open = await many.measure(() => many.store.alerts.list(filter, page));
    expect(open.result.map(({ status }) => status)).toEqual(['PENDING', 'PENDING', 'PENDING', 'PENDING']);
    expect(open.cost.calls).toBeLessThanOrEqual(20);
  });

  it('counts of open alerts need the same calls', async () => {
    const filter = { states: ['PENDING', 'ACCEPTED'] as const };
    const small = await few.measure(() => few.store.alerts.count(filter));
    const large = await many.measure(() => many.store.alerts.count(filter));
    expect(large.result).toBe(84);
    expect(large.cost.calls).toBe(small.cost.calls);
  });
});

it('a late page of the events of a source reads no event before it', async () => {
  let read = 0;
  const { store } = memoryStore({
    beforeCall: (call) => {
      if (call.name === 'batchGet') read += call.keys.length;
      return undefined;
    },
  });
  for (let index = 0; index < 300; index += 1) {
    const facts = { sourceId: 800, integration: 'api', outcome: 'APPENDED', receivedAt: tenOClock } as const;
    await store.events.record({ id: `event-${String(index).padStart(3, '0')}`, ...facts });
  }
  const span = { from: minus(tenOClock, { days: 1 }), until: plus(tenOClock, { days: 1 }) };
  const { events } = await store.events.list({ sourceId: 800 }, span, { offset: 250, limit: 20 });
  expect(events.map(({ id }) => id).at(-1)).toBe('event-030');
  expect(read).toBe(20);
});
