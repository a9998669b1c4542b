import { describe, expect, it } from 'vitest';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { EscalationRuleInput } from '../../../functions/usecases/policy/inputs.ts';
import { levelsFrom } from '../../../functions/usecases/policy/levels.ts';
import { simulate } from '../../../functions/usecases/policy/simulate.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
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
});
