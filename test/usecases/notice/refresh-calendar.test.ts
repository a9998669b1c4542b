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
});
