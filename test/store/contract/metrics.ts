import { describe, expect, it } from 'vitest';
import {
  type Part,
  type Period,
  type Point,
  seriesOf,
  seriesOfParts,
} from '../../../functions/domain/metric/series.ts';
import { type Instant, plus } from '../../../functions/domain/time.ts';
import { createMetricKeys } from '../../../functions/store/metric-points.ts';
import { aMetric, tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

const end = Date.parse(tenOClock) / 1000;
const ago = (seconds: number, value: number): Point => ({ at: end - seconds, value });
const minutes = 60;
const days = 86_400;
const periods: readonly Period[] = ['day', 'week', 'month'];

const drawn = (parts: readonly Part[], now: Instant) =>
  periods.map((period) => seriesOfParts(parts, 'SUM', period, now));
const expected = (points: readonly Point[], now: Instant) =>
  periods.map((period) => seriesOf(points, 'SUM', period, now));

/** Metrics, their keys and their points. */
export function metricContract(newTable: NewTable, { isSlow }: { readonly isSlow: boolean }): void {
  describe('metrics', () => {
    it('are found by id, by name and by their key, which is not to be read in the table', async () => {
      const { store, table } = await newStore(newTable);
      const metric = aMetric(5, { integrationKey: 'ilm-a-secret', mouseOverDecimal: 2, lockYAxisMin: -0.5 });
      await store.metrics.create(metric);
      expect(await store.metrics.get(5)).toEqual(metric);
      expect(await store.metrics.byName('Metric 5')).toEqual(metric);
      expect(await createMetricKeys(table).metricOf('ilm-a-secret')).toBe(5);
      expect(await createMetricKeys(table).metricOf('ilm-another')).toBeUndefined();
      expect(JSON.stringify((await table.query({ partition: 'METRIC#5' })).items)).not.toContain('ilm-a-secret');
      await store.metrics.delete(metric);
      expect(await createMetricKeys(table).metricOf('ilm-a-secret')).toBeUndefined();
    });
  });

  describe('points', () => {
    it('are kept by slot, the last one of each, from all that write at once', async () => {
      const { store } = await newStore(newTable);
      const points = Array.from({ length: 40 }, (_none, index) => ago(index * 30, index));
      await Promise.all(points.map((point) => store.metricPoints.put(5, [point], tenOClock)));
      await store.metricPoints.put(5, [ago(60, 1e100), ago(90, 5e-324)], tenOClock);
      const parts = await store.metricPoints.parts(5, tenOClock);
      const values = new Map(parts.map(({ at, sum }) => [end - at, sum.last.value]));
      expect(values.size).toBe(40);
      expect([values.get(0), values.get(30), values.get(60), values.get(90)]).toEqual([0, 1, 1e100, 5e-324]);
      expect(await store.metricPoints.parts(6, tenOClock)).toEqual([]);
    });

    it.skipIf(isSlow)('of four weeks are drawn as if each were looked at, and again, and later', async () => {
      const { store } = await newStore(newTable);
      const points = Array.from({ length: 900 }, (_none, index) => ago(index * 45 * minutes, index + 1));
      await store.metricPoints.put(5, points, tenOClock);
      const inTime = points.filter(({ at }) => at > end - 28 * days - 7200);
      for (const later of [0, 0, 17, 60, 25 * 60]) {
        const now = plus(tenOClock, { minutes: later });
        expect(drawn(await store.metricPoints.parts(5, now), now)).toEqual(expected(inTime, now));
      }
    });

    it('that come late count though sums were made before', async () => {
      const { store } = await newStore(newTable);
      const first = [ago(3 * days, 1), ago(10 * days, 2)];
      await store.metricPoints.put(5, first, tenOClock);
      await store.metricPoints.parts(5, tenOClock);
      const late = [ago(3 * days, 10), ago(3 * days + 30, 20), ago(20 * days, 30)];
      await store.metricPoints.put(5, late, tenOClock);
      const all = [...late, first[1] as Point];
      expect(drawn(await store.metricPoints.parts(5, tenOClock), tenOClock)).toEqual(expected(all, tenOClock));
      await store.metricPoints.put(5, [ago(10 * days, 3)], tenOClock);
      const last = [...late, ago(10 * days, 3)];
      expect(drawn(await store.metricPoints.parts(5, tenOClock), tenOClock)).toEqual(expected(last, tenOClock));
    });

    it.skipIf(isSlow)('that are cleared are gone, and new ones come', async () => {
      const { store, table } = await newStore(newTable);
      const points = Array.from({ length: 700 }, (_none, index) => ago(index * 57 * minutes, 1));
      await store.metricPoints.put(5, points, tenOClock);
      await store.metricPoints.parts(5, tenOClock);
      await store.metricPoints.clear(5, tenOClock);
      expect(await store.metricPoints.parts(5, tenOClock)).toEqual([]);
      await store.metricPoints.put(5, [ago(9 * days, 4)], tenOClock);
      const now = drawn(await store.metricPoints.parts(5, tenOClock), tenOClock);
      expect(now).toEqual(expected([ago(9 * days, 4)], tenOClock));
      const { items } = await table.query({ partition: 'METRIC#5' });
      for (const { expiresAt } of items) expect(Number(expiresAt)).toBeGreaterThan(end);
      for (const { expiresAt } of items) expect(Number(expiresAt)).toBeLessThanOrEqual(end + 30 * days);
    });
  });
}
