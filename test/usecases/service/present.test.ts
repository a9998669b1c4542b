import { describe, expect, it } from 'vitest';
import type { Service } from '../../../functions/domain/service/service.ts';
import { minus } from '../../../functions/domain/time.ts';
import { maintenanceFrom } from '../../../functions/usecases/maintenance/from-input.ts';
import { serviceFrom } from '../../../functions/usecases/service/from-input.ts';
import { createOverride } from '../../../functions/usecases/service/overrides.ts';
import { timelinesOf } from '../../../functions/usecases/service/past.ts';
import { presentDependencies, presentOutages, presentServices } from '../../../functions/usecases/service/present.ts';
import { aService, at, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const ago = (hours: number) => minus(tenOClock, { hours });
const [may, june] = [at('2026-05-01T00:00:00Z'), at('2026-06-01T00:00:00Z')];

/** Service 11 of the team 600, as it was since May; service 12 of the private team 601 of user 2. */
async function aServiceWorld(facts: Partial<Service> = {}) {
  const world = await aWorld({ teams: [aTeam([3]), aTeam([2], { id: 601, visibility: 'PRIVATE' })] });
  await world.store.services.create(aService(12, { teams: [601], createdAt: may }));
  const service = await world.store.services.create(aService(11, { teams: [600], createdAt: may, ...facts }));
  const teams = { roles: new Map(), privateTeams: new Set([601]), unseenPeople: new Set<number>() };
  const ctx = { ...world.as(1), actor: { ...world.as(1).actor, teams } };
  const plan = async (start: string, end: string) =>
    world.store.maintenance.create(
      await maintenanceFrom(ctx, { timezone: 'UTC', start, end, summary: 'Disks', services: [{ id: 11 }] }),
    );
  const now = async () => (await world.store.services.get(11)) ?? expect.fail();
  const show = async (...include: readonly string[]) =>
    (await presentServices(ctx, [await now()], new Set(include)))[0] as Record<string, unknown>;
  return { ...world, ctx, service, plan, now, show };
}

const least = {
  id: 11,
  name: 'Service 11',
  status: 'OPERATIONAL',
  oneOpenIncidentOnly: false,
  showUptimeHistory: true,
  teams: [{ id: 600, name: 'Platform' }],
};

describe('a service on the wire', () => {
  it('says the least where nothing else is asked for, and whether it has links where they are', async () => {
    const { show } = await aServiceWorld();
    expect(await show()).toEqual(least);
    expect(await show('links')).toEqual({ ...least, links: [] });
    const links = [{ href: 'https://example.com', text: 'Book' }];
    const linked = await aServiceWorld({ links });
    expect([(await linked.show()).links, (await linked.show('links')).links]).toEqual([links, links]);
  });

  it('says who follows it, what visitors see, and what it needs, each where that is asked for', async () => {
    const dependencies = [
      { id: 1, serviceId: 12, type: 'HARD' as const },
      { id: 2, serviceId: 13, type: 'SOFT' as const },
    ];
    const world = await aServiceWorld({ subscribers: [{ type: 'USER', id: 1 }], status: 'DEGRADED' });
    const needing = { ...world.service, dependencies };
    await world.store.services.create(aService(13));
    const shown = [
      { id: 1, type: 'HARD', service: { id: 12 }, invalidAfter: null },
      { id: 2, type: 'SOFT', service: { id: 13, name: 'Service 13' }, invalidAfter: null },
    ];
    expect(await presentDependencies(world.ctx, needing)).toEqual(shown);
    const present = async (...include: readonly string[]) =>
      (await presentServices(world.ctx, [needing], new Set(include)))[0];
    const degraded = { ...least, status: 'DEGRADED' };
    expect(await present()).toEqual(degraded);
    expect(await present('subscribed')).toEqual({ ...degraded, subscribed: true });
    expect(await present('publicStatus')).toEqual({ ...degraded, publicStatus: 'DEGRADED' });
    expect(await present('dependencies')).toEqual({ ...degraded, dependencies: shown });
  });

  it('shows of the incidents about it what each does to it, and none of a service one may not know of', async () => {
    const { ctx, service, store } = await aServiceWorld();
    const holds = [
      { incidentId: 901, impact: 'DEGRADED' as const },
      { incidentId: 902, impact: 'MAJOR_OUTAGE' as const },
      { incidentId: 903, impact: 'MAJOR_OUTAGE' as const },
    ];
    const words = { status: 'INVESTIGATING' as const, message: 'We look', sendNotification: true };
    const times = { createdAt: ago(2), updatedAt: ago(1) };
    const incident = (id: number) => ({ id, summary: `Trouble ${id}`, ...words, ...times });
    const incidents = { ...store.incidents, getMany: async () => [incident(901), incident(902)] as never };
    const show = async (facts: Partial<Service>) => {
      const reading = { ...ctx, store: { ...store, incidents } };
      return (await presentServices(reading, [{ ...service, holds, ...facts }], new Set(['incidents'])))[0];
    };
    const about = { service: { id: 11, name: 'Service 11' } };
    expect(await show({})).toMatchObject({
      incidents: [
        { ...incident(902), affectedServices: [{ impact: 'MAJOR_OUTAGE', ...about }] },
        { ...incident(901), affectedServices: [{ impact: 'DEGRADED', ...about }] },
      ],
    });
    expect(await show({ teams: [601] })).toMatchObject({ incidents: [] });
  });

  it('tells its uptime of ninety days at most, and the outages of these as far as they reach into them', async () => {
    const { ctx, show, now, plan } = await aServiceWorld();
    expect(await show()).not.toHaveProperty('uptime');
    const whole = { p30: 100, p60: 100, p90: 100 };
    const rangeStart = minus(tenOClock, { days: 90 });
    expect((await show('uptime')).uptime).toEqual({
      ...{ rangeStart, rangeEnd: tenOClock, outages: [] },
      uptimePercentage: { ...whole, uptimePercentage: whole },
    });
    const rewrite = (from: Service['createdAt'], until: Service['createdAt']) =>
      createOverride(ctx, { service: { id: 11 }, status: 'MAJOR_OUTAGE', from, until });
    await rewrite(minus(rangeStart, { hours: 3 }), minus(rangeStart, { hours: 2 }));
    await rewrite(minus(rangeStart, { hours: 1 }), minus(rangeStart, { hours: -1 }));
    await rewrite(ago(4), ago(2));
    await plan('2026-11-21T06:30', '2026-11-21T10:30');
    const { outages, uptimePercentage } = (await show('uptime')).uptime as Record<string, object>;
    const kept = [
      { status: 'MAJOR_OUTAGE', from: rangeStart, until: minus(rangeStart, { hours: -1 }) },
      { status: 'MAJOR_OUTAGE', from: ago(4), until: ago(2) },
    ];
    expect(outages).toEqual(kept);
    expect(uptimePercentage).toMatchObject({ p30: 99.722, uptimePercentage: { p30: 99.722, p90: 99.861 } });
    const service = await now();
    const past = async (how: { readonly isOverridden?: boolean } = {}) =>
      (await timelinesOf(ctx, [service], how)).get(11) ?? [];
    const range = { from: rangeStart, until: tenOClock };
    expect(presentOutages(await past(), range)).toEqual(kept);
    expect(presentOutages(await past({ isOverridden: true }), range)).toEqual(kept);
    expect(await past({ isOverridden: false })).toEqual([
      { status: 'OPERATIONAL', from: minus(tenOClock, { days: 93 }), until: ago(3.5) },
      { status: 'UNDER_MAINTENANCE', from: ago(3.5), until: tenOClock },
    ]);
  });

  it('is told from when its past is known, where that is less than ninety days', async () => {
    const { show } = await aServiceWorld({ createdAt: ago(5) });
    expect((await show('uptime')).uptime).toMatchObject({ rangeStart: ago(5), rangeEnd: tenOClock });
  });

  it('is in planned work from its first moment to the one before its end', async () => {
    const { show, plan, clock } = await aServiceWorld();
    await plan('2026-11-21T10:00', '2026-11-21T11:00');
    expect(await show()).toMatchObject({ status: 'UNDER_MAINTENANCE' });
    clock.set(at('2026-11-21T10:59:59.999Z'));
    expect(await show()).toMatchObject({ status: 'UNDER_MAINTENANCE' });
    clock.set(at('2026-11-21T11:00:00.000Z'));
    expect(await show()).toMatchObject({ status: 'OPERATIONAL' });
  });
});

describe('a service as it is written', () => {
  it('has what was sent, keeps labels that are not mentioned, and forgets the rest', async () => {
    const world = await aServiceWorld();
    const { ctx, clock } = world;
    const least = await serviceFrom(ctx, { name: 'Shop' });
    expect(least).toStrictEqual(aService(least.id, { version: 0, name: 'Shop' }));
    const empty = { alias: null, description: null, iconUrl: null, links: null, labels: {}, status: '' as const };
    expect(await serviceFrom(ctx, { name: 'Shop', ...empty })).toStrictEqual({ ...least, id: expect.any(Number) });
    const said = { alias: '', description: '', iconUrl: '', links: [], labels: { tier: '1' } };
    const flags = { oneOpenIncidentOnly: true, showUptimeHistory: false };
    expect((await serviceFrom(world.as(3), { name: 'Shop', teams: [{ id: 600 }] })).teams).toEqual([600]);
    const sent = await serviceFrom(ctx, { name: 'Store', ...said, ...flags, status: 'DEGRADED' });
    expect(sent).toMatchObject({ name: 'Store', ...said, ...flags, status: 'DEGRADED', statusSetAt: tenOClock });
    const now = clock.advance({ minutes: 1 });
    const current = { ...sent, status: 'OPERATIONAL' as const, changes: [], createdAt: june, teams: [600] };
    expect(await serviceFrom(ctx, { name: 'Shop' }, current)).toStrictEqual({
      ...aService(sent.id, { version: 0, name: 'Shop', labels: { tier: '1' }, teams: [600] }),
      ...{ createdAt: june, updatedAt: now },
    });
    expect(await serviceFrom(ctx, { name: 'Shop', labels: {} }, current)).not.toHaveProperty('labels');
  });

  it('is set to nothing by who sends back what it is in already, by whatever cause', async () => {
    const holds = [{ incidentId: 901, impact: 'MAJOR_OUTAGE' as const }];
    const held = await aServiceWorld({ holds });
    const back = await serviceFrom(held.ctx, { name: 'Shop', status: 'MAJOR_OUTAGE' }, held.service);
    expect(back).toMatchObject({ status: 'OPERATIONAL', changes: [] });
    const planned = await aServiceWorld();
    await planned.plan('2026-11-21T09:00', '2026-11-21T11:00');
    const { ctx, now } = planned;
    const same = await serviceFrom(ctx, { name: 'Shop', status: 'UNDER_MAINTENANCE' }, await now());
    expect(same).toMatchObject({ status: 'OPERATIONAL', changes: [] });
    const set = await serviceFrom(ctx, { name: 'Shop', status: 'DEGRADED' }, await now());
    expect(set).toMatchObject({ status: 'DEGRADED', changes: [{ at: tenOClock, status: 'DEGRADED' }] });
  });
});
