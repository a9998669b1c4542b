import { describe, expect, it } from 'vitest';
import { minus, plus } from '../../../functions/domain/time.ts';
import { asTocsin } from '../../../functions/usecases/configuration/write.ts';
import { type TakeInput, takeShifts } from '../../../functions/usecases/on-call/take.ts';
import { at, aUser, tenOClock } from '../../support/factories.ts';
import { aSchedule } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

/** Person 2 has the first turn, until eight of the next day, and person 1 the one after it. */
async function turns() {
  const world = await aWorld({ users: [aUser(1), aUser(2), aUser(3), aUser(4, { role: 'VIEWER' })] });
  await world.store.schedules.create(aSchedule([1, 2]));
  const take = (input: Partial<TakeInput> = {}, as = 1) => {
    const ctx = world.as(as);
    const actor = { ...ctx.actor, role: as === 3 ? ('RESPONDER' as const) : ('USER' as const) };
    return takeShifts(
      { ...ctx, actor },
      { user: { id: 2 }, from: tenOClock, until: plus(tenOClock, { days: 1 }), ...input },
    );
  };
  return { ...world, take, written: () => world.store.schedules.overridesOf(1, world.clock.now()) };
}

const schedule = { id: 500, name: 'Primary', type: 'RECURRING' };
const one = { id: 1, firstName: 'First1', lastName: 'Last1' };
const handOff = '2026-11-22T08:00:00.000Z';

describe('shifts that somebody takes', () => {
  it('are theirs from then on, trimmed to the time that is named', async () => {
    const { take, written } = await turns();
    const [taken, ...others] = await take();
    expect(taken).toEqual({ id: expect.any(Number), schedule, user: one, start: tenOClock, end: handOff });
    expect(others).toEqual([]);
    expect(await written()).toMatchObject([{ userId: 1, scheduleId: 500, startsAt: tenOClock, endsAt: handOff }]);
    const until = plus(tenOClock, { hours: 2 });
    expect(await take({ user: { id: 1 }, by: { id: 2 }, until })).toMatchObject([{ user: { id: 2 }, end: until }]);
  });

  it('are only shown where that is asked for', async () => {
    const { take, written } = await turns();
    expect(await take({ dryRun: true })).toEqual([{ schedule, user: one, start: tenOClock, end: handOff }]);
    expect(await written()).toEqual([]);
  });

  it('are parts of them where some are picked', async () => {
    const { take } = await turns();
    const [start, end] = ['2026-11-21T13:00:00.000Z', '2026-11-21T14:00:00.000Z'];
    const pick = (facts: object) => take({ shifts: [{ schedule: { id: 500 }, start, end, ...facts }] });
    expect(await pick({})).toMatchObject([{ start, end }]);
    await expect(pick({ end: '2026-11-22T09:00:00Z' })).rejects.toThrow(
      'shifts[0].start: user 2 is not on call all that',
    );
    await expect(pick({ schedule: { id: 501 } })).rejects.toThrow('shifts[0].schedule.id: user 2 has no shift there');
    for (const over of [start, minus(at(start), { hours: 1 })])
      await expect(pick({ end: over })).rejects.toThrow('shifts[0].end: must be after start');
  });

  it('may be given to others by who may change schedules', async () => {
    const { take } = await turns();
    expect(await take({ by: { id: 3 }, dryRun: true })).toMatchObject([{ user: { id: 3 } }]);
    expect(await take({ dryRun: true }, 3)).toMatchObject([{ user: { id: 3 } }]);
    expect(await take({ user: null, by: { id: 3 }, dryRun: true }, 2)).toMatchObject([{ user: { id: 3 } }]);
    await expect(take({ by: { id: 1 } }, 3)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each<[string, Partial<TakeInput>, string]>([
    ['one’s own', { user: { id: 1 } }, 'user: name whose shifts to take'],
    ['nobody’s', { user: null }, 'user: name whose shifts to take'],
    ['of who is not there', { user: { id: 99 } }, 'user.id'],
    ['by who is not there', { by: { id: 99 } }, 'by.id'],
    ['by who handles no alerts', { by: { id: 4 } }, 'by.id: user 4 has the role VIEWER'],
    ['from no time', { from: 'soon' }, 'from: must be a date-time'],
    ['until no time', { until: 'later' }, 'until: must be a date-time'],
    ['of the past', { from: minus(tenOClock, { hours: 2 }), until: tenOClock }, 'until: must be after from'],
    [
      'of more than a year',
      { until: plus(tenOClock, { days: 366, milliseconds: 1 }) },
      'until: must be at most a year',
    ],
    ['of too many', { until: plus(tenOClock, { days: 100 }) }, 'until: takes more than 40 shifts'],
  ])('are not %s', async (_what, input, message) => {
    const { take, written } = await turns();
    await expect(take(input)).rejects.toThrow(message);
    expect(await written()).toEqual([]);
  });

  it('are of somebody and go to somebody, where no person asks', async () => {
    const { ctx, written } = await turns();
    const range = { from: tenOClock, until: plus(tenOClock, { days: 1 }) };
    for (const sides of [{ user: { id: 2 } }, { by: { id: 1 } }, {}])
      await expect(takeShifts(asTocsin(ctx), { ...range, ...sides })).rejects.toThrow(
        'user: name whose shifts to take',
      );
    await takeShifts(asTocsin(ctx), { ...range, user: { id: 2 }, by: { id: 1 } });
    expect(await written()).toHaveLength(1);
  });

  it('are taken by nobody who may take none', async () => {
    const { as, written } = await turns();
    const ctx = as(1);
    const watching = { ...ctx, actor: { ...ctx.actor, role: 'VIEWER' as const } };
    const input = { user: { id: 2 }, from: tenOClock, until: handOff };
    await expect(takeShifts(watching, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await written()).toEqual([]);
  });

  it('are none where there are none, and then nothing is written', async () => {
    const { store, take } = await turns();
    store.schedules.addOverrides = async () => expect.fail('something was written');
    expect(await take({ user: { id: 3 } })).toEqual([]);
  });

  it('are of a year at most', async () => {
    const { take } = await turns();
    const until = plus(tenOClock, { days: 366 });
    expect(await take({ user: { id: 3 }, until })).toEqual([]);
    await expect(take({ until })).rejects.toThrow('until: takes more than 40 shifts');
  });

  it.each([
    [15, undefined],
    [16, 'until: takes shifts of more than 15 schedules'],
  ])('are of fifteen schedules at most: %i', async (count, refusal) => {
    const { store, take, written } = await turns();
    for (let id = 501; id <= 500 + count; id += 1) {
      const shifts = [{ userId: 3, start: tenOClock, end: handOff }];
      const editions = [{ from: tenOClock, layers: [], shifts }];
      await store.schedules.create(aSchedule([], { id, type: 'STATIC', editions }));
    }
    const taken = take({ user: { id: 3 } });
    if (refusal) await expect(taken).rejects.toThrow(refusal);
    else await expect(taken).resolves.toHaveLength(15);
    expect(await written()).toHaveLength(refusal ? 0 : 15);
  });

  it('are forty at most', async () => {
    const { take } = await turns();
    expect(await take({ until: plus(tenOClock, { days: 78 }), dryRun: true })).toHaveLength(40);
  });
});
