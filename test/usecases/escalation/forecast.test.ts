import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { assignAlert } from '../../../functions/usecases/alert/assign.ts';
import { createManualAlert } from '../../../functions/usecases/alert/create-manual.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { snoozeAlert } from '../../../functions/usecases/alert/snooze.ts';
import { planOfAlert, simulatePolicy } from '../../../functions/usecases/escalation/forecast.ts';
import { anAlert, anEscalation, aPolicy, aUser, tenOClock } from '../../support/factories.ts';
import { anOverride, aSchedule } from '../../support/schedules.ts';
import { watchedStore } from '../../support/watched-store.ts';
import { aWorld, type WorldSketch } from '../../support/world.ts';

interface Page {
  readonly method: string;
  readonly at: string;
  readonly afterMin: number;
  readonly problem?: string;
  readonly sentAs?: string;
}
interface Plan {
  readonly from: string;
  readonly pending: readonly (Page & { readonly user: { readonly id: number } })[];
  readonly levels: readonly {
    readonly level: number;
    readonly afterMin: number;
    readonly skipped?: string;
    readonly people: readonly {
      readonly user: object;
      readonly notifications: readonly Page[];
      readonly left: readonly object[];
      readonly isRepeat?: boolean;
    }[];
  }[];
}

const allWays = [
  { method: 'SMS' },
  { method: 'VOICE', delayMin: 2 },
  { method: 'PUSH', delayMin: 3 },
  { method: 'EMAIL' },
] as const;
const people = [aUser(1, {}, allWays), aUser(2), aUser(3)];
const reachable = '+4915123450001';

/** A world whose first person is reached in every way, with what is foreseen of its policy and its alert. */
async function foreseeing(sketch: WorldSketch = {}, settings: object = {}) {
  const world = await aWorld({ users: people, ...sketch });
  const as = (userId: number, role = 'ADMIN') => {
    const one = world.as(userId);
    return { ...one, actor: { ...one.actor, role }, settings: { ...one.settings, ...settings } } as never;
  };
  const policy = sketch.policy ?? aPolicy([[1], [2], [3]]);
  return {
    ...world,
    as,
    simulate: async (priority: 'HIGH' | 'LOW' = 'HIGH', ctx = as(1)) =>
      (await simulatePolicy(ctx, policy, { priority, at: world.clock.now() })) as Plan,
    plan: async (alertId: number, ctx = as(1)) => (await planOfAlert(ctx, alertId)) as Plan & { status: string },
    begin: async (facts: object = {}) =>
      (await createManualAlert(world.as(1), { summary: 'Disk', sourceId: 800, ...facts } as never)).id,
  };
}

const withNumber = (id: number, e164: string, facts: object = {}) => {
  const user = aUser(id);
  return {
    ...user,
    phones: user.phones.map((phone) => ({ ...phone, target: e164, e164, country: 'DE', ...facts })),
  } as typeof user;
};
const pagesOf = ({ levels }: Plan) =>
  levels.flatMap(({ people: told }) => told.flatMap(({ notifications }) => notifications));

