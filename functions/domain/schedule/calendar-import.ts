import { type CalendarEvent, type CalendarWindow, readCalendar, type Unreadable } from '../calendar/read-calendar.ts';
import { Temporal } from '../temporal.ts';
import { type Instant, millisecondsOf } from '../time.ts';
import { toInstant } from '../wall-time.ts';
import type { StaticShift } from './schedule.ts';

/** What a calendar says about who is on call. */
export type ImportedShifts =
  | ({
      readonly kind: 'read';
      /** In order of start; where two overlap the one that starts later is on call, as it stands later. */
      readonly shifts: readonly StaticShift[];
      /** Summaries of events for which nobody was found, each once. */
      readonly unknown: readonly string[];
    } & Unreadable)
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Shifts from an external calendar. Whoever an event invites is on call, else whom its summary names, else its
 * organizer: `userOf` is asked with e-mail addresses (lower case) and with names until it knows one.
 */
export function calendarToShifts(
  text: string,
  { userOf, ...window }: CalendarWindow & { readonly userOf: (nameOrEmail: string) => number | undefined },
): ImportedShifts {
  const calendar = readCalendar(text, window);
  if (calendar.kind === 'refused') return calendar;
  const found = calendar.events.map((event) => ({ event, userId: firstKnown(namesIn(event), userOf) }));
  return {
    kind: 'read',
    shifts: found.flatMap(({ event: { start, end }, userId }) =>
      userId === undefined ? [] : [{ userId, start: toInstant(start), end: toInstant(end) }],
    ),
    unknown: [...new Set(found.filter(({ userId }) => userId === undefined).map(({ event }) => event.summary))],
    unreadable: calendar.unreadable,
    problems: calendar.problems,
  };
}

/** `Ada Lovelace (On call: Database)` or `On-call - Ada Lovelace` name Ada. */
const namesIn = ({ attendees, summary, organizer }: CalendarEvent): readonly string[] => [
  ...attendees,
  summary.trim(),
  ...summary.split(/\s[-–—]\s|[:|,;()[\]]/).map((part) => part.trim()),
  ...(organizer === undefined ? [] : [organizer]),
];

function firstKnown(names: readonly string[], userOf: (name: string) => number | undefined): number | undefined {
  for (const name of names) {
    const userId = name === '' ? undefined : userOf(name);
    if (userId !== undefined) return userId;
  }
  return undefined;
}

/**
 * The time for which a calendar is imported: this month and the twelve after it. Whole months, so that a calendar that
 * did not change gives the same shifts again.
 */
export function importWindow(now: Instant): { readonly from: Instant; readonly until: Instant } {
  const month = Temporal.Instant.fromEpochMilliseconds(millisecondsOf(now)).toZonedDateTimeISO('UTC').with({ day: 1 });
  const from = month.startOfDay();
  return {
    from: toInstant(from.epochMilliseconds),
    until: toInstant(from.add({ months: 13 }).epochMilliseconds),
  };
}
