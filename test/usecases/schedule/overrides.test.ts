import { describe, expect, it } from 'vitest';
import type { Role } from '../../../functions/domain/access/actor.ts';
import { plus } from '../../../functions/domain/time.ts';
import {
  addOverride,
  endOverridesOf,
  overrideFrom,
  passOnOverride,
  recordOfNew,
  removeOverride,
} from '../../../functions/usecases/schedule/overrides.ts';
import { aPolicy, aUser, tenOClock } from '../../support/factories.ts';
import { anOverride, aSchedule } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const hours = (count: number) => plus(tenOClock, { hours: count });

/** Schedules 500 and 501, on whose turns are users 1 and 2; somebody of that role acts as user 1. */
async function aDuty(role: Role = 'ADMIN') {
  const world = await aWorld({ users: [1, 2, 3].map((id) => aUser(id)), policy: aPolicy([[1]]) });
  const { store } = world;
  const schedule = await store.schedules.create(aSchedule([1, 2]));
  await store.schedules.create(aSchedule([1, 2], { id: 501, name: 'Secondary' }));
  const acting = world.as(1);
  const ctx = { ...acting, actor: { ...acting.actor, role } };
  const input = (start: string, end: string, user = 3) => ({ user: { id: user }, start, end });
  const overrides = () => store.schedules.overrides(500, tenOClock);
  const audit = async () => {
    const entries = await store.audit.list({}, { offset: 0, limit: 10 });
    return entries.map(({ action, entity, before, after }) => ({
      action,
      id: entity.id,
      name: entity.name,
      before,
      after,
    }));
  };
  return { ...world, ctx, schedule, input, overrides, audit };
}
const refusal = (code: string, field?: string) => expect.objectContaining({ code, ...(field && { field }) });

