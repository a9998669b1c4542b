import { millisecondsOf, plus } from '../instants.ts';
import type { Instant } from '../time.ts';
import type { DataSourceAccess, MetricDataSource } from './data-source.ts';
import { datadogHost } from './datadog.ts';
import { isKept, type Point, slotOf } from './series.ts';

/** What a data source is asked for one metric. */
export interface Question {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What it said: points, also none; that the query is wrong; or that the source as a whole does not serve us. */
export type Reading =
  | { readonly kind: 'points'; readonly points: readonly Point[] }
  | { readonly kind: 'query-error'; readonly message: string }
  | { readonly kind: 'source-error'; readonly message: string };

/** Datadog's points come some minutes late; what was read before is read again. */
const lookBackSeconds = 600;

type Source = Pick<MetricDataSource, 'type' | 'metadata'>;

function withoutLastSlashes(url: string): string {
  let end = url.length;
  while (url[end - 1] === '/') end -= 1;
  return url.slice(0, end);
}

/** What is asked at a time: an instant query of Prometheus, the last minutes of Datadog. */
export function questionFor({ type, metadata }: Source, query: string, now: Instant): Question {
  switch (type) {
    case 'PROMETHEUS': {
      const base = withoutLastSlashes(metadata.url ?? '');
      return { url: `${base}/api/v1/query?${new URLSearchParams({ query })}`, headers: credentials(metadata) };
    }
    case 'DATADOG': {
      const to = Math.floor(millisecondsOf(now) / 1000);
      const asked = new URLSearchParams({ from: String(to - lookBackSeconds), to: String(to), query });
      const { apiKey = '', applicationKey = '', region = '' } = metadata;
      return {
        url: `https://${datadogHost(region)}/api/v1/query?${asked}`,
        headers: { accept: 'application/json', 'dd-api-key': apiKey, 'dd-application-key': applicationKey },
      };
    }
  }
}

function credentials({ authType, basicUser, basicPass, headerKey, headerValue }: DataSourceAccess) {
  const accept = { accept: 'application/json' };
  if (authType === 'BASIC')
    return { ...accept, authorization: `Basic ${Buffer.from(`${basicUser}:${basicPass}`).toString('base64')}` };
  if (authType === 'HEADER' && headerKey !== undefined) return { ...accept, [headerKey]: headerValue ?? '' };
  return accept;
}

/** Reads an answer. Numbers that are none (NaN, +Inf) are no points. */
export function readingOf(
  type: Source['type'],
  answer: { readonly status: number; readonly body: string },
  now: Instant,
): Reading {
  const body = jsonIn(answer.body);
  const refused = refusalIn(answer.status, body);
  if (refused !== undefined) return refused;
  const found = type === 'PROMETHEUS' ? prometheusPoints(body, now) : datadogPoints(body);
  if (typeof found === 'string') return { kind: 'query-error', message: found };
  const points = found.filter(({ value }) => Math.abs(value) <= largest).filter((point) => isKept(point, now));
  const bySlot = new Map(points.map(({ at, value }) => [slotOf(at), { at: slotOf(at), value }]));
  return { kind: 'points', points: [...bySlot.values()] };
}

/** Larger ones cannot be added up; what is not a number is not at most this either. */
const largest = 1e100;

type Plain = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Plain => typeof value === 'object' && value !== null;
const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);
const listAt = (value: unknown, name: string): readonly unknown[] | undefined => {
  const list = member(value, name);
  return Array.isArray(list) ? list : undefined;
};

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The source's own words, of which only so many are kept, or what its answer was. */
function refusalIn(status: number, body: unknown): Extract<Reading, { message: string }> | undefined {
  const [first] = listAt(body, 'errors') ?? [];
  const said = member(body, 'error') ?? first;
  const message =
    typeof said === 'string' && said !== '' ? said.slice(0, 200).toWellFormed() : `the answer was ${status}`;
  if (status === 400 || status === 422) return { kind: 'query-error', message };
  if (status !== 200) return { kind: 'source-error', message };
  if (body === undefined) return { kind: 'source-error', message: 'the answer is no JSON' };
  if (member(body, 'status') === 'error') return { kind: 'query-error', message };
  return undefined;
}

const notUnderstood = 'the answer is not that of a query';

function prometheusPoints(body: unknown, now: Instant): Point[] | string {
  const data = member(body, 'data');
  const result = listAt(data, 'result');
  if (result === undefined) return notUnderstood;
  const resultType = member(data, 'resultType');
  if (resultType === 'scalar') return sampleAt(result, now);
  if (resultType !== 'vector') return 'the query must answer a number or one series, not a range';
  if (result.length > 1)
    return `the query answers ${result.length} series, and a metric is one: add them up or narrow them`;
  return result.flatMap((one) => sampleAt(listAt(one, 'value') ?? [], now));
}

/** An instant query says what is now; whose clock says so does not matter. */
function sampleAt([, value]: readonly unknown[], now: Instant): Point[] {
  const number = typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;
  return [{ at: millisecondsOf(now) / 1000, value: number }];
}

function datadogPoints(body: unknown): Point[] | string {
  const series = listAt(body, 'series');
  if (series === undefined) return notUnderstood;
  if (series.length > 1)
    return `the query answers ${series.length} series, and a metric is one: add them up or narrow them`;
  return series.flatMap((one) =>
    (listAt(one, 'pointlist') ?? []).flatMap((point): Point[] => {
      const [at, value] = Array.isArray(point) ? point : [];
      return typeof at === 'number' && typeof value === 'number' ? [{ at: at / 1000, value }] : [];
    }),
  );
}

/** The next tick finds it due, however long this one took. */
const usualPause = { seconds: 4 };
const longestPause = 15;

/** When a source is asked again: with the next tick, and after failures in a row after 2, 4, 8 and then 15 minutes. */
export const nextPullAt = (failures: number, now: Instant): Instant =>
  failures === 0
    ? plus(now, usualPause)
    : plus(now, { minutes: Math.min(2 ** Math.min(failures, 10), longestPause), seconds: -10 });
