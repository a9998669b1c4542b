import type { Instant } from '../domain/time.ts';

export interface Clock {
  now(): Instant;
  /** Waits in real time; absent where time is virtual, and nothing is waited for. */
  wait?(milliseconds: number): Promise<void>;
}
