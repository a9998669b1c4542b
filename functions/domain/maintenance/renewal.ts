import { plus } from '../instants.ts';
import type { Instant } from '../time.ts';
import type { Occurrence } from './occurrences.ts';

/** What is over is told so much longer: events are processed some time after they came. */
export const keptAfterEnd = { hours: 1 };

/** When sources have to be told anew: the first of these occurrences is of interest to nobody any more. */
export const renewalOf = ([first]: readonly Occurrence[]): Instant | undefined =>
  first && plus(first.end, keptAfterEnd);
