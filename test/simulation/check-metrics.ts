import type { Point } from '../../functions/domain/metric/series.ts';
import { type Instant, millisecondsOf, minus, plus } from '../../functions/domain/time.ts';
import type { MetricSketch } from './publishing.ts';
import { quietTimes } from './quiet.ts';
import type { RunRecord } from './record.ts';
import type { Put } from './shown.ts';
import { Past } from './shown-model.ts';

/** Promised: a point is to be seen 65 seconds after it came; what is pulled is asked for each minute. */
const shownWithin = { seconds: 65 };
const pulledWithin = { seconds: 135 };
const periods = { day: 86_400, week: 7 * 86_400, month: 28 * 86_400 };
type Period = keyof typeof periods;
/** Of what is not certain so much is tried. */
const mostCases = 4096;

/** Each metric comes to what its points do: every one that was taken counts once, however often and late it was sent. */
export function checkMetrics(run: RunRecord): string[] {
  const { metrics = [] } = run.plan.configuration;
  if (metrics.length === 0) return [];
  const past = new Past(run.writes);
  const files = Map.groupBy(run.shown.files, ({ key }) => key);
  const found = momentsOf(run, past).flatMap((at) =>
    [...files].flatMap(([key, puts]) => {
      const body = key.endsWith('/metrics.json') ? puts.findLast((put: Put) => put.at <= at)?.body : undefined;
      if (body === undefined || !isWanted(past, key, at)) return [];
      return metrics.flatMap((metric) => checkMetric(run, metric, { body, at }));
    }),
  );
  return [...new Set(found)];
}

/** The page is activated, and has been as it is for long enough. */
function isWanted(past: Past, key: string, at: Instant): boolean {
  const [, pageId, variant = ''] = key.split('/');
  const page = past.at('STATUS_PAGE', at).find(({ id }) => id === Number(pageId));
  const placed = past.at('PUBLISHED', at).find(({ PK }) => PK === `PAGE_FILES#${pageId}`)?.placed;
  const { leaving = {} } = placed === undefined ? {} : JSON.parse(String(placed));
  return page?.activatedAt !== undefined && !(variant in leaving);
}

function momentsOf(run: RunRecord, past: Past): Instant[] {
  const { shown, endedAt } = run;
  const isQuiet = quietTimes(run);
  const changes = past.changes('STATUS_PAGE', 'METRIC', 'TEAM', 'SERVICE');
  const isSettled = (at: Instant) => changes.every((time) => time > at || time <= minus(at, shownWithin));
  const arrivals = shown.sent.flatMap(({ acceptedAt }) =>
    acceptedAt !== undefined && isQuiet(acceptedAt) ? [acceptedAt] : [],
  );
  const times = [...arrivals.map((at) => plus(at, shownWithin)).filter((at) => at <= endedAt), endedAt];
  return times.filter(isSettled);
}

interface Drawn {
  readonly value: number | null;
  readonly values: readonly (number | null)[];
}

type Document = readonly ({ readonly id: number } & Readonly<Record<Period, Drawn>>)[];

function checkMetric(
  run: RunRecord,
  metric: MetricSketch,
  { body, at }: { readonly body: string; readonly at: Instant },
): string[] {
  const shown = (JSON.parse(body) as Document).find(({ id }) => id === metric.id);
  if (shown === undefined) return [];
  if (metric.isPulled) return checkPulled(run, metric, shown.day.value, at);
  return (Object.keys(periods) as Period[]).flatMap((period) => {
    const possible = possibleValues(run, metric, periods[period], at);
    const { value, values } = shown[period];
    const name = `metric ${metric.id} at ${at}, ${period}:`;
    const wrong = possible === undefined || possible.has(value) ? [] : [`${name} ${value} is none of ${[...possible]}`];
    const sum = values.reduce<number>((total, one) => total + (one ?? 0), 0);
    const isUneven = metric.aggregation === 'SUM' && sum !== (value ?? 0);
    return isUneven ? [...wrong, `${name} ${value}, and its buckets come to ${sum}`] : wrong;
  });
}

/** All that a period may come to: points that were taken count, those of which nobody knows may. Undefined where that is too much to try. */
function possibleValues(
  { shown: { sent } }: RunRecord,
  { id, aggregation }: MetricSketch,
  seconds: number,
  at: Instant,
): ReadonlySet<number | null> | undefined {
  const now = millisecondsOf(at) / 1000;
  const isSure = (acceptedAt: Instant | undefined) => acceptedAt !== undefined && acceptedAt <= minus(at, shownWithin);
  const all = sent
    .filter(({ metricId }) => metricId === id)
    .flatMap(({ points, acceptedAt }) => points.map((point) => ({ ...point, isSure: isSure(acceptedAt) })))
    .filter((point) => point.at > now - seconds);
  // Of several in one slot the last written counts.
  const slots = [...Map.groupBy(all, (point) => point.at).values()].map((points): (Point | undefined)[] =>
    points.some((point) => point.isSure) ? points : [...points, undefined],
  );
  if (slots.reduce((cases, slot) => cases * slot.length, 1) > mostCases) return undefined;
  const cases = slots.reduce<Point[][]>(
    (before, slot) => before.flatMap((points) => slot.map((one) => (one === undefined ? points : [...points, one]))),
    [[]],
  );
  return new Set(cases.map((points) => aggregated(points, aggregation)));
}

function aggregated(points: readonly Point[], aggregation: MetricSketch['aggregation']): number | null {
  if (points.length === 0) return null;
  if (aggregation === 'SUM') return points.reduce((total, { value }) => total + value, 0);
  if (aggregation === 'MAX') return Math.max(...points.map(({ value }) => value));
  return points.reduce((last, one) => (one.at > last.at ? one : last)).value;
}

/** The source counts up: what it said last is to be seen. */
function checkPulled(run: RunRecord, { id, aggregation }: MetricSketch, value: number | null, at: Instant): string[] {
  if (at !== run.endedAt || aggregation === 'SUM') return [];
  const asked = run.shown.pulled.filter(({ metricId }) => metricId === id);
  const known = asked.findLast((one) => one.at <= minus(at, pulledWithin));
  const newest = asked.at(-1);
  if (known === undefined || newest === undefined) return [];
  const isRight = value !== null && value >= known.value && value <= newest.value;
  return isRight ? [] : [`metric ${id} was pulled as ${known.value} to ${newest.value}, and is ${value} at ${at}`];
}
