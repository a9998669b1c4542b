import type { Instant } from '../../domain/time.ts';

/** Counts one more request of a source; false when the source has used up its minute. */
export type RateLimit = (sourceId: number, now: Instant) => boolean;

/**
 * At most `perMinute` requests of one source in each minute of the clock; 0 is no limit. Counted in the memory of this
 * execution environment: with several running at once, a source may get that many times the limit.
 */
export function rateLimit(perMinute: number): RateLimit {
  let minute = '';
  const counts = new Map<number, number>();
  return (sourceId, now) => {
    if (perMinute <= 0) return true;
    const current = now.slice(0, 16);
    if (current !== minute) {
      minute = current;
      counts.clear();
    }
    const count = (counts.get(sourceId) ?? 0) + 1;
    counts.set(sourceId, count);
    return count <= perMinute;
  };
}
