import { DayOfWeek } from '../schedule/schedule.ts';
import { type Instant, millisecondsOf } from '../time.ts';
import { dayLength, dayOf, parseMoment, parseTimeOfDay, parseWallTime, toInstant, weekdayOf } from '../wall-time.ts';
import { type WallTime, type Zone, zoneOf } from '../zone.ts';
import type { SupportHours, SupportHoursException } from './support-hours.ts';

type Hours = Pick<SupportHours, 'timezone' | 'supportDays' | 'exceptions'>;

/** [start, end) in milliseconds since the epoch. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Later than this after the last exception nothing new comes: the week repeats, and no clock changes twice in two weeks. */
const longestWait = 15 * dayLength;

/**
 * Whether a team is there at an instant: start inclusive, end exclusive. Exceptions come before the hours of the
 * weekday; of several the shortest counts, of equally long ones the later in the list. NONE is no exception at all.
 */
export function inSupportHours(hours: Hours, at: Instant): boolean {
  return isInside(hours, readExceptions(hours), millisecondsOf(at));
}

/** The first instant after `after` at which the answer of `inSupportHours` changes; undefined when it never does. */
export function nextSupportChange(hours: Hours, after: Instant): Instant | undefined {
  const zone = zoneOf(hours.timezone);
  const exceptions = readExceptions(hours);
  const edges = exceptions.flatMap(({ start, end }) => [start, end]);
  const started = millisecondsOf(after);
  const before = isInside(hours, exceptions, started);
  const horizon = Math.max(started, ...edges) + longestWait;

  let at = started;
  while (at < horizon) {
    const ruled = ruling(exceptions, at) !== undefined;
    const ofWeek = ruled ? [] : edgesOfWeek(hours, zone, at);
    at = Math.min(...edges.filter((edge) => edge > at), ...ofWeek);
    if (at < horizon && isInside(hours, exceptions, at) !== before) return toInstant(at);
  }
  return undefined;
}

interface Exception extends Stretch {
  readonly supportStatus: SupportHoursException['supportStatus'];
}

const isInside = (hours: Hours, exceptions: readonly Exception[], at: number): boolean => {
  const exception = ruling(exceptions, at);
  return exception ? exception.supportStatus === 'DURING' : isInWeekdayHours(hours, at);
};

function ruling(exceptions: readonly Exception[], at: number): Exception | undefined {
  let shortest: Exception | undefined;
  for (const exception of exceptions) {
    if (at < exception.start || at >= exception.end) continue;
    if (!shortest || exception.end - exception.start <= shortest.end - shortest.start) shortest = exception;
  }
  return shortest;
}

/** What of the exceptions has an effect; one that cannot be read has none. */
function readExceptions({ exceptions, timezone }: Hours): readonly Exception[] {
  return exceptions.flatMap((exception) => {
    const stretch = exceptionStretch(exception, zoneOf(timezone));
    return stretch && exception.supportStatus !== 'NONE'
      ? [{ ...stretch, supportStatus: exception.supportStatus }]
      : [];
  });
}

/** The time an exception spans; an end that is a mere date is the end of that day. Undefined when unreadable or empty. */
export function exceptionStretch(
  { start, end }: Pick<SupportHoursException, 'start' | 'end'>,
  zone: Zone,
): Stretch | undefined {
  const from = parseMoment(start, zone)?.instant;
  const lastDay = end.includes('T') ? undefined : parseWallTime(end);
  const until = lastDay === undefined ? parseMoment(end, zone)?.instant : zone.firstInstantAt(lastDay + dayLength);
  return from !== undefined && until !== undefined && from < until ? { start: from, end: until } : undefined;
}

function isInWeekdayHours(hours: Hours, at: number): boolean {
  const zone = zoneOf(hours.timezone);
  const today = dayOf(zone.wallTimeAt(at));
  return [today - dayLength, today]
    .map((day) => hoursOfDay(hours, zone, day))
    .some((stretch) => stretch !== undefined && at >= stretch.start && at < stretch.end);
}

/** Where the hours of the days around begin and end, as far as that is after an instant. */
function edgesOfWeek(hours: Hours, zone: Zone, after: number): number[] {
  const today = dayOf(zone.wallTimeAt(after));
  return Array.from({ length: 9 }, (_, index) => hoursOfDay(hours, zone, today + (index - 1) * dayLength))
    .flatMap((stretch) => (stretch ? [stretch.start, stretch.end] : []))
    .filter((edge) => edge > after);
}

/**
 * The hours that begin on a day; undefined when it has none. An end of 00:00 or 24:00 is the day's end, and one that is
 * before the start lies on the next day.
 */
function hoursOfDay({ supportDays }: Hours, zone: Zone, day: WallTime): Stretch | undefined {
  const rule = supportDays[DayOfWeek.options[weekdayOf(day)] as DayOfWeek];
  const from = rule ? parseTimeOfDay(rule.start) : undefined;
  const to = rule ? parseTimeOfDay(rule.end) : undefined;
  if (from === undefined || to === undefined) return undefined;
  const until = to > from ? to : to + dayLength;
  return { start: zone.firstInstantAt(day + from), end: zone.firstInstantAt(day + until) };
}
