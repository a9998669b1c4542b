import { describe, expect, it } from 'vitest';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import { publishPage } from '../../../functions/usecases/page/publish.ts';
import { variantFor } from '../../../functions/usecases/page/viewer.ts';
import { aService, aStatusPage, aUser } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorldOfCustomers, customers } from './customers-world.ts';

/** What is bounded for each of them is so for any number: AUDIENCES=1000 takes as many as docs/status-pages.md speaks of. */
const count = Number(process.env.AUDIENCES ?? 250);

describe(`a page with ${count} audiences`, () => {
  async function aCrowdedPage() {
    const world = await aWorldOfCustomers();
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
    return { ...world, page, services };
  }

  it('makes them when somebody asks, all within a minute, and of a change only what it touches', async () => {
    const world = await aCrowdedPage();
    const { page, services, state, store, clock, ctx } = world;
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
