import { minus, plus } from '../instants.ts';
import type { Instant } from '../time.ts';
import { nextMaintenanceChange, type Occurrence, occurrences } from './occurrences.ts';
import { keptAfterEnd } from './renewal.ts';

/** So many are told to the sources at once: exact for that long even if nobody renews them. */
const kept = 8;

const at = (window: Parameters<typeof occurrences>[0], instant: Instant): readonly Occurrence[] =>
  occurrences(window, instant, plus(instant, { milliseconds: 1 }));

/** The occurrences that were on within the last hour, are on or follow, at most eight; none when all is over. */
export function upcomingOf(window: Parameters<typeof occurrences>[0], now: Instant): Occurrence[] {
  const from = minus(now, keptAfterEnd);
  const found = [...at(window, from)];
  let change = nextMaintenanceChange(window, from);
  while (change !== undefined && found.length < kept) {
    // Where it ends, nothing is on.
    found.push(...at(window, change.at));
    change = nextMaintenanceChange(window, change.at);
  }
  return found;
}
