import { describe, expect, it } from 'vitest';
import type { Shift } from '../../../functions/domain/schedule/schedule.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { sendNotices } from '../../../functions/usecases/notice/send.ts';
import { tellShifts } from '../../../functions/usecases/notice/tell-shifts.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
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
type Lead = 0 | 15 | 60;
type Plans = Readonly<Record<number, readonly Shift[]>>;

/** User 1 wants to be told of duties; these schedules say whose they are, by their ids. */
async function onDuty(plans: Plans, leads: readonly Lead[] = [0]) {
  const world = await aWorld({ users: whoWantsNotices(leads) });
  const { store, ctx } = world;
  const editions = (shifts: readonly Shift[]) => [{ from: lastWeek, layers: [], shifts: [...shifts] }];
  for (const [id, shifts] of Object.entries(plans))
    await store.schedules.create(aSchedule([], { id: Number(id), type: 'STATIC', editions: editions(shifts) }));
  const timer = async (id = 500) => (await store.timers.get('notice', id)) ?? expect.fail('no timer');
  return {
    ...world,
    timer,
    lookedAt: async (hours: number) => {
      for (const id of Object.keys(plans).map(Number))
        await store.timers.save('notice', id, { since: inHours(hours), dueAt: tenOClock }, await timer(id));
    },
    look: async ({ id = 500, isLost = false, isGone = false } = {}) => {
      const save = () => Promise.reject(new Error('the power failed'));
      const own = {
        ...store,
        ...(isLost && { timers: { ...store.timers, save } }),
        ...(isGone && { users: { ...store.users, getMany: async () => [] } }),
      };
      const looked = tellShifts({ ...ctx, store: own }, { id });
      if (isLost) await expect(looked).rejects.toThrow('the power failed');
      else await looked;
      const told = await Promise.all(world.sent.splice(0).map((one) => store.notifications.get(one.scope, one.id)));
      return told.map((notice) => notice ?? expect.fail('what is queued is written'));
    },
    edit: async (shifts: readonly Shift[], id = 500) => {
      const before = (await store.schedules.get(id)) ?? expect.fail('no schedule');
      await store.schedules.save({ ...before, editions: editions(shifts) }, before);
    },
  };
}

const subjects = (notices: readonly { readonly subject?: string | undefined }[]) =>
  notices.map(({ subject }) => subject);
const begins = 'You are on call: Primary';
const ends = 'Off call: Primary';
const changed = 'Your shifts changed: Primary';

describe('a duty', () => {
  it('is told of with each beginning and each end, in every schedule', async () => {
    const world = await onDuty({ 500: [duty(1, 0.1, 1), duty(1, 2, 3)], 501: [duty(1, 0.1, 1)] });
    await world.lookedAt(0);
    world.clock.set(inHours(3));
    expect(subjects(await world.look())).toEqual([ends, ends]);
    await world.lookedAt(0);
    world.clock.set(inHours(0.5));
    expect(subjects(await world.look())).toEqual([begins]);
    expect(subjects(await world.look({ id: 501 }))).toEqual([begins]);
    world.clock.set(inHours(2.5));
    expect(subjects(await world.look())).toEqual([begins]);
  });

  it('is not told of ahead once it has begun', async () => {
    const world = await onDuty({ 500: [duty(1, -1, 5)] }, [15]);
    await world.lookedAt(-2);
    expect(await world.look()).toEqual([]);
  });

  it('that begins at the first look is no news', async () => {
    const world = await onDuty({ 500: [duty(1, 0, 4)] });
    expect(await world.look()).toEqual([]);
  });

  it.each([
    ['begins', 'its end', begins, duty(1, -0.1, 5), duty(1, -0.1, 6)],
    ['ends', 'its beginning', ends, duty(1, -5, -0.1), duty(1, -6, -0.1)],
  ])(
    'that %s is told of once, though that could not be noted and %s was changed',
    async (_when, _what, subject, ...duties) => {
      const world = await onDuty({ 500: [duties[0]] });
      await world.lookedAt(-1);
      expect(subjects(await world.look({ isLost: true }))).toContain(subject);
      await world.edit([duties[1]]);
      expect(subjects(await world.look())).not.toContain(subject);
    },
  );

  it('of somebody who is gone is told to nobody', async () => {
    const world = await onDuty({ 500: [duty(1, -0.1, 5)] });
    await world.lookedAt(-1);
    expect(await world.look({ isGone: true })).toEqual([]);
    await world.edit([duty(1, -0.1, 4)]);
    expect(await world.look({ isGone: true })).toEqual([]);
  });

  it.each([
    ['right now: its end', [duty(2, 0, 4)], 4],
    ['and ends in two weeks: then', [duty(2, -5, 14 * 24)], 14 * 24],
    ['and ends later than that: a day before', [duty(2, -5, 20 * 24)], 13 * 24],
  ])('that begins %s is looked at next', async (_when, duties, next) => {
    const world = await onDuty({ 500: duties });
    await world.look();
    expect((await world.timer()).dueAt).toBe(inHours(next));
  });

  it('of a schedule that is not to be looked at is told to nobody', async () => {
    const world = await onDuty({ 500: [duty(1, -0.1, 5)] });
    await world.store.timers.delete('notice', 500);
    expect(await world.look()).toEqual([]);
    expect(await world.store.timers.get('notice', 500)).toBeUndefined();
  });
});

describe('news of changed duties', () => {
  it('name those to come, and no others', async () => {
    const world = await onDuty({ 500: [duty(1, 24, 32)] }, [15]);
    await world.look();
    world.clock.set(inHours(2));
    await world.edit([duty(1, -48, 2), duty(2, 4, 8), duty(1, 25, 32)]);
    const [notice, ...others] = await world.look();
    expect(notice?.text?.match(/\d\d:\d\d/g)).toEqual(['12:00', '19:00']);
    expect(others).toEqual([]);
  });

  it('are told of each schedule that was changed', async () => {
    const plan = [duty(1, 24, 32)];
    const world = await onDuty({ 500: plan, 501: plan }, [15]);
    for (const id of [500, 501]) await world.look({ id });
    for (const id of [500, 501]) {
      await world.edit([duty(1, 24, 33)], id);
      expect(subjects(await world.look({ id }))).toEqual([changed]);
    }
  });

  it('are told again where the duties were changed once more before it could be noted', async () => {
    const world = await onDuty({ 500: [duty(1, 24, 32)] }, [15]);
    await world.look();
    await world.edit([duty(1, 24, 33)]);
    expect(subjects(await world.look({ isLost: true }))).toEqual([changed]);
    await world.edit([duty(1, 24, 34)]);
    expect(subjects(await world.look())).toEqual([changed]);
  });
});

it('a notice says by which contact it goes, so that it is not sent where that is gone meanwhile', async () => {
  const { ctx, store } = await onDuty({ 500: [] });
  const rules = [{ id: 1, method: 'SMS', contactId: 12, beforeMin: 0, type: 'ON_CALL' }] as const;
  await sendNotices(ctx, [{ user: aUser(1), rules, about: ['BEGIN'], subject: 'On call', text: 'Now' }]);
  expect(await store.notifications.list('USER#1')).toMatchObject([{ contactId: 12, ruleId: 1 }]);
});
