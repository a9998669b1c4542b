import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../functions/domain/access/actor.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { asTocsin } from '../../../functions/usecases/configuration/write.ts';
import {
  acceptCoverage,
  cancelCoverage,
  declineCoverage,
  readCoverage,
} from '../../../functions/usecases/coverage/answer.ts';
import { askForCoverage } from '../../../functions/usecases/coverage/ask.ts';
import type { CoverageInput } from '../../../functions/usecases/coverage/inputs.ts';
import { presentCoverage } from '../../../functions/usecases/coverage/present.ts';
import { at, aUser, tenOClock } from '../../support/factories.ts';
import { aSchedule, aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

/** Person 2 has the first turn, until eight of the next day, and person 1 the one after it. */
const handOff = at('2026-11-22T08:00:00Z');
const inHours = (hours: number) => plus(tenOClock, { hours });

let world: Awaited<ReturnType<typeof aWorld>>;
beforeEach(async () => {
  world = await aWorld({
    users: [aUser(1), aUser(2), aUser(3), aUser(4, { role: 'VIEWER' })],
    teams: [aTeam([3], { id: 601, name: 'Cell', visibility: 'PRIVATE' })],
  });
  await world.store.schedules.create(aSchedule([1, 2]));
  await world.store.schedules.create(aSchedule([1, 2], { id: 501, name: 'Secret', teams: [601] }));
});

const as = (userId: number, role: Role = 'USER') => {
  const { actor, ...ctx } = world.as(userId);
  const teams = { roles: new Map(), privateTeams: new Set([601]), unseenPeople: new Set<number>() };
  return { ...ctx, actor: { ...actor, role, ...(role !== 'ADMIN' && { teams }) } };
};
const shift = (start: string, end: string, id = 500) => ({ schedule: { id }, start, end });
const ask = (input: Partial<CoverageInput> = {}, userId = 2, role: Role = 'USER') =>
  askForCoverage(as(userId, role), { colleague: { id: 1 }, shifts: [shift(inHours(1), inHours(2))], ...input });
const overrides = async (userId = 1) =>
  (await world.store.schedules.overridesOf(userId, tenOClock)).map(({ scheduleId, startsAt, endsAt }) => [
    scheduleId,
    startsAt,
    endsAt,
  ]);
/** What was sent since it was last asked: to whom, and the words. */
const news = async () => {
  const messages = world.sent.splice(0);
  const found = await Promise.all(messages.map(({ scope, id }) => world.store.notifications.get(scope, id)));
  return found.map((one) => ({ to: one?.userId, channel: one?.channel, text: one?.text }));
};

describe('a colleague who is asked', () => {
  it('is told of the shifts and why, and the request stands until it is answered', async () => {
    const request = await ask({ message: 'My train is late' });
    expect(request).toEqual({
      id: request.id,
      version: 0,
      requesterId: 2,
      colleagueId: 1,
      shifts: [{ scheduleId: 500, start: inHours(1), end: inHours(2) }],
      message: 'My train is late',
      state: 'PENDING',
      createdAt: tenOClock,
      updatedAt: tenOClock,
    });
    expect(await world.store.coverage.get(request.id)).toMatchObject({ state: 'PENDING', shifts: request.shifts });
    const [told, ...others] = await news();
    expect([told?.to, told?.channel, others]).toEqual([1, 'EMAIL', []]);
    for (const word of ['First2 Last2', 'Primary', 'My train is late']) expect(told?.text).toContain(word);
  });

  it('may be asked for what has begun, and on a schedule that plans with who asks, whoever owns it', async () => {
    const begun = shift(minus(tenOClock, { hours: 1 }), inHours(1), 501);
    expect((await ask({ shifts: [begun] })).shifts).toEqual([{ scheduleId: 501, start: begun.start, end: begun.end }]);
    expect(await ask({ message: '' })).not.toHaveProperty('message');
    const beforeTheirs = shift(minus(tenOClock, { hours: 5 }), inHours(1));
    expect((await ask({ shifts: [beforeTheirs] })).shifts).toMatchObject([{ start: beforeTheirs.start }]);
    await expect(ask({ shifts: [begun] }, 3)).rejects.toMatchObject({ field: 'shifts[0].schedule.id' });
  });

  const own = shift(inHours(1), inHours(2));
  it.each<[string, Partial<CoverageInput>, string]>([
    ['who asks', { colleague: { id: 2 } }, 'colleague.id: must be somebody else'],
    ['not there', { colleague: { id: 99 } }, 'colleague.id'],
    ['nobody who handles alerts', { colleague: { id: 4 } }, 'colleague.id: user 4 has the role VIEWER'],
    ['asked about no schedule', { shifts: [own, shift(own.start, own.end, 99)] }, 'shifts[1].schedule.id'],
    ['asked about no time', { shifts: [own, shift('soon', own.end)] }, 'shifts[1].start: must be a date-time'],
    ['asked about an end at no time', { shifts: [shift(own.start, 'later')] }, 'shifts[0].end: must be a date-time'],
    ['asked about a moment', { shifts: [shift(own.start, own.start)] }, 'shifts[0].end: must be after start'],
    [
      'asked about what is over',
      { shifts: [shift(minus(tenOClock, { hours: 1 }), tenOClock)] },
      'shifts[0].end: must not be in the past',
    ],
    [
      'asked about times too far away',
      { shifts: [shift(own.start, plus(tenOClock, { days: 366, milliseconds: 1 }))] },
      'shifts[0].end: must be within a year',
    ],
    [
      'asked about a whole year',
      { shifts: [shift(own.start, plus(tenOClock, { days: 366 }))] },
      'shifts[0].start: you are not on call all that time',
    ],
    [
      'asked about their own time',
      { shifts: [own, shift(own.start, plus(handOff, { minutes: 1 }))] },
      'shifts[1].start: you are not on call all that time',
    ],
  ])('is not %s', async (_what, input, problem) => {
    await expect(ask(input)).rejects.toThrow(problem);
    expect(await world.store.coverage.ofUser(2, { offset: 0, limit: 9 })).toEqual([]);
    expect(await news()).toEqual([]);
  });

  it('is not asked about a schedule that is deleted at that moment', async () => {
    world.store.schedules.getMany = async () => [];
    await expect(ask()).rejects.toThrow('shifts[0].schedule.id: there is no schedule 500');
  });

  it('is asked by people who may take shifts alone', async () => {
    await expect(ask({}, 2, 'VIEWER')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const input = { colleague: { id: 1 }, shifts: [own] };
    await expect(askForCoverage(asTocsin(world.ctx), input)).rejects.toThrow('only people ask for coverage');
  });

  it('is not told where they cannot be reached, nor while nothing can be queued: the request stands', async () => {
    const user = (await world.store.users.get(1)) ?? expect.fail('there is a user 1');
    world.queue.failing = true;
    expect(await ask()).toMatchObject({ state: 'PENDING' });
    world.queue.failing = false;
    await world.store.users.save({ ...user, emails: [], phones: [] }, user);
    expect(await ask()).toMatchObject({ state: 'PENDING' });
    expect(await news()).toEqual([]);
  });
});

describe('a request', () => {
  it('is known to both sides and to administrators, and to nobody else', async () => {
    const { id } = await ask();
    for (const reader of [as(1), as(2), as(3, 'ADMIN')]) expect(await readCoverage(reader, id)).toMatchObject({ id });
    await expect(readCoverage(as(3), id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(readCoverage(as(1), 4711)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that is accepted puts the colleague on call for what is left, and tells who asked', async () => {
    const shifts = [shift(inHours(0), inHours(1)), shift(inHours(1), inHours(3)), shift(inHours(4), inHours(5), 501)];
    const { id } = await ask({ shifts, message: 'Please' });
    await news();
    world.clock.advance({ hours: 1 });
    world.clock.advance({ minutes: 30 });
    const accepted = await acceptCoverage(as(1), id);
    expect(accepted).toMatchObject({ state: 'ACCEPTED', updatedAt: world.clock.now() });
    expect(await world.store.coverage.get(id)).toEqual(accepted);
    expect(await overrides()).toEqual([
      [500, inHours(1.5), inHours(3)],
      [501, inHours(4), inHours(5)],
    ]);
    const [told, ...others] = await news();
    expect([told?.to, told?.channel, others]).toEqual([2, 'EMAIL', []]);
    for (const word of ['First1 Last1', 'Primary', 'Secret']) expect(told?.text).toContain(word);
    expect(told?.text).not.toContain('Please');
    const audit = await world.store.audit.list({}, { offset: 0, limit: 4 });
    expect(
      audit
        .slice(0, 3)
        .map(({ action, entity }) => `${action} ${entity.id}`)
        .sort(),
    ).toEqual(['schedule:override 500', 'schedule:override 501', `coverage-request:update ${id}`].sort());
    for (const again of [acceptCoverage, declineCoverage])
      await expect(again(as(1), id)).rejects.toThrow(`coverage request ${id} is accepted already`);
    await expect(cancelCoverage(as(2), id)).rejects.toThrow('is accepted already');
  });

  it('is accepted or declined by who is asked, or an administrator for them', async () => {
    const { id } = await ask();
    for (const answer of [acceptCoverage, declineCoverage]) {
      await expect(answer(as(2), id)).rejects.toThrow('only the colleague who is asked may answer');
      await expect(answer(as(3), id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await overrides()).toEqual([]);
    expect(await acceptCoverage(as(3, 'ADMIN'), id)).toMatchObject({ state: 'ACCEPTED' });
    expect(await overrides()).toEqual([[500, inHours(1), inHours(2)]]);
  });

  it('that is declined tells who asked, and changes no shift', async () => {
    const { id } = await ask();
    await news();
    world.clock.advance({ minutes: 1 });
    expect(await declineCoverage(as(1), id)).toMatchObject({ state: 'DECLINED', updatedAt: world.clock.now() });
    expect((await news()).map(({ to }) => to)).toEqual([2]);
    expect(await overrides()).toEqual([]);
  });

  it('is taken back by who asked alone, which tells who was asked', async () => {
    const { id } = await ask({ message: 'Please' });
    await news();
    for (const other of [as(1), as(3, 'ADMIN')])
      await expect(cancelCoverage(other, id)).rejects.toThrow('only who asked may take the request back');
    expect(await cancelCoverage(as(2), id)).toMatchObject({ state: 'CANCELLED' });
    const told = await news();
    expect(told.map(({ to }) => to)).toEqual([1]);
    expect(told[0]?.text).not.toContain('Please');
    await expect(acceptCoverage(as(1), id)).rejects.toThrow('is cancelled already');
  });

  it('cannot be accepted once all of it is over', async () => {
    const { id } = await ask();
    world.clock.set(inHours(2));
    await expect(acceptCoverage(as(1), id)).rejects.toThrow(`all shifts of coverage request ${id} are over`);
  });

  it('cannot be accepted where a shift is not theirs any more, or its schedule is gone', async () => {
    const { id } = await ask({ shifts: [shift(inHours(1), inHours(2)), shift(inHours(1), inHours(2), 501)] });
    const schedule = (await world.store.schedules.get(501)) ?? expect.fail('there is a schedule 501');
    await world.store.schedules.delete(schedule);
    await expect(acceptCoverage(as(1), id)).rejects.toThrow(
      `the shift from ${inHours(1)} is not the requester's any more`,
    );
    const other = await ask();
    const taken = { id: 9, scheduleId: 500, userId: 3, start: inHours(1), end: inHours(1.5), createdAt: tenOClock };
    await world.store.schedules.addOverrides([{ ...taken, startsAt: inHours(1), endsAt: inHours(1.5) }]);
    await expect(acceptCoverage(as(1), other.id)).rejects.toThrow("is not the requester's any more");
    expect(await overrides()).toEqual([]);
  });

  it('cannot be accepted for a colleague who handles alerts no more', async () => {
    const { id } = await ask();
    const user = (await world.store.users.get(1)) ?? expect.fail('there is a user 1');
    await world.store.users.save({ ...user, role: 'VIEWER' }, user);
    await expect(acceptCoverage(as(1), id)).rejects.toThrow('colleague.id: user 1 has the role VIEWER');
  });
});

it('a request on the wire names both sides and the schedules that are there', async () => {
  const first = await ask({ message: 'Please' });
  const second = { ...first, id: 5, message: undefined, shifts: [{ ...first.shifts[0], scheduleId: 77 }] };
  const person = (id: number) => ({ id, firstName: `First${id}`, lastName: `Last${id}` });
  const common = { requester: person(2), colleague: person(1), state: 'PENDING' };
  const times = { start: inHours(1), end: inHours(2) };
  const dates = { createdAt: tenOClock, updatedAt: tenOClock };
  const primary = { id: 500, name: 'Primary', type: 'RECURRING' };
  expect(await presentCoverage(world.ctx, [first, second as typeof first])).toEqual([
    { ...common, ...dates, id: first.id, shifts: [{ schedule: primary, ...times }], message: 'Please' },
    { ...common, ...dates, id: 5, shifts: [{ schedule: { id: 77 }, ...times }] },
  ]);
});
