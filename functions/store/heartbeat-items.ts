import { createHash } from 'node:crypto';
import { overdueAt } from '../domain/heartbeat/ping.ts';
import type { Instant } from '../domain/time.ts';
import { indexKeys } from './keys.ts';
import type { Attributes } from './table.ts';

/** Keys are kept as SHA-256 where pings look. */
export const keyHash = (key: string): string => createHash('sha256').update(key).digest('hex');

/** A monitor that pinged at `at`: due when the next one is late. */
export const healthy = (at: Instant, intervalSec: number): Attributes => ({
  state: 'HEALTHY',
  ...indexKeys.due('heartbeat', overdueAt(at, intervalSec)),
});
