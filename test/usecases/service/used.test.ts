import { expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { createIncident } from '../../../functions/usecases/incident/write.ts';
import { maintenanceFrom } from '../../../functions/usecases/maintenance/from-input.ts';
import { refuseUsedService } from '../../../functions/usecases/service/from-input.ts';
import { presentServices } from '../../../functions/usecases/service/present.ts';
import { aService } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

async function aUsedService() {
  const world = await aWorld();
  await world.store.services.create(aService(11, { name: 'Shop' }));
  const incident = async (summary: string) =>
    (
      await createIncident(world.as(1), {
        summary,
        status: 'INVESTIGATING',
        affectedServices: [{ impact: 'DEGRADED', service: { id: 11 } }],
      })
    ).incident.id;
  const plan = async (start: string, end: string) =>
    world.store.maintenance.create(
      await maintenanceFrom(world.as(1), { timezone: 'UTC', start, end, summary: 'Move', services: [{ id: 11 }] }),
    );
  const service = async () => (await world.store.services.get(11)) ?? expect.fail();
  const refused = async () => refuseUsedService(world.ctx, await service());
  return { ...world, incident, plan, service, refused };
}

it('a service that nothing is about may go', async () => {
  const { refused, plan, clock } = await aUsedService();
  await refused();
  await plan('2026-11-21T11:00', '2026-11-21T12:00');
  await expect(refused()).rejects.toThrow('service 11 is used by maintenance window');
  clock.set(plus(clock.now(), { hours: 2 }));
  await refused();
});

it('a service stays as long as work that recurs comes again', async () => {
  const { refused, as, store, clock } = await aUsedService();
  const times = {
    timezone: 'UTC',
    start: '2026-11-21T11:00',
    end: '2026-11-21T12:00',
    recurrence: 'FREQ=DAILY;COUNT=2',
  };
  await store.maintenance.create(await maintenanceFrom(as(1), { ...times, summary: 'Move', services: [{ id: 11 }] }));
  clock.advance({ hours: 3 });
  await expect(refused()).rejects.toThrow('service 11 is used by maintenance window');
  clock.advance({ days: 1 });
  await refused();
});

it('what an open incident or planned work is about stays, and five of them are named', async () => {
  const { refused, incident, plan } = await aUsedService();
  const id = await incident('x'.repeat(80));
  await expect(refused()).rejects.toThrow(`service 11 is used by incident ${id} "${'x'.repeat(60)}"`);
  for (let count = 0; count < 4; count += 1) await incident(`Trouble ${count}`);
  await expect(refused()).rejects.toThrow(/"Trouble \d"$/);
  await plan('2026-11-21T11:00', '2026-11-21T12:00');
  await plan('2026-11-22T11:00', '2026-11-22T12:00');
  await expect(refused()).rejects.toThrow(/and 2 more$/);
  await expect(refused()).rejects.toThrow(/^service 11 is used by (?:[^"]+"[^"]+"){5} and 2 more$/);
  await expect(refused()).rejects.toMatchObject({
    places: expect.arrayContaining([{ kind: 'incident', id, name: 'x'.repeat(80) }]),
  });
});

it('a service shows its newest ten unresolved incidents where that is asked for', async () => {
  const { as, incident, service } = await aUsedService();
  const ids: number[] = [];
  for (let count = 0; count < 12; count += 1) ids.push(await incident(`Trouble ${count}`));
  const [shown] = await presentServices(as(1), [await service()], new Set(['incidents']));
  const { incidents = [] } = shown as { incidents?: { id: number; summary: string }[] };
  expect(incidents.map(({ id }) => id)).toEqual(ids.reverse().slice(0, 10));
  expect(incidents[0]).toMatchObject({
    summary: 'Trouble 11',
    affectedServices: [{ impact: 'DEGRADED', service: { id: 11, name: 'Shop' } }],
  });
  expect((await presentServices(as(1), [await service()]))[0]).not.toHaveProperty('incidents');
});
