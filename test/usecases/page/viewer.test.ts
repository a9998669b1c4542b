import { expect, it, vi } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { variantFor } from '../../../functions/usecases/page/viewer.ts';
import { aService, aStatusPage, aUser } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

it('what is not there yet is asked for by everybody who comes, and nobody is sent to it', async () => {
  const user = aUser(21, { role: 'STAKEHOLDER' });
  const { ctx, store, clock } = await aWorld({
    users: [aUser(1), aUser(2), aUser(3), user],
    teams: [aTeam([21], { id: 600 })],
  });
  await store.services.create(aService(100, { teams: [600] }));
  const page = aStatusPage(50, { visibility: 'PRIVATE', audienceSpecific: true, services: [100] });
  const now = clock.now();
  const demand = vi.fn(store.pageFiles.demand);
  const pageFiles = Object.assign(Object.create(store.pageFiles), { demand });
  const visited = { ...ctx, store: { ...store, pageFiles } };
  expect(await variantFor(visited, page, user)).toBeUndefined();
  expect(demand).not.toHaveBeenCalled();
  const claim = (await store.pageFiles.claim(50, 'mine', now, plus(now, { seconds: 90 }))) ?? expect.fail('not taken');
  await store.pageFiles.note(claim, { variants: [], hosts: {}, salt: 'salt' });
  for (const times of [1, 2]) {
    expect(await variantFor(visited, page, user)).toBeUndefined();
    expect(demand).toHaveBeenCalledTimes(times);
  }
});
