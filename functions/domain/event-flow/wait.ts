import { earliest, instantOf, millisecondsIn, millisecondsOf } from '../instants.ts';
import { inSupportHours, nextSupportChange } from '../support-hours/in-support-hours.ts';
import type { SupportHours } from '../support-hours/support-hours.ts';
import type { Instant } from '../time.ts';
import { longestWait } from './bounds.ts';
import type { WaitFor } from './metadata.ts';
import { durationIn } from './wait-duration.ts';

export type Hours = Pick<SupportHours, 'name' | 'timezone' | 'supportDays' | 'exceptions'>;

/** How long a node holds an event, and why: until `until`, or not at all. */
export interface Waiting {
  readonly until: Instant | undefined;
  readonly whys: readonly string[];
}

interface Part {
  readonly until: Instant | undefined;
  readonly why: string;
}

/**
 * Until when an event is held that comes at `at`: for a time, until support hours begin, until they end; of several the
 * latest. What holds already, never comes, or is gone holds nothing back.
 */
export function waitingUntil(
  { duration, startOf, endOf }: WaitFor,
  at: Instant,
  hours: (id: number) => Hours | undefined,
): Waiting {
  const parts: Part[] = [
    ...(duration === undefined ? [] : [forDuration(duration, at)]),
    ...(startOf === undefined ? [] : [untilHours(startOf, hours(startOf), at, true)]),
    ...(endOf === undefined ? [] : [untilHours(endOf, hours(endOf), at, false)]),
  ];
  const latest = parts
    .flatMap(({ until }) => until ?? [])
    .sort()
    .at(-1);
  const bound = instantOf(millisecondsOf(at) + millisecondsIn(longestWait));
  const until = latest === undefined || latest <= at ? undefined : earliest(latest, bound);
  const cut = until !== undefined && until !== latest;
  return { until, whys: [...parts.map(({ why }) => why), ...(cut ? [`at most ${longestWait.days} days`] : [])] };
}

function forDuration(duration: string, at: Instant): Part {
  const milliseconds = durationIn(duration);
  if (milliseconds === undefined) return { until: undefined, why: `${duration} is no duration` };
  return {
    until: instantOf(millisecondsOf(at) + Math.min(milliseconds, millisecondsIn(longestWait))),
    why: `for ${duration}`,
  };
}

function untilHours(id: number, hours: Hours | undefined, at: Instant, isToBegin: boolean): Part {
  if (hours === undefined) return { until: undefined, why: `support hours ${id} are gone` };
  const what = `'${hours.name}'`;
  if (inSupportHours(hours, at) === isToBegin)
    return { until: undefined, why: isToBegin ? `${what} have begun` : `${what} are over` };
  const until = nextSupportChange(hours, at);
  const change = isToBegin ? 'begin' : 'end';
  return until === undefined ? { until, why: `${what} never ${change}` } : { until, why: `until ${what} ${change}` };
}
