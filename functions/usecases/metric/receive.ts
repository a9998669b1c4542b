import { DomainError, InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import { receivedPoints } from '../../domain/metric/received.ts';
import type { Context } from '../../ports/context.ts';
import type { MetricKeys, MetricPointStore } from '../../ports/metric-store.ts';
import { decodeBody } from '../event/receive-body.ts';
import type { RateLimit } from '../event/receive-limit.ts';

export interface SeriesContext extends Omit<Context, 'ids'> {
  readonly metricKeys: MetricKeys;
  readonly points: Pick<MetricPointStore, 'put'>;
  readonly allowsSeries: RateLimit;
}

export interface SeriesRequest {
  readonly key: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/**
 * Keeps the points that are sent to a metric; returns once they are stored, and the same points may come again. Throws NotFoundError for
 * an unknown key, InvalidInputError for a body that is none: then nothing of it was kept.
 */
export async function receiveSeries(ctx: SeriesContext, { key, headers, body }: SeriesRequest): Promise<void> {
  const metricId = await ctx.metricKeys.metricOf(key);
  if (metricId === undefined) throw new NotFoundError('the key of a metric', '…');
  const now = ctx.clock.now();
  if (!ctx.allowsSeries(metricId, now)) throw new DomainError('RATE_LIMITED', 'too many calls in this minute');
  const text = decodeBody(body, headers['content-encoding'], headers['content-type']);
  await ctx.points.put(metricId, receivedPoints(parsed(text), now), now);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidInputError('body', 'is not valid JSON', { cause });
  }
}
