import { describe, expect, it } from 'vitest';
import type { UserActor } from '../../../functions/domain/access/actor.ts';
import { type Duration, plus } from '../../../functions/domain/time.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import { asTocsin } from '../../../functions/usecases/configuration/write.ts';
import { belongingsOf, openAlertsOf } from '../../../functions/usecases/user/belongings.ts';
import { checkPerson } from '../../../functions/usecases/user/check-person.ts';
import { placesOf, refuseWhileNamed } from '../../../functions/usecases/user/places.ts';
import { reassign } from '../../../functions/usecases/user/reassign.ts';
import { refuseLoss } from '../../../functions/usecases/user/refuse-loss.ts';
import { anAlert, aPolicy, aUser, tenOClock } from '../../support/factories.ts';
import { anOverride, aSchedule, aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const inDays = (days: number) => plus(tenOClock, { days });
const handOff = (days: number) => ({ startsOn: inDays(days).slice(0, 16), rotation: 'P365D' });

/** Person 1 is on a policy, in a team that is called and in one that is not, and takes turns; person 4 begins in fifty days. */
async function named() {
  const world = await aWorld({
    users: [aUser(1), aUser(2), aUser(3), aUser(4), aUser(5)],
    teams: [
      aTeam([1, 2]),
      aTeam([1], { id: 601, name: 'Uncalled' }),
      aTeam([], { id: 602, name: 'Watchers', members: [{ userId: 1, role: 'STAKEHOLDER' }] }),
    ],
    policy: aPolicy([[1], [2]]),
  });
  const { store } = world;
  const target = (id: number) => [{ escalationTimeout: 5, targets: [{ kind: 'team' as const, id }] }];
  await store.policies.create(aPolicy([], { id: 901, name: 'By team', levels: [...target(600), ...target(602)] }));
  await store.schedules.create(aSchedule([1, 2]));
  const late = [
    { users: [2], ...handOff(-1) },
    { users: [4], ...handOff(50) },
  ];
  const edition = { from: tenOClock, layers: late, shifts: [] };
  await store.schedules.create(aSchedule([], { id: 501, name: 'Late', editions: [edition] }));
  return world;
}

type World = Awaited<ReturnType<typeof named>>;
const names = async (world: World, userId: number, until?: Duration) =>
  (await placesOf(world.as(3), userId, until && { until: plus(tenOClock, until) })).map(
    ({ kind, entity }) => `${kind} ${entity.name}`,
  );

describe('where alerts find somebody', () => {
  it('is on policies, in schedules, and in teams that a policy calls and that they respond in', async () => {
    const world = await named();
    expect(await names(world, 1)).toEqual(['policy Platform team', 'schedule Primary', 'team Platform']);
    expect(await names(world, 2)).toEqual([
      'policy Platform team',
      'schedule Primary',
      'schedule Late',
      'team Platform',
    ]);
    expect(await names(world, 4)).toEqual(['schedule Late']);
    expect(await names(world, 5)).toEqual([]);
  });

  it.each<[Duration, string[]]>([
    [{ days: 49 }, []],
    [{ days: 51 }, ['schedule Late']],
    [{ days: 400 }, ['schedule Late']],
  ])('within %j is where they have a shift by then', async (until, expected) => {
    expect(await names(await named(), 4, until)).toEqual(expected);
  });

  it('is looked for ninety days ahead', async () => {
    const world = await named();
    const edition = { from: tenOClock, shifts: [] };
    for (const [id, days] of [
      [502, 89],
      [503, 91],
    ] as const) {
      const layers = [
        { users: [2], ...handOff(-1) },
        { users: [5], ...handOff(days) },
      ];
      await world.store.schedules.create(aSchedule([], { id, name: `In ${days}`, editions: [{ ...edition, layers }] }));
    }
    expect(await names(world, 5, { days: 400 })).toEqual(['schedule In 89']);
    expect(await names(world, 5)).toEqual(['schedule In 89', 'schedule In 91']);
  });

  it('is also where they stand in for somebody', async () => {
    const world = await named();
    await world.store.schedules.addOverrides([anOverride(1, 5, '2026-11-22T10:00:00Z', '2026-11-22T12:00:00Z')]);
    const past = { userId: 5, start: '2026-11-01T00:00:00Z', end: '2026-11-02T00:00:00Z' };
    const edition = { from: tenOClock, layers: [], shifts: [past] };
    await world.store.schedules.create(aSchedule([], { id: 504, name: 'Past', type: 'STATIC', editions: [edition] }));
    expect(await names(world, 5)).toEqual(['schedule Primary']);
    world.clock.advance({ days: 2 });
    expect(await names(world, 5)).toEqual([]);
  });

  it('speaks against what takes them off call, without the names of what one may not see', async () => {
    const world = await named();
    await world.store.teams.create(aTeam([2], { id: 603, visibility: 'PRIVATE' }));
    await world.store.policies.create(aPolicy([[4]], { id: 902, name: 'Secret', teams: [603] }));
    const actor: UserActor = {
      ...world.as(3).actor,
      teams: { roles: new Map(), privateTeams: new Set([603]), unseenPeople: new Set() },
    };
    const refusal = refuseWhileNamed({ ...world.ctx, actor }, 4, { field: 'role' });
    const { places } = await refusal.then(
      () => expect.fail('it was not refused'),
      (error) => error,
    );
    expect(places).toEqual([
      { kind: 'policy', id: 902 },
      { kind: 'schedule', id: 501, name: 'Late' },
    ]);
    await expect(refuseWhileNamed(world.as(3), 5, { field: 'role' })).resolves.toBeUndefined();
  });
});

describe('a change of somebody', () => {
  const muted = (days: number): Partial<User> => ({ mutedUntil: inDays(days) });
  it.each<[string, number, Partial<User>, Partial<User>, boolean]>([
    ['that takes the role which handles alerts', 1, {}, { role: 'STAKEHOLDER' }, true],
    ['that only takes rights', 1, {}, { role: 'RESPONDER' }, false],
    ['who handled no alerts', 1, { role: 'VIEWER' }, { role: 'STAKEHOLDER' }, false],
    ['whom nothing names', 5, {}, { role: 'STAKEHOLDER' }, false],
    ['that mutes', 1, {}, muted(3), true],
    ['that mutes longer', 1, muted(2), muted(3), true],
    ['that mutes less', 1, muted(3), muted(2), false],
    ['that mutes as long', 1, muted(3), muted(3), false],
    ['that mutes until now', 1, {}, muted(0), false],
    ['that ends it', 1, muted(3), {}, false],
    ['that muted once', 1, {}, muted(-1), false],
    ['that mutes who is not on call by then', 4, {}, muted(3), false],
    ['that mutes who is on call by then', 4, {}, muted(60), true],
  ])('%s (%i: %j to %j) is refused: %s', async (_what, id, before, after, isRefused) => {
    const { as } = await named();
    const change = refuseLoss(as(3), aUser(id, before), aUser(id, after));
    if (isRefused) await expect(change).rejects.toMatchObject({ field: 'mutedUntil' in after ? 'mutedUntil' : 'role' });
    else await expect(change).resolves.toBeUndefined();
  });
});

it.each<[string, User | undefined, string | undefined]>([
  ['who responds', aUser(1, { role: 'RESPONDER' }), undefined],
  ['who watches', aUser(1, { role: 'VIEWER' }), 'user 1 has the role VIEWER and cannot be on call'],
  ['of the canary', aUser(1, { hidden: true }), 'there is no user 1'],
  ['who is gone', undefined, 'there is no user 1'],
])('somebody %s may be on call or not', (_who, user, expected) => {
  const check = () => checkPerson(user, 1, 'by.id');
  if (expected === undefined) expect(check).not.toThrow();
  else expect(check).toThrow(expected);
});

describe('what belongs to somebody', () => {
  it('hinders their deletion where it would be left empty or was planned with them', async () => {
    const world = await named();
    const all = await belongingsOf(asTocsin(world.ctx), 4);
    expect(all).toEqual([{ kind: 'schedule', id: 501, name: 'Late', leavesEmpty: true, hindersDeletion: true }]);
    const first = await belongingsOf(asTocsin(world.ctx), 1);
    expect(first).toEqual([
      { kind: 'policy', id: 900, name: 'Platform team', leavesEmpty: true, hindersDeletion: true },
      { kind: 'schedule', id: 500, name: 'Primary', hindersDeletion: true },
      ...['Platform', 'Uncalled', 'Watchers'].map((name, index) => ({
        ...{ kind: 'team', id: 600 + index, name, hindersDeletion: true },
      })),
    ]);
  });

  it('is told to themselves without the names of what they may not see', async () => {
    const world = await named();
    const { actor, ...ctx } = world.as(1);
    const watching = { ...ctx, actor: { ...actor, role: 'STAKEHOLDER' as const } };
    expect(await belongingsOf(watching, 1)).toEqual([
      { kind: 'policy', id: 900, leavesEmpty: true, hindersDeletion: true },
      { kind: 'schedule', id: 500, hindersDeletion: true },
      ...[600, 601, 602].map((id) => ({ kind: 'team', id, hindersDeletion: true })),
    ]);
  });

  it('is of alerts what is open, whatever a list that lags behind says', async () => {
    const { ctx, store } = await named();
    const listed = [anAlert({ id: 1 }), anAlert({ id: 2, status: 'ACCEPTED' }), anAlert({ id: 3, status: 'RESOLVED' })];
    const alerts = { ...store.alerts, list: async () => listed };
    const open = await openAlertsOf({ ...ctx, store: { ...store, alerts } }, 1);
    expect(open.map(({ id }) => id)).toEqual([1, 2]);
  });
});

describe('who takes somebody’s place', () => {
  const replace = async (userId: number, successor: Partial<User> & { readonly id: number }) => {
    const world = await named();
    await world.store.users.create(aUser(successor.id, successor));
    const user = (await world.store.users.get(userId)) ?? expect.fail('nobody');
    return reassign(asTocsin(world.ctx), user, successor.id);
  };

  it.each<[string, number]>([
    ['is on a policy and more', 1],
    ['is on a policy alone', 7],
    ['is in a schedule alone', 4],
    ['is called with one of their teams alone', 6],
  ])('must handle alerts where the other %s', async (_what, userId) => {
    const world = await named();
    if (userId === 6) {
      await world.store.users.create(aUser(6));
      const member = { userId: 6, role: 'RESPONDER' as const };
      await world.store.teams.create(aTeam([], { id: 604, members: [member] }));
      await world.store.teams.create(aTeam([], { id: 605, members: [{ ...member, role: 'STAKEHOLDER' }] }));
    }
    if (userId === 7) {
      await world.store.users.create(aUser(7));
      await world.store.policies.create(aPolicy([[7]], { id: 903 }));
    }
    await world.store.users.create(aUser(8, { role: 'VIEWER' }));
    const user = (await world.store.users.get(userId)) ?? expect.fail('nobody');
    await expect(reassign(asTocsin(world.ctx), user, 8)).rejects.toThrow('user 8 has the role VIEWER');
  });

  it('may be anybody else who is there, where nobody is called', async () => {
    expect(await replace(5, { id: 8, role: 'VIEWER' })).toMatchObject({ id: 8 });
    await expect(replace(5, { id: 8, hidden: true })).rejects.toThrow('reassign-to: there is no user 8');
    const { ctx, store } = await named();
    const user = (await store.users.get(5)) ?? expect.fail('nobody');
    await expect(reassign(asTocsin(ctx), user, 99)).rejects.toThrow('reassign-to: there is no user 99');
    await expect(reassign(asTocsin(ctx), user, 5)).rejects.toThrow('reassign-to: must be somebody else');
  });
});
