import * as z from 'zod';
import { Instant } from '../time.ts';

export const shortestInterval = 25;
export const longestInterval = 2_678_400;

/** Something that must report at least every `intervalSec` seconds. */
export const HeartbeatMonitor = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  intervalSec: z.number().int().min(shortestInterval).max(longestInterval),
  alertSummary: z.string().optional(),
  sourceId: z.number().optional(),
  /** Readable, because clients must get it back; encrypted by the store. Says the interval (see `readHeartbeatKey`). */
  integrationKey: z.string(),
  teams: z.array(z.number()),
  createdAt: Instant,
  updatedAt: Instant,
});
export type HeartbeatMonitor = z.infer<typeof HeartbeatMonitor>;

/** The alert about a ping that did not come: which ping was the last, and where the event about it went. */
export const MissedPing = z.object({
  lastPingAt: Instant,
  sourceId: z.number(),
  groupId: z.string(),
  /** When the ALERT was received, so that no RESOLVE is older. */
  at: Instant,
});
export type MissedPing = z.infer<typeof MissedPing>;

/**
 * What a monitor has heard: an item of its own, which each ping writes. HEALTHY is due when the next ping is late;
 * OVERDUE while its ALERT is not queued; RECOVERED, which is HEALTHY to everybody else, while its RESOLVE is not.
 */
export const Heartbeat = z.object({
  monitorId: z.number(),
  intervalSec: z.number(),
  state: z.enum(['UNKNOWN', 'HEALTHY', 'OVERDUE', 'RECOVERED']),
  lastPingAt: Instant.optional(),
  /** Absent while OVERDUE when the monitor belongs to no source. */
  missed: MissedPing.optional(),
  alertQueued: z.boolean().optional(),
  /** Its monitor is gone; what is left is kept until the RESOLVE it owes is queued. */
  isDeleted: z.boolean().optional(),
  dueAt: Instant.optional(),
});
export type Heartbeat = z.infer<typeof Heartbeat>;
