import { type Instant, plus } from '../time.ts';

/**
 * How long after its time the tick takes up a notification that nobody has sent. With the minute between two ticks, a
 * lost message is found within the promised 90 seconds.
 */
const takenUpAfter = { seconds: 30 };

/** When the tick takes up a notification that was to be sent at `at`. */
export const takenUpAt = (at: Instant): Instant => plus(at, takenUpAfter);

/** The state of a new notification that is to be sent at `at`: nobody has touched it, and the tick knows of it. */
export const queuedFor = (at: Instant, createdAt: Instant) => ({
  status: 'QUEUED' as const,
  at,
  dueAt: takenUpAt(at),
  attempts: 0,
  createdAt,
});