describe('what a policy would do', () => {
  it('names each page by its time and way, and by which contact it goes to who may know', async () => {
    const { simulate } = await foreseeing({ policy: aPolicy([[1]], { delayMin: 1 }) });
    const plan = await simulate();
    expect(plan).toMatchObject({
      from: tenOClock,
      pending: [],
      endsAt: plus(tenOClock, { minutes: 6 }),
      endsAfterMin: 6,
    });
    expect(plan.levels).toMatchObject([{ level: 0, pass: 0, at: plus(tenOClock, { minutes: 1 }), afterMin: 1 }]);
    expect(plan.levels[0]?.people).toMatchObject([
      { user: { id: 1, firstName: 'First1', lastName: 'Last1' }, left: [] },
    ]);
    expect(plan.levels[0]?.people[0]).not.toHaveProperty('isRepeat');
    const byMethod = Object.fromEntries(pagesOf(plan).map((page) => [page.method, page]));
    expect(byMethod).toMatchObject({
      EMAIL: { afterMin: 1, rule: { id: 103 }, contact: { id: 11 }, target: 'user1@example.com' },
      SMS: { afterMin: 1, rule: { id: 100 }, contact: { id: 12 } },
      VOICE: { afterMin: 3, at: plus(tenOClock, { minutes: 3 }), rule: { id: 101 } },
      PUSH: { afterMin: 4, rule: { id: 102 } },
    });
    expect(byMethod.PUSH).not.toHaveProperty('target');
  });

  it('says what cannot be sent, and what goes out by another way', async () => {
    const numbers = [
      withNumber(1, '+4915100000'),
      withNumber(2, reachable),
      withNumber(3, '+33612345678', { country: 'FR', regionCode: 'FR' }),
    ];
    const policy = aPolicy([[1, 2, 3]]);
    const { simulate } = await foreseeing({ users: numbers, policy }, { phoneCountries: new Set(['DE']) });
    expect(pagesOf(await simulate()).map(({ problem }) => problem)).toEqual([
      'INVALID_NUMBER',
      undefined,
      'COUNTRY_NOT_ALLOWED',
    ]);

    const ways = [{ ...aUser(1, {}, allWays), phones: withNumber(1, reachable).phones }, aUser(2), aUser(3)];
    const of = async (settings: object) =>
      Object.fromEntries(
        pagesOf(await (await foreseeing({ users: ways, policy: aPolicy([[1]]) }, settings)).simulate()).map(
          ({ method, sentAs, problem }) => [method, sentAs ?? problem],
        ),
      );
    expect(await of({})).toEqual({ SMS: undefined, VOICE: undefined, PUSH: undefined, EMAIL: undefined });
    expect(await of({ configuredChannels: ['SMS', 'PUSH'], pushesToApps: false })).toEqual({
      SMS: undefined,
      VOICE: 'SMS',
      PUSH: 'CHANNEL_NOT_AVAILABLE',
      EMAIL: 'CHANNEL_NOT_AVAILABLE',
    });
  });

  it('tells why somebody is passed over, to who may know them', async () => {
    const { simulate, as } = await foreseeing();
    const low = await simulate('LOW');
    expect(low.levels[0]).toMatchObject({
      skipped: 'NOBODY_REACHABLE',
      people: [{ user: { id: 1 }, left: [{ reason: 'NO_RULE' }] }],
    });
    expect(low.levels[0]?.people[0]?.left[0]).not.toHaveProperty('method');
    const teams = { unseenPeople: new Set([1]) };
    const actor = { kind: 'user', userId: 9, role: 'USER', name: 'G', via: 'API', person: aUser(9), teams };
    const guest = { ...(as(9) as object), actor } as never;
    const hidden = (await simulate('LOW', guest)).levels[0]?.people[0];
    expect([hidden?.user, hidden?.left]).toEqual([{ id: 1 }, []]);
  });

  it('shows by which contact to nobody who may not change the person', async () => {
    const { simulate, as } = await foreseeing({ policy: aPolicy([[1]]) });
    const [page] = pagesOf(await simulate('HIGH', as(2, 'USER')));
    expect(page).toEqual({ at: tenOClock, afterMin: 0, method: 'SMS', problem: 'INVALID_NUMBER' });
  });

  it('tells which rule of somebody leads nowhere', async () => {
    const user = withNumber(1, reachable, { status: 'BLACKLISTED' });
    const { simulate } = await foreseeing({ users: [user, aUser(2), aUser(3)] });
    expect((await simulate()).levels[0]?.people[0]?.left).toEqual([{ method: 'SMS', reason: 'CONTACT_BLOCKED' }]);
  });

  it('says what is wrong with a number that is called, too', async () => {
    const users = [aUser(1, {}, [{ method: 'VOICE' }]), aUser(2), aUser(3)];
    const { simulate } = await foreseeing({ users, policy: aPolicy([[1]]) });
    expect(pagesOf(await simulate())).toMatchObject([{ method: 'VOICE', problem: 'INVALID_NUMBER' }]);
  });

  it('names who will be on call by the time of each level, also in place of somebody', async () => {
    const world = await foreseeing();
    await world.store.schedules.create(aSchedule([1, 2]));
    await world.store.schedules.addOverrides([anOverride(9001, 3, '2026-11-23T08:00:00Z', '2026-11-24T08:00:00Z')]);
    const shift = { kind: 'schedule' as const, id: 500 };
    const levels = [1, 2, 3].map(() => ({ escalationTimeout: 24 * 60, targets: [shift] }));
    const policy = { ...aPolicy([]), levels };
    const plan = (await simulatePolicy(world.as(1), policy, { priority: 'HIGH', at: tenOClock })) as Plan;
    expect(plan.levels.map(({ people: told }) => told.map(({ user }) => user))).toMatchObject([
      [{ id: 2 }],
      [{ id: 1 }],
      [{ id: 3 }],
    ]);
  });

  it('tells who is told already by what is on its way', async () => {
    const { simulate } = await foreseeing({ policy: aPolicy([[2], [2]], { minutes: 0 }) });
    expect((await simulate()).levels.map(({ people: told }) => told.map(({ isRepeat }) => isRepeat))).toEqual([
      [undefined],
      [true],
    ]);
  });
});

