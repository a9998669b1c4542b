import { describe, expect, it } from 'vitest';
import { servicesOf } from '../../../functions/domain/page/view.ts';
import { withStatus } from '../../../functions/domain/service/service.ts';
import { createIncident } from '../../../functions/usecases/incident/write.ts';
import { maintenanceFrom } from '../../../functions/usecases/maintenance/from-input.ts';
import { activatePage } from '../../../functions/usecases/page/activate.ts';
import { factsOfPage, viewOfPage } from '../../../functions/usecases/page/view-of-page.ts';
import { aService, aStatusPage, at } from '../../support/factories.ts';
import { watchedStore } from '../../support/watched-store.ts';
import { aWorld } from '../../support/world.ts';

const page = aStatusPage(50, { subdomain: 'Acme.example.com', services: [12, 11] });

async function aPageWorld() {
  let calls: string[] = [];
  const world = await aWorld({
    beforeCall: async ({ name }) => {
      calls.push(name);
      return undefined;
    },
  });
  for (const id of [11, 12, 13]) await world.store.services.create(aService(id));
  await world.store.statusPages.create(page);
  const ctx = { ...world.ctx, settings: { ...world.ctx.settings, pagesDomain: 'pages.example.com' } };
  const incident = (summary: string, serviceId: number, rest: object = {}) =>
    createIncident(world.as(1), {
      summary,
      status: 'INVESTIGATING',
      affectedServices: [{ impact: 'MAJOR_OUTAGE', service: { id: serviceId } }],
      ...rest,
    });
  const plan = async (summary: string, start: string, end: string, serviceId = 11) =>
    world.store.maintenance.create(
      await maintenanceFrom(world.as(1), { timezone: 'UTC', start, end, summary, services: [{ id: serviceId }] }),
    );
  const callsDuring = async (run: () => Promise<unknown>) => {
    calls = [];
    await run();
    return calls;
  };
  return { ...world, ctx, incident, plan, callsDuring };
}

describe('what a page shows, from what is stored', () => {
  it('is its services in its order, in what they are now, at its address', async () => {
    const { ctx, store, clock, incident } = await aPageWorld();
    const service = await store.services.get(12);
    if (service === undefined) throw new Error('no service');
    await store.services.save(withStatus(service, 'DEGRADED', clock.now()), service);
    await incident('Down', 11);
    const view = await viewOfPage(ctx, page);
    expect(servicesOf(view).map(({ id, status }) => [id, status])).toEqual([
      [12, 'DEGRADED'],
      [11, 'MAJOR_OUTAGE'],
    ]);
    expect(view.page.url).toBe('https://acme.pages.example.com/');
    expect(view.status).toBe('MAJOR_OUTAGE');
  });

  it('is what is said of its services, open or over, and of no others', async () => {
    const { ctx, incident } = await aPageWorld();
    await incident('elsewhere', 13);
    await incident('over elsewhere', 13, { status: 'RESOLVED' });
    await incident('over', 11, { status: 'RESOLVED', message: 'It was **dust**.' });
    await incident('open', 12);
    const ofBoth = [13, 12].map((id) => ({ impact: 'DEGRADED', service: { id } }));
    await incident('of both', 12, { status: 'RESOLVED', affectedServices: ofBoth });
    const view = await viewOfPage(ctx, page);
    expect(view.incidents.map(({ summary }) => summary)).toEqual(['open']);
    expect(view.pastIncidents.map(({ summary, updates }) => [summary, updates[0]?.body])).toEqual([
      ['of both', ''],
      ['over', 'It was **dust**.'],
    ]);
  });

  it('tells incidents of a year, and open ones however old', async () => {
    const { ctx, clock, incident } = await aPageWorld();
    await incident('old', 11, { status: 'RESOLVED' });
    await incident('old and open', 11);
    clock.set(at('2027-11-23T10:00:00Z'));
    const view = await viewOfPage(ctx, page);
    expect(view.pastIncidents).toEqual([]);
    expect(view.incidents.map(({ summary }) => summary)).toEqual(['old and open']);
  });

  it('is the planned work of its services that is on, comes, or was lately', async () => {
    const { ctx, clock, plan } = await aPageWorld();
    await plan('over', '2026-11-21T11:00', '2026-11-21T12:00');
    await plan('on', '2026-11-22T09:00', '2026-11-22T11:00');
    await plan('coming', '2026-11-25T09:00', '2026-11-25T11:00');
    await plan('next year', '2027-11-25T09:00', '2027-11-25T11:00');
    await plan('elsewhere', '2026-11-22T09:00', '2026-11-22T11:00', 13);
    clock.set(at('2026-11-22T10:00:00Z'));
    const { store, calls } = watchedStore(ctx.store, ['maintenance']);
    const view = await viewOfPage({ ...ctx, store }, page);
    // What is planned for next year is not read.
    expect(calls('maintenance.getMany')).toMatchObject([[{ length: 3 }]]);
    expect(view.maintenances.map(({ summary, status }) => [summary, status])).toEqual([
      ['on', 'in_progress'],
      ['coming', 'scheduled'],
    ]);
    expect(view.pastMaintenances.map(({ summary }) => summary)).toEqual(['over']);
    expect(view.status).toBe('UNDER_MAINTENANCE');
  });

  it('is for each audience only what it sees, from facts that were read once', async () => {
    const { ctx, incident, callsDuring } = await aPageWorld();
    await incident('seen', 11);
    await incident('hidden', 12);
    const audience = { services: new Set([11]), metrics: new Set<number>() };
    const view = await viewOfPage(ctx, page, audience);
    expect(servicesOf(view).map(({ id }) => id)).toEqual([11]);
    expect(view.incidents.map(({ summary }) => summary)).toEqual(['seen']);
    const calls = await callsDuring(() => factsOfPage(ctx, page));
    // Services, their planned work, open incidents, the newest incidents and their items, updates of each.
    expect(calls).toHaveLength(7);
  });

  it('is nothing of a page without services', async () => {
    const { ctx, incident } = await aPageWorld();
    await incident('elsewhere', 13);
    const { store, calls } = watchedStore(ctx.store, ['incidents']);
    const view = await viewOfPage({ ...ctx, store }, aStatusPage(51));
    expect(calls('incidents.list')).toEqual([]);
    expect(view).toMatchObject({
      elements: [],
      incidents: [],
      pastIncidents: [],
      maintenances: [],
      status: 'OPERATIONAL',
    });
  });
});

it('a page is activated once, which is a change of it', async () => {
  const { as, clock, store } = await aPageWorld();
  clock.advance({ minutes: 1 });
  const activated = await activatePage(as(1), 50);
  expect(activated).toMatchObject({ activatedAt: clock.now(), updatedAt: clock.now() });
  clock.advance({ minutes: 1 });
  expect(await activatePage(as(1), 50)).toEqual(activated);
  expect(await store.statusPages.get(50)).toEqual(activated);
});
