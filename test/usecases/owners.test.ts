import { describe, expect, it } from 'vitest';
import type { Role } from '../../functions/domain/access/actor.ts';
import { teamAccessOf } from '../../functions/domain/access/team-access.ts';
import { ForbiddenError } from '../../functions/domain/errors.ts';
import type { Team } from '../../functions/domain/team/team.ts';
import { ownersFrom, ownersPresenter, refuseForeignOwners } from '../../functions/usecases/owners.ts';
import { tenOClock } from '../support/factories.ts';
import { aWorld } from '../support/world.ts';

const member = (userId: number, role: Team['members'][number]['role']) => ({ userId, role });
const aTeam = (id: number, facts: Partial<Team>): Team => ({
  id,
  version: 0,
  name: `Team ${id}`,
  visibility: 'PRIVATE',
  members: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});

/** Team 5 is public; in team 6 user 1 may write, in team 7 only respond; of team 8 user 1 does not know. */
const teams = [
  aTeam(5, { visibility: 'PUBLIC' }),
  aTeam(6, { members: [member(1, 'USER')] }),
  aTeam(7, { members: [member(1, 'RESPONDER')] }),
  aTeam(8, { members: [member(2, 'ADMIN')] }),
];

async function anActor(role: Role = 'USER') {
  const world = await aWorld({ teams });
  const ctx = world.as(1);
  return { ...ctx, actor: { ...ctx.actor, role, teams: teamAccessOf(1, teams) } };
}

const ids = (...all: readonly number[]) => all.map((id) => ({ id }));

describe('the owners that somebody asks for', () => {
  it.each([null, undefined])('are those there are where %s is said', async (said) => {
    const current = [8, 7];
    const kept = await ownersFrom(await anActor(), said, current);
    expect(kept).toEqual(current);
    expect(await ownersFrom(await anActor(), said)).toEqual([]);
  });

  it('are each once, and always in the same order', async () => {
    expect(await ownersFrom(await anActor(), ids(6, 5, 6))).toEqual([5, 6]);
  });

  it.each<[string, readonly number[], readonly number[], RegExp | undefined]>([
    ['come where they may write', [5, 6], [], undefined],
    ['go where they may write', [], [5, 6], undefined],
    ['come to no team where they may only respond', [5, 7], [5], /what team 7 owns/],
    ['leave no team where they may only respond', [5], [5, 7], /what team 7 owns/],
    ['leave no team that they do not know of', [5], [5, 8], /what team 8 owns/],
    ['stay where they may only respond', [7, 5], [7], undefined],
    ['stay with a team that is gone', [99, 5], [99], undefined],
    ['go from a team that is gone', [5], [99], undefined],
  ])('%s', async (_what, wanted, current, refusal) => {
    const owners = ownersFrom(await anActor(), ids(...wanted), current);
    if (refusal === undefined) expect(await owners).toEqual([...wanted].sort((a, b) => a - b));
    else await expect(owners).rejects.toThrow(refusal);
  });

  it.each([8, 99])('are teams that they know of: not team %s', async (id) => {
    const owners = ownersFrom(await anActor(), ids(5, id));
    await expect(owners).rejects.toMatchObject({
      field: 'teams[1].id',
      message: `teams[1].id: there is no team ${id}`,
    });
  });

  it('are any for an administrator', async () => {
    expect(await ownersFrom(await anActor('ADMIN'), ids(8, 7), [6])).toEqual([7, 8]);
  });
});

describe('what teams own', () => {
  it('is deleted by nobody who may not write in all of them', async () => {
    for (const owners of [[], [5], [5, 6]]) expect(await refuseForeignOwners(await anActor(), owners)).toBeUndefined();
    for (const owners of [[7], [8], [6, 7]])
      await expect(refuseForeignOwners(await anActor(), owners)).rejects.toThrow(ForbiddenError);
    expect(await refuseForeignOwners(await anActor('ADMIN'), [7, 8])).toBeUndefined();
  });

  it('is deleted as little where no team is private: who may write in one of two teams deletes nothing of both', async () => {
    const ours = [aTeam(5, { visibility: 'PUBLIC', members: [member(1, 'USER')] }), aTeam(9, { visibility: 'PUBLIC' })];
    const world = await aWorld({ teams: ours });
    const ctx = world.as(1);
    const responder = { ...ctx, actor: { ...ctx.actor, role: 'RESPONDER', teams: teamAccessOf(1, ours) } as const };
    expect(await refuseForeignOwners(responder, [5])).toBeUndefined();
    await expect(refuseForeignOwners(responder, [5, 9])).rejects.toThrow('may not delete what team 9 owns');
    await expect(ownersFrom(responder, [], [5, 9])).rejects.toThrow('may not change what team 9 owns');
    expect(await refuseForeignOwners(ctx, [5, 9])).toBeUndefined();
  });

  it('shows them in the order of their ids, with the names of those that may be known', async () => {
    const present = await ownersPresenter(await anActor(), [{ teams: [8, 6] }, { teams: [5] }]);
    const owners = [8, 6, 5];
    expect(present(owners)).toEqual([{ id: 5, name: 'Team 5' }, { id: 6, name: 'Team 6' }, { id: 8 }]);
    expect(owners).toEqual([8, 6, 5]);
  });
});
