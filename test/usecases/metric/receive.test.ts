import { describe, expect, it } from 'vitest';
import type { MetricKeys } from '../../../functions/ports/metric-store.ts';
import { createMetricPointStore } from '../../../functions/store/metric-points.ts';
import { rateLimit } from '../../../functions/usecases/event/receive-limit.ts';
import { receiveSeries } from '../../../functions/usecases/metric/receive.ts';
import { rememberMetrics } from '../../../functions/usecases/metric/remember.ts';
import { fixedClock } from '../../support/clock.ts';
import { memoryStore } from '../../support/memory-store.ts';

function world(perMinute = 0) {
  const clock = fixedClock('2026-03-02T09:00:00.000Z');
  const { table } = memoryStore({ clock });
  const known = new Map([['ilm-key', 5]]);
  const asked: string[] = [];
  const keys: MetricKeys = {
    metricOf: async (key) => {
      asked.push(key);
      return known.get(key);
    },
  };
  const ctx = {
    clock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    metrics: { count: () => {}, seconds: () => {} },
    metricKeys: rememberMetrics(keys, { clock }),
    points: createMetricPointStore(table),
    allowsSeries: rateLimit(perMinute),
  };
  const send = (body: unknown, key = 'ilm-key') =>
    receiveSeries(ctx, { key, headers: {}, body: Buffer.from(JSON.stringify(body)) });
  return { clock, table, known, asked, send, parts: () => ctx.points.parts(5, clock.now()) };
}

describe('receiving points', () => {
  it('keeps them at the metric of the key', async () => {
    const { send, parts, clock } = world();
    const now = Date.parse(clock.now()) / 1000;
    await send({ value: 3 });
    await send({ series: [{ timestamp: now - 31, value: 5 }] });
    expect((await parts()).map(({ at, sum }) => [now - at, sum.sum]).sort()).toEqual([
      [0, 3],
      [60, 5],
    ]);
  });

  it('looks a key up once a minute, and one that is nobody’s each time', async () => {
    const { send, asked, clock, known } = world();
    await send({ value: 1 });
    await send({ value: 2 });
    expect(asked.splice(0)).toEqual(['ilm-key']);
    clock.advance({ seconds: 60 });
    known.delete('ilm-key');
    await expect(send({ value: 3 })).rejects.toThrow('the key of a metric');
    await expect(send({ value: 3 })).rejects.toThrow('the key of a metric');
    known.set('ilm-key', 5);
    await send({ value: 3 });
    expect(asked).toEqual(['ilm-key', 'ilm-key', 'ilm-key']);
  });

  it('refuses more calls in a minute than are allowed, metric by metric', async () => {
    const { send, clock, known } = world(2);
    known.set('ilm-other', 6);
    await send({ value: 1 });
    await send({ value: 1 });
    await expect(send({ value: 1 })).rejects.toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
    await send({ value: 1 }, 'ilm-other');
    clock.advance({ seconds: 60 });
    await send({ value: 1 });
  });
});
