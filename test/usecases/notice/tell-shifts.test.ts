import { describe, expect, it } from 'vitest';
import type { Shift } from '../../../functions/domain/schedule/schedule.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { tellShifts } from '../../../functions/usecases/notice/tell-shifts.ts';
import { readTold } from '../../../functions/usecases/notice/told.ts';
import { tenOClock } from '../../support/factories.ts';
import { aSchedule } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';
import { whoWantsNotices } from './wants-notices.ts';

const lastWeek = minus(tenOClock, { hours: 168 });
const inHours = (hours: number) => plus(tenOClock, { minutes: hours * 60 });
const duty = (userId: number, from: number, until: number): Shift => ({
  userId,
  start: inHours(from),
  end: inHours(until),
});

/** User 1 wants to be told when a duty begins and ends; the schedule says so of these duties, beginning last week. */
async function onDuty(duties: readonly Shift[], leads: readonly (0 | 15 | 60)[] = [0]) {
  const world = await aWorld({ users: whoWantsNotices(leads) });
  const { store, ctx } = world;
  const editionOf = (shifts: readonly Shift[], from = lastWeek) => ({ from, layers: [], shifts: [...shifts] });
  await store.schedules.create(aSchedule([], { type: 'STATIC', editions: [editionOf(duties)] }));
  const timer = async () => (await store.timers.get('notice', 500)) ?? expect.fail('no timer');
  return {
    ...world,
    timer,
    /** As if it had looked last at that time. */
    lookedAt: async (hours: number) =>
      store.timers.save('notice', 500, { since: inHours(hours), dueAt: tenOClock }, await timer()),
    look: async (by = ctx) => {
      await tellShifts(by, { id: 500 });
      const told = await Promise.all(world.sent.splice(0).map(({ scope, id }) => store.notifications.get(scope, id)));
      return told.map((notice) => `${notice?.userId} ${notice?.subject}`);
    },
    edit: async (shifts: readonly Shift[]) => {
      const before = (await store.schedules.get(500)) ?? expect.fail('no schedule');
      await store.schedules.save({ ...before, editions: [editionOf(shifts)] }, before);
    },
  };
}

describe('notices of a schedule', () => {
  it('are looked for again a day before the end of what was looked at, where nothing is to come', async () => {
    const { look, timer } = await onDuty([]);
    expect(await look()).toEqual([]);
    const { state, ...rest } = await timer();
    expect(rest).toEqual({ since: tenOClock, dueAt: inHours(13 * 24) });
    expect(readTold(state)).toEqual({ until: inHours(14 * 24), duties: [] });
  });

  it('are looked for again at the next beginning, end or lead time, whoever’s it is', async () => {
    const { look, timer } = await onDuty([duty(2, -5, 70), duty(3, 72, 80)]);
    await look();
    expect((await timer()).dueAt).toBe(inHours(72 - 24));
  });

  it('reckon with what begins within a day after the next two weeks', async () => {
    const [late, later] = [duty(2, 14 * 24 + 23, 14 * 24 + 30), duty(2, 14 * 24 + 25, 14 * 24 + 30)];
    const { look, timer } = await onDuty([late]);
    await look();
    expect(readTold((await timer()).state)?.duties).toEqual([late]);
    expect((await timer()).dueAt).toBe(inHours(14 * 24 - 1));
    const far = await onDuty([later]);
    await far.look();
    expect(readTold((await far.timer()).state)?.duties).toEqual([]);
  });

  it.each([
    ['six hours ago, when no tick has come for longer', -10, -6, []],
    ['less than that ago', -10, -5.99, ['1 Off call: Primary']],
    ['when it looked last', -2, -2, []],
    ['just after it looked last', -2, -1.99, ['1 Off call: Primary']],
    ['right now', -2, 0, ['1 Off call: Primary']],
    ['in a moment', -2, 0.01, []],
  ])('tell of an end %s', async (_when, lookedAt, end, expected) => {
    const world = await onDuty([duty(1, -48, end)]);
    await world.lookedAt(lookedAt);
    expect(await world.look()).toEqual(expected);
  });

  it('tell at the first look nothing of what has begun or ended by then', async () => {
    const world = await onDuty([duty(1, -48, 0), duty(2, 0, 4)]);
    expect(await world.look()).toEqual([]);
  });

  it('of a schedule that is gone are looked for no more', async () => {
    const { look, store } = await onDuty([]);
    await store.schedules.delete((await store.schedules.get(500)) ?? expect.fail());
    await store.timers.arm('notice', [500], tenOClock);
    expect(await look()).toEqual([]);
    expect(await store.timers.get('notice', 500)).toBeUndefined();
  });
});

describe('news of changed duties', () => {
  it('go to whoever wants to hear of duties at all, each time that they change', async () => {
    const world = await onDuty([duty(1, 24, 32)], [15, 60]);
    const news = ['1 Your shifts changed: Primary'];
    await world.look();
    for (const [from, until] of [
      [24, 33],
      [24, 32],
      [24, 33],
    ] as const) {
      world.clock.advance({ minutes: 1 });
      await world.edit([duty(1, from, until)]);
      expect(await world.look()).toEqual(news);
    }
    world.clock.advance({ minutes: 1 });
    await world.edit([duty(2, 24, 33)]);
    expect(await world.look()).toEqual(news);
  });

  it('are told once, though it could not be noted that they were', async () => {
    const world = await onDuty([duty(1, 24, 32)], [15]);
    await world.look();
    await world.edit([duty(1, 24, 33)]);
    const timers = { ...world.store.timers, save: () => Promise.reject(new Error('the power failed')) };
    await expect(tellShifts({ ...world.ctx, store: { ...world.store, timers } }, { id: 500 })).rejects.toThrow('power');
    expect(world.sent.splice(0)).toHaveLength(1);
    world.clock.advance({ minutes: 3 });
    expect(await world.look()).toEqual([]);
  });

  it('say nothing of duties that are over, nor of what came into view since', async () => {
    const world = await onDuty([duty(1, -48, -1), duty(1, 24, 32)], [15]);
    await world.look();
    world.clock.advance({ hours: 30 });
    await world.edit([duty(1, -48, -2), duty(1, 24, 32), duty(1, 14 * 24 + 10, 14 * 24 + 20)]);
    expect(await world.look()).toEqual([]);
  });
});
