import type { MetricDataSource } from '../../domain/metric/data-source.ts';
import type { Metric } from '../../domain/metric/metric.ts';
import { nextPullAt, questionFor, type Reading, readingOf } from '../../domain/metric/pull.ts';
import { type PullState, pullStateIn } from '../../domain/metric/pull-state.ts';
import { type Instant, millisecondsOf, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { wordsOfError } from '../words-of-error.ts';

type PullContext = Context<'store' | 'pulling'>;

const atOnce = 5;
/** Nothing more is asked of a source after so long; each question has its own end. */
const askedFor = { seconds: 6 };
/** So many messages are kept, of a source with very many wrong queries. */
const mostErrors = 50;

/**
 * Asks a data source for all metrics that are pulled from it. What it does not answer changes nothing but the note of the error; a
 * source that does not serve us is asked less and less often.
 */
export async function pullMetrics(ctx: PullContext, { id }: { readonly id: number }): Promise<void> {
  // The timer first: a metric that is made after it was read arms it again, and it stays due.
  const timer = await ctx.store.timers.get('pull', id);
  if (timer === undefined) return;
  const [source, metrics] = await Promise.all([ctx.pulling.sources.get(id), ctx.store.metrics.ofSource(id)]);
  if (source === undefined) return ctx.store.timers.delete('pull', id);
  const { dueAt: _due, ...kept } = timer;
  if (metrics.length === 0) return void (await ctx.store.timers.save('pull', id, kept, timer));
  const state = await ask(ctx, source, metrics, pullStateIn(timer.state));
  const now = ctx.clock.now();
  const next = { since: now, state: JSON.stringify(state), dueAt: nextPullAt(state.failures, now) };
  await ctx.store.timers.save('pull', id, next, timer);
}

/** What is to be remembered then. The first sign that the source itself is in trouble ends it: nobody waits for the same thing twice. */
async function ask(
  ctx: PullContext,
  source: MetricDataSource,
  metrics: readonly Metric[],
  before: PullState,
): Promise<PullState> {
  const until = plus(ctx.clock.now(), askedFor);
  const errors: Record<string, string> = {};
  const turns = inTurn(metrics, ctx.clock.now());
  for (let start = 0; start < turns.length && ctx.clock.now() < until; start += atOnce) {
    const part = turns.slice(start, start + atOnce);
    const readings = await Promise.all(part.map((metric) => pull(ctx, source, metric)));
    const broken = readings.find((reading) => reading.kind === 'source-error');
    if (broken !== undefined) return { failures: before.failures + 1, error: broken.message };
    for (const [index, reading] of readings.entries())
      if (reading.kind === 'query-error' && Object.keys(errors).length < mostErrors)
        errors[String(part[index]?.id)] = reading.message;
  }
  return { failures: 0, metrics: errors };
}

/** Each minute somebody else comes first, so that a slow source does not always answer for the same ones. */
function inTurn(metrics: readonly Metric[], now: Instant): readonly Metric[] {
  if (metrics.length <= atOnce) return metrics;
  const first = (Math.floor(millisecondsOf(now) / 60_000) * atOnce) % metrics.length;
  return [...metrics.slice(first), ...metrics.slice(0, first)];
}

async function pull(ctx: PullContext, source: MetricDataSource, { id, query = '' }: Metric): Promise<Reading> {
  const { url, headers } = questionFor(source, query, ctx.clock.now());
  const answer = await ctx.pulling.ask(url, { headers }).catch((error: unknown) => ({ failure: messageOf(error) }));
  if ('failure' in answer) return { kind: 'source-error', message: answer.failure };
  const now = ctx.clock.now();
  const reading = readingOf(source.type, answer, now);
  if (reading.kind === 'points') await ctx.store.metricPoints.put(id, reading.points, now);
  return reading;
}

const messageOf = (error: unknown): string => wordsOfError(error).slice(0, 200);
