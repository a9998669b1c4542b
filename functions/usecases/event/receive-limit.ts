import { minuteOf } from '../../domain/minute.ts';
import type { Instant } from '../../domain/time.ts';

/** Counts one more request of something by its id; false when it has used up its minute. */
export type RateLimit = (id: number, now: Instant) => boolean;

/**
 * At most `perMinute` pings of one monitor, or calls of one metric, in each minute of the clock; 0 is no limit. Counted in the
 * memory of this execution environment: with several running at once, it may get that many times the limit.
 */
export function rateLimit(perMinute: number): RateLimit {
  let minute = '';
  const counts = new Map<number, number>();
  return (id, now) => {
    if (perMinute <= 0) return true;
    const current = minuteOf(now);
    if (current !== minute) {
      minute = current;
      counts.clear();
    }
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count <= perMinute;
  };
}
