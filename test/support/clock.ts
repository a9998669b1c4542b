import { type Duration, Instant, plus } from '../../functions/domain/time.ts';
import type { Clock } from '../../functions/ports/clock.ts';

/** A clock that stands still until it is moved. */
export interface FixedClock extends Clock {
  advance(duration: Duration): Instant;
  set(instant: Instant): void;
}

/** A clock that shows `start` until a test moves it. */
export function fixedClock(start = '2026-11-21T10:00:00.000Z'): FixedClock {
  let now = Instant.parse(start);
  return {
    now: () => now,
    advance(duration) {
      now = plus(now, duration);
      return now;
    },
    set(instant) {
      now = instant;
    },
  };
}
