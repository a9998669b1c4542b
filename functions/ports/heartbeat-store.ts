import type { Heartbeat, HeartbeatMonitor } from '../domain/heartbeat/heartbeat-monitor.ts';
import type { HeartbeatKey, PingOutcome } from '../domain/heartbeat/ping.ts';
import type { Instant } from '../domain/time.ts';
import type { ConfigurationStore } from './configuration-store.ts';

export interface HeartbeatStore extends ConfigurationStore<HeartbeatMonitor> {
  /** The oldest monitors whose id is above `after`. */
  listAfter(after: number, limit: number): Promise<HeartbeatMonitor[]>;
  /** What was heard of these monitors. */
  beats(ids: readonly number[]): Promise<Heartbeat[]>;
  /** Saves what is known if state, last ping and alert are still as in `from`; false when a ping came meanwhile. */
  move(next: Heartbeat, from: Heartbeat): Promise<boolean>;
  /** Deletes what a deleted monitor has left behind; that of any other stays. */
  forget(monitorId: number): Promise<void>;
}

/** What `ingest` does with the pings of monitors: the part of the store it needs, without the rest of it. */
export interface HeartbeatPings {
  /** Notes a ping: one write while the monitor is healthy. Undefined for a key that is none. */
  note(key: HeartbeatKey, at: Instant): Promise<PingOutcome | undefined>;
  /** Remembers that the RESOLVE which the ping of that time owed is queued. */
  settle(key: HeartbeatKey, pingAt: Instant): Promise<void>;
}
