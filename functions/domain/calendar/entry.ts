import ICAL from 'ical.js';
import { endsBefore, type Recurrence, readRecurrence } from '../recurrence.ts';
import { dayLength } from '../wall-time.ts';
import type { CalendarPart } from './components.ts';
import type { ContentLine } from './content-lines.ts';
import {
  type Clocks,
  durationLength,
  type Length,
  lengthBetween,
  UnreadableError,
  type Written,
  writtenTimes,
} from './event-times.ts';

/** A VEVENT, read: an event, a recurring one, or what became of one occurrence of a recurring one. */
export interface Entry {
  readonly uid: string;
  /** Which occurrence it tells of. */
  readonly replaces: readonly Written[];
  readonly isCancelled: boolean;
  /** Absent when it is cancelled, or is a mere moment. */
  readonly event?: EntryEvent;
}

export interface EntryEvent {
  readonly summary: string;
  /** E-mail addresses, lower case: those who have not declined. */
  readonly attendees: readonly string[];
  readonly organizer: string | undefined;
  readonly start: Written;
  readonly length: Length;
  readonly recurrence: Recurrence | undefined;
  readonly additional: readonly Written[];
  readonly excluded: readonly Written[];
}

/** Something that is not understood, for whoever looks after the calendar. */
export interface CalendarProblem {
  /** Of the calendar's text, from 1. */
  readonly line: number;
  /** The event's summary. */
  readonly event?: string;
  readonly message: string;
}

/** Without these nobody knows when an event takes place. */
const vital = /^(DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID|STATUS|UID)\b/i;

export interface ReadPart {
  /** Undefined when nobody can tell when it takes place; `problems` says why. */
  readonly entry: Entry | undefined;
  readonly problems: readonly CalendarProblem[];
}

/** Reads a VEVENT; lines that cannot be read are left out and told, but for those without which there is no event. */
export function readEntry(part: CalendarPart, clocks: Clocks): ReadPart {
  const { component, unreadable } = parsePart(part);
  const event = summaryOf(component).slice(0, 100);
  const problemAt = (line: number, message: string): CalendarProblem => ({
    line,
    ...(event !== '' && { event }),
    message,
  });
  const problems = unreadable.map(({ number, text }) => problemAt(number, `cannot be read: ${text.slice(0, 60)}`));
  const lost = (message: string): ReadPart => ({
    entry: undefined,
    problems: [problemAt(part.line, `the event is left out: ${message}`), ...problems],
  });
  if (!part.isWhole) return lost('it does not end, or something in it does not');
  const missing = unreadable.find(({ text }) => vital.test(text));
  if (missing !== undefined) return lost(`line ${missing.number} cannot be read`);
  try {
    const entry = entryOf(component, clocks);
    const range = component.getFirstProperty('recurrence-id')?.getFirstParameter('range');
    if (range)
      problems.push(problemAt(part.line, `only this occurrence is changed: RANGE=${range.slice(0, 30)} is not read`));
    if (component.hasProperty('exrule')) return lost('EXRULE is not read');
    if (!entry.isCancelled && !entry.event) problems.push(problemAt(part.line, 'the event lasts no time'));
    return { entry, problems };
  } catch (error) {
    return lost(error instanceof UnreadableError ? error.message : 'it cannot be read');
  }
}

const parse = (lines: readonly ContentLine[]): ICAL.Component =>
  new ICAL.Component(
    ICAL.parse(['BEGIN:VEVENT', ...lines.map(({ text }) => text), 'END:VEVENT'].join('\r\n')) as unknown[],
  );

function parsePart({ lines }: CalendarPart): { component: ICAL.Component; unreadable: readonly ContentLine[] } {
  try {
    return { component: parse(lines), unreadable: [] };
  } catch {
    const { readable = [], unreadable = [] } = Object.groupBy(lines, (line) =>
      isReadable(line) ? 'readable' : 'unreadable',
    );
    return { component: parse(readable), unreadable };
  }
}

function isReadable(line: ContentLine): boolean {
  try {
    return parse([line]) !== undefined;
  } catch {
    return false;
  }
}

function entryOf(component: ICAL.Component, clocks: Clocks): Entry {
  const uid = String(component.getFirstPropertyValue('uid') ?? '');
  const replaces = writtenTimes(component, 'recurrence-id', clocks);
  const isCancelled = String(component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED';
  if (isCancelled) return { uid, replaces, isCancelled };
  const event = eventOf(component, clocks, replaces.length === 0);
  return { uid, replaces, isCancelled, ...(event && { event }) };
}

function eventOf(component: ICAL.Component, clocks: Clocks, mayRecur: boolean): EntryEvent | undefined {
  const times = (name: string) => writtenTimes(component, name, clocks);
  const [start] = times('dtstart');
  if (start === undefined) throw new UnreadableError('it has no DTSTART');
  const length = lengthOf(component, start, clocks);
  if (length.onWall + length.exact < 0) throw new UnreadableError('it ends before it begins');
  if (length.onWall + length.exact === 0) return undefined;
  const organizer = component.getFirstProperty('organizer');
  return {
    summary: summaryOf(component),
    attendees: component
      .getAllProperties('attendee')
      .filter((attendee) => attendee.getFirstParameter('partstat') !== 'DECLINED')
      .map(addressOf),
    organizer: organizer ? addressOf(organizer) : undefined,
    start,
    length,
    recurrence: mayRecur ? recurrenceOf(component, start) : undefined,
    additional: mayRecur ? times('rdate') : [],
    excluded: mayRecur ? times('exdate') : [],
  };
}

function recurrenceOf(component: ICAL.Component, start: Written): Recurrence | undefined {
  const rules = component.getAllProperties('rrule');
  if (rules.length === 0) return undefined;
  if (rules.length > 1) throw new UnreadableError('it has several rules');
  const rule = String(rules[0]?.getFirstValue());
  const recurrence = readRecurrence(rule, start.wallTime, start.clock);
  if (typeof recurrence === 'string') throw new UnreadableError(`its RRULE ${recurrence}`);
  if (endsBefore(rule, start.wallTime, start.clock)) throw new UnreadableError('its RRULE ends before it begins');
  return recurrence;
}

/** How long an event lasts: a day or nothing when it does not say, and a day that ends when it begins is that whole day. */
function lengthOf(component: ICAL.Component, start: Written, clocks: Clocks): Length {
  const [end] = writtenTimes(component, 'dtend', clocks);
  if (end !== undefined) {
    const isSameDay = start.isDate && end.isDate && end.wallTime === start.wallTime;
    return isSameDay ? { onWall: dayLength, exact: 0 } : lengthBetween(start, end);
  }
  return component.hasProperty('duration')
    ? statedLength(component)
    : { onWall: start.isDate ? dayLength : 0, exact: 0 };
}

function statedLength(component: ICAL.Component): Length {
  try {
    return durationLength(component.getFirstPropertyValue('duration') as ICAL.Duration);
  } catch (error) {
    throw new UnreadableError('its DURATION is none', { cause: error });
  }
}

const summaryOf = (component: ICAL.Component): string =>
  String(component.getFirstPropertyValue('summary') ?? '').slice(0, 500);

const addressOf = (property: ICAL.Property): string =>
  String(property.getFirstValue())
    .replace(/^mailto:/i, '')
    .toLowerCase();
