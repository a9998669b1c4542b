import { calendarToShifts, type ImportedShifts, importWindow } from '../../domain/schedule/calendar-import.ts';
import { withEdition } from '../../domain/schedule/edition.ts';
import type { Schedule, StaticShift } from '../../domain/schedule/schedule.ts';
import { plus } from '../../domain/time.ts';
import { fullName } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { asTocsin, writeChanged } from '../configuration/write.ts';
import { retryOnConflict } from '../retry.ts';
import { scheduleKind } from '../schedule/kind.ts';
import { wordsOfError } from '../words-of-error.ts';

type CalendarContext = Context<'store' | 'fetch'>;

const refreshedEvery = { minutes: 15 };
const usersAtOnce = 100;
/** What fits into the schedule's item. */
const mostShifts = 1500;
const mostUnknown = 20;

/**
 * Reads the calendar that feeds a schedule and makes its shifts the schedule's from now on. What cannot be fetched or
 * read changes nothing but the note of the error: the last good copy stays in force.
 */
export async function refreshCalendar(ctx: CalendarContext, { id }: { readonly id: number }): Promise<void> {
  // The timer first: an edit of what is read after it arms it again, and it stays due.
  const timer = await ctx.store.timers.get('calendar', id);
  if (timer === undefined) return;
  const schedule = await ctx.store.schedules.get(id);
  if (schedule?.import === undefined) return ctx.store.timers.delete('calendar', id);

  const { url } = schedule.import;
  const read = await readShifts(ctx, schedule, url).catch((error: unknown) => ({
    error: wordsOfError(error).slice(0, 300),
  }));
  await retryOnConflict(() => keepShifts(ctx, id, url, read));
  const now = ctx.clock.now();
  await ctx.store.timers.save('calendar', id, { since: now, dueAt: plus(now, refreshedEvery) }, timer);
}

/** What of a calendar is missing in the schedule. */
type Missing = Pick<NonNullable<Schedule['import']>, 'unreadable' | 'problems' | 'unknown'>;
type Read = { readonly shifts: readonly StaticShift[]; readonly missing: Missing } | { readonly error: string };

async function readShifts(ctx: CalendarContext, { timezone }: Schedule, url: string): Promise<Read> {
  const { status, body } = await ctx.fetch(url);
  if (status !== 200) throw new Error(`the answer was ${status}`);
  const userOf = await findUsers(ctx);
  const read = calendarToShifts(body, { timezone, ...importWindow(ctx.clock.now()), userOf });
  if (read.kind === 'refused') throw new Error(`the calendar ${read.reason}`);
  if (read.shifts.length > mostShifts) throw new Error(`the calendar has more than ${mostShifts} shifts`);
  return { shifts: read.shifts, missing: missingIn(read) };
}

function missingIn({ unreadable, problems, unknown }: Extract<ImportedShifts, { kind: 'read' }>): Missing {
  return {
    ...(unreadable > 0 && { unreadable }),
    ...(problems.length > 0 && { problems: [...problems] }),
    ...(unknown.length > 0 && { unknown: unknown.slice(0, mostUnknown).map((summary) => summary.slice(0, 100)) }),
  };
}

/** Everybody by e-mail address, username and full name, without case. */
async function findUsers(ctx: CalendarContext): Promise<(nameOrEmail: string) => number | undefined> {
  const byName = new Map<string, number>();
  for (let offset = 0; ; offset += usersAtOnce) {
    const users = await ctx.store.users.list({ offset, limit: usersAtOnce });
    for (const user of users)
      for (const name of [fullName(user), user.username, user.email]) byName.set(name.toLowerCase(), user.id);
    if (users.length < usersAtOnce) return (name) => byName.get(name.toLowerCase());
  }
}

/** Nothing when the schedule meanwhile reads another calendar. */
async function keepShifts(ctx: CalendarContext, id: number, url: string, read: Read): Promise<void> {
  const schedule = await ctx.store.schedules.get(id);
  if (schedule?.import?.url !== url) return;
  const { error: _before, ...source } = schedule.import;
  const now = ctx.clock.now();
  const next =
    'error' in read
      ? { ...schedule, import: { ...source, error: read.error } }
      : withEdition(
          { ...schedule, import: { url, fetchedAt: now, ...read.missing } },
          { layers: [], shifts: [...read.shifts] },
          now,
        );
  await writeChanged(asTocsin(ctx), scheduleKind, { ...next, updatedAt: now }, schedule);
}
