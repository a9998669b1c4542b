import { expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { listIncidents } from '../../../functions/usecases/incident/list.ts';
import { createIncident } from '../../../functions/usecases/incident/write.ts';
import { factsOfPage } from '../../../functions/usecases/page/view-of-page.ts';
import { aService, aStatusPage } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

/** So many incidents, a minute apart, oldest first: each third is resolved, each second about service 12. */
async function incidents(count: number) {
  const world = await aWorld();
  for (const id of [11, 12]) await world.store.services.create(aService(id));
  const ids: number[] = [];
  for (let index = 0; index < count; index += 1) {
    world.clock.advance({ minutes: 1 });
    const { incident } = await createIncident(world.as(1), {
      summary: `Trouble ${index}`,
      status: index % 3 === 0 ? 'RESOLVED' : 'INVESTIGATING',
      affectedServices: [{ impact: 'DEGRADED', service: { id: index % 2 === 0 ? 11 : 12 } }],
    });
    ids.push(incident.id);
  }
  const list = async (
    asked: Partial<Parameters<typeof listIncidents>[1]> = {},
    page = { offset: 0, limit: 200 },
    isKept?: Parameters<typeof listIncidents>[3],
  ) =>
    (await listIncidents(world.as(1), { states: [], services: [], ...asked } as never, page, isKept)).map(
      ({ incident }) => ids.indexOf(incident.id),
    );
  return { ...world, ids, list };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

it('incidents are listed newest first, page by page, however many there are', async () => {
  const { list } = await incidents(120);
  const all = numbers(120).reverse();
  expect(await list()).toEqual(all);
  expect(await list({}, { offset: 45, limit: 60 })).toEqual(all.slice(45, 105));
  expect(await list({}, { offset: 110, limit: 60 })).toEqual(all.slice(110));
});

it('those that fit are listed, in pages that are full as long as there are more', async () => {
  const { list, ids, clock } = await incidents(110);
  const resolved = numbers(110)
    .filter((index) => index % 3 === 0)
    .reverse();
  expect(await list({ states: ['RESOLVED'] as never })).toEqual(resolved);
  expect(await list({ states: ['INVESTIGATING'] as never })).toEqual(
    numbers(110)
      .filter((index) => index % 3 > 0)
      .reverse(),
  );
  expect(await list({ services: [12] })).toEqual(
    numbers(110)
      .filter((index) => index % 2 === 1)
      .reverse(),
  );
  expect(await list({ services: [12], states: ['RESOLVED'] as never }, { offset: 1, limit: 10 })).toEqual(
    resolved.filter((index) => index % 2 === 1).slice(1, 11),
  );
  expect(await list({}, { offset: 0, limit: 9 }, ({ incident }) => incident.id === ids[3])).toEqual([3]);
  expect(await list({ until: plus(clock.now(), { minutes: -107 }) })).toEqual([1, 0]);
});

it('a page tells of a hundred past incidents at most, the newest, and looks for them among many', async () => {
  const { ctx, store } = await incidents(330);
  const page = aStatusPage(50, { services: [12] });
  await store.statusPages.create(page);
  const settings = { ...ctx.settings, pagesDomain: 'status.example.com' };
  const { incidents: told } = await factsOfPage({ ...ctx, settings }, page);
  const past = told.filter(({ incident }) => incident.status === 'RESOLVED');
  expect(past).toHaveLength(55);
  expect(past.every(({ incident }) => incident.affected.every(({ serviceId }) => serviceId === 12))).toBe(true);
});
