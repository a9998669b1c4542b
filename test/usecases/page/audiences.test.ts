import { beforeEach, describe, expect, it } from 'vitest';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { runDueWork } from '../../../functions/usecases/due/run-due-work.ts';
import { publishPage } from '../../../functions/usecases/page/publish.ts';
import { shownBy } from '../../../functions/usecases/page/viewer.ts';
import { aService, aStatusPage, aUser, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorldOfCustomers, customers } from './customers-world.ts';

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
