import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { refreshCalendar } from '../../../functions/usecases/notice/refresh-calendar.ts';
import { tenOClock } from '../../support/factories.ts';
import { aSchedule } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const url = 'https://calendar.example.com/a.ics';
const empty = { from: tenOClock, layers: [], shifts: [] };
const calendarOf = (summary: string) =>
  [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:1',
    'DTSTART:20261121T120000Z',
    'DTEND:20261121T180000Z',
    `SUMMARY:${summary}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');

/** A calendar of so many shifts of half an hour, one after the other. */
function many(shifts: number, summary: (index: number) => string = (index) => `user${1 + (index % 2)}`): string {
  const utc = (minutes: number) => plus(tenOClock, { minutes }).replace(/[-:]|\.000/g, '');
  const events = Array.from({ length: shifts }, (_none, index) =>
    ['BEGIN:VEVENT', `UID:${index}`, `DTSTART:${utc(index * 30)}`, `DTEND:${utc(index * 30 + 30)}`]
      .concat([`SUMMARY:${summary(index)}`, 'END:VEVENT'])
      .join('\r\n'),
  );
  return ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR'].join('\r\n');
}

/** A schedule that is fed by a calendar in which somebody of this name has a duty. */
async function fed(summary: string) {
  const world = await aWorld();
  await world.store.schedules.create(aSchedule([], { type: 'STATIC', editions: [empty], import: { url } }));
  await world.store.timers.arm('calendar', [500], tenOClock);
  world.pages.set(url, calendarOf(summary));
  const schedule = async () => (await world.store.schedules.get(500)) ?? expect.fail('no schedule');
  const change = async (facts: object) => {
    const { import: _before, ...rest } = await schedule();
    await world.store.schedules.save({ ...rest, ...facts }, await schedule());
  };
  return { ...world, schedule, change, timer: () => world.store.timers.get('calendar', 500) };
}

describe('the calendar that feeds a schedule', () => {
  it('is read again in a quarter of an hour; of names that nobody has a hundred characters are kept', async () => {
    const { ctx, schedule, timer, clock } = await fed('x'.repeat(150));
    await refreshCalendar(ctx, { id: 500 });
    expect((await schedule()).import).toEqual({ url, fetchedAt: clock.now(), unknown: ['x'.repeat(100)] });
    expect(await timer()).toMatchObject({ since: clock.now(), dueAt: plus(clock.now(), { minutes: 15 }) });
  });

  it('changes nothing where the schedule reads another one by the time it was fetched', async () => {
    const { ctx, schedule, change } = await fed('user1');
    const other = { url: 'https://calendar.example.com/other.ics' };
    const fetch: typeof ctx.fetch = async (asked) => {
      await change({ import: other });
      return ctx.fetch(asked);
    };
    await refreshCalendar({ ...ctx, fetch }, { id: 500 });
    expect(await schedule()).toMatchObject({ editions: [empty] });
    expect((await schedule()).import).toEqual(other);
  });

  it('is asked for no more where the schedule reads none, or is gone', async () => {
    const { ctx, change, timer, store, schedule } = await fed('user1');
    await change({});
    await refreshCalendar({ ...ctx, fetch: () => expect.fail('it was asked for') }, { id: 500 });
    expect(await timer()).toBeUndefined();
    await store.timers.arm('calendar', [500], tenOClock);
    await store.schedules.delete(await schedule());
    await refreshCalendar(ctx, { id: 500 });
    expect(await timer()).toBeUndefined();
  });

  it('is not asked for where nobody looks at it any more', async () => {
    const { ctx, store, timer } = await fed('user1');
    await store.timers.delete('calendar', 500);
    await refreshCalendar({ ...ctx, fetch: () => expect.fail('it was asked for') }, { id: 500 });
    expect(await timer()).toBeUndefined();
  });

  it.each([
    ['that is not there', { status: 404, body: calendarOf('user1') }, 'the answer was 404'],
    [
      'with more shifts than a schedule holds',
      { status: 200, body: many(1501) },
      'the calendar has more than 1500 shifts',
    ],
  ])('%s changes nothing, and why is told', async (_which, answer, error) => {
    const { ctx, schedule } = await fed('user1');
    await refreshCalendar({ ...ctx, fetch: async () => answer }, { id: 500 });
    expect(await schedule()).toMatchObject({ editions: [empty], import: { url, error } });
  });

  it('may have as many shifts as a schedule holds', async () => {
    const { ctx, schedule, clock } = await fed('user1');
    clock.advance({ minutes: 1 });
    await refreshCalendar({ ...ctx, fetch: async () => ({ status: 200, body: many(1500) }) }, { id: 500 });
    const { editions, updatedAt } = await schedule();
    expect([editions.at(-1)?.shifts.length, updatedAt]).toEqual([1500, clock.now()]);
  });

  it('tells three hundred characters of what is wrong, and twenty names that nobody has', async () => {
    const { ctx, schedule } = await fed('user1');
    const words = Array.from({ length: 80 }, (_none, index) => `word${index}`).join(' ');
    await refreshCalendar({ ...ctx, fetch: () => Promise.reject(new Error(words)) }, { id: 500 });
    expect((await schedule()).import?.error).toBe(words.slice(0, 300));
    const body = many(21, (index) => `Stranger ${index}`);
    await refreshCalendar({ ...ctx, fetch: async () => ({ status: 200, body }) }, { id: 500 });
    const strangers = Array.from({ length: 20 }, (_none, index) => `Stranger ${index}`);
    expect((await schedule()).import?.unknown?.toSorted()).toEqual(strangers.toSorted());
  });
});
