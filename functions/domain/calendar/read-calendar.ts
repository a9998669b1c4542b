import { type Instant, millisecondsOf } from '../time.ts';
import { dayLength } from '../wall-time.ts';
import { type WallTime, zoneOf } from '../zone.ts';
import { clocksOf, zoneOfCalendar } from './clocks.ts';
import { type CalendarParts, calendarsIn } from './components.ts';
import { type CalendarProblem, type Entry, type EntryEvent, readEntry } from './entry.ts';
import { type Clocks, endOf, type Length, type Written } from './event-times.ts';

export type { CalendarProblem } from './entry.ts';

/** One time at which something of a calendar takes place, [start, end) in milliseconds since the epoch. */
export interface CalendarEvent {
  readonly summary: string;
  /** E-mail addresses, lower case: those who have not declined. */
  readonly attendees: readonly string[];
  readonly organizer: string | undefined;
  readonly start: number;
  readonly end: number;
  /** First day and the day after the last, where the event is of whole days. */
  readonly days?: { readonly first: WallTime; readonly end: WallTime };
}

export interface Unreadable {
  /** How many events are left out because they cannot be read. */
  readonly unreadable: number;
  /** What is not understood, in order of line, the first of many. */
  readonly problems: readonly CalendarProblem[];
}

export type ReadCalendar =
  | ({ readonly kind: 'read'; readonly events: readonly CalendarEvent[] } & Unreadable)
  | { readonly kind: 'refused'; readonly reason: string };

export interface CalendarWindow {
  /** The zone of whole days, and of times that name none where the calendar does not say which it means. */
  readonly timezone: string;
  readonly from: Instant;
  readonly until: Instant;
}

const most = { characters: 2_000_000, recurring: 500, events: 2000, problems: 20 };

/**
 * Everything of an iCalendar text that touches [from, until), recurring events expanded, in order of start. Cancelled
 * events are left out, and so are those that cannot be read, which is told; nothing is guessed. What is no calendar at
 * all, is cut off, has no event that can be read, or is too much, is refused.
 */
export function readCalendar(text: string, window: CalendarWindow): ReadCalendar {
  if (text.length > most.characters) return refused(`is longer than ${most.characters} characters`);
  const calendars = calendarsIn(text);
  if (calendars.length === 0) return refused('is not an iCalendar text');
  if (calendars.some(({ isWhole }) => !isWhole)) return refused('is cut off: END:VCALENDAR is missing');

  const read = calendars.flatMap((calendar) => entriesOf(calendar, zoneOf(window.timezone)));
  const entries = read.flatMap(({ entry }) => (entry ? [entry] : []));
  const problems = read.flatMap((one) => one.problems);
  if (read.length > 0 && entries.length === 0)
    return refused(`has no event that can be read. Line ${problems[0]?.line}: ${problems[0]?.message}`);
  if (entries.filter(({ event }) => event?.recurrence).length > most.recurring)
    return refused(`has more than ${most.recurring} recurring events`);

  const replaced = replacements(entries);
  const events: CalendarEvent[] = [];
  for (const entry of entries) {
    if (entry.event) events.push(...occurrences(entry, entry.event, replaced, window));
    if (events.length > most.events) return refused(`has more than ${most.events} events in the time asked for`);
  }
  return {
    kind: 'read',
    events: events.toSorted((a, b) => a.start - b.start || a.end - b.end),
    unreadable: read.length - entries.length,
    problems: problems.toSorted((a, b) => a.line - b.line).slice(0, most.problems),
  };
}

const refused = (reason: string): ReadCalendar => ({ kind: 'refused', reason });

function entriesOf(calendar: CalendarParts, ofDays: Clocks['ofDays']) {
  const clocks = { clockOf: clocksOf(calendar), local: zoneOfCalendar(calendar) ?? ofDays, ofDays };
  return calendar.parts.filter(({ name }) => name === 'VEVENT').map((part) => readEntry(part, clocks));
}

/** Which occurrences of a recurring event are told in entries of their own, by UID; read once for all that ask. */
function replacements(entries: readonly Entry[]): ReadonlyMap<string, readonly Written[]> {
  const byUid = new Map<string, Written[]>();
  for (const { uid, replaces } of entries) {
    if (replaces.length === 0) continue;
    const times = byUid.get(uid) ?? [];
    times.push(...replaces);
    byUid.set(uid, times);
  }
  return byUid;
}

function occurrences(
  { uid, replaces }: Entry,
  event: EntryEvent,
  replaced: ReadonlyMap<string, readonly Written[]>,
  { from, until }: CalendarWindow,
): readonly CalendarEvent[] {
  const { start, length, recurrence, additional } = event;
  const window = { start: millisecondsOf(from), end: millisecondsOf(until) };
  const onThisClock = ({ wallTime, clock }: Written): WallTime =>
    clock === start.clock ? wallTime : start.clock.wallTimeAt(clock.firstInstantAt(wallTime));

  const excluded = replaces.length > 0 ? [] : [...event.excluded, ...(replaced.get(uid) ?? [])];
  const times = new Set(excluded.filter(({ isDate }) => !isDate || start.isDate).map(onThisClock));
  const days = new Set(excluded.filter(({ isDate }) => isDate && !start.isDate).map(({ wallTime }) => wallTime));
  const isExcluded = (wallTime: WallTime) =>
    times.has(wallTime) || days.has(Math.floor(wallTime / dayLength) * dayLength);

  const longest = length.onWall + length.exact + dayLength;
  const recurring = recurrence?.between(
    start.clock.wallTimeAt(window.start) - longest,
    start.clock.wallTimeAt(window.end) + dayLength,
  );
  const lengths = new Map<WallTime, Length>([
    ...(recurring ?? [start.wallTime]).map((wallTime) => [wallTime, length] as const),
    ...additional.map((written) => [onThisClock(written), written.length ?? length] as const),
  ]);
  const { summary, attendees, organizer } = event;
  return [...lengths]
    .filter(([wallTime]) => !isExcluded(wallTime))
    .map(([wallTime, { onWall, exact }]) => ({
      summary,
      attendees,
      organizer,
      start: start.clock.firstInstantAt(wallTime),
      end: endOf(start.clock, wallTime, { onWall, exact }),
      ...(start.isDate && isOfDays(onWall + exact) && { days: { first: wallTime, end: wallTime + onWall + exact } }),
    }))
    .filter((one) => one.start < one.end && one.start < window.end && one.end > window.start);
}

const isOfDays = (length: number): boolean => length % dayLength === 0;
