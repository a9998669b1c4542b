import ICAL from 'ical.js';
import { readRecurrence } from '../recurrence.ts';
import { type Instant, millisecondsOf } from '../time.ts';
import { dayLength } from '../wall-time.ts';
import { type Clock, type WallTime, zoneOf } from '../zone.ts';
import { clocksOf, wallTimeOf } from './clocks.ts';

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

export type ReadCalendar =
  | { readonly kind: 'read'; readonly events: readonly CalendarEvent[]; readonly unreadable: number }
  | { readonly kind: 'refused'; readonly reason: string };

export interface CalendarWindow {
  /** The zone of whole days and of times that name none. */
  readonly timezone: string;
  readonly from: Instant;
  readonly until: Instant;
}

const most = { characters: 2_000_000, recurring: 500, events: 2000 };

/**
 * Everything of an iCalendar text that touches [from, until), recurring events expanded, in order of start. Cancelled
 * events are left out, those that cannot be read are counted; what is no calendar at all, or too much, is refused.
 */
export function readCalendar(text: string, window: CalendarWindow): ReadCalendar {
  if (text.length > most.characters) return refused(`is longer than ${most.characters} characters`);
  let calendars: readonly ICAL.Component[];
  try {
    calendars = parse(text);
  } catch (error) {
    return refused(error instanceof Error ? error.message.slice(0, 200) : 'cannot be parsed');
  }
  if (calendars.length === 0) return refused('is not an iCalendar text');

  const entries = calendars.flatMap((calendar): Entry[] => {
    const clockOf = clocksOf(calendar);
    return calendar.getAllSubcomponents('vevent').map((component) => ({ clockOf, component }));
  });
  if (entries.filter(({ component }) => component.hasProperty('rrule')).length > most.recurring) {
    return refused(`has more than ${most.recurring} recurring events`);
  }
  const replaced = replacements(entries, window.timezone);
  const events: CalendarEvent[] = [];
  let unreadable = 0;
  for (const entry of entries) {
    try {
      events.push(...eventsOf(entry, replaced, window));
    } catch {
      unreadable += 1;
    }
    if (events.length > most.events) return refused(`has more than ${most.events} events in the time asked for`);
  }
  return { kind: 'read', events: events.toSorted((a, b) => a.start - b.start || a.end - b.end), unreadable };
}

const refused = (reason: string): ReadCalendar => ({ kind: 'refused', reason });

function parse(text: string): readonly ICAL.Component[] {
  const parsed: unknown[] = ICAL.parse(text);
  const several = Array.isArray(parsed[0]) ? parsed : parsed.length > 0 ? [parsed] : [];
  return several
    .map((component) => new ICAL.Component(component as unknown[]))
    .filter(({ name }) => name === 'vcalendar');
}

interface Entry {
  readonly clockOf: (tzid: string) => Clock | undefined;
  readonly component: ICAL.Component;
}

const uidOf = (component: ICAL.Component): string => String(component.getFirstPropertyValue('uid') ?? '');

/** Which occurrences of a recurring event are told in entries of their own, by UID; read once for all that ask. */
function replacements(entries: readonly Entry[], timezone: string): ReadonlyMap<string, readonly Written[]> {
  const byUid = new Map<string, Written[]>();
  for (const entry of entries.filter(({ component }) => component.hasProperty('recurrence-id'))) {
    const uid = uidOf(entry.component);
    const times = byUid.get(uid) ?? [];
    times.push(...readable(() => writtenTimes(entry, 'recurrence-id', timezone)));
    byUid.set(uid, times);
  }
  return byUid;
}

