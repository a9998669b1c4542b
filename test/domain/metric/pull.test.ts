import { describe, expect, it } from 'vitest';
import type { DataSourceAccess } from '../../../functions/domain/metric/data-source.ts';
import { nextPullAt, questionFor, readingOf } from '../../../functions/domain/metric/pull.ts';
import { pullStateIn } from '../../../functions/domain/metric/pull-state.ts';
import { type Instant, secondsBetween } from '../../../functions/domain/time.ts';

const now = '2026-11-28T12:07:13.000Z' as Instant;
const seconds = Date.parse(now) / 1000;
const slot = seconds - 13;
const answer = (body: unknown, status = 200) => ({ status, body: JSON.stringify(body) });

describe('what a data source is asked', () => {
  const prometheus = (metadata: DataSourceAccess) =>
    questionFor({ type: 'PROMETHEUS', metadata }, 'rate(x{a="b"}[5m]) > 0', now);
  const url = 'https://p.example.com';
  const asked = '/api/v1/query?query=rate%28x%7Ba%3D%22b%22%7D%5B5m%5D%29+%3E+0';

  it.each<[string, DataSourceAccess, string, Record<string, string>]>([
    ['nothing but the query', { url, authType: 'NONE', basicUser: 'x' }, `${url}${asked}`, {}],
    ['below a path', { url: `${url}/tenant//`, authType: 'NONE' }, `${url}/tenant${asked}`, {}],
    [
      'as a user',
      { url, authType: 'BASIC', basicUser: 'ada', basicPass: 'pä:ss' },
      `${url}${asked}`,
      { authorization: `Basic ${Buffer.from('ada:pä:ss').toString('base64')}` },
    ],
    [
      'with a header',
      { url, authType: 'HEADER', headerKey: 'X-Scope-OrgID', headerValue: 'shop' },
      `${url}${asked}`,
      { 'X-Scope-OrgID': 'shop' },
    ],
  ])('of Prometheus is %s', (_how, metadata, address, headers) => {
    expect(prometheus(metadata)).toEqual({ url: address, headers: { accept: 'application/json', ...headers } });
  });

  it.each([
    ['EU1', 'api.datadoghq.eu'],
    ['eu', 'api.datadoghq.eu'],
    ['US1', 'api.datadoghq.com'],
    ['us3.datadoghq.com', 'api.us3.datadoghq.com'],
    ['US1-FED', 'api.ddog-gov.com'],
  ])('of Datadog in %s are the last ten minutes, with both keys', (region, host) => {
    const metadata = { region, apiKey: 'a', applicationKey: 'b' };
    const question = questionFor({ type: 'DATADOG', metadata }, 'avg:system.load.1{*}', now);
    const range = `from=${seconds - 600}&to=${seconds}`;
    expect(question).toEqual({
      url: `https://${host}/api/v1/query?${range}&query=avg%3Asystem.load.1%7B*%7D`,
      headers: { accept: 'application/json', 'dd-api-key': 'a', 'dd-application-key': 'b' },
    });
  });
});

describe('what Prometheus says', () => {
  const sample = (value: unknown) => [1_795_867_633.781, value];
  const vector = (...values: unknown[]) =>
    answer({
      status: 'success',
      data: { resultType: 'vector', result: values.map((value) => ({ metric: { job: 'x' }, value: sample(value) })) },
    });
  const scalar = (value: unknown) =>
    answer({ status: 'success', data: { resultType: 'scalar', result: sample(value) } });

  it.each([
    ['a series', vector('12.5'), [12.5]],
    ['a number', scalar('3e2'), [300]],
    ['nothing', vector(), []],
    ['not a number', vector('NaN'), []],
    ['an endless number', scalar('+Inf'), []],
    ['no text', vector(5), []],
    ['an empty text', vector(''), []],
  ])('when it is %s', (_what, said, values) => {
    const points = values.map((value) => ({ at: slot, value }));
    expect(readingOf('PROMETHEUS', said, now)).toEqual({ kind: 'points', points });
  });

  it.each([
    ['two series', vector('1', '2'), 'query-error', 'the query answers 2 series'],
    [
      'a range',
      answer({ status: 'success', data: { resultType: 'matrix', result: [] } }),
      'query-error',
      'not a range',
    ],
    [
      'a wrong query',
      answer({ status: 'error', errorType: 'bad_data', error: 'parse error at char 4' }, 400),
      'query-error',
      'parse error at char 4',
    ],
    ['a query that failed', answer({ status: 'error', error: 'too many samples' }, 422), 'query-error', 'too many'],
    ['who are you', { status: 401, body: 'Unauthorized' }, 'source-error', 'the answer was 401'],
    ['something else', { status: 200, body: '<html>' }, 'source-error', 'is no JSON'],
    ['a redirection', { status: 302, body: '' }, 'source-error', 'the answer was 302'],
    ['a failure', answer({ error: 'x'.repeat(5000) }, 503), 'source-error', 'x'.repeat(200)],
    ['an object of another kind', answer({ status: 'success' }), 'query-error', 'not that of a query'],
    ['null', answer(null), 'query-error', 'not that of a query'],
  ])('when it is %s, is an error', (_what, said, kind, words) => {
    const reading = readingOf('PROMETHEUS', said, now);
    expect(reading).toMatchObject({ kind, message: expect.stringContaining(words) });
    expect('message' in reading && reading.message.length).toBeLessThanOrEqual(200);
  });
});

describe('what Datadog says', () => {
  const series = (...lists: unknown[]) => answer({ status: 'ok', series: lists.map((pointlist) => ({ pointlist })) });

  it('is its points, each in its slot, without gaps and without what is to come', () => {
    const list = [
      [(seconds - 90) * 1000, 1],
      [(seconds - 60) * 1000, null],
      [(seconds - 30) * 1000, 2],
      [(seconds - 29) * 1000, 3],
      [(seconds + 900) * 1000, 4],
      ['x', 5],
      'y',
    ];
    expect(readingOf('DATADOG', series(list), now)).toEqual({
      kind: 'points',
      points: [
        { at: slot - 90, value: 1 },
        { at: slot - 30, value: 3 },
      ],
    });
    expect(readingOf('DATADOG', series(), now)).toEqual({ kind: 'points', points: [] });
  });

  it.each([
    ['two series', series([], []), 'query-error', '2 series'],
    ['a wrong query', answer({ status: 'error', error: 'Error parsing query', series: [] }), 'query-error', 'parsing'],
    ['who are you', answer({ errors: ['Forbidden'] }, 403), 'source-error', 'Forbidden'],
    ['too much', answer({ errors: ['Rate limit'] }, 429), 'source-error', 'Rate limit'],
  ])('when it is %s, is an error', (_what, said, kind, words) => {
    expect(readingOf('DATADOG', said, now)).toMatchObject({ kind, message: expect.stringContaining(words) });
  });
});

it.each([
  [0, 4],
  [1, 110],
  [2, 230],
  [3, 470],
  [4, 890],
  [500, 890],
])('a source that failed %i times in a row is asked again after %i seconds', (failures, pause) => {
  expect(secondsBetween(now, nextPullAt(failures, now))).toBe(pause);
});

it('what is remembered of pulling reads back, and nothing is as if it had never failed', () => {
  expect(pullStateIn(undefined)).toEqual({ failures: 0 });
  const state = { failures: 2, error: 'x', metrics: { 5: 'y' } };
  expect(pullStateIn(JSON.stringify(state))).toEqual(state);
});
