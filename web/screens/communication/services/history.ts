import { type Day, days } from '../../../../functions/domain/service/days.ts';
import type { Interval } from '../../../../functions/domain/service/timeline.ts';
import type { Instant } from '../../../../functions/domain/time.ts';
import type { Api } from '../../../client/api.ts';
import { serviceStatusOf } from '../../../ui/service-status.tsx';

export type { Day };
export type Uptime = NonNullable<Api<'Service'>['uptime']>;

/** Instants of the API as the domain compares them: all written alike, to the millisecond. */
const instant = (text: string): Instant => new Date(text).toISOString() as Instant;

/** The last 90 days of a service in a zone, from what the API tells of its outages. */
export function daysOf({ rangeStart, rangeEnd, outages }: Uptime, timezone: string): readonly Day[] {
  const timeline = outages
    .map(
      ({ status, from, until }): Interval => ({
        status: serviceStatusOf(status),
        from: instant(from),
        until: instant(until),
      }),
    )
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  return days(timeline, instant(rangeStart), timezone, instant(rangeEnd));
}

/** Days with outages, the latest first. */
export const badDays = (all: readonly Day[]): readonly Day[] =>
  all.filter(({ majorSec, partialSec }) => majorSec + partialSec > 0).toReversed();

/** How a day's bar looks: a day of which nothing is known has a form of its own. */
export const barClass = ({ worst, majorSec, partialSec }: Day): string => {
  if (worst === null) return 'unknown';
  if (majorSec > 0) return 'major';
  return partialSec > 0 ? 'partial' : 'fine';
};
