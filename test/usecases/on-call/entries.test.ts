import { describe, expect, it } from 'vitest';
import type { UserActor } from '../../../functions/domain/access/actor.ts';
import type { EscalationPolicy, Target } from '../../../functions/domain/escalation-policy/escalation-policy.ts';
import { type Instant, minus, plus } from '../../../functions/domain/time.ts';
import { asTocsin } from '../../../functions/usecases/configuration/write.ts';
import { namedOnCall, type OnCallQuery, onCallEntries } from '../../../functions/usecases/on-call/entries.ts';
import { listOnCalls } from '../../../functions/usecases/on-call/list.ts';
import { aPolicy, aSource, aUser, tenOClock } from '../../support/factories.ts';
import { aSchedule, aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const user = (id: number): Target => ({ kind: 'user', id });
const schedule = (id: number): Target => ({ kind: 'schedule', id });
const team = (id: number): Target => ({ kind: 'team', id });
const policyOf = (id: number, levels: readonly (readonly Target[])[], facts: Partial<EscalationPolicy> = {}) =>
  aPolicy([], { id, levels: levels.map((targets) => ({ escalationTimeout: 5, targets: [...targets] })), ...facts });

/** Everybody in turns of a day, person 1 on the first; 501 is a private team's, whose member is person 4. */
async function onCall() {
  const world = await aWorld({
    users: [
      aUser(1),
      aUser(2),
      aUser(3),
      aUser(4),
      aUser(5, { role: 'STAKEHOLDER' }),
      aUser(6, { hidden: true }),
      aUser(7),
    ],
    teams: [aTeam([3, 5, 6]), aTeam([4], { id: 601, visibility: 'PRIVATE' })],
    policy: aPolicy([[1]], { id: 899 }),
    source: aSource({ id: 799, integrationKey: 'il1api-899', policyId: 899, active: false }),
  });
  const { store } = world;
  const own = await store.sources.get(799);
  if (own) await store.sources.delete(own);
  await store.schedules.create(aSchedule([1, 2]));
  await store.schedules.create(aSchedule([4], { id: 501, teams: [601] }));
  await store.policies.create(policyOf(900, [[user(1)], [schedule(500), team(600)]]));
  await store.policies.create(policyOf(901, [[schedule(501), user(2)], [user(7)], [user(6)]]));
  await store.policies.create(policyOf(902, [[user(3)]]));
  await store.policies.create(policyOf(903, [[user(3)]], { teams: [601] }));
  await store.sources.create(aSource());
  await store.sources.create(aSource({ id: 801, integrationKey: 'il1api-901', policyId: 901 }));
  await store.sources.create(aSource({ id: 803, integrationKey: 'il1api-903', policyId: 903 }));
  const actor: UserActor = {
    ...world.as(1).actor,
    teams: { roles: new Map(), privateTeams: new Set([601]), unseenPeople: new Set() },
  };
  const line = ({ policy, level, user, shift }: Awaited<ReturnType<typeof onCallEntries>>[number]) =>
    `${policy.id}/${level}: ${user.id}${shift === undefined ? '' : ` ${shift.start.slice(0, 13)}`}`;
  const ask = async (query: Partial<OnCallQuery> = {}, isSeeingAll = false) => {
    const ctx = isSeeingAll ? asTocsin(world.ctx) : { ...world.ctx, actor };
    return (await onCallEntries(ctx, { from: tenOClock, until: tenOClock, ...query })).map(line);
  };
  return { ...world, actor, ask };
}

describe('who is on call', () => {
  it('is told by policy and level, of those in use that one may see', async () => {
    const { ask } = await onCall();
    expect(await ask()).toEqual(['900/1: 1', '900/2: 2 2026-11-21T08', '900/2: 3', '901/1: 2', '901/2: 7']);
    expect(await ask({}, true)).toEqual([
      ...[
        '900/1: 1',
        '900/2: 2 2026-11-21T08',
        '900/2: 3',
        '901/1: 4 2026-11-21T08',
        '901/1: 2',
        '901/2: 7',
        '903/1: 3',
      ],
    ]);
  });

  it.each<[string, Partial<OnCallQuery>, string[]]>([
    ['a policy', { policies: [901] }, ['901/1: 2', '901/2: 7']],
    ['a policy that nothing uses', { policies: [902] }, []],
    ['none of the policies', { policies: [] }, []],
    ['a level', { levels: [{ id: 900, level: 2 }] }, ['900/2: 2 2026-11-21T08', '900/2: 3']],
    ['a level that is not there', { levels: [{ id: 900, level: 3 }] }, []],
    [
      'a level each of two policies',
      {
        levels: [
          { id: 900, level: 1 },
          { id: 901, level: 2 },
        ],
      },
      ['900/1: 1', '901/2: 7'],
    ],
    [
      'two levels of one policy',
      { levels: [1, 2].map((level) => ({ id: 900, level })) },
      ['900/1: 1', '900/2: 2 2026-11-21T08', '900/2: 3'],
    ],
    [
      'a policy, and a level of another',
      { policies: [901], levels: [{ id: 900, level: 1 }] },
      ['900/1: 1', '901/1: 2', '901/2: 7'],
    ],
    [
      'a policy with and without a level',
      { policies: [900], levels: [{ id: 900, level: 1 }] },
      ['900/1: 1', '900/2: 2 2026-11-21T08', '900/2: 3'],
    ],
    ['a schedule, and nobody who is named otherwise', { schedules: [500] }, ['900/2: 2 2026-11-21T08']],
    ['a schedule that one may not see', { schedules: [501] }, []],
    ['a person', { users: [2] }, ['900/2: 2 2026-11-21T08', '901/1: 2']],
    ['a person of a team', { users: [3] }, ['900/2: 3']],
    ['nobody', { users: [] }, []],
  ])('is told of %s alone', async (_what, query, expected) => {
    const { ask } = await onCall();
    expect(await ask(query)).toEqual(expected);
  });

  it('is everybody with a shift in a stretch of time, both ends of it included', async () => {
    const { ask } = await onCall();
    const handOff = plus(tenOClock, { hours: 22 });
    const of = (query: Partial<OnCallQuery>) => ask({ schedules: [500], ...query });
    expect(await of({ until: handOff })).toEqual(['900/2: 2 2026-11-21T08']);
    expect(await of({ until: plus(handOff, { milliseconds: 1 }) })).toEqual([
      '900/2: 2 2026-11-21T08',
      '900/2: 1 2026-11-22T08',
    ]);
    const before = minus(handOff, { milliseconds: 1 });
    expect(await of({ from: before, until: before })).toEqual(['900/2: 2 2026-11-21T08']);
    expect(await of({ from: handOff, until: handOff })).toEqual(['900/2: 1 2026-11-22T08']);
    expect(await of({ from: handOff, until: tenOClock })).toEqual(['900/2: 1 2026-11-22T08']);
  });

  it('is said also of those who are gone, by who wants to know', async () => {
    const { ctx, actor, store } = await onCall();
    const getMany = async (ids: readonly number[]) => (await store.users.getMany(ids)).filter(({ id }) => id !== 7);
    const without7 = { ...store, users: { ...store.users, getMany } };
    const asked = { from: tenOClock, until: tenOClock, policies: [901] };
    const known = await onCallEntries({ ...ctx, store: without7, actor }, asked);
    expect(known.map(({ user }) => user.id)).toEqual([2]);
    const named = await namedOnCall({ ...ctx, store: without7, actor }, asked);
    expect(named.map(({ level, userId, user }) => [level, userId, user?.firstName])).toEqual([
      [1, 2, 'First2'],
      [2, 7, undefined],
    ]);
  });
});

it('the policies are told by their ids, in whatever order they are found', async () => {
  const { ask, store } = await onCall();
  store.sources.policiesInUse = async () => new Set([901, 99, 900]);
  await store.policies.create(policyOf(99, [[user(3)]]));
  expect((await ask()).map((line) => line.slice(0, 5))).toEqual(['99/1:', '900/1', '900/2', '900/2', '901/1', '901/2']);
});

it('a stakeholder is named for themselves, and not by a team', async () => {
  const { ask, store } = await onCall();
  await store.policies.create(policyOf(904, [[user(5)], [team(600)]]));
  await store.sources.create(aSource({ id: 804, integrationKey: 'il1api-904', policyId: 904 }));
  expect(await ask({ policies: [904] })).toEqual(['904/1: 5', '904/2: 3']);
});

it('only what the policies name is read, and no team where schedules are asked for', async () => {
  const { ask, store } = await onCall();
  const asked: (readonly number[])[] = [];
  const { getMany } = store.teams;
  store.teams.getMany = (ids) => {
    asked.push(ids);
    return getMany(ids);
  };
  await ask({ policies: [900] });
  await ask({ schedules: [500] });
  expect(asked).toEqual([[600]]);
});

it('a team that is gone stands for nobody', async () => {
  const { ctx, actor, store } = await onCall();
  const without = { ...store, teams: { ...store.teams, getMany: async () => [] } };
  const named = await namedOnCall(
    { ...ctx, store: without, actor },
    { from: tenOClock, until: tenOClock, policies: [900] },
  );
  expect(named.map(({ level, userId }) => [level, userId])).toEqual([
    [1, 1],
    [2, 2],
  ]);
});

it('what a list expands is shown as others show it, each person and schedule as far as they are asked for', async () => {
  const { ctx, actor } = await onCall();
  const list = async (...expand: string[]) => {
    const query = { from: tenOClock, until: tenOClock, timezone: 'Asia/Kolkata', expand: new Set(expand) };
    const [, entry] = await listOnCalls({ ...ctx, actor }, query, { offset: 0, limit: 9 });
    return entry;
  };
  const brief = {
    user: { id: 2, firstName: 'First2', lastName: 'Last2' },
    escalationPolicy: { id: 900, name: 'Platform team' },
    schedule: { id: 500, name: 'Primary', type: 'RECURRING' },
    start: '2026-11-21T13:30:00+05:30',
    end: '2026-11-22T13:30:00+05:30',
    escalationLevel: 2,
  };
  expect(await list()).toEqual(brief);
  const all = await list('user', 'policy', 'schedule');
  expect(all).toMatchObject({
    user: { username: 'user2', role: 'USER' },
    escalationPolicy: { id: 900, escalationRules: expect.any(Array) },
    schedule: { id: 500, timezone: 'Europe/Berlin' },
  });
  expect(all).not.toHaveProperty('schedule.scheduleLayers');
  expect(await list('escalationPolicy')).toMatchObject({ escalationPolicy: { escalationRules: expect.any(Array) } });
});

it.each([
  ['UTC', '2026-11-21T08:00:00.000Z'],
  ['America/St_Johns', '2026-11-21T04:30:00-03:30'],
  ['Asia/Kathmandu', '2026-11-21T13:45:00+05:45'],
])('a list tells times as clocks in %s show them', async (timezone, start) => {
  const { ctx, actor } = await onCall();
  const query = { from: tenOClock, until: tenOClock, timezone, expand: new Set<string>() };
  const [, entry] = await listOnCalls({ ...ctx, actor }, query, { offset: 0, limit: 9 });
  expect(entry).toMatchObject({ start });
});

it('somebody whom the reader may not know is told by their id, however much is asked for', async () => {
  const { ctx, actor } = await onCall();
  const teams = { roles: new Map(), privateTeams: new Set([601]), unseenPeople: new Set([2]) };
  const query = { from: tenOClock, until: tenOClock, timezone: 'UTC', expand: new Set(['user']) };
  const list = await listOnCalls({ ...ctx, actor: { ...actor, teams } }, query, { offset: 0, limit: 2 });
  expect(list).toMatchObject([{ user: { username: 'user1' } }, {}]);
  expect((list[1] as { user: object }).user).toEqual({ id: 2 });
});

it.each<[string, { readonly until: Instant; readonly timezone?: string }, string | undefined]>([
  ['three months', { until: plus(tenOClock, { days: 92 }) }, undefined],
  ['more', { until: plus(tenOClock, { days: 92, milliseconds: 1 }) }, 'until: must be at most three months after from'],
  ['a moment', { until: tenOClock }, undefined],
  ['less than a moment', { until: minus(tenOClock, { milliseconds: 1 }) }, 'until: lies before from'],
  ['a moment of no zone', { until: tenOClock, timezone: 'Nowhere' }, 'timezone: must be an IANA time zone'],
])('a list is of %s', async (_what, asked, expected) => {
  const { ctx, actor } = await onCall();
  const query = { from: tenOClock, timezone: 'UTC', expand: new Set<string>(), ...asked };
  const list = listOnCalls({ ...ctx, actor }, query, { offset: 1, limit: 2 });
  if (expected === undefined) await expect(list).resolves.toHaveLength(2);
  else await expect(list).rejects.toThrow(expected);
});
