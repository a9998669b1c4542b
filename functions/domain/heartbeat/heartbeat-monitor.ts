import * as z from 'zod';
import { Instant } from '../time.ts';

/** Something that must report at least every `intervalSec` seconds. */
export const HeartbeatMonitor = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  intervalSec: z.number().int().min(25).max(2_678_400),
  alertSummary: z.string().optional(),
  sourceId: z.number().optional(),
  integrationKey: z.string(),
  teams: z.array(z.number()),
  createdAt: Instant,
  updatedAt: Instant,
});
export type HeartbeatMonitor = z.infer<typeof HeartbeatMonitor>;

/**
 * What a monitor has heard: its own item, written by each ping in one call. Due at `lastPingAt` + interval while it is
 * HEALTHY. `alerted` is the ping that the open overdue event missed; a RESOLVE is owed until it is queued.
 */
export const Heartbeat = z.object({
  monitorId: z.number(),
  intervalSec: z.number(),
  state: z.enum(['UNKNOWN', 'HEALTHY', 'OVERDUE']),
  lastPingAt: Instant.optional(),
  alerted: Instant.optional(),
  dueAt: Instant.optional(),
});
export type Heartbeat = z.infer<typeof Heartbeat>;
