import { describe, expect, it, vi } from 'vitest';
import { knownTo, type NamedInInput, newlyNamed, theNamed } from '../../functions/usecases/known.ts';
import { aPolicy, aUser } from '../support/factories.ts';
import { aWorld } from '../support/world.ts';

it('what is hidden is known to nobody, what is not is, and what is not there is left out', async () => {
  const world = await aWorld();
  await world.store.policies.create(aPolicy([[1]], { id: 950, hidden: true }));
  await world.store.policies.create(aPolicy([[1]], { id: 951, hidden: false }));
  await world.store.users.create(aUser(7, { hidden: true }));
  const known = async (kind: 'policy' | 'user', ids: readonly number[]) => [
    ...(await knownTo(world.as(1), kind, ids)).keys(),
  ];
  expect(await known('policy', [900, 950, 951, 4711, 900])).toEqual([900, 951]);
  expect(await known('user', [1, 7])).toEqual([1]);
});

it('who somebody is, is known to stakeholders, too, unless they are kept private', async () => {
  const { ctx, as } = await aWorld();
  const { actor } = as(1);
  const access = { roles: new Map(), privateTeams: new Set([5]), unseenPeople: new Set([3]) };
  const stakeholder = { ...ctx, actor: { ...actor, role: 'STAKEHOLDER', teams: access } as const };
  expect([...(await knownTo(stakeholder, 'user', [1, 2, 3])).keys()]).toEqual([1, 2]);
});

it('the one thing that a member names is there, or is told to be missing at that member', async () => {
  const { as } = await aWorld();
  expect(await theNamed(as(1), 'policy', { id: 900, field: 'policy.id' })).toMatchObject({
    id: 900,
    levels: [{}, {}, {}],
  });
  await expect(theNamed(as(1), 'policy', { id: 99, field: 'policy.id' })).rejects.toThrow(
    'policy.id: there is no escalation policy 99',
  );
});

describe('what an input newly names', () => {
  const named: readonly NamedInInput[] = [
    { kind: 'user', id: 1, field: 'users[0].id' },
    { kind: 'policy', id: 900, field: 'policy.id' },
    { kind: 'user', id: 2, field: 'users[1].id' },
  ];

  it('is read once for each kind, and found by kind and id', async () => {
    const world = await aWorld();
    const { store } = world;
    const getMany = vi.fn(store.users.getMany);
    const ctx = { ...world.as(1), store: { ...store, users: { ...store.users, getMany } } };
    const found = await newlyNamed(ctx, [...named, { kind: 'user', id: 3, field: 'x' }], [{ kind: 'user', id: 3 }]);
    expect(getMany.mock.calls).toEqual([[[1, 2]]]);
    expect([found('user', 2)?.firstName, found('policy', 900)?.id, found('user', 900), found('team', 1)]).toEqual([
      'First2',
      900,
      undefined,
      undefined,
    ]);
  });

  it('is there; of several that are not the first one is told, by its place', async () => {
    const world = await aWorld();
    const missing: readonly NamedInInput[] = [
      { kind: 'incident-template', id: 900, field: 'query', position: 7 },
      { kind: 'user', id: 900, field: 'users[2].id' },
    ];
    const refusal = (all: readonly NamedInInput[]) => newlyNamed(world.as(1), all).catch((error: unknown) => error);
    expect(await refusal([...named, ...missing])).toMatchObject({
      message: 'query: there is no incident template 900',
      position: 7,
    });
    expect(await refusal([...missing.slice(1), ...missing])).toMatchObject({
      message: 'users[2].id: there is no user 900',
      position: undefined,
    });
  });

  it('may be gone where it stood there before, but only as what it was', async () => {
    const world = await aWorld();
    const gone = { kind: 'user', id: 99, field: 'user.id' } as const;
    expect((await newlyNamed(world.as(1), [gone], [gone]))('user', 99)).toBeUndefined();
    await expect(newlyNamed(world.as(1), [gone], [{ kind: 'team', id: 99 }])).rejects.toThrow('there is no user 99');
  });
});
