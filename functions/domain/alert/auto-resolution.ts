import * as z from 'zod';
import type { AlertSource } from '../alert-source/alert-source.ts';
import { type Duration, Instant, millisecondsIn, plus } from '../time.ts';
import { type AutoResolutionTimeout, autoResolutionTimeouts } from './auto-resolution-timeouts.ts';

/** When an open alert is resolved, if nobody does it before: so long after `since`. */
export const AutoResolution = z.object({ timeout: z.enum(autoResolutionTimeouts), since: Instant });
export type AutoResolution = z.infer<typeof AutoResolution>;

/** The length of a timeout. */
export function lengthOf(timeout: AutoResolutionTimeout): Duration {
  const amount = Number(timeout.slice(2, -1));
  return timeout.endsWith('H') ? { hours: amount } : { minutes: amount };
}

/** When the alert is due to be resolved. */
export const autoResolvesAt = ({ timeout, since }: AutoResolution): Instant => plus(since, lengthOf(timeout));

/** What an alert of the source that is made now is resolved by, if it ever is; the canary's never is. */
export function autoResolutionOf(
  { extras, hidden }: Pick<AlertSource, 'extras' | 'hidden'>,
  now: Instant,
): AutoResolution | undefined {
  const timeout = autoResolutionTimeouts.find((one) => one === extras.autoResolutionTimeout);
  return timeout === undefined || hidden ? undefined : { timeout, since: now };
}

/**
 * What counts for an alert that is open while its source was changed: never less than it was made with. A longer timeout
 * holds for it too, a shorter one does not, and where the source has none any more it stays open (undefined). The
 * source may be gone; then nothing has changed.
 */
export function autoResolutionNow(
  made: AutoResolution,
  source: Pick<AlertSource, 'extras' | 'hidden'> | undefined,
): AutoResolution | undefined {
  const now = source === undefined ? made : autoResolutionOf(source, made.since);
  if (now === undefined) return undefined;
  return millisecondsIn(lengthOf(now.timeout)) > millisecondsIn(lengthOf(made.timeout)) ? now : made;
}
