import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { billOf, listTotal, totalAfterFree } from './bill.ts';
import { readCounted } from './counted.ts';
import { overBudget, plain, readFeatures } from './features.ts';
import { idleBill } from './month.ts';
import { filled, pages } from './pages.ts';
import { priceOf, prices } from './prices.ts';
import { differenceOf, dividedBy, sumOfCounts, times } from './tally.ts';
import { usageOfMonth } from './usage.ts';
import { dollars, quantity } from './words.ts';
import { customers, idle, monthOf } from './workloads.ts';

const counted = readCounted();
const ping = counted.paths.ping;
const tick = counted.paths.tick;
if (!ping || !tick) throw new Error('the ping or the tick was not counted');

describe('the cost model', () => {
  it.each(pages.map(({ file, write }) => [file.pathname.split('/').at(-1), file, write] as const))(
    'docs/%s says what the model computes; `npm run cost` writes it',
    (_name, file, write) => {
      const page = readFileSync(file, 'utf8');
      expect(write(page, counted)).toBe(page);
    },
  );

  it('charges what goes beyond the free quantity, and shares an allowance between what shares it', () => {
    const [standard, fifo] = billOf({ 'SQS, standard': 800_000, 'SQS, FIFO': 700_000 });
    expect(standard).toMatchObject({ list: 0.32, afterFree: 0 });
    expect(fifo?.list).toBeCloseTo(0.35);
    expect(fifo?.afterFree).toBeCloseTo(0.25);
  });

  it('charges a metric for the hours in which it has values, at most all of them', () => {
    const metricsOf = (runs: number) => usageOfMonth(counted, { tick: runs })['CloudWatch custom metrics'];
    expect(metricsOf(73)).toBeCloseTo(0.1);
    expect(metricsOf(100_000)).toBe(1);
  });

  it('adds, multiplies and subtracts counts place by place', () => {
    const both = sumOfCounts([times(ping, 2), tick]);
    expect(both.invocations).toEqual({ ingest: 2, tick: 1 });
    expect(differenceOf(both, tick).invocations).toEqual({ ingest: 2 });
    expect(dividedBy(times(ping, 10), 10)).toEqual(ping);
  });

  it('counts an idle month below what the model says of a customer, and more customers cost more', () => {
    const totals = [idle, ...customers.map(monthOf)].map((work) => listTotal(billOf(usageOfMonth(counted, work))));
    expect(totals).toEqual([...totals].sort((a, b) => a - b));
    expect(totalAfterFree(idleBill(counted))).toBeLessThan(listTotal(idleBill(counted)));
  });

  it('knows when each price was looked at', () => {
    for (const name of Object.keys(prices) as (keyof typeof prices)[]) {
      expect(priceOf(name).asOf, name).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(priceOf(name).usd, name).toBeGreaterThan(0);
    }
  });
});

describe('what features of a source add', () => {
  const features = readFeatures();

  it('keeps to its budgets, as it was counted', () => {
    expect(overBudget(features)).toEqual([]);
    expect(features[plain]).toMatchObject({ opens: { reads: 2, writes: 1 }, repeats: { reads: 1, writes: 1 } });
  });

  it('is said where it does not', () => {
    const use = { reads: 3, writes: 2, readUnits: 0, writeUnits: 0 };
    const uses = { opens: use, repeats: { ...use, reads: 1, writes: 1 }, ends: { ...use, reads: 2, writes: 1 } };
    expect(overBudget({ [plain]: uses, filter: uses, 'filter with a counter': uses })).toEqual([
      'none, opens: 3 reads, at most 2',
      'none, opens: 2 writes, at most 1',
      'filter, opens: 2 writes, at most 1',
    ]);
  });
});

describe('the pages', () => {
  it('write numbers with the digits that matter', () => {
    expect([0, 0.001, 0.126, 12, 1234.5].map(dollars)).toEqual(['0', '< 0.01', '0.13', '12.00', '1,235']);
    expect([0.1234, 43_800, 1_839_600, 2e9].map(quantity)).toEqual(['0.123', '43,800', '1.84 M', '2 G']);
  });

  it('fill the places between markers and nothing else', () => {
    const page = 'a\n<!-- counted: x -->\nold\n<!-- end -->\nb\n<!-- counted: y -->\n<!-- end -->\n';
    const full = filled(page, { x: 'X', y: 'Y' });
    expect(full).toBe('a\n<!-- counted: x -->\n\nX\n\n<!-- end -->\nb\n<!-- counted: y -->\n\nY\n\n<!-- end -->\n');
    expect(filled(full, { x: 'X', y: 'Y' })).toBe(full);
    expect(() => filled(page, { z: '' })).toThrow('no place for z');
  });
});
