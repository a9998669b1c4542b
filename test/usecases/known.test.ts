import { expect, it } from 'vitest';
import { knownTo } from '../../functions/usecases/known.ts';
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
