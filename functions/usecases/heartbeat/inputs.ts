import * as z from 'zod';
import { longestInterval, shortestInterval } from '../../domain/heartbeat/heartbeat-monitor.ts';
import { Name, Reference, Teams, text } from '../inputs.ts';

/** What a client may write of a heartbeat monitor (wire-api §17); the key it sends back is not read. */
export const HeartbeatMonitorInput = z.object({
  name: Name,
  intervalSec: z
    .number()
    .int()
    .min(shortestInterval, `must be at least ${shortestInterval}`)
    .max(longestInterval, `must be at most ${longestInterval}`),
  alertSummary: text(255).nullish(),
  alertSource: Reference.nullish(),
  teams: Teams,
});
export type HeartbeatMonitorInput = z.infer<typeof HeartbeatMonitorInput>;
