import type { CalendarProblem } from '../../domain/calendar/read-calendar.ts';
import { ConflictError, InvalidInputError } from '../../domain/errors.ts';
import { plus } from '../../domain/instants.ts';
import { calendarToExceptions } from '../../domain/support-hours/calendar-import.ts';
import type { SupportHours, SupportHoursException } from '../../domain/support-hours/support-hours.ts';
import type { Context } from '../../ports/context.ts';
import { wordsOfError } from '../words-of-error.ts';
import type { CalendarImportInput } from './inputs.ts';

/** So far ahead recurring holidays are written down. */
const lookAhead = { days: 3 * 366 };
const mostExceptions = 1000;

/** The text of the calendar, as given or fetched now. Throws InvalidInputError when it cannot be had. */
export async function calendarText(ctx: Context<'fetch'>, { calendar, url }: CalendarImportInput): Promise<string> {
  if (!url) return calendar ?? '';
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
    throw new InvalidInputError('url', 'must be an https URL');
  try {
    const { status, body } = await ctx.fetch(url);
    if (status === 200) return body;
    throw new Error(`the answer was ${status}`);
  } catch (error) {
    const reason = wordsOfError(error);
    throw new InvalidInputError('url', `could not be fetched: ${reason.slice(0, 200)}`, { cause: error });
  }
}

/** What became of a calendar's events. */
export interface ImportReport {
  readonly added: number;
  /** They stood there already. */
  readonly known: number;
  /** They are left out. */
  readonly unreadable: number;
  readonly problems: readonly CalendarProblem[];
}

/**
 * The support hours with an exception for each event of a calendar from now on; those that stand there already stay
 * once. Tells what could not be read. Throws InvalidInputError for a calendar that cannot be read at all.
 */
export function withExceptionsOf(
  ctx: Context,
  hours: SupportHours,
  text: string,
  { supportStatus, url }: CalendarImportInput,
): { readonly hours: SupportHours; readonly report: ImportReport } {
  const now = ctx.clock.now();
  const window = { timezone: hours.timezone, from: now, until: plus(now, lookAhead), supportStatus };
  const read = calendarToExceptions(text, window);
  if (read.kind === 'refused') throw new InvalidInputError(url ? 'url' : 'calendar', `the calendar ${read.reason}`);
  const known = new Set(hours.exceptions.map(keyOf));
  const added = read.exceptions.filter((exception) => !known.has(keyOf(exception)));
  if (hours.exceptions.length + added.length > mostExceptions)
    throw new ConflictError(`support hours ${hours.id} would have more than ${mostExceptions} exceptions`);
  return {
    hours: { ...hours, exceptions: [...hours.exceptions, ...added], updatedAt: now },
    report: {
      added: added.length,
      known: read.exceptions.length - added.length,
      unreadable: read.unreadable,
      problems: read.problems,
    },
  };
}

const keyOf = ({ name, start, end }: SupportHoursException): string => JSON.stringify([name, start, end]);