describe('an override', () => {
  it.each([
    ['from now on', 0, 1, 0],
    ['from a moment ago, as clocks go', -5 / 60, 1, 0],
    ['as late as ten years from now', 3660 * 24, 3660 * 24 + 1, 3660 * 24],
    ['as long as a year', 1, 366 * 24 + 1, 1],
  ])('may be %s', async (_when, from, until, startsAt) => {
    const { ctx, schedule, input } = await aDuty();
    expect(overrideFrom(ctx, schedule, input(hours(from), hours(until)))).toEqual({
      id: expect.any(Number),
      scheduleId: 500,
      userId: 3,
      start: hours(from),
      end: hours(until),
      startsAt: hours(startsAt),
      endsAt: hours(until),
      createdAt: tenOClock,
    });
  });

  it.each([
    ['has no length', hours(1), hours(1), 'end'],
    ['ends before it starts', hours(2), hours(1), 'end'],
    ['is over', hours(-1 / 60), hours(0), 'start'],
    ['began too long ago', plus(tenOClock, { minutes: -5, milliseconds: -1 }), hours(1), 'start'],
    ['is too far away', plus(hours(3660 * 24), { milliseconds: 1 }), hours(3660 * 24 + 1), 'start'],
    ['is too long', hours(1), plus(hours(366 * 24 + 1), { milliseconds: 1 }), 'end'],
    ['begins at no time', 'soon', hours(1), 'start'],
    ['ends at no time', hours(1), 'later', 'end'],
  ])('is refused where it %s', async (_what, start, end, field) => {
    const { ctx, schedule, input } = await aDuty();
    const make = (path?: string) => () => overrideFrom(ctx, schedule, input(start, end), path);
    expect(make()).toThrow(refusal('INVALID', field));
    expect(make('shifts[2].')).toThrow(refusal('INVALID', `shifts[2].${field}`));
  });

  it('is for oneself where one may not give it to others', async () => {
    const { ctx, input } = await aDuty('RESPONDER');
    const { override } = await addOverride(ctx, 500, input(hours(1), hours(2), 1));
    expect(override.userId).toBe(1);
    await expect(addOverride(ctx, 500, input(hours(1), hours(2), 3))).rejects.toThrow(refusal('FORBIDDEN'));
    await expect(removeOverride({ ...ctx, actor: { ...ctx.actor, userId: 2 } }, 500, override.id)).rejects.toThrow(
      refusal('FORBIDDEN'),
    );
  });

  it('is told with its schedule', async () => {
    const { ctx, schedule, input, overrides, audit } = await aDuty();
    const added = await addOverride(ctx, 500, input(hours(1), hours(2)));
    const [entry, ...others] = await audit();
    const told = { id: added.override.id, userId: 3, start: hours(1), end: hours(2) };
    expect(entry).toMatchObject({ action: 'schedule:override', id: 500, after: { overrides: [told] } });
    expect(others).toEqual([]);
    expect(added).toEqual({ schedule, override: (await overrides())[0] });
    expect(added.override).toMatchObject({ userId: 3, startsAt: hours(1), endsAt: hours(2) });
  });

  it.each<[string, number, number, object, Role?]>([
    ['on a schedule that is not there', 999, 3, { code: 'NOT_FOUND' }],
    ['for somebody who is not there', 500, 99, { code: 'INVALID', field: 'user.id' }],
    ['for somebody who handles no alerts', 500, 4, { code: 'INVALID', field: 'user.id' }],
    ['by who only watches', 500, 1, { code: 'FORBIDDEN' }, 'VIEWER'],
  ])('is refused %s', async (_what, scheduleId, userId, refused, role) => {
    const { ctx, store, input, overrides } = await aDuty(role);
    await store.users.create(aUser(4, { role: 'VIEWER' }));
    await expect(addOverride(ctx, scheduleId, input(hours(1), hours(2), userId))).rejects.toMatchObject(refused);
    expect(await overrides()).toEqual([]);
  });

  it('is one of five hundred that are not over', async () => {
    const { ctx, store, input } = await aDuty();
    const many = (count: number) => {
      const overrides = async () =>
        Array.from({ length: count }, (_, index) => anOverride(index, 3, hours(1), hours(2)));
      const get = (of: typeof store.schedules, name: string | symbol) =>
        name === 'overrides' ? overrides : Reflect.get(of, name);
      return { ...ctx, store: { ...store, schedules: new Proxy(store.schedules, { get }) } };
    };
    await expect(addOverride(many(500), 500, input(hours(1), hours(2)))).rejects.toThrow(refusal('INVALID', 'start'));
    expect(await addOverride(many(499), 500, input(hours(1), hours(2)))).toMatchObject({ override: { userId: 3 } });
  });

  it('is recorded with the schedule it is of, each schedule once', async () => {
    const { ctx, schedule } = await aDuty();
    const added = [anOverride(1, 3, hours(1), hours(2)), { ...anOverride(2, 3, hours(1), hours(2)), scheduleId: 501 }];
    const told = ({ id }: { id: number }) => [{ id, userId: 3, start: hours(1), end: hours(2) }];
    const other = { id: 501, name: 'Secondary' };
    expect(recordOfNew(ctx, [schedule, other, schedule], added)).toMatchObject([
      { entity: { id: 500 }, before: { overrides: [] }, after: { overrides: told({ id: 1 }) } },
      { entity: { id: 501 }, before: { overrides: [] }, after: { overrides: told({ id: 2 }) } },
    ]);
  });
});

