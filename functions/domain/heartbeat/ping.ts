import { plus } from '../instants.ts';
import type { Instant } from '../time.ts';
import type { MissedPing } from './heartbeat-monitor.ts';

/** A key of version 1 is `il1hbm1-<interval>-<id>-<secret>`, both numbers in base 36: a ping needs no lookup. */
export interface HeartbeatKey {
  readonly text: string;
  readonly monitorId: number;
  readonly intervalSec: number;
}

const form = /^il1hbm1-([0-9a-z]{1,6})-([0-9a-z]{1,11})-[\w-]{8,64}$/;

/** The key of a monitor with this interval. */
export const heartbeatKey = (monitorId: number, intervalSec: number, secret: string): string =>
  `il1hbm1-${intervalSec.toString(36)}-${monitorId.toString(36)}-${secret}`;

/** Reads a key; undefined when it cannot be one. Whether it is right only the store knows. */
export function readHeartbeatKey(text: string): HeartbeatKey | undefined {
  const [, interval = '', id = ''] = form.exec(text) ?? [];
  const [intervalSec, monitorId] = [Number.parseInt(interval, 36), Number.parseInt(id, 36)];
  return Number.isSafeInteger(monitorId) ? { text, monitorId, intervalSec } : undefined;
}

/** What a ping has set going: `owed` is the alert whose RESOLVE must be queued now. */
export interface PingOutcome {
  readonly owed?: MissedPing;
}

/** The first instant at which the next ping is late: later than `intervalSec` after the last one. */
export const overdueAt = (lastPingAt: Instant, intervalSec: number): Instant =>
  plus(lastPingAt, { seconds: intervalSec, milliseconds: 1 });
