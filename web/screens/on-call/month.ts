import { dayLength, wallTimeText } from '../../../functions/domain/wall-time.ts';
import type { Zone } from '../../../functions/domain/zone.ts';
import type { Plan } from './plan.ts';
import type { TimeLineRow } from './time-line.tsx';
import { type Day, daysIn, monthsLater, type Window } from './times.ts';

/** A day of a month's grid. */
export interface MonthDay extends Day {
  /** It fills the first or the last week up, and belongs to the month before or after. */
  readonly isOutside: boolean;
}

export interface MonthWeek extends Window {
  readonly days: readonly MonthDay[];
  /** The week's number by ISO 8601; only where weeks begin on Monday. */
  readonly number?: number;
}

/** 1 is Monday, 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The day with which weeks begin where somebody lives, `en-US`: Sunday there; Monday where nothing is known of it. */
export function firstWeekdayOf(locale: string): Weekday {
  try {
    const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { readonly firstDay: number } };
    return (known.getWeekInfo?.().firstDay ?? 1) as Weekday;
  } catch {
    return 1;
  }
}

/** The weeks that touch the month in which a moment lies on a zone's wall, whole. */
export function weeksOfMonth(at: number, zone: Zone, first: Weekday): readonly MonthWeek[] {
  const month = monthsLater(zone.wallTimeAt(at), 0);
  const next = monthsLater(month, 1);
  const name = wallTimeText(month).slice(0, 7);
  const back = (new Date(month).getUTCDay() - first + 7) % 7;
  const found: MonthWeek[] = [];
  for (let wall = month - back * dayLength; wall < next; wall += 7 * dayLength) {
    const week = { start: zone.firstInstantAt(wall), end: zone.firstInstantAt(wall + 7 * dayLength) };
    const days = daysIn(week, zone).map((day): MonthDay => ({ ...day, isOutside: !day.date.startsWith(name) }));
    found.push({ ...week, days, ...(first === 1 && { number: weekNumber(wall) }) });
  }
  return found;
}

/** By ISO 8601 a week belongs to the year of its Thursday. */
function weekNumber(monday: number): number {
  const thursday = monday + 3 * dayLength;
  const year = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return Math.floor((thursday - year) / dayLength / 7) + 1;
}

/** Where there are many schedules: those with shifts of one's own first, then those with gaps, then the others. */
export function byConcern(rows: readonly TimeLineRow[], own: number): readonly TimeLineRow[] {
  const rank = ({ lane: { bars } }: TimeLineRow): number =>
    bars.some(({ userId }) => userId === own) ? 0 : bars.some(({ userId }) => userId === undefined) ? 1 : 2;
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

/** The lines of a week: of overrides only where somebody stands in then. */
export const rowsOfWeek = (rows: readonly TimeLineRow[], week: Window): readonly TimeLineRow[] =>
  rows.filter(
    ({ lane }) => lane.kind !== 'overrides' || lane.bars.some(({ start, end }) => start < week.end && week.start < end),
  );

/** All people of some plans, for their colours. */
export const peopleOf = (rows: readonly { readonly plan: Plan }[]) =>
  rows.flatMap(({ plan }) => [...plan.people.values()]);
