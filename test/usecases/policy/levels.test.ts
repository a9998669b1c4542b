import { describe, expect, it } from 'vitest';
import { minus, plus } from '../../../functions/domain/time.ts';
import { type EscalationRuleInput, SimulationInput } from '../../../functions/usecases/policy/inputs.ts';
import { levelsFrom } from '../../../functions/usecases/policy/levels.ts';
import { presentPolicies } from '../../../functions/usecases/policy/present.ts';
import { simulate } from '../../../functions/usecases/policy/simulate.ts';
import { aPolicy, aUser, tenOClock } from '../../support/factories.ts';
import { aSchedule, aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const people = Array.from({ length: 61 }, (_, index) => ({ id: index + 1 }));
const rule = (facts: Partial<EscalationRuleInput>): EscalationRuleInput => ({ escalationTimeout: 5, ...facts });

async function aWorldOfMany() {
  const users = people.map(({ id }) => aUser(id));
  const world = await aWorld({ users, teams: [aTeam([1], { id: 70 }), aTeam([2], { id: 71 })] });
  const levels = (rules: readonly EscalationRuleInput[], fieldOf = (index: number) => `rules[${index}]`) =>
    levelsFrom(world.as(1), rules, { fieldOf, before: [] });
  return { ...world, levels };
}

describe('the levels of a policy', () => {
  it('name people, then teams, several of each or one, in the order of the input', async () => {
    const { levels } = await aWorldOfMany();
    const several = rule({ teams: [{ id: 71 }, { id: 70 }], users: [{ id: 2 }, { id: 1 }], user: { id: 9 } });
    const single = rule({ escalationTimeout: 0, team: { id: 70 }, user: { id: 3 }, users: [] });
    expect(await levels([several, single])).toEqual([
      {
        escalationTimeout: 5,
        targets: [
          { kind: 'user', id: 2 },
          { kind: 'user', id: 1 },
          { kind: 'team', id: 71 },
          { kind: 'team', id: 70 },
        ],
      },
      {
        escalationTimeout: 0,
        targets: [
          { kind: 'user', id: 3 },
          { kind: 'team', id: 70 },
        ],
      },
    ]);
  });

  it('name sixty different targets at most, however often each', async () => {
    const { levels } = await aWorldOfMany();
    const users = people.slice(0, 60);
    expect((await levels([rule({ users }), rule({ users })])).map(({ targets }) => targets.length)).toEqual([60, 60]);
    await expect(levels([rule({ users: people })])).rejects.toThrow(
      'escalationRules: name more than 60 different targets',
    );
    await expect(levels([rule({ users }), rule({ team: { id: 60 } })])).rejects.toThrow('more than 60');
  });

  it.each<[string, EscalationRuleInput, string]>([
    ['nobody', rule({ users: [] }), 'rules[1].users: needs at least one user, schedule or team'],
    ['one of several who is not there', rule({ users: [{ id: 1 }, { id: 99 }] }), 'rules[1].users[1].id'],
    ['one who is not there', rule({ user: { id: 99 } }), 'rules[1].user.id'],
    ['a schedule that is not there', rule({ schedules: [{ id: 99 }] }), 'rules[1].schedules[0].id'],
  ])('are refused where one names %s, by the member that does', async (_what, wrong, message) => {
    const { levels } = await aWorldOfMany();
    await expect(levels([rule({ user: { id: 1 } }), wrong])).rejects.toThrow(message);
  });

  it('say which member is wrong where they are the whole input', async () => {
    const { levels } = await aWorldOfMany();
    await expect(levels([rule({})], () => '')).rejects.toMatchObject({ field: 'users' });
  });
});

describe('a policy that is tried', () => {
  it.each([
    ['a day ago', minus(tenOClock, { days: 1 }), true],
    ['before that', minus(tenOClock, { days: 1, milliseconds: 1 }), false],
    ['in 366 days', plus(tenOClock, { days: 366 }), true],
    ['after that', plus(tenOClock, { days: 366, milliseconds: 1 }), false],
  ])('is tried at a time that can be imagined: %s', async (_when, at, isTried) => {
    const { as } = await aWorld();
    const tried = simulate(as(1), { policy: { escalationRules: [rule({ user: { id: 1 } })] }, at });
    if (isTried) expect(await tried).toMatchObject({ from: at });
    else await expect(tried).rejects.toMatchObject({ field: 'at' });
  });

  const twice = aPolicy([[1], [2]], { id: 901, name: 'Twice', repeating: true, frequency: 2, delayMin: 4 });
  const escalationRules = [rule({ user: { id: 3 } })];
  it.each<[string, SimulationInput['policy'], number[]]>([
    ['as it is stored', { id: 901 }, [4, 9, 14, 19, 24, 29]],
    ['without what it repeats', { id: 901, repeating: false }, [4, 9]],
    ['with one turn more', { id: 901, frequency: 1 }, [4, 9, 14, 19]],
    ['at once', { id: 901, delayMin: 0 }, [0, 5, 10, 15, 20, 25]],
    ['with other levels', { id: 901, escalationRules }, [4, 9, 14]],
    ['that is not stored', { escalationRules }, [0]],
    ['that is not stored and repeats', { escalationRules, repeating: true }, [0, 5]],
  ])('tells %s when each level is told', async (_how, policy, expected) => {
    const { as, store } = await aWorld();
    await store.policies.create(twice);
    const { levels } = (await simulate(as(1), { policy })) as { levels: readonly { afterMin: number }[] };
    expect(levels.map(({ afterMin }) => afterMin)).toEqual(expected);
  });
});

it('what is tried of a policy is how it goes through its levels', () => {
  const policy = { id: 5, repeating: true, frequency: 2, delayMin: 3, escalationRules: [rule({ user: { id: 1 } })] };
  expect(SimulationInput.parse({ policy: { ...policy, name: 'Shop' } })).toEqual({ policy });
});

it('a policy that is tried may go on naming who is gone, and is tried for the priority that is asked for', async () => {
  const { as, store } = await aWorld();
  const leaver = await store.users.create(aUser(9));
  await store.policies.create(aPolicy([[9]], { id: 901 }));
  await store.users.delete(leaver, { evenIfUsed: true });
  const escalationRules = [rule({ user: { id: 9 } }), rule({ user: { id: 1 } })];
  const told = async (priority?: 'HIGH' | 'LOW') => {
    const input = { policy: { id: 901, escalationRules }, ...(priority && { priority }) };
    const { levels } = (await simulate(as(1), input)) as {
      levels: { people: { user: { id: number }; notifications: object[] }[] }[];
    };
    return levels.map(({ people }) => people.map(({ user, notifications }) => [user.id, notifications.length]));
  };
  expect(await told()).toEqual(await told('HIGH'));
  expect((await told('HIGH')).flat()).toContainEqual([1, 1]);
  expect((await told('LOW')).flat()).not.toContainEqual([1, 1]);
});

it.each([
  ['neither the id of a policy nor rules', {}, 'policy.escalationRules'],
  ['a policy that is not there', { id: 999 }, 'policy.id'],
  ['one who is not there', { escalationRules: [rule({ user: { id: 99 } })] }, 'policy.escalationRules[0].user.id'],
])('nothing is tried of %s', async (_what, policy, field) => {
  const { as } = await aWorld();
  await expect(simulate(as(1), { policy })).rejects.toMatchObject({ field });
});

it('a policy is shown with its people, schedules and teams, several and the first of them', async () => {
  const { as, store } = await aWorldOfMany();
  await store.schedules.create(aSchedule([1]));
  const rota = { id: 500, name: 'Primary', type: 'RECURRING' };
  const targets = [
    { kind: 'user' as const, id: 2 },
    { kind: 'team' as const, id: 71 },
    { kind: 'team' as const, id: 70 },
    { kind: 'user' as const, id: 99 },
    { kind: 'schedule' as const, id: 500 },
    { kind: 'schedule' as const, id: 2 },
  ];
  const policy = aPolicy([], { levels: [{ escalationTimeout: 5, targets }] });
  const [shown] = (await presentPolicies(as(1), [policy])) as { escalationRules: object[] }[];
  const [ada, mail, web] = [
    { id: 2, firstName: 'First2', lastName: 'Last2' },
    { id: 71, name: aTeam([], { id: 71 }).name },
    { id: 70, name: aTeam([], { id: 70 }).name },
  ];
  expect(shown?.escalationRules).toEqual([
    {
      ...{ escalationTimeout: 5, user: ada, users: [ada, { id: 99 }], team: mail, teams: [mail, web] },
      ...{ schedule: rota, schedules: [rota, { id: 2 }] },
    },
  ]);
});
