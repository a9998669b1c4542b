import { describe, expect, it } from 'vitest';
import type { Api } from '../../../web/client/api.ts';
import { draftOfMetric, metricBody, newMetric } from '../../../web/screens/communication/metrics/metric-body.ts';
import {
  axisOf,
  heightOf,
  nearest,
  pathOf,
  stepOf,
  ticksOf,
  timeOf,
} from '../../../web/screens/communication/metrics/scale.ts';

describe('the scale of a chart', () => {
  it.each([
    [100, 50],
    [4, 1],
    [7, 2],
    [0.03, 0.01],
  ])('has about four lines over a range of %d', (range, step) => expect(stepOf(range)).toBeCloseTo(step, 12));

  it('reaches round numbers around the values, and the ends that are fixed', () => {
    expect(axisOf({}, [12, 87])).toEqual({ lowest: 0, highest: 100 });
    expect(axisOf({ lowest: -5, highest: 99 }, [12, 87])).toEqual({ lowest: -5, highest: 99 });
    expect(axisOf({ lowest: 90 }, [12, 87])).toEqual({ lowest: 89, highest: 91 });
  });

  it('is never without height', () => {
    expect(axisOf({}, [7, 7])).toEqual({ lowest: 6, highest: 8 });
    expect(axisOf({ lowest: 3, highest: 3 }, [3])).toEqual({ lowest: 2, highest: 4 });
  });

  it('names its lines without the dust of floating points', () => {
    expect(ticksOf({ lowest: 0, highest: 100 })).toEqual([0, 50, 100]);
    expect(ticksOf({ lowest: 0, highest: 0.4 })).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect(ticksOf({ lowest: -1, highest: 1 })).toEqual([-1, -0.5, 0, 0.5, 1]);
  });

  it('keeps what lies beyond it at its end', () => {
    expect([-5, 0, 5, 10, 99].map((value) => heightOf(value, { lowest: 0, highest: 10 }))).toEqual([0, 0, 0.5, 1, 1]);
  });
});

describe('the line of a chart', () => {
  const axis = { lowest: 0, highest: 10 };
  const field = { width: 40, height: 10 };

  it('is broken where there is nothing, or goes on straight', () => {
    const values = [0, 10, null, 5, 5];
    expect(pathOf(values, axis, { ...field, interpolates: false })).toBe('M0 10L10 0M30 5L40 5');
    expect(pathOf(values, axis, { ...field, interpolates: true })).toBe('M0 10L10 0L30 5L40 5');
  });

  it('is a dot for a value that stands alone', () => {
    expect(pathOf([null, 5, null], axis, { ...field, interpolates: false })).toBe('M20 5h0');
    expect(pathOf([5], axis, { ...field, interpolates: true })).toBe('M0 5h0');
    expect(pathOf([null, null], axis, { ...field, interpolates: true })).toBe('');
  });

  it('is pointed at where the nearest value is', () => {
    const values = [1, null, null, null, 2, null];
    expect([0, 0.3, 0.5, 0.9, 1, -3, 7].map((share) => nearest(values, share))).toEqual([0, 0, 4, 4, 4, 0, 4]);
    expect(nearest([null, null], 0.5)).toBeUndefined();
  });

  it('knows when each step begins', () => {
    expect(new Date(timeOf({ from: '2026-11-29T10:00:00Z', step: 300 }, 2)).toISOString()).toBe(
      '2026-11-29T10:10:00.000Z',
    );
  });
});

describe('a metric being written', () => {
  const metric: Api<'Metric'> = {
    id: 1,
    name: 'Load',
    aggregationType: 'MAX',
    displayType: 'GRAPH',
    interpolateGaps: true,
    showValuesOnMouseOver: false,
    lockYAxisMin: 0,
    dataSource: { id: 4, name: 'Prometheus' },
    metadata: { query: 'up' },
    teams: [{ id: 2, name: 'Shop' }],
  };

  it('is sent as it was read', () => {
    expect(metricBody(draftOfMetric(metric))).toMatchObject({
      name: 'Load',
      aggregationType: 'MAX',
      lockYAxisMin: 0,
      lockYAxisMax: null,
      dataSource: { id: 4 },
      metadata: { query: 'up' },
      teams: [{ id: 2 }],
    });
  });

  it('has no query without a source', () => {
    expect(metricBody({ ...newMetric, query: 'left over' })).not.toHaveProperty('metadata');
  });
});
