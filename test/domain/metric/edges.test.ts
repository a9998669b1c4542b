import { describe, expect, it } from 'vitest';
import { datadogHost } from '../../../functions/domain/metric/datadog.ts';
import { questionFor, readingOf } from '../../../functions/domain/metric/pull.ts';
import { mostPoints, receivedPoints } from '../../../functions/domain/metric/received.ts';
import { isKept } from '../../../functions/domain/metric/series.ts';
import { at } from '../../support/factories.ts';

const now = at('2026-11-28T12:07:13.900Z');
const seconds = Date.parse(now) / 1000;
const slot = Math.floor(seconds / 30) * 30;
const answer = (body: unknown, status = 200) => ({ status, body: JSON.stringify(body) });
const said = (type: 'PROMETHEUS' | 'DATADOG', body: unknown, status?: number) =>
  readingOf(type, answer(body, status), now);
const points = (...values: number[]) => ({ kind: 'points', points: values.map((value) => ({ at: slot, value })) });

describe('what a data source is asked', () => {
  it('is of whole seconds', () => {
    const { url } = questionFor({ type: 'DATADOG', metadata: { region: 'EU' } }, 'x', now);
    expect(new URL(url).searchParams.get('to')).toBe(String(Math.floor(seconds)));
    expect(new URL(url).searchParams.get('from')).toBe(String(Math.floor(seconds) - 600));
  });

  it('has a header only where that is how it knows us, and what is not said is empty', () => {
    const headers = (metadata: object) => questionFor({ type: 'PROMETHEUS', metadata }, 'x', now).headers;
    const accept = { accept: 'application/json' };
    expect(headers({ authType: 'NONE', headerKey: 'X-Key', headerValue: 'a' })).toEqual(accept);
    expect(headers({ authType: 'HEADER' })).toEqual(accept);
    expect(headers({ authType: 'HEADER', headerKey: 'X-Key' })).toEqual({ ...accept, 'X-Key': '' });
    expect(questionFor({ type: 'PROMETHEUS', metadata: { url: 'https://p/' } }, 'x', now).url).toBe(
      'https://p/api/v1/query?query=x',
    );
    expect(questionFor({ type: 'PROMETHEUS', metadata: {} }, 'x', now).url).toBe('/api/v1/query?query=x');
    const unknown = questionFor({ type: 'DATADOG', metadata: {} }, 'x', now);
    expect(unknown.headers).toEqual({ ...accept, 'dd-api-key': '', 'dd-application-key': '' });
  });

  it('is asked nowhere in a region that is none', () => {
    expect(datadogHost('XX')).toBeUndefined();
    expect(datadogHost('')).toBeUndefined();
    expect(datadogHost('ap1')).toBe('api.ap1.datadoghq.com');
  });
});

describe('an answer', () => {
  const vector = (result: unknown) => ({ status: 'success', data: { resultType: 'vector', result } });

  it.each<[string, unknown, number | undefined, string]>([
    ['a wrong query that says nothing', { error: '' }, 400, 'the answer was 400'],
    ['a wrong query that says no text', { error: 5 }, 400, 'the answer was 400'],
    ['a wrong query with errors that are none', { errors: 'x' }, 422, 'the answer was 422'],
    ['an error that says nothing', { status: 'error' }, undefined, 'the answer was 200'],
    ['no data', { status: 'success', data: null }, undefined, 'the answer is not that of a query'],
    [
      'a range',
      { status: 'success', data: { resultType: 'matrix', result: [] } },
      undefined,
      'the query must answer a number or one series, not a range',
    ],
    [
      'two series',
      vector([{}, {}]),
      undefined,
      'the query answers 2 series, and a metric is one: add them up or narrow them',
    ],
  ])('of Prometheus that is %s is a wrong query', (_what, body, status, message) => {
    expect(said('PROMETHEUS', body, status)).toEqual({ kind: 'query-error', message });
  });

  it.each<[string, unknown, number[]]>([
    ['the largest number', vector([{ value: [1, '1e100'] }]), [1e100]],
    ['a larger one', vector([{ value: [1, '1.1e100'] }]), []],
    ['a series without a value', vector([{}]), []],
    ['what is no series', vector([null]), []],
    ['a small negative one', vector([{ value: [1, '-1e100'] }]), [-1e100]],
  ])('of Prometheus with %s', (_what, body, values) => expect(said('PROMETHEUS', body)).toEqual(points(...values)));

  it.each<[string, unknown, number[]]>([
    ['no points', { series: [{}] }, []],
    [
      'points that are none',
      {
        series: [
          { pointlist: [null, 'ab', { 0: 1, 1: 2 }, ['x', 5], [`${seconds * 1000}`, 5], [seconds * 1000, 'x']] },
        ],
      },
      [],
    ],
    ['what is no series', { series: [7] }, []],
    ['one point', { series: [{ pointlist: [[seconds * 1000, 5]] }] }, [5]],
  ])('of Datadog with %s', (_what, body, values) => expect(said('DATADOG', body)).toEqual(points(...values)));

  it('of Datadog that is none is no query', () => {
    const message = 'the answer is not that of a query';
    expect(said('DATADOG', { status: 'ok' })).toEqual({ kind: 'query-error', message });
    expect(said('DATADOG', { series: {} })).toEqual({ kind: 'query-error', message });
    expect(said('DATADOG', { series: [{}, {}] })).toMatchObject({ message: expect.stringContaining('2 series') });
  });
});

describe('points', () => {
  const wrong = (body: unknown) => {
    try {
      receivedPoints(body, now);
      return 'nothing';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('are refused with the reason', () => {
    const whole = at('2026-11-28T12:07:13Z');
    const of = Date.parse(whole) / 1000;
    expect(wrong({ value: 1, timestamp: 'x' })).toContain('must be a number of seconds since 1970');
    expect(wrong(null)).toContain('must be a JSON object');
    expect(wrong({})).toContain('is required');
    expect(wrong({ value: 'x' })).toContain('must be a number');
    expect(wrong({ value: 2e100 })).toContain('must be from -1e+100 to 1e+100');
    expect(wrong({ series: [[1]] })).toContain('must be an object');
    expect(() => receivedPoints({ value: 1, timestamp: 100 * of }, whole)).toThrow('is in the future');
    expect(() => receivedPoints({ value: 1, timestamp: (of + 300) * 1000 }, whole)).toThrow('not milliseconds');
    expect(() => receivedPoints({ value: 1, timestamp: (of + 301) * 1000 }, whole)).toThrow('is in the future');
  });

  it('are ten thousand at most', () => {
    const series = (count: number) => ({ series: Array.from({ length: count }, () => ({ value: 1 })) });
    expect(receivedPoints(series(mostPoints), now)).toEqual([{ at: slot, value: 1 }]);
    expect(wrong(series(mostPoints + 1))).toContain('must have at most 10000 entries');
  });

  it('are kept for 28 days, by their slots, and may be five minutes ahead', () => {
    const onSlot = at('2026-11-28T12:07:00Z');
    const end = Date.parse(onSlot) / 1000;
    expect(isKept({ at: end - 28 * 86_400 }, onSlot)).toBe(false);
    expect(isKept({ at: end - 28 * 86_400 + 29 }, onSlot)).toBe(false);
    expect(isKept({ at: end - 28 * 86_400 + 30 }, onSlot)).toBe(true);
    expect([isKept({ at: end + 300 }, onSlot), isKept({ at: end + 300.1 }, onSlot)]).toEqual([true, false]);
  });
});
