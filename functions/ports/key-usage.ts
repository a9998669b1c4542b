import type { KeyUsage } from '../domain/access/key-usage.ts';
import type { Instant } from '../domain/time.ts';

/** How often API keys were used; each running function writes what it has counted itself. */
export interface KeyUsageStore {
  /** Replaces what this counter has written for the quarter before. */
  put(counter: string, usage: KeyUsage): Promise<void>;
  /** What all counters have counted in quarters that begin within [from, until). */
  between(from: Instant, until: Instant): Promise<KeyUsage[]>;
}
