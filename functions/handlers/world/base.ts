import { systemClock } from '../../platform/clock.ts';
import { systemIds } from '../../platform/ids.ts';
import { jsonLog } from '../../platform/log.ts';
import { embeddedMetrics } from '../../platform/metrics.ts';
import type { Context } from '../../ports/context.ts';

/** Time, ids, log and metrics: what every use case gets. */
export const base: Context = { clock: systemClock, ids: systemIds, log: jsonLog, metrics: embeddedMetrics() };
