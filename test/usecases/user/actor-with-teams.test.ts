import { describe, expect, it } from 'vitest';
import type { Role } from '../../../functions/domain/access/actor.ts';
import { actorAmong, actorWithTeams } from '../../../functions/usecases/user/actor-with-teams.ts';
import { aUser } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const teams = [aTeam([1]), aTeam([2], { id: 601, visibility: 'PRIVATE' })];

describe('somebody who acts', () => {
  it('has what all teams give and take, or those alone that are asked about', async () => {
    const { ctx } = await aWorld({ teams });
    const all = await actorWithTeams(ctx, aUser(1));
    expect(all).toMatchObject({ kind: 'user', userId: 1, role: 'USER' });
    expect([[...(all.teams?.roles.keys() ?? [])], [...(all.teams?.privateTeams ?? [])]]).toEqual([[600], [601]]);
    const one = await actorAmong(ctx, aUser(1), [600]);
    expect([[...(one.teams?.roles.keys() ?? [])], [...(one.teams?.privateTeams ?? [])]]).toEqual([[600], []]);
  });

  it.each<Role>(['ADMIN', 'OWNER'])('as %s is given and denied nothing by teams', async (role) => {
    const { ctx } = await aWorld({ teams });
    for (const actor of [
      await actorWithTeams(ctx, aUser(1, { role })),
      await actorAmong(ctx, aUser(1, { role }), [600]),
    ])
      expect(actor).not.toHaveProperty('teams');
  });

  it('is by themselves where there are no teams', async () => {
    const { ctx } = await aWorld();
    expect(await actorWithTeams(ctx, aUser(1))).not.toHaveProperty('teams');
  });
});