describe('an override that is taken back', () => {
  it.each([
    ['has not begun', 1, []],
    ['begins now', 0, []],
    ['has begun', -1, [{ end: tenOClock, endsAt: tenOClock }]],
  ])('and %s', async (_what, from, left) => {
    const { ctx, store, audit } = await aDuty();
    const told = { id: 9, userId: 3, start: hours(from) };
    await store.schedules.addOverrides([anOverride(9, 3, hours(from), hours(2))]);
    await removeOverride(ctx, 500, 9);
    expect(await store.schedules.overrides(500, hours(-2))).toMatchObject(left);
    expect((await audit())[0]).toEqual({
      action: 'schedule:override',
      id: 500,
      name: 'Primary',
      before: { overrides: [left.length > 0 ? { id: 9, end: hours(2) } : { ...told, end: hours(2) }] },
      after: { overrides: left.map(() => ({ id: 9, end: tenOClock })) },
    });
    await expect(removeOverride(ctx, 500, 9)).rejects.toThrow(refusal('NOT_FOUND'));
  });

  it('is taken back by who may override, of a schedule that is there', async () => {
    const { ctx, store, overrides } = await aDuty('VIEWER');
    await store.schedules.addOverrides([anOverride(9, 1, hours(1), hours(2))]);
    await expect(removeOverride(ctx, 500, 9)).rejects.toThrow(refusal('FORBIDDEN'));
    await expect(removeOverride(ctx, 999, 9)).rejects.toThrow(refusal('NOT_FOUND'));
    expect(await overrides()).toHaveLength(1);
  });

  it('with whoever is deleted, also where its schedule is gone', async () => {
    const { ctx, store, overrides } = await aDuty();
    await store.schedules.addOverrides([anOverride(9, 3, hours(1), hours(2))]);
    store.schedules.getMany = async () => [];
    await endOverridesOf(ctx, 3);
    expect(await overrides()).toEqual([]);
  });

  it('by two at once is taken back by one', async () => {
    const { ctx, store } = await aDuty();
    await store.schedules.addOverrides([anOverride(9, 3, hours(1), hours(2))]);
    const outcomes = await Promise.allSettled([removeOverride(ctx, 500, 9), removeOverride(ctx, 500, 9)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('with whoever is deleted, in whatever schedule', async () => {
    const { ctx, store, audit } = await aDuty();
    const other = { ...anOverride(8, 3, hours(1), hours(2)), scheduleId: 501 };
    await store.schedules.addOverrides([anOverride(9, 3, hours(-1), hours(2)), anOverride(7, 2, hours(3), hours(4))]);
    await store.schedules.addOverrides([other]);
    await endOverridesOf(ctx, 3);
    expect((await store.schedules.overrides(500, tenOClock)).map(({ id }) => id)).toEqual([7]);
    expect(await store.schedules.overrides(501, tenOClock)).toEqual([]);
    const named = (await audit()).map(({ id, name }) => [id, name]);
    expect(named.sort()).toEqual([
      [500, 'Primary'],
      [501, 'Secondary'],
    ]);
  });
});

describe('an override that is passed on', () => {
  it.each([
    ['has not begun', 1, hours(1)],
    ['begins now', 0, hours(0)],
    ['has begun', -1, tenOClock],
  ])('and %s is whole, or what is left of it', async (_what, from, start) => {
    const { ctx, store, overrides, audit } = await aDuty();
    const override = { ...anOverride(9, 3, hours(from), hours(2)), start: 'as sent' };
    await store.schedules.addOverrides([override]);
    await passOnOverride(ctx, override, 2);
    const sent = start === hours(from) ? 'as sent' : start;
    expect(await overrides()).toMatchObject([
      { userId: 2, start: sent, startsAt: start, end: hours(2), endsAt: hours(2) },
    ]);
    const past = await store.schedules.overrides(500, hours(-2), tenOClock);
    expect(past.filter(({ userId }) => userId === 3).map(({ endsAt }) => endsAt)).toEqual(from < 0 ? [tenOClock] : []);
    expect((await audit())[0]).toMatchObject({
      before: { overrides: [{ userId: 3 }] },
      after: { overrides: [{ userId: 2, ...(from < 0 && { start: tenOClock }) }] },
    });
  });

  it('is given on by who may give to others', async () => {
    const { ctx, store } = await aDuty('RESPONDER');
    const override = anOverride(9, 3, hours(1), hours(2));
    await store.schedules.addOverrides([override]);
    await expect(passOnOverride(ctx, override, 2)).rejects.toThrow(refusal('FORBIDDEN'));
  });
});
