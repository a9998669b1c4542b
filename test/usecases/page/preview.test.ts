import { expect, it } from 'vitest';
import { previewPage } from '../../../functions/usecases/page/preview.ts';
import { aService, aStatusPage, aUser } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

/** Page 50 of services 11 (of team 600) and 12 (of the private team 601); page 51 shows all to everybody. */
async function pages() {
  const teams = [aTeam([2]), aTeam([3], { id: 601, name: 'Cell', visibility: 'PRIVATE' })];
  const world = await aWorld({ users: [aUser(1), aUser(2), aUser(3)], teams });
  await world.store.services.create(aService(11, { name: 'Shop', teams: [600] }));
  await world.store.services.create(aService(12, { name: 'Cellar', teams: [601] }));
  const closed = { visibility: 'PRIVATE' as const, audienceSpecific: true, services: [11, 12] };
  await world.store.statusPages.create(aStatusPage(50, closed));
  await world.store.statusPages.create(aStatusPage(51, { services: [11] }));
  const { actor, ...ctx } = world.as(1);
  const by = (role: 'ADMIN' | 'USER' | 'VIEWER') => ({
    ...ctx,
    settings: { ...ctx.settings, pagesDomain: 'status.example.com' },
    actor: {
      ...actor,
      role,
      ...(role !== 'ADMIN' && {
        teams: { roles: new Map(), privateTeams: new Set([601]), unseenPeople: new Set<number>() },
      }),
    },
  });
  const preview = (id: number, teamId?: number, role: 'ADMIN' | 'USER' | 'VIEWER' = 'ADMIN') =>
    previewPage(by(role), id, { language: 'en', teamId });
  return { preview };
}

it('a page of several audiences is shown whole, or as a team sees it', async () => {
  const { preview } = await pages();
  const whole = await preview(50);
  expect([whole.includes('Shop'), whole.includes('Cellar')]).toEqual([true, true]);
  expect(whole).toContain('data:text/css;base64,');
  const ofTeam = await preview(50, 600);
  expect([ofTeam.includes('Shop'), ofTeam.includes('Cellar')]).toEqual([true, false]);
  const ofCell = await preview(50, 601);
  expect([ofCell.includes('Shop'), ofCell.includes('Cellar')]).toEqual([false, true]);
});

it('a team that is not there, or that the reader may not know of, is none', async () => {
  const { preview } = await pages();
  await expect(preview(50, 602)).rejects.toThrow('team: there is no team 602');
  await expect(preview(50, 601, 'USER')).rejects.toThrow('team: there is no team 601');
});

it('a page for everybody is shown in one way', async () => {
  const { preview } = await pages();
  expect(await preview(51)).toContain('Shop');
  await expect(preview(51, 600)).rejects.toThrow('is for audience-specific pages only');
});

it('a page is shown to who may write it, and is not there for others', async () => {
  const { preview } = await pages();
  await expect(preview(52)).rejects.toThrow('was not found');
  await expect(preview(51, undefined, 'VIEWER')).rejects.toThrow('was not found');
});
