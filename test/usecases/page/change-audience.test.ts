import { beforeEach, expect, it } from 'vitest';
import type { UserActor } from '../../../functions/domain/access/actor.ts';
import { changeAudience } from '../../../functions/usecases/page/audiences.ts';
import { aService, aStatusPage } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

let world: Awaited<ReturnType<typeof aWorld>>;
beforeEach(async () => {
  world = await aWorld();
  await world.store.services.create(aService(11));
  await world.store.statusPages.create(aStatusPage(50, { services: [11] }));
  await world.store.teams.create(aTeam([], { id: 1, visibility: 'PRIVATE', members: [{ userId: 2, role: 'VIEWER' }] }));
});

/** A user who sees the private team, and may not change what it owns. */
const viewer = (): UserActor => ({ ...(world.as(2).actor as UserActor), role: 'USER' });
const change = (services: readonly number[]) =>
  changeAudience({ ...world.as(2), actor: viewer() }, { pageId: 50, teamId: 1 }, () => ({ services }) as never);

it('what a team sees is changed by nobody who may not change what it owns, and by such a one left as it is', async () => {
  await expect(change([11])).rejects.toThrow(/may not change what team 1 owns/);
  expect((await world.store.services.get(11))?.teams).toEqual([]);
  expect(await change([])).toMatchObject({ team: { id: 1 }, services: [{ id: 11, visible: false }] });
});
