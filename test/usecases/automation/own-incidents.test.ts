import { describe, expect, it } from 'vitest';
import type { ServiceStatus } from '../../../functions/domain/service/status.ts';
import { changeIncident, createIncident } from '../../../functions/usecases/incident/write.ts';
import { aRule, automated } from './automation-world.ts';

/** An alert that is the first of two incidents, of Checkout (5) and of Search (6), and what it says once it is accepted. */
async function ofTwoIncidents(serviceId: number, serviceStatus: ServiceStatus) {
  const of = { serviceStatus: 'MAJOR_OUTAGE', templateId: 70 } as const;
  const later = aRule(3, { alertType: 'ACCEPTED', serviceId, serviceStatus });
  const world = await automated([aRule(1, of), aRule(2, { ...of, serviceId: 6 }), later]);
  const alert = await world.alert();
  await world.automate(alert);
  const accepted = async () => {
    await world.accept(alert);
    await world.automate(alert);
    const incidents = await world.incidents();
    return incidents.toSorted((a, b) => a.id - b.id).map(({ affected }) => affected);
  };
  return { ...world, alert, accepted };
}

describe('what an alert says of a service later is said in its incident', () => {
  it.each([
    [5, 'DEGRADED', 'MAJOR_OUTAGE'],
    [6, 'MAJOR_OUTAGE', 'DEGRADED'],
  ] as const)('that is about it, of several: of service %i', async (serviceId, checkout, search) => {
    const { accepted, statusOf, run, alert } = await ofTwoIncidents(serviceId, 'DEGRADED');
    expect(await accepted()).toEqual([[{ serviceId: 5, impact: checkout }], [{ serviceId: 6, impact: search }]]);
    expect([await statusOf(5), await statusOf(6)]).toEqual([checkout, search]);
    expect((await run(alert))?.applied.at(-1)).toMatchObject({ serviceIds: [serviceId], said: [] });
  });

  it.each([undefined, false, true])(
    'and subscribers are told only where the rule has it so: %s',
    async (sendNotification) => {
      const told = sendNotification === undefined ? {} : { sendNotification };
      const later = aRule(2, { alertType: 'ACCEPTED', serviceStatus: 'DEGRADED', ...told });
      const world = await automated([aRule(1, { serviceStatus: 'MAJOR_OUTAGE', templateId: 70 }), later]);
      const alert = await world.alert();
      await world.automate(alert);
      await world.accept(alert);
      await world.automate(alert);
      const [incident] = await world.incidents();
      const updates = await world.store.incidents.updates(incident?.id ?? 0);
      expect(updates.map((one) => one.sendNotification)).toEqual([true, sendNotification ?? false]);
    },
  );

  it('unless a person has resolved that: then the alert says so itself', async () => {
    const { accepted, incidents, as, statusOf, store } = await ofTwoIncidents(5, 'DEGRADED');
    const over = (await incidents()).find(({ affected }) => affected.some(({ serviceId }) => serviceId === 5));
    const id = over?.id ?? expect.fail('there is an incident of Checkout');
    await changeIncident(as(1), id, () => ({ summary: 'Over', status: 'RESOLVED' }));
    expect(await statusOf(5)).toBe('OPERATIONAL');
    const before = await store.incidents.updates(id);
    await accepted();
    expect(await statusOf(5)).toBe('DEGRADED');
    expect(await store.incidents.updates(id)).toEqual(before);
  });

  it('unless a person has opened that: what it says stays theirs, and the alert says so itself', async () => {
    const later = aRule(2, { alertType: 'ACCEPTED', serviceStatus: 'MAJOR_OUTAGE' });
    const world = await automated([aRule(1, { templateId: 70 }), later]);
    const service = (await world.store.services.get(5)) ?? expect.fail('there is a service 5');
    await world.store.services.save({ ...service, oneOpenIncidentOnly: true }, service);
    const affectedServices = [{ impact: 'PARTIAL_OUTAGE' as const, service: { id: 5 } }];
    const mine = { summary: 'Mine', status: 'INVESTIGATING' as const, affectedServices };
    const { incident } = await createIncident(world.as(1), mine);
    const alert = await world.alert();
    await world.automate(alert);
    await world.accept(alert);
    await world.automate(alert);
    expect(await world.incidents()).toMatchObject([
      { id: incident.id, alerts: [alert], affected: [{ serviceId: 5, impact: 'PARTIAL_OUTAGE' }] },
    ]);
    expect(await world.statusOf(5)).toBe('MAJOR_OUTAGE');
  });
});

it('of a service whose one open incident is gone meanwhile an alert opens another', async () => {
  const world = await automated([aRule(1, { templateId: 70 })]);
  const service = (await world.store.services.get(5)) ?? expect.fail('there is a service 5');
  const holds = [{ incidentId: 4711, impact: 'DEGRADED' as const }];
  await world.store.services.save({ ...service, oneOpenIncidentOnly: true, holds }, service);
  const alert = await world.alert();
  await world.automate(alert);
  expect(await world.incidents()).toMatchObject([{ alerts: [alert], summary: 'Checkout is slow' }]);
});
