import {
  type DutyMoment,
  dutiesOf,
  isTimely,
  leadMinutes,
  momentsOf,
  whoseDutiesChanged,
} from '../../domain/schedule/duty.ts';
import type { Schedule, Shift } from '../../domain/schedule/schedule.ts';
import { shifts } from '../../domain/schedule/shifts.ts';
import { type Instant, minus, plus } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { dutiesChangedText, dutyEndText, dutySoonText, dutyStartText } from '../../render/duty-texts.ts';
import { overridesAround } from '../schedule/overrides-around.ts';
import { type Notice, sendNotices } from './send.ts';
import { readTold, writeTold } from './told.ts';

type NoticeContext = Context<'store' | 'notifications'>;

/** Changes further away are told of when they come nearer, by the notices before a shift. */
const lookAhead = { days: 14 };
const longestLead = { minutes: Math.max(...leadMinutes) };
/** Nobody is told of a beginning or an end that is longer ago: then no tick came for a long time. */
const longestDelay = { hours: 6 };

/**
 * Tells people of their duties in a schedule: before they begin, when they begin and end, and when an edit has changed
 * those of the next 14 days; each by their own preferences. Whatever is to be told since it last looked is told once,
 * because the ids of the messages say what they are about. Comes back for the next beginning, end or lead time.
 */
export async function tellShifts(ctx: NoticeContext, { id }: { readonly id: number }): Promise<void> {
  // The timer first: an edit of what is read after it arms it again, and it stays due.
  const timer = await ctx.store.timers.get('notice', id);
  if (timer === undefined) return;
  const schedule = await ctx.store.schedules.get(id);
  if (schedule === undefined) return ctx.store.timers.delete('notice', id);

  const now = ctx.clock.now();
  const since = [timer.since ?? now, minus(now, longestDelay)].sort()[1] as Instant;
  const until = plus(now, lookAhead);
  const duties = await readDuties(ctx, schedule, since, until);
  const moments = momentsOf(duties);
  const told = readTold(timer.state);
  const changed = told ? whoseDutiesChanged(told.duties, duties, [now, told.until]) : [];
  const due = moments.filter((moment) => moment.at > since && moment.at <= now && isTimely(moment, now));

  const users = await usersOf(ctx, [...changed, ...due.map(({ duty }) => duty.userId)]);
  await sendNotices(ctx, [
    ...due.flatMap((moment) => noticeOf(schedule, moment, users.get(moment.duty.userId))),
    ...changed.flatMap((userId) => changeNotice(schedule, duties, now, users.get(userId), timer.since)),
  ]);
  const next = moments.map(({ at }) => at).filter((at) => at > now && at <= until);
  await ctx.store.timers.save(
    'notice',
    id,
    { since: now, state: writeTold({ until, duties }), dueAt: next.sort()[0] ?? minus(until, longestLead) },
    timer,
  );
}

async function readDuties(ctx: NoticeContext, schedule: Schedule, from: Instant, until: Instant): Promise<Shift[]> {
  const reach = plus(until, longestLead);
  const overrides = await overridesAround(ctx, schedule.id, from, reach);
  return dutiesOf(shifts(schedule, overrides, from, reach));
}

async function usersOf(ctx: NoticeContext, ids: readonly number[]): Promise<ReadonlyMap<number, User>> {
  const distinct = [...new Set(ids)];
  const users = distinct.length === 0 ? [] : await ctx.store.users.getMany(distinct);
  return new Map(users.map((user) => [user.id, user]));
}

/** By the preferences for that lead time; the end is for those who want to know of the beginning. */
function noticeOf(schedule: Schedule, moment: DutyMoment, user: User | undefined): Notice[] {
  if (user === undefined) return [];
  const rules = user.preferences.duties.filter(({ beforeMin }) => beforeMin === moment.leadMinutes);
  const about = [
    schedule.id,
    moment.kind,
    moment.leadMinutes,
    moment.kind === 'end' ? moment.duty.end : moment.duty.start,
  ];
  return [{ user, rules, about, ...wordsOf(schedule, moment, user) }];
}

function wordsOf({ name }: Schedule, { kind, duty, leadMinutes: minutes }: DutyMoment, user: User) {
  switch (kind) {
    case 'before':
      return dutySoonText(name, duty, minutes, user);
    case 'start':
      return dutyStartText(name, duty, user);
    case 'end':
      return dutyEndText(name, user);
  }
}

/** By every way the person wants to hear of duties. */
function changeNotice(
  { id, name }: Schedule,
  duties: readonly Shift[],
  now: Instant,
  user: User | undefined,
  toldAt: Instant | undefined,
): Notice[] {
  if (user === undefined) return [];
  const theirs = duties.filter(({ userId, end }) => userId === user.id && end > now);
  const about = [id, 'changed', toldAt ?? '', ...theirs.map(({ start, end }) => `${start} ${end}`)];
  return [{ user, rules: user.preferences.duties, about, ...dutiesChangedText(name, theirs, user) }];
}
