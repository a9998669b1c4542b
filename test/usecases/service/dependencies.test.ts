import { describe, expect, it } from 'vitest';
import type { Dependency } from '../../../functions/domain/service/service.ts';
import { withDependency, withoutDependency } from '../../../functions/usecases/service/dependencies.ts';
import { aService } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const on = (serviceId: number, type: Dependency['type'] = 'HARD', id = serviceId * 10): Dependency => ({
  id,
  serviceId,
  type,
});

/** Service 1 needs 2, which needs 3, which needs 4; and 5 is of a private team of somebody else. */
async function aChain() {
  const { store, as, clock } = await aWorld({ teams: [aTeam([2], { id: 70, visibility: 'PRIVATE' })] });
  await store.services.create(aService(4));
  for (const id of [3, 2, 1]) await store.services.create(aService(id, { dependencies: [on(id + 1)] }));
  await store.services.create(aService(5, { teams: [70] }));
  const service = async (id: number) => (await store.services.get(id)) ?? expect.fail();
  clock.advance({ minutes: 1 });
  const teams = { roles: new Map(), privateTeams: new Set([70]), unseenPeople: new Set<number>() };
  const ctx = as(1);
  return { ctx: { ...ctx, actor: { ...ctx.actor, teams } }, clock, service, store };
}

describe('what a service needs', () => {
  it('is added behind what it needs already, hard unless it is said otherwise', async () => {
    const { ctx, clock, service } = await aChain();
    const added = await withDependency(ctx, await service(1), { service: { id: 3 } });
    expect(added.dependency).toEqual(on(3, 'HARD', added.dependency.id));
    expect(added.service).toMatchObject({ dependencies: [on(2), added.dependency], updatedAt: clock.now() });
    const soft = await withDependency(ctx, added.service, { service: { id: 4 }, type: 'SOFT' });
    expect(soft.service.dependencies.map(({ serviceId, type }) => [serviceId, type])).toEqual([
      [2, 'HARD'],
      [3, 'HARD'],
      [4, 'SOFT'],
    ]);
    const changed = await withDependency(ctx, soft.service, { service: { id: 3 }, type: 'SOFT' }, added.dependency.id);
    expect(changed.service.dependencies).toEqual([on(2), on(3, 'SOFT', added.dependency.id), soft.dependency]);
    const later = clock.advance({ minutes: 1 });
    const left = withoutDependency(ctx, changed.service, added.dependency.id);
    expect(left).toMatchObject({ dependencies: [on(2), soft.dependency], updatedAt: later });
    expect(() => withoutDependency(ctx, left, added.dependency.id)).toThrow('was not found');
  });

  it.each<[string, number, number, string]>([
    ['what it needs already', 1, 2, 'service.id: service 1 depends on service 2 already'],
    ['itself', 1, 1, 'service.id: service 1 depends on service 1, or is it'],
    ['what needs it', 2, 1, 'service.id: service 1 depends on service 2, or is it'],
    ['what needs it from far away', 4, 1, 'service.id: service 1 depends on service 4, or is it'],
    ['what is not there', 1, 99, 'service.id: there is no service 99'],
    ['what nobody shows them', 1, 5, 'service.id: there is no service 5'],
  ])('is not %s', async (_what, id, needed, message) => {
    const { ctx, service } = await aChain();
    await expect(withDependency(ctx, await service(id), { service: { id: needed } })).rejects.toThrow(message);
  });

  it('may itself need what nobody shows them', async () => {
    const { ctx, service, store } = await aChain();
    await store.services.create(aService(6, { dependencies: [on(5)] }));
    const added = await withDependency(ctx, await service(1), { service: { id: 6 } });
    expect(added.dependency).toMatchObject({ serviceId: 6, type: 'HARD' });
  });

  it('is looked through once, also where two need each other in spite of all', async () => {
    const { ctx, service, store } = await aChain();
    const last = await service(4);
    await store.services.save({ ...last, dependencies: [on(2)] }, last);
    const added = await withDependency(ctx, { ...last, id: 9, dependencies: [] }, { service: { id: 2 } });
    expect(added.service.dependencies).toMatchObject([{ serviceId: 2 }]);
  });

  it('is no dependency that is not there, nor more than forty', async () => {
    const { ctx, service } = await aChain();
    await expect(withDependency(ctx, await service(1), { service: { id: 3 } }, 4711)).rejects.toThrow('was not found');
    const many = (count: number) => Array.from({ length: count }, (_, index) => on(100 + index));
    const full = { ...(await service(4)), dependencies: many(40) };
    await expect(withDependency(ctx, full, { service: { id: 1 } })).rejects.toThrow('at most 40 dependencies');
    const last = await withDependency(ctx, { ...full, id: 6, dependencies: many(39) }, { service: { id: 4 } });
    expect(last.service.dependencies).toHaveLength(40);
    const other = await withDependency(ctx, { ...full, id: 6 }, { service: { id: 4 } }, on(100).id);
    expect(other.service.dependencies).toHaveLength(40);
  });
});
