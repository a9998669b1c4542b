import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../functions/domain/access/actor.ts';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { Change } from '../../../functions/store/memory/table.ts';
import { runDueWork } from '../../../functions/usecases/due/run-due-work.ts';
import { publishPage } from '../../../functions/usecases/page/publish.ts';
import { publishTouched } from '../../../functions/usecases/page/publish-touched.ts';
import { shownBy, variantFor } from '../../../functions/usecases/page/viewer.ts';
import { aService, aStatusPage, aUser, tenOClock } from '../../support/factories.ts';
import { rememberedPublishing } from '../../support/published.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const customers = {
  activatedAt: tenOClock,
  subdomain: 'customers',
  visibility: 'PRIVATE',
  audienceSpecific: true,
  announcement: 'Prices rise.',
  announcementOnPage: true,
} satisfies Partial<StatusPage>;

/** Services 11 (of team 1), 12 (of team 2), 13 (of both), 14 (of nobody), and people 21 to 25. */
async function aWorldOfCustomers() {
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

let world: Awaited<ReturnType<typeof aWorldOfCustomers>>;
beforeEach(async () => {
  world = await aWorldOfCustomers();
});

it('a page of one service shows it, and a page of none shows none', async () => {
  const world = await aWorldOfCustomers();
  const page = aStatusPage(51, { ...customers, services: [11], metrics: [] });
  expect((await shownBy(world.ctx, page)).services.map(({ id }) => id)).toEqual([11]);
  expect(await shownBy(world.ctx, { ...page, services: [] })).toEqual({ services: [], metrics: [] });
});

describe('an audience-specific page', () => {
  it('shows each what teams own that they are a member of, administrators everything, and others nothing', async () => {
    await world.feed();
    expect(await Promise.all([21, 22, 25, 24, 23].map(world.seenBy))).toEqual([
      '11 13',
      '12 13',
      '11 12 13',
      '11 12 13 14',
      '',
    ]);
  });

  it('is made once for all who see the same, and for nobody else', async () => {
    await world.feed();
    expect(world.variants().size).toBe(5);
    const named = await Promise.all([21, 22, 25, 24, 23].map(world.variantOf));
    expect(new Set(named)).toEqual(world.variants());
  });

  it('with more of them than can be made in one call is gone on with by the next tick', async () => {
    const ids = [1, 2, 3, 4, 5].map((index) => ({ user: 30 + index, team: 10 + index, service: 100 + index }));
    for (const { user, team, service } of ids) {
      await world.store.users.create(aUser(user, { role: 'STAKEHOLDER' }));
      await world.store.teams.create(aTeam([user], { id: team }));
      await world.store.services.create(aService(service, { teams: [team], createdAt: minus(tenOClock, { days: 2 }) }));
    }
    const before = (await world.store.statusPages.get(50)) ?? expect.fail();
    const services = [11, 12, 13, 14, ...ids.map(({ service }) => service)];
    await world.store.statusPages.save({ ...before, services }, before);
    const slow = { ...world.pageBucket };
    slow.put = async (key, file) => {
      if (key.endsWith('status.json')) world.clock.advance({ seconds: 41 });
      return world.pageBucket.put(key, file);
    };
    await publishPage({ ...world.ctx, pageBucket: slow }, 50);
    expect(world.variants().size).toBe(6);
    world.clock.advance({ minutes: 1 });
    await runDueWork(world.ctx, { deadline: plus(world.clock.now(), { seconds: 45 }) });
    await world.feed();
    expect(world.variants().size).toBe(10);
  });

  it('has names that tell nothing, and are others on another page', async () => {
    await world.store.statusPages.create(
      aStatusPage(51, { ...customers, subdomain: 'others', services: [11, 12, 13, 14] }),
    );
    await world.feed();
    const others = [...world.objects.keys()].flatMap((key) => /^p\/51\/([^/]+)\//.exec(key)?.[1] ?? []);
    for (const name of world.variants()) {
      expect(name).toMatch(/^[\w-]{24}$/);
      expect(others).not.toContain(name);
    }
  });

  it('keeps everything of it from caches and other sites, and what is announced from those who see nothing', async () => {
    await world.feed();
    for (const [key, file] of world.objects)
      if (key.startsWith('p/')) expect(file).toMatchObject({ cacheControl: 'private, no-store', isShared: false });
    const [some, none] = await Promise.all([world.variantOf(21), world.variantOf(23)]);
    expect(world.read(`p/50/${some}/index.en.html`)).toContain('Prices rise.');
    expect(world.read(`p/50/${none}/index.en.html`)).not.toContain('Prices rise.');
  });

  it('shows a new member what they see as soon as it was made, and does not name what is not there', async () => {
    await world.feed();
    await world.setTeam(1, [21, 25, 23]);
    await world.setTeam(2, [25]);
    expect(await world.seenBy(23)).toBe('11 13');
    await world.store.teams.create(aTeam([22], { id: 3 }));
    const service = await world.store.services.get(14);
    if (service === undefined) throw new Error('no service 14');
    await world.store.services.save({ ...service, teams: [3] }, service);
    expect(await world.variantOf(22)).toBeUndefined();
    await world.feed();
    expect(await world.seenBy(22)).toBe('14');
  });

  it('keeps what nobody sees any more for a minute, for those who are on their way, and removes it then', async () => {
    await world.feed();
    const before = await world.variantOf(22);
    await world.setTeam(2, []);
    await world.feed();
    expect(await world.seenBy(22)).toBe('');
    expect(world.variants()).toContain(before);
    world.clock.advance({ seconds: 60 });
    await publishPage(world.ctx, 50);
    expect(world.variants()).not.toContain(before);
    expect(world.variants().size).toBe(3);
  });

  it('leads nobody to what is on its way out: who comes back meanwhile waits until it is made again', async () => {
    await world.feed();
    const before = await world.variantOf(22);
    await world.setTeam(2, []);
    await world.feed();
    world.clock.advance({ seconds: 55 });
    await world.setTeam(2, [22, 25]);
    expect(await world.variantOf(22)).toBeUndefined();
    await world.feed();
    expect(await world.variantOf(22)).toBe(before);
    world.clock.advance({ seconds: 10 });
    await publishPage(world.ctx, 50);
    expect(await world.seenBy(22)).toBe('12 13');
  });

  it('takes everything away with the page', async () => {
    await world.feed();
    const page = await world.store.statusPages.get(50);
    await world.store.statusPages.delete(page as StatusPage);
    await world.feed();
    expect([world.variants().size, world.hosts.size]).toEqual([0, 0]);
  });

  it('mends files that a failure has left half way, though the page is what it was by then', async () => {
    await world.feed();
    const variant = await world.variantOf(21);
    const service = await world.store.services.get(11);
    if (service === undefined) throw new Error('no service 11');
    const changed = await world.store.services.save({ ...service, name: 'Renamed' }, service);
    world.state.failing = 3;
    await world.feed();
    await world.store.services.save({ ...changed, name: service.name }, changed);
    world.state.failing = 0;
    await world.feed();
    for (const [key, { body }] of world.objects)
      if (key.includes(`/${variant}/`)) expect(body).not.toContain('Renamed');
  });
});

/** What is bounded for each of them is so for any number: AUDIENCES=1000 takes as many as docs/status-pages.md speaks of. */
const count = Number(process.env.AUDIENCES ?? 250);

describe(`a page with ${count} audiences`, () => {
  async function aCrowdedPage() {
    const { store } = world;
    const services = Array.from({ length: 100 }, (_, index) => 1000 + index);
    for (const id of services) await store.services.create(aService(id, { teams: [] }));
    // Each customer's team owns two services of their own, so that no two see the same.
    const pairs = Array.from({ length: count }, (_, index) => [
      index % 100,
      (index + 1 + Math.floor(index / 100)) % 100,
    ]);
    for (let index = 0; index < count; index += 1) {
      await store.users.create(aUser(3000 + index, { role: 'STAKEHOLDER' }));
      await store.teams.create(aTeam([3000 + index], { id: 5000 + index }));
    }
    for (const [place, id] of services.entries()) {
      const service = await store.services.get(id);
      if (service === undefined) throw new Error(`no service ${id}`);
      const teams = pairs.flatMap((pair, index) => (pair.includes(place) ? [5000 + index] : []));
      await store.services.save({ ...service, teams }, service);
    }
    await store.statusPages.create(aStatusPage(60, { ...customers, subdomain: 'crowd', services }));
    await world.feed();
    const page = (await store.statusPages.get(60)) as StatusPage;
    return { page, services };
  }

  it('makes them when somebody asks, all within a minute, and of a change only what it touches', async () => {
    const { page, services } = await aCrowdedPage();
    const { state, store, clock, ctx } = world;
    const made = () =>
      new Set([...world.objects.keys()].flatMap((key) => /^p\/60\/([^/]+)\//.exec(key)?.[1] ?? [])).size;
    expect(made()).toBe(1);
    const people = await store.users.getMany(Array.from({ length: count }, (_, index) => 3000 + index));
    const ask = () => Promise.all(people.map((user) => variantFor(ctx, page, user)));
    const before = { ...state, at: clock.now() };
    expect((await ask()).every((variant) => variant === undefined)).toBe(true);
    await world.feed();
    expect(new Set(await ask()).size).toBe(count);
    expect(clock.now()).toBe(before.at);
    const first = state.writes - before.writes;
    const filesOfOne = [...world.objects.keys()].filter((key) => key.startsWith('p/60/')).length / made();
    // With the files of each comes what all hosts answer where there is nothing.
    expect(first).toBeLessThanOrEqual(count * (filesOfOne + 1));
    const settled = state.writes;
    await publishPage(ctx, 60);
    expect(state.writes).toBe(settled);
    const touched = (await store.services.get(services[7] ?? 0)) ?? aService(0);
    await store.services.save({ ...touched, status: 'DEGRADED' }, touched);
    await world.feed();
    const ofOne = touched.teams.length + 1;
    const second = state.writes - settled;
    expect(second).toBeLessThanOrEqual(ofOne * 20);
    console.log(`${count} audiences: ${first} files at first, ${second} for a change that ${ofOne} of them see`);
    clock.advance({ hours: 25 });
    await publishPage(ctx, 60);
    clock.advance({ seconds: 61 });
    await publishPage(ctx, 60);
    expect(made()).toBe(1);
  }, 240_000);
});
