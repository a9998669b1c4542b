import { describe, expect, it } from 'vitest';
import { axisOf, partsOf, pathOf } from '../../../functions/render/page/graph.tsx';
import { renderStatusPage } from '../../../functions/render/page/status-page.tsx';
import { aMetric, at, aView } from './view.ts';

describe('an axis', () => {
  it.each([
    ['around the values', {}, [3, 9, 5], { lowest: 3, highest: 9 }],
    ['with height though all are the same', {}, [4, 4], { lowest: 3, highest: 5 }],
    ['fixed below', { lowest: 0 }, [3, 9], { lowest: 0, highest: 9 }],
    ['fixed above', { highest: 100 }, [3, 9], { lowest: 3, highest: 100 }],
    ['fixed below all values', { highest: 2 }, [3, 9], { lowest: 1, highest: 3 }],
    ['fixed on both sides', { lowest: -1, highest: 1 }, [3, 9], { lowest: -1, highest: 1 }],
  ])('is %s', (_how, fixed, values, axis) => {
    expect(axisOf(fixed, values)).toEqual(axis);
  });
});

describe('a line', () => {
  const axis = { lowest: 0, highest: 96 };
  it.each([
    ['goes on', [0, 48, 96], false, 'M0 96L300 48L600 0'],
    ['is broken by a gap', [0, null, 96, 96], false, 'M0 96h0M400 0L600 0'],
    ['goes on over a gap that is interpolated', [0, null, 96], true, 'M0 96L600 0'],
    ['stays within its axis', [-50, 500], false, 'M0 96L600 0'],
    ['is a dot where a point is alone', [null, 96, null], true, 'M300 0h0'],
  ])('%s', (_how, values, interpolates, path) => {
    expect(pathOf(values, axis, interpolates)).toBe(path);
  });
});

describe('the parts of a graph', () => {
  const series = {
    from: at('2026-11-28T00:00:00'),
    step: 300,
    value: 1,
    values: Array.from({ length: 289 }, () => null),
  };

  it('say from when they are and between what, where there is something', () => {
    const values: (number | null)[] = series.values
      .with(0, 5 as never)
      .with(12, 7 as never)
      .with(288, 9 as never);
    const found = partsOf({ ...series, values });
    expect(found.map(({ from, least, most }) => [from, least, most])).toEqual([
      [series.from, 5, 7],
      [at('2026-11-28T23:50:00'), 9, 9],
    ]);
    const last = found.at(-1);
    expect((last?.left ?? 0) + (last?.wide ?? 0)).toBe(600);
    expect(partsOf(series)).toEqual([]);
  });

  it('stand on the page of a metric that wants it, and of no other', () => {
    const page = (showsValues: boolean) =>
      renderStatusPage(aView({ metrics: [aMetric(5, 'Time', { showsValues, decimals: 1 })] }), 'en', '/style.css');
    expect(page(true)).toMatch(
      /<rect [^>]*><title>28 November 2026 at [^<]+ CET: [\d.]+ ms – [\d.]+ ms<\/title><\/rect>/,
    );
    expect(page(false)).not.toContain('<rect');
  });
});
