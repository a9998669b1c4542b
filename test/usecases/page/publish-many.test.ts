import { describe, expect, it, vi } from 'vitest';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import { plus } from '../../../functions/domain/time.ts';
import type { Change } from '../../../functions/store/memory/table.ts';
import { createIncident } from '../../../functions/usecases/incident/write.ts';
import { publishPage } from '../../../functions/usecases/page/publish.ts';
import { publishTouched } from '../../../functions/usecases/page/publish-touched.ts';
import { factsOfPage } from '../../../functions/usecases/page/view-of-page.ts';
import { audienceFor, variantFor } from '../../../functions/usecases/page/viewer.ts';
import { removeVariant } from '../../../functions/usecases/page/write-variant.ts';
import { aMetric, aService, aStatusPage, aUser, tenOClock } from '../../support/factories.ts';
import { rememberedPublishing } from '../../support/published.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

/** So many teams, 600 and so on, each of one member, 21 and so on, and with one service of page 50: so many audiences and two more. */
async function aPageForTeams(count: number, facts: Partial<StatusPage> = {}) {
  const changes: Change[] = [];
  const world = await aWorld({ onChange: (change) => void changes.push(change) });
  const { store, clock } = world;
  const indexes = Array.from({ length: count }, (_none, index) => index);
  for (const index of indexes) {
    await store.users.create(aUser(21 + index, { role: 'STAKEHOLDER' }));
    await store.teams.create(aTeam([21 + index], { id: 600 + index }));
    await store.services.create(aService(100 + index, { teams: [600 + index] }));
  }
  await store.metrics.create(aMetric(60, { teams: count > 0 ? [600] : [] }));
  await store.statusPages.create(
    aStatusPage(50, {
      activatedAt: tenOClock,
      visibility: 'PRIVATE',
      audienceSpecific: true,
      services: indexes.map((index) => 100 + index),
      ...facts,
    }),
  );
  const published = rememberedPublishing();
  const ctx = { ...world.ctx, ...published, settings: { ...world.ctx.settings, pagesDomain: 'status.example.com' } };
  const page = async () => (await store.statusPages.get(50)) ?? expect.fail('there is a page 50');
  const user = async (id: number) => (await store.users.get(id)) ?? expect.fail(`there is a user ${id}`);
  const feed = () =>
    publishTouched(
      ctx,
      changes.splice(0).flatMap(({ old = {}, new: next = {} }) => [old, next]),
    );
  const variants = () =>
    new Set([...published.objects.keys()].flatMap((key) => /^p\/50\/([^/]+)\//.exec(key)?.[1] ?? [])).size;
  const nextLook = async () => (await store.timers.get('page', 50))?.dueAt;
  return { ...world, ...published, ctx, clock, page, user, feed, variants, nextLook };
}

describe('a page of many audiences', () => {
  it.each([
    ['within forty seconds is made at once', 8, { seconds: 39, milliseconds: 999 }, 8],
    ['that takes longer begins nothing new, and is gone on with by the next tick', 8, { seconds: 40 }, 6],
    ['of which one alone is left is gone on with, too', 7, { seconds: 40 }, 6],
  ])('%s', async (_what, all, taken, made) => {
    const world = await aPageForTeams(all - 2);
    let isFirst = true;
    const put: typeof world.pageBucket.put = async (key, file) => {
      if (isFirst) world.clock.advance(taken);
      isFirst = false;
      return world.pageBucket.put(key, file);
    };
    await publishPage({ ...world.ctx, pageBucket: { ...world.pageBucket, put } }, 50);
    expect(world.variants()).toBe(made);
    if (made < all) expect(await world.nextLook()).toBe(plus(world.clock.now(), { seconds: 20 }));
    await publishPage(world.ctx, 50);
    expect(world.variants()).toBe(all);
  });

  it('is looked at again when those that nobody sees any more are to go, a minute later', async () => {
    const world = await aPageForTeams(2);
    await world.feed();
    expect(world.variants()).toBe(4);
    const team = (await world.store.teams.get(600)) ?? expect.fail('there is a team 600');
    await world.store.teams.save({ ...team, members: [] }, team);
    await world.feed();
    expect(world.variants()).toBe(4);
    expect(await world.nextLook()).toBe(plus(world.clock.now(), { minutes: 1 }));
    world.clock.advance({ minutes: 1 });
    await publishPage(world.ctx, 50);
    expect(world.variants()).toBe(3);
  });

  it('of one owner has what the members of that team see, services and numbers, and what others do', async () => {
    const world = await aPageForTeams(1, { metrics: [60] });
    await world.feed();
    // Its member sees what administrators do, everybody else nothing.
    expect(world.variants()).toBe(2);
    expect(await variantFor(world.ctx, await world.page(), await world.user(21))).toBeDefined();
    expect(await audienceFor(world.ctx, await world.page(), await world.user(21))).toEqual({
      services: new Set([100]),
      metrics: new Set([60]),
    });
  });
});

it('what is up to date is not written down anew, and what all hosts answer where nothing is is kept by nobody', async () => {
  const world = await aPageForTeams(1);
  await world.feed();
  expect(world.objects.get('errors/404.html')).toMatchObject({ cacheControl: 'no-store', isShared: false });
  const save = vi.fn(async () => undefined);
  const pageFiles = new Proxy(world.store.pageFiles, {
    get: (files, name) => (name === 'savePublication' ? save : Reflect.get(files, name)),
  });
  await publishPage({ ...world.ctx, store: { ...world.store, pageFiles } }, 50);
  expect(save).not.toHaveBeenCalled();
});

it('an audience that somebody asks for is kept ready for a day after, which is written down twice a day at most', async () => {
  const world = await aPageForTeams(2);
  await world.feed();
  const { pageFiles } = world.store;
  const [page, user] = [await world.page(), await world.user(21)];
  const ask = async () => (await variantFor(world.ctx, page, user)) ?? expect.fail('it was made');
  const first = world.clock.now();
  const variant = await ask();
  const until = () => pageFiles.demandedUntil(50, variant);
  expect(await until()).toBe(plus(first, { days: 1 }));
  world.clock.advance({ hours: 11, minutes: 59 });
  await ask();
  expect(await until()).toBe(plus(first, { days: 1 }));
  world.clock.advance({ minutes: 1 });
  await ask();
  expect(await until()).toBe(plus(first, { days: 1, hours: 12 }));
});

it('the names of audiences are made with one secret for good; a page that is the same for all from the first has none', async () => {
  const world = await aPageForTeams(1, { audienceSpecific: false });
  const saltOnceItIs = async (audienceSpecific: boolean) => {
    const page = await world.page();
    await world.store.statusPages.save({ ...page, audienceSpecific }, page);
    await publishPage(world.ctx, 50);
    const { salt, variants } = await world.store.pageFiles.placed(50);
    // One of them is the page that is the same for all.
    return { salt, isForAll: variants[0] === 'all' };
  };
  expect(await saltOnceItIs(false)).toEqual({ salt: undefined, isForAll: true });
  const { salt } = await saltOnceItIs(true);
  expect(salt).toMatch(/^secret-/);
  expect(await saltOnceItIs(false)).toEqual({ salt, isForAll: true });
  expect(await saltOnceItIs(true)).toEqual({ salt, isForAll: false });
});

describe('who finds a page in the hands of another', () => {
  it.each([
    ['is not looked at later than it was to be', { seconds: 10 }, { seconds: 10 }],
    ['is looked at when their time is over', { minutes: 5 }, { seconds: 90 }],
  ])('leaves it: it %s', async (_when, planned, expected) => {
    const { ctx, store, clock, nextLook } = await aPageForTeams(1);
    await publishPage(ctx, 50);
    const now = clock.now();
    const timer = (await store.timers.get('page', 50)) ?? expect.fail('the page is looked at again');
    await store.timers.save('page', 50, { ...timer, dueAt: plus(now, planned) }, timer);
    await store.pageFiles.claim(50, 'other', now, plus(now, { seconds: 90 }));
    await publishPage(ctx, 50);
    expect(await nextLook()).toBe(plus(now, expected));
  });
});

describe('what is not to be seen any more', () => {
  it('goes also where no host leads to it', async () => {
    const world = await aPageForTeams(0, { visibility: 'PUBLIC', audienceSpecific: false });
    const ctx = { ...world.ctx, settings: { ...world.ctx.settings, pagesDomain: undefined } };
    await publishPage(ctx, 50);
    expect([world.hosts.size, world.variants()]).toEqual([0, 1]);
    await world.store.statusPages.delete(await world.page());
    await publishPage(ctx, 50);
    expect([...world.objects.keys()]).toEqual(['errors/404.html']);
  });

  it('is not forgotten where taking it away has failed: it goes a minute after the next look', async () => {
    const world = await aPageForTeams(2);
    await world.feed();
    const team = (await world.store.teams.get(600)) ?? expect.fail('there is a team 600');
    await world.store.teams.save({ ...team, members: [] }, team);
    await world.feed();
    world.clock.advance({ minutes: 1 });
    const broken = { ...world.pageBucket, delete: () => Promise.reject(new Error('S3 does not answer')) };
    await expect(publishPage({ ...world.ctx, pageBucket: broken }, 50)).rejects.toThrow('S3 does not answer');
    expect(world.variants()).toBe(4);
    await publishPage(world.ctx, 50);
    expect(await world.nextLook()).toBe(plus(world.clock.now(), { minutes: 1 }));
    world.clock.advance({ minutes: 1 });
    await publishPage(world.ctx, 50);
    expect(world.variants()).toBe(3);
  });

  it('is taken away though it was never made', async () => {
    const world = await aPageForTeams(1);
    await publishPage(world.ctx, 50);
    const before = world.objects.size;
    await removeVariant(world.ctx, 50, 'never-made');
    expect(world.objects.size).toBe(before);
  });
});

it('a change of teams makes no page that is the same for all', async () => {
  const world = await aPageForTeams(1, { audienceSpecific: false });
  await world.feed();
  const team = (await world.store.teams.get(600)) ?? expect.fail('there is a team 600');
  await world.store.teams.save({ ...team, members: [] }, team);
  expect(await world.feed()).toBe(0);
});

it('a change of teams that own nothing, or of no page at all, makes none', async () => {
  const world = await aPageForTeams(1);
  await world.feed();
  await world.store.teams.create(aTeam([], { id: 700 }));
  expect(await world.feed()).toBe(0);
  const put = vi.spyOn(world.pageBucket, 'put');
  expect(await publishTouched(world.ctx, [])).toBe(0);
  expect(put).not.toHaveBeenCalled();
});

describe('the past of a page', () => {
  it.each<[string, (index: number) => boolean, number, number]>([
    ['the newest hundred incidents', () => true, 100, 1],
    ['the newest hundred about its services', (index) => index % 3 > 0, 100, 2],
    ['those of the newest five hundred that are about its services', (index) => index % 10 === 9, 50, 5],
    ['none that is older than those', (index) => index >= 499, 1, 5],
    ['what the next hundred holds, too', (index) => index === 100, 1, 5],
  ])('is %s', async (_what, isAbout, expected, looksNeeded) => {
    const world = await aPageForTeams(1);
    const affectedServices = [{ impact: 'DEGRADED' as const, service: { id: 100 } }];
    const saying = { summary: 'Slow', status: 'RESOLVED' as const, affectedServices };
    const { incident } = await createIncident(world.as(1), saying);
    const all = Array.from({ length: 600 }, (_none, index) => ({
      ...incident,
      id: 9000 + index,
      affected: [{ impact: 'DEGRADED' as const, serviceId: isAbout(index) ? 100 : 4711 }],
    }));
    let looks = 0;
    const list = async (_filter: unknown, { offset, limit }: { offset: number; limit: number }) => {
      looks += 1;
      return all.slice(offset, offset + limit);
    };
    const incidents = {
      list,
      getMany: async () => [],
      updates: async () => [],
    } as unknown as typeof world.store.incidents;
    const facts = await factsOfPage({ ...world.ctx, store: { ...world.store, incidents } }, await world.page());
    const told = all.filter((_one, index) => isAbout(index)).slice(0, expected);
    expect(facts.incidents.map(({ incident: { id } }) => id)).toEqual(told.map(({ id }) => id));
    expect(looks).toBe(looksNeeded);
  });
});