/** An entry that cannot be read replaces nothing; it is counted where it is read for itself. */
function readable(read: () => readonly Written[]): readonly Written[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** A time as written, with the clock it is meant on. */
interface Written {
  readonly wallTime: WallTime;
  readonly clock: Clock;
  readonly isDate: boolean;
}

function writtenTimes(entry: Entry, name: string, timezone: string): readonly Written[] {
  return entry.component.getAllProperties(name).flatMap((property) => {
    const tzid = property.getFirstParameter('tzid');
    const clock = (tzid && entry.clockOf(tzid)) || zoneOf(timezone);
    return property.getValues().map((value: unknown) => {
      const time = value instanceof ICAL.Period ? value.start : value;
      if (!(time instanceof ICAL.Time)) throw new Error(`${name} is not a time`);
      const wallTime = wallTimeOf(time);
      if (Number.isNaN(wallTime)) throw new Error(`${name} is not a real time`);
      return { wallTime, clock: time.zone === ICAL.Timezone.utcTimezone ? zoneOf('UTC') : clock, isDate: time.isDate };
    });
  });
}

function eventsOf(
  entry: Entry,
  replaced: ReadonlyMap<string, readonly Written[]>,
  { timezone, from, until }: CalendarWindow,
): readonly CalendarEvent[] {
  const { component } = entry;
  if (component.getFirstPropertyValue('status') === 'CANCELLED') return [];
  const [start] = writtenTimes(entry, 'dtstart', timezone);
  if (start === undefined) throw new Error('has no start');
  const length = wallLength(entry, start, timezone);
  if (length <= 0) return [];

  const window = { start: millisecondsOf(from), end: millisecondsOf(until) };
  const facts = factsOf(component);
  const onThisClock = ({ wallTime, clock }: Written): WallTime =>
    clock === start.clock ? wallTime : start.clock.wallTimeAt(clock.firstInstantAt(wallTime));

  const isReplacement = component.hasProperty('recurrence-id');
  const excluded = isReplacement
    ? []
    : [...writtenTimes(entry, 'exdate', timezone), ...(replaced.get(uidOf(component)) ?? [])];
  const times = new Set(excluded.filter(({ isDate }) => !isDate || start.isDate).map(onThisClock));
  const days = new Set(excluded.filter(({ isDate }) => isDate && !start.isDate).map(({ wallTime }) => wallTime));
  const isExcluded = (wallTime: WallTime) =>
    times.has(wallTime) || days.has(Math.floor(wallTime / dayLength) * dayLength);

  const starts = new Set([
    ...occurrenceStarts(component, start, {
      from: start.clock.wallTimeAt(window.start) - length - dayLength,
      until: start.clock.wallTimeAt(window.end) + dayLength,
    }),
    ...(isReplacement ? [] : writtenTimes(entry, 'rdate', timezone).map(onThisClock)),
  ]);
  return [...starts]
    .filter((wallTime) => !isExcluded(wallTime))
    .map((wallTime) => ({
      ...facts,
      start: start.clock.firstInstantAt(wallTime),
      end: start.clock.firstInstantAt(wallTime + length),
      ...(start.isDate && { days: { first: wallTime, end: wallTime + length } }),
    }))
    .filter((event) => event.start < event.end && event.start < window.end && event.end > window.start);
}

function occurrenceStarts(
  component: ICAL.Component,
  start: Written,
  window: { readonly from: WallTime; readonly until: WallTime },
): readonly WallTime[] {
  const rule = component.getFirstPropertyValue('rrule');
  if (rule === null || component.hasProperty('recurrence-id')) return [start.wallTime];
  const recurrence = readRecurrence(String(rule), start.wallTime, start.clock);
  if (typeof recurrence === 'string') throw new Error(recurrence);
  return recurrence.between(window.from, window.until);
}

/** How long an event lasts on the wall clock; a day or nothing when it does not say. */
function wallLength(entry: Entry, start: Written, timezone: string): number {
  const [end] = writtenTimes(entry, 'dtend', timezone);
  if (end) {
    return end.clock === start.clock
      ? end.wallTime - start.wallTime
      : end.clock.firstInstantAt(end.wallTime) - start.clock.firstInstantAt(start.wallTime);
  }
  const duration = entry.component.getFirstPropertyValue('duration');
  if (duration instanceof ICAL.Duration) return duration.toSeconds() * 1000;
  return start.isDate ? dayLength : 0;
}

const addressOf = (property: ICAL.Property): string =>
  String(property.getFirstValue())
    .replace(/^mailto:/i, '')
    .toLowerCase();

function factsOf(component: ICAL.Component): Pick<CalendarEvent, 'summary' | 'attendees' | 'organizer'> {
  const organizer = component.getFirstProperty('organizer');
  return {
    summary: String(component.getFirstPropertyValue('summary') ?? '').slice(0, 500),
    attendees: component
      .getAllProperties('attendee')
      .filter((attendee) => attendee.getFirstParameter('partstat') !== 'DECLINED')
      .map(addressOf),
    organizer: organizer ? addressOf(organizer) : undefined,
  };
}
