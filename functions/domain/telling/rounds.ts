import { type Instant, plus } from '../time.ts';

/** Whom a provider or a webhook did not take is tried again, for more than a day, with longer and longer pauses. */
const pauses = [1, 2, 5, 10, 20, 40, 60, 120, 240, 360, 480, 600];

/** When those who are left are tried again after so many rounds; undefined: they are given up. */
export function nextRoundAt(round: number, now: Instant): Instant | undefined {
  const minutes = pauses[round];
  return minutes === undefined ? undefined : plus(now, { minutes });
}
