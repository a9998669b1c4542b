import { describe, expect, it } from 'vitest';
import { type Point, seriesOf, seriesOfParts } from '../../functions/domain/metric/series.ts';
import { createMemoryTable, type TableCall } from '../../functions/store/memory/table.ts';
import { createMetricPointStore } from '../../functions/store/metric-points.ts';
import { tenOClock } from '../support/factories.ts';

/*
 * Sums of a day are made by whoever reads first, while late points may come: whatever comes between any two calls, what was accepted
 * is drawn by the next reader.
 */

const end = Date.parse(tenOClock) / 1000;
const day = 86_400;
const ago = (seconds: number, value: number): Point => ({ at: end - seconds, value });
const before = [ago(3 * day, 1), ago(9 * day, 2), ago(60, 3)];
const late = [ago(3 * day, 10), ago(9 * day + 600, 20), ago(20 * day, 30), ago(30, 40)];
const after = [...before.slice(1), ...late];
const month = (points: readonly Point[]) => seriesOf(points, 'SUM', 'month', tenOClock);

/** A table that does something before its nth call. */
function interrupted(nth: number, what: () => Promise<unknown> | unknown, calls: TableCall[] = []) {
  let isBetween = false;
  return createMemoryTable({
    beforeCall: async (call) => {
      if (isBetween) return undefined;
      calls.push(call);
      if (calls.length === nth) {
        isBetween = true;
        await what();
        isBetween = false;
      }
      return undefined;
    },
  });
}

describe('late points', () => {
  it('between any two calls of a reader that makes sums are drawn by the next one', async () => {
    let most = 10;
    for (let nth = 1; nth <= most; nth += 1) {
      const calls: TableCall[] = [];
      const table = interrupted(nth + 3, () => points.put(5, late, tenOClock), calls);
      const points = createMetricPointStore(table);
      await points.put(5, before, tenOClock);
      await points.parts(5, tenOClock);
      most = Math.max(most, calls.length - 3);
      const parts = await points.parts(5, tenOClock);
      expect([nth, seriesOfParts(parts, 'SUM', 'month', tenOClock)]).toEqual([nth, month(after)]);
    }
    expect(most).toBeGreaterThan(20);
  });

  it('are not half of them forgotten when their writer dies anywhere and sends them again', async () => {
    for (let nth = 1; nth <= 9; nth += 1) {
      let isDead = false;
      const table = createMemoryTable({
        beforeCall: () => {
          if (isDead) throw new Error('nobody is there');
          return undefined;
        },
      });
      const points = createMetricPointStore(table);
      await points.put(5, before, tenOClock);
      await points.parts(5, tenOClock);
      let calls = 0;
      const dying = createMetricPointStore({
        ...table,
        write: async (operations) => {
          calls += 1;
          if (calls >= nth) isDead = true;
          return table.write(operations);
        },
      });
      await dying.put(5, late, tenOClock).catch(() => undefined);
      isDead = false;
      await points.parts(5, tenOClock);
      await points.put(5, late, tenOClock);
      const parts = await points.parts(5, tenOClock);
      expect(seriesOfParts(parts, 'SUM', 'month', tenOClock)).toEqual(month(after));
    }
  });
});

describe('what points cost', () => {
  it('is one write each where they come in time, and few reads to draw them', async () => {
    const calls: string[] = [];
    const table = createMemoryTable({ beforeCall: ({ name }) => void calls.push(name) });
    const points = createMetricPointStore(table);
    await points.put(5, [ago(30, 1)], tenOClock);
    expect(calls.splice(0)).toEqual(['write']);
    // A call may bring many: one write for each hour, and one for each day that is past.
    await points.put(5, [ago(0, 1), ago(30, 1), ago(3600, 1), ago(2 * day, 1)], tenOClock);
    expect(calls.splice(0)).toEqual(['write', 'write', 'write', 'write']);
    await points.parts(5, tenOClock);
    calls.splice(0);
    await points.parts(5, tenOClock);
    expect(calls).toEqual(['query', 'query', 'batchGet']);
  });

  it('reads less than 140 KB for a metric that has a point in each slot', async () => {
    let bytes = 0;
    const table = createMemoryTable({
      onRead: (looked) => {
        bytes += looked.bytes;
      },
    });
    const points = createMetricPointStore(table);
    const all = Array.from({ length: 28 * 2880 }, (_none, slot) => ago(slot * 30, Math.round(slot * 77.7) / 100));
    await points.put(5, all, tenOClock);
    await points.parts(5, tenOClock);
    bytes = 0;
    await points.parts(5, tenOClock);
    expect(bytes).toBeLessThan(140 * 1024);
  });
});
