import { expect } from 'vitest';
import type { Role } from '../../../functions/domain/access/actor.ts';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import { minus } from '../../../functions/domain/time.ts';
import type { Change } from '../../../functions/store/memory/table.ts';
import { publishTouched } from '../../../functions/usecases/page/publish-touched.ts';
import { variantFor } from '../../../functions/usecases/page/viewer.ts';
import { aService, aStatusPage, aUser, tenOClock } from '../../support/factories.ts';
import { rememberedPublishing } from '../../support/published.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

export const customers = {
  activatedAt: tenOClock,
  subdomain: 'customers',
  visibility: 'PRIVATE',
  audienceSpecific: true,
  announcement: 'Prices rise.',
  announcementOnPage: true,
} satisfies Partial<StatusPage>;

/** Services 11 (of team 1), 12 (of team 2), 13 (of both), 14 (of nobody), and people 21 to 25. */
export async function aWorldOfCustomers() {
  const changes: Change[] = [];
  const world = await aWorld({ onChange: (change) => void changes.push(change) });
  const { store } = world;
  const person = (id: number, role: Role = 'STAKEHOLDER') => store.users.create(aUser(id, { role }));
  await Promise.all([person(21), person(22), person(23, 'USER'), person(24, 'ADMIN'), person(25)]);
  await store.teams.create(aTeam([21, 25], { id: 1 }));
  await store.teams.create(aTeam([22, 25], { id: 2 }));
  for (const [id, teams] of [
    [11, [1]],
    [12, [2]],
    [13, [1, 2]],
    [14, []],
  ] as const)
    await store.services.create(
      aService(id, { name: `Service ${id}`, teams: [...teams], createdAt: minus(tenOClock, { days: 2 }) }),
    );
  await store.statusPages.create(aStatusPage(50, { ...customers, services: [11, 12, 13, 14] }));
  const published = rememberedPublishing();
  const ctx = { ...world.ctx, ...published, settings: { ...world.ctx.settings, pagesDomain: 'status.example.com' } };
  const feed = () =>
    publishTouched(
      ctx,
      changes.splice(0).flatMap(({ old = {}, new: next = {} }) => [old, next]),
    );
  const userOf = async (id: number) =>
    (await store.users.get(id)) as NonNullable<Awaited<ReturnType<typeof store.users.get>>>;
  const page = async () => (await store.statusPages.get(50)) as StatusPage;
  const variantOf = async (id: number) => variantFor(ctx, await page(), await userOf(id));
  /** What is in the files that the person is led to; undefined while they are not there. */
  const seenBy = async (id: number): Promise<string | undefined> => {
    const variant = await variantOf(id);
    if (variant === undefined) return undefined;
    const { components } = JSON.parse(published.read(`p/50/${variant}/status.json`));
    return components.map(({ id: service }: { id: string }) => service).join(' ');
  };
  const setTeam = async (id: number, members: readonly number[]) => {
    const before = (await store.teams.get(id)) ?? expect.fail();
    await store.teams.save({ ...aTeam(members, { id }), version: before.version }, before);
  };
  const variants = () =>
    new Set([...published.objects.keys()].flatMap((key) => /^p\/50\/([^/]+)\//.exec(key)?.[1] ?? []));
  return { ...world, ...published, ctx, feed, seenBy, variantOf, setTeam, variants };
}
