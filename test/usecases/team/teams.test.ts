import { describe, expect, it } from 'vitest';
import type { Role } from '../../../functions/domain/access/actor.ts';
import type { Team } from '../../../functions/domain/team/team.ts';
import { teamFrom, withMember } from '../../../functions/usecases/team/from-input.ts';
import { presentTeams } from '../../../functions/usecases/team/present.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

/** Users 1 to 3, and 4 who only watches; somebody of that role acts as user 1. */
async function acting(role: Role = 'ADMIN') {
  const world = await aWorld({ users: [aUser(1), aUser(2), aUser(3), aUser(4, { role: 'STAKEHOLDER' })] });
  world.clock.advance({ minutes: 1 });
  const { actor, ...ctx } = world.as(1);
  return { ...world, ctx: { ...ctx, actor: { ...actor, role } } };
}
const member = (id: number, role?: 'USER' | 'STAKEHOLDER' | 'ADMIN') => ({ user: { id }, ...(role && { role }) });
const cell = aTeam([1, 2], { name: 'Cell', visibility: 'PRIVATE' });

describe('a team that is written', () => {
  it('is new and for everybody, without members, unless more is said', async () => {
    const { ctx, clock } = await acting();
    const made = await teamFrom(ctx, { name: 'Shop' });
    expect(made).toEqual({
      ...{ id: made.id, version: 0, name: 'Shop', visibility: 'PUBLIC', members: [] },
      ...{ createdAt: clock.now(), updatedAt: clock.now() },
    });
    expect(made.id).toBeGreaterThan(0);
    const members = [member(3, 'ADMIN'), member(1), member(4)];
    expect((await teamFrom(ctx, { name: 'Shop', visibility: 'PRIVATE', members })).members).toEqual([
      { userId: 3, role: 'ADMIN' },
      { userId: 1, role: 'RESPONDER' },
      { userId: 4, role: 'STAKEHOLDER' },
    ]);
  });

  it('keeps its id and its age, and loses members that are not mentioned', async () => {
    const { ctx, clock } = await acting();
    expect(await teamFrom(ctx, { name: 'Shop' }, cell)).toEqual({
      ...cell,
      ...{ name: 'Shop', visibility: 'PUBLIC', members: [], updatedAt: clock.now() },
    });
    expect(tenOClock).not.toBe(clock.now());
  });

  it.each<[string, Partial<Team>, boolean]>([
    ['its members alone', {}, true],
    ['its name', { name: 'Other' }, false],
    ['who sees it', { visibility: 'PUBLIC' }, false],
  ])('is changed by who only looks after its members in %s', async (_what, facts, isAllowed) => {
    const { ctx } = await acting('USER');
    const { name, visibility } = { ...cell, ...facts };
    const changed = teamFrom(ctx, { name, visibility, members: [member(3)] }, cell);
    if (isAllowed) expect((await changed).members).toEqual([{ userId: 3, role: 'RESPONDER' }]);
    else await expect(changed).rejects.toThrow('may change the members of team 600 only');
  });

  it.each([
    ['nobody who is not there', [member(1), member(99)], 'members[1].user.id'],
    ['nobody twice', [member(1), member(2), member(1)], 'members[2].user.id: user 1 is named twice'],
    ['no stakeholder as more', [member(1), member(4, 'USER')], 'members[1].role: user 4 is a stakeholder'],
  ])('names %s', async (_what, members, problem) => {
    const { ctx } = await acting();
    await expect(teamFrom(ctx, { name: 'Shop', members })).rejects.toThrow(problem);
  });

  it('names a stakeholder as what they are, and keeps members who are gone', async () => {
    const { ctx } = await acting();
    const old = { ...cell, members: [...cell.members, { userId: 77, role: 'USER' as const }] };
    const { members } = await teamFrom(ctx, { name: 'Cell', members: [member(4, 'STAKEHOLDER'), member(77)] }, old);
    expect(members).toEqual([
      { userId: 4, role: 'STAKEHOLDER' },
      { userId: 77, role: 'RESPONDER' },
    ]);
  });

  it('takes one member alone by the member that is wrong', async () => {
    const { ctx } = await acting();
    await expect(withMember(ctx, cell, member(99))).rejects.toMatchObject({ field: 'user.id' });
    await expect(withMember(ctx, cell, member(4, 'ADMIN'))).rejects.toMatchObject({ field: 'role' });
  });
});

it('teams on the wire name their members, those who are gone by their ids', async () => {
  const { ctx } = await acting();
  const team = { ...cell, members: [...cell.members.slice(0, 1), { userId: 77, role: 'USER' as const }] };
  const { version: _version, ...told } = team;
  expect(await presentTeams(ctx, [team])).toEqual([
    {
      ...told,
      members: [
        { user: { id: 1, firstName: 'First1', lastName: 'Last1' }, role: 'RESPONDER' },
        { user: { id: 77 }, role: 'USER' },
      ],
    },
  ]);
});
