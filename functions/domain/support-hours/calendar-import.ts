import { type CalendarWindow, readCalendar, type Unreadable } from '../calendar/read-calendar.ts';
import { dayLength, toInstant, wallTimeText } from '../wall-time.ts';
import type { SupportHoursException } from './support-hours.ts';

export type ImportedExceptions =
  | ({ readonly kind: 'read'; readonly exceptions: readonly SupportHoursException[] } & Unreadable)
  | { readonly kind: 'refused'; readonly reason: string };

/** Exceptions from a holiday calendar: each event is one, all-day events as dates with the last day included. */
export function calendarToExceptions(
  text: string,
  {
    supportStatus = 'OUTSIDE',
    ...window
  }: CalendarWindow & { readonly supportStatus?: SupportHoursException['supportStatus'] },
): ImportedExceptions {
  const calendar = readCalendar(text, window);
  if (calendar.kind === 'refused') return calendar;
  const exceptions = calendar.events.map(({ summary, start, end, days }) => ({
    name: summary,
    start: days ? dateText(days.first) : toInstant(start),
    end: days ? dateText(days.end - dayLength) : toInstant(end),
    supportStatus,
  }));
  return { kind: 'read', exceptions, unreadable: calendar.unreadable, problems: calendar.problems };
}

const dateText = (day: number): string => wallTimeText(day).slice(0, 10);
