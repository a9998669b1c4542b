import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from './temporal.ts';
import { parseInstant } from './time.ts';
import { dayLength, parseWallTime } from './wall-time.ts';
import type { Clock, WallTime } from './zone.ts';

/**
 * When something recurs, on the wall clock. The library reckons as if the wall clock were UTC; a zone turns its times
 * into instants afterwards, so that a time in a gap moves as hand-offs do and is not left out.
 */
export interface Recurrence {
  between(from: WallTime, until: WallTime): readonly WallTime[];
  after(wallTime: WallTime): WallTime | undefined;
}

const parts = [
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'WKST',
  'BYDAY',
  'BYHOUR',
  'BYMINUTE',
  'BYMONTH',
  'BYMONTHDAY',
  'BYSECOND',
  'BYSETPOS',
  'BYWEEKNO',
  'BYYEARDAY',
];
const frequencies: readonly (string | undefined)[] = ['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const longestRule = 500;
const mostOccurrences = 5000;
const widestInterval = 1000;

const isWithin = (text: string | undefined, most: number): boolean =>
  text === undefined || (/^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= most);

/** The parts of a rule by name; undefined where the text is not a list of different parts. */
function readParts(rule: string): ReadonlyMap<string, string> | undefined {
  const byName = new Map<string, string>();
  for (const part of rule.replace(/^RRULE:/, '').split(';')) {
    const [, name, value = ''] = /^([A-Z]+)=([A-Z0-9,+-]+)$/.exec(part) ?? [];
    if (name === undefined || byName.has(name)) return undefined;
    byName.set(name, value);
  }
  return byName;
}

/** What is wrong with the text of a rule, apart from what only the library can tell; undefined when nothing is. */
function objection(rule: string): string | undefined {
  if (rule.length > longestRule) return `must be at most ${longestRule} characters`;
  const byName = readParts(rule);
  if (byName === undefined) return 'must be an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=SU';
  const unknown = [...byName.keys()].find((name) => !parts.includes(name));
  if (unknown !== undefined) return `must not have ${unknown}`;
  if (!frequencies.includes(byName.get('FREQ'))) return `must have a FREQ of ${frequencies.join(', ')}`;
  const several = ['BYMINUTE', 'BYSECOND'].find((name) => byName.get(name)?.includes(','));
  if (several !== undefined) return `must not have several values of ${several}`;
  if (!isWithin(byName.get('INTERVAL'), widestInterval)) return `INTERVAL must be 1 to ${widestInterval}`;
  if (!isWithin(byName.get('COUNT'), mostOccurrences)) return `COUNT must be 1 to ${mostOccurrences}`;
  if (byName.has('COUNT') && byName.has('UNTIL')) return 'must not have both COUNT and UNTIL';
  const until = byName.get('UNTIL');
  if (until !== undefined && !compactTime.test(until)) return 'UNTIL must be like 20261231 or 20261231T230000Z';
  return undefined;
}

const compactTime = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/;

/** The last wall time a rule may name: an UNTIL that is a mere date means all of that day. */
function lastWallTime(until: string, clock: Clock): WallTime | undefined {
  const [, year, month, day, hours, minutes, seconds, utc] = compactTime.exec(until) ?? [];
  const date = `${year}-${month}-${day}`;
  if (hours === undefined) {
    const midnight = parseWallTime(date);
    return midnight === undefined ? undefined : midnight + dayLength - 1000;
  }
  const time = `${date}T${hours}:${minutes}:${seconds}`;
  if (utc !== 'Z') return parseWallTime(time);
  const instant = parseInstant(`${time}Z`);
  return instant === undefined ? undefined : clock.wallTimeAt(Date.parse(instant));
}

const asClock = (wallTime: WallTime): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(wallTime).toZonedDateTimeISO('UTC');

/**
 * Reads a rule that starts at a wall time, which is always the first occurrence; a text instead of a recurrence says
 * what is wrong with it. Rules of seconds and minutes are refused, and counts that nobody means.
 */
export function readRecurrence(rule: string, start: WallTime, clock: Clock): Recurrence | string {
  const wrong = objection(rule);
  if (wrong !== undefined) return wrong;
  const byName = new Map(readParts(rule));
  const untilText = byName.get('UNTIL');
  const until = untilText === undefined ? undefined : lastWallTime(untilText, clock);
  if (untilText !== undefined && until === undefined) return 'UNTIL is not a real time';
  byName.delete('UNTIL');
  try {
    const recurrence = new RRuleTemporal({
      rruleString: [...byName].map(([name, value]) => `${name}=${value}`).join(';'),
      dtstart: asClock(start),
      ...(until !== undefined && { until: asClock(until) }),
      includeDtstart: true,
      temporal: Temporal,
    });
    return {
      between: (from, to) =>
        recurrence.between(new Date(from), new Date(to), true).map(({ epochMilliseconds }) => epochMilliseconds),
      after: (wallTime) => recurrence.next(new Date(wallTime))?.epochMilliseconds,
    };
  } catch {
    return 'has a part with a value that no rule has';
  }
}

/** Whether a rule's UNTIL lies before the wall time it starts at: nobody means a rule that never comes. */
export function endsBefore(rule: string, start: WallTime, clock: Clock): boolean {
  const until = readParts(rule)?.get('UNTIL');
  const last = until === undefined ? undefined : lastWallTime(until, clock);
  return last !== undefined && last < start;
}
