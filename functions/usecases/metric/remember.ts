import { millisecondsOf } from '../../domain/instants.ts';
import type { Context } from '../../ports/context.ts';
import type { MetricKeys } from '../../ports/metric-store.ts';

const keptMilliseconds = 60_000;
/** Enough for every metric of a large organisation; a flood of keys cannot fill the memory. */
const mostKept = 5_000;

/** Remembers whose key a text is for at most 60 seconds. One that is nobody's is asked for every time. */
export function rememberMetrics(metrics: MetricKeys, { clock }: Pick<Context, 'clock'>): MetricKeys {
  const known = new Map<string, { readonly metricId: number; readonly readAt: number }>();
  return {
    async metricOf(key) {
      const now = millisecondsOf(clock.now());
      const remembered = known.get(key);
      if (remembered !== undefined && Math.abs(now - remembered.readAt) < keptMilliseconds) return remembered.metricId;
      known.delete(key);
      const metricId = await metrics.metricOf(key);
      if (metricId === undefined) return undefined;
      if (known.size >= mostKept) known.clear();
      known.set(key, { metricId, readAt: now });
      return metricId;
    },
  };
}
