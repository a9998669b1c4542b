import type { Role } from '../../../functions/domain/access/actor.ts';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import { presentStatusPages } from '../../../functions/usecases/page/present.ts';
import { aMetric, aService, aStatusPage } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

/** Services 11 (of nobody), 12 (of the private team 601), metric 60 and a page of them all. */
export async function aPageWorld() {
  const teams = [aTeam([2], { id: 601, name: 'Cell', visibility: 'PRIVATE' })];
  const world = await aWorld({ teams });
  await world.store.services.create(aService(11));
  await world.store.services.create(aService(12, { teams: [601] }));
  await world.store.metrics.create(aMetric(60));
  const as = (role: Role = 'USER', userId = 1) => {
    const { actor, ...ctx } = world.as(userId);
    const own = { roles: new Map(), privateTeams: new Set([601]), unseenPeople: new Set<number>() };
    const isAdministrator = role === 'ADMIN' || role === 'OWNER';
    return {
      ...ctx,
      settings: { ...ctx.settings, pagesDomain: 'pages.example.com' },
      actor: { ...actor, role, ...(!isAdministrator && { teams: own }) },
    };
  };
  const show = async (facts: Partial<StatusPage>, { role = 'USER', include = '' }: { role?: Role; include?: string }) =>
    (await presentStatusPages(as(role), [aStatusPage(50, facts)], new Set(include.split(' '))))[0];
  return { ...world, as, show };
}
