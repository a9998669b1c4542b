import { expect, it } from 'vitest';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import { isLetIn, mayGoOn, reachablePage } from '../../../functions/usecases/page/guest.ts';
import { publishPage } from '../../../functions/usecases/page/publish.ts';
import { aService, aStatusPage, aUser, tenOClock } from '../../support/factories.ts';
import { rememberedPublishing } from '../../support/published.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const closed = {
  visibility: 'PRIVATE' as const,
  activatedAt: tenOClock,
  emailWhitelist: ['guest@example.com'],
  teams: [601],
} satisfies Partial<StatusPage>;

async function aPage() {
  const teams = [aTeam([2], { id: 601, name: 'Cell', visibility: 'PRIVATE' })];
  const world = await aWorld({ users: [aUser(1), aUser(2), aUser(3)], teams });
  const page = await world.store.statusPages.create(aStatusPage(50, closed));
  const user = (id: number) => world.store.users.get(id);
  return { ...world, page, user };
}

it('a page is reached once it was activated', async () => {
  const { ctx, store } = await aPage();
  await store.statusPages.create(aStatusPage(51, { subdomain: 'other' }));
  expect((await reachablePage(ctx, 50))?.id).toBe(50);
  expect([await reachablePage(ctx, 51), await reachablePage(ctx, 52)]).toEqual([undefined, undefined]);
});

it('a closed page lets in listed addresses, and users who may see it', async () => {
  const { ctx, page, user } = await aPage();
  const asks = async (one: StatusPage, email: string, id?: number) =>
    isLetIn(ctx, one, { user: id === undefined ? undefined : await user(id), email });
  expect(await asks(page, 'guest@example.com')).toBe(true);
  expect(await asks(page, 'other@example.com')).toBe(false);
  expect(await asks(page, 'user2@example.com', 2)).toBe(true);
  expect(await asks(page, 'user3@example.com', 3)).toBe(false);
});

it('a session goes on for its page alone, as long as who has it is let in', async () => {
  const { ctx, page, user } = await aPage();
  const session = { page: 50, email: 'guest@example.com' } as never;
  expect(await mayGoOn(ctx, page, { session, user: undefined } as never)).toBe(true);
  expect(await mayGoOn(ctx, { ...page, id: 51 }, { session, user: undefined } as never)).toBe(false);
  expect(await mayGoOn(ctx, { ...page, emailWhitelist: [] }, { session, user: undefined } as never)).toBe(false);
  expect(await mayGoOn(ctx, page, { session, user: await user(3) } as never)).toBe(false);
  expect(await mayGoOn(ctx, page, { session, user: await user(2) } as never)).toBe(true);
});

it('a page whose publishing fails is let go, so that the next one need not wait', async () => {
  const { ctx, store } = await aWorld();
  await store.services.create(aService(11));
  await store.statusPages.create(aStatusPage(50, { activatedAt: tenOClock, services: [11] }));
  const published = rememberedPublishing();
  const settings = { ...ctx.settings, pagesDomain: 'status.example.com' };
  published.state.failing = 1;
  await expect(publishPage({ ...ctx, ...published, settings }, 50)).rejects.toThrow('S3 does not answer');
  await publishPage({ ...ctx, ...published, settings }, 50);
  expect(published.objects.size).toBeGreaterThan(0);
});