describe('what is left of an alert', () => {
  it('are the pages that are planned, also of people whom the policy does not name any more, and the levels to come', async () => {
    const { begin, plan, store, clock, run } = await foreseeing();
    const id = await begin();
    await run(id, { seconds: 90 });
    const policy = (await store.policies.get(900)) ?? expect.fail('there is a policy');
    await store.policies.save(
      { ...policy, levels: policy.levels.map((level) => ({ ...level, targets: [{ kind: 'user', id: 2 }] })) },
      policy,
    );
    const left = await plan(id);
    expect(left).toMatchObject({ status: 'PENDING', from: clock.now() });
    expect(left.pending).toMatchObject([
      { method: 'VOICE', afterMin: 0.5, user: { id: 1, firstName: 'First1' } },
      { method: 'PUSH', afterMin: 1.5, user: { id: 1 } },
    ]);
    expect(left.levels.map(({ level, afterMin }) => [level, afterMin])).toEqual([
      [1, 3.5],
      [2, 8.5],
    ]);
  });

  it('says what is wrong with a page that is planned, and nothing of the contact of who is gone by now', async () => {
    const users = [aUser(1, {}, [{ method: 'VOICE', delayMin: 2 }]), aUser(2), aUser(3)];
    const { begin, plan, as, store, run } = await foreseeing({ users });
    const id = await begin();
    await run(id, { seconds: 1 });
    const [page] = (await plan(id)).pending;
    expect(page).toMatchObject({ method: 'VOICE', problem: 'INVALID_NUMBER', rule: { id: 100 }, contact: { id: 12 } });
    const getMany: typeof store.users.getMany = async (ids) =>
      (await store.users.getMany(ids)).filter((one) => one.id > 1);
    const without = { ...(as(1) as object), store: { ...store, users: { ...store.users, getMany } } } as never;
    const [left] = (await plan(id, without)).pending;
    expect(left).toEqual({ user: { id: 1 }, at: page?.at, afterMin: page?.afterMin, method: 'VOICE' });
  });

  it('names no contact where a former version planned a page without', async () => {
    const { plan, store } = await foreseeing();
    const page = { userId: 1, ruleId: 100, method: 'SMS', target: reachable, language: 'en' } as const;
    const step = { alertId: 700, stepId: 1, run: 1, level: 0, pass: 0, claimedAt: tenOClock, expandedAt: tenOClock };
    const at = plus(tenOClock, { minutes: 1 });
    const escalation = anEscalation({ level: 0, stepId: 1, nextLevelAt: plus(tenOClock, { minutes: 5 }), nextAt: at });
    const planned = { ...step, responders: [1], notifications: [{ ...page, at }] };
    await store.alerts.create(anAlert({ escalation }), { log: [], step: planned });
    const [pending] = (await plan(700)).pending;
    expect(pending).toMatchObject({ target: reachable, rule: { id: 100 } });
    expect(pending).not.toHaveProperty('contact');
  });

  it('reads nobody twice, and nothing where it is resolved', async () => {
    const { begin, plan, as, store, run } = await foreseeing();
    const id = await begin();
    await run(id, { seconds: 1 });
    const watched = watchedStore(store, ['users', 'policies', 'alerts']);
    const looking = { ...(as(1) as object), store: watched.store } as never;
    await plan(id, looking);
    const read = watched.calls('users.getMany').flat(2);
    expect(read).toEqual([...new Set(read)]);
    await resolveAlert(as(1), { alertId: id });
    const steps = watched.calls('alerts.steps').length;
    expect(await plan(id, looking)).toMatchObject({ status: 'RESOLVED', pending: [], levels: [] });
    expect([watched.calls('alerts.steps').length - steps, watched.calls('policies.get').length]).toEqual([0, 1]);
  });

  it('that is overdue is now', async () => {
    const { begin, plan, clock, run } = await foreseeing();
    const id = await begin();
    await run(id, { seconds: 1 });
    clock.advance({ minutes: 7 });
    const left = await plan(id);
    expect(left.pending.map(({ at, afterMin }) => [at, afterMin])).toEqual([
      [clock.now(), 0],
      [clock.now(), 0],
    ]);
    expect(left.levels[0]).toMatchObject({ at: clock.now(), afterMin: 0 });
  });

  it('is nothing once it was accepted, for which nothing more is read, but all of it where it only sleeps', async () => {
    const { begin, plan, as, store } = await foreseeing();
    const id = await begin();
    await acceptAlert(as(1), { alertId: id });
    const watched = watchedStore(store, ['policies', 'alerts']);
    const over = await plan(id, { ...(as(1) as object), store: watched.store } as never);
    expect(over).toStrictEqual({ status: 'ACCEPTED', from: tenOClock, pending: [], levels: [] });
    expect([watched.calls('policies.get'), watched.calls('alerts.steps')]).toEqual([[], []]);
    await snoozeAlert(as(1), { alertId: id, until: plus(tenOClock, { hours: 2 }) });
    const asleep = await plan(id);
    expect(asleep.levels.map(({ level }) => level)).toEqual([0, 1, 2]);
    expect(asleep.levels[0]?.afterMin).toBeGreaterThan(0);
  });

  it('is about who it was given to alone', async () => {
    const { begin, plan, as, store, run } = await foreseeing();
    const id = await begin();
    await run(id, { seconds: 1 });
    await assignAlert(as(1), { alertId: id, to: { kind: 'user', id: 3 } } as never);
    const watched = watchedStore(store, ['policies']);
    const left = await plan(id, { ...(as(1) as object), store: watched.store } as never);
    expect(left.levels.flatMap(({ people: told }) => told.map(({ user }) => user))).toMatchObject([{ id: 3 }]);
    expect(watched.calls('policies.get')).toEqual([]);
  });
});
