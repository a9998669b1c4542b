import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../functions/domain/incident/incident.ts';
import type { Service } from '../../../functions/domain/service/service.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { changeIncident, createIncident, editionOfIncident } from '../../../functions/usecases/incident/write.ts';
import { aService, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const on = (...ids: readonly number[]) => ids.map((id) => ({ impact: 'DEGRADED' as const, service: { id } }));
const said = { summary: 'Shop is slow', status: 'INVESTIGATING' as const };

async function services(count: number) {
  const world = await aWorld();
  const ids = Array.from({ length: count }, (_none, index) => 100 + index);
  for (const id of ids) await world.store.services.create(aService(id));
  const open = (input: object) => createIncident(world.as(1), { ...said, affectedServices: on(100), ...input });
  return { ...world, ids, open };
}

describe('when an incident was', () => {
  const [past, earlier] = [minus(tenOClock, { hours: 1 }), minus(tenOClock, { hours: 2 })];
  const future = plus(tenOClock, { milliseconds: 1 });

  it.each([
    ['is now', {}, tenOClock, tenOClock],
    ['is now where clients send fillers', { createdAt: '', updatedAt: '' }, tenOClock, tenOClock],
    ['may be earlier', { createdAt: earlier, updatedAt: past }, earlier, past],
    ['may be one moment', { createdAt: past, updatedAt: past }, past, past],
    ['may be as late as now', { createdAt: tenOClock, updatedAt: tenOClock }, tenOClock, tenOClock],
  ])('%s', async (_when, times, createdAt, updatedAt) => {
    const { open } = await services(1);
    expect((await open(times)).incident).toMatchObject({ createdAt, updatedAt });
  });

  it.each([
    ['is not in the future', { createdAt: future }, 'createdAt: must not be in the future'],
    ['nor is what was said of it', { createdAt: past, updatedAt: future }, 'updatedAt: must not be in the future'],
    ['comes before what is said', { createdAt: past, updatedAt: earlier }, 'updatedAt: must not be before createdAt'],
  ])('%s', async (_when, times, problem) => {
    const { open } = await services(1);
    await expect(open(times)).rejects.toThrow(problem);
  });
});

it.each([{}, { message: null }])(
  'an incident of which nothing more is said has no message any more: %j',
  async (input) => {
    const { open, as, store } = await services(1);
    const { incident } = await open({ message: 'We look' });
    const changed = await changeIncident(as(1), incident.id, () => ({ ...said, ...input }));
    expect(changed.incident.message).toBeUndefined();
    expect(await store.incidents.get(incident.id)).not.toHaveProperty('message');
    const updates = await store.incidents.updates(incident.id);
    expect(updates.map(({ content }) => content).toSorted()).toEqual(['', 'We look']);
  },
);

describe('the edition of an incident', () => {
  const service = aService(11, { holds: [{ incidentId: 1, impact: 'DEGRADED' }] as Service['holds'] });
  const other = { incidentId: 1, impact: 'MAJOR_OUTAGE' } as Service['holds'][number];
  async function edition(of: Partial<Incident> = {}, its: Partial<Service> = {}) {
    const { open } = await services(1);
    const { incident } = await open({});
    return editionOfIncident({ incident: { ...incident, id: 1, ...of }, services: [{ ...service, ...its }] });
  }

  it.each<[string, Partial<Incident>, Partial<Service>]>([
    ['it is another incident', { id: 2 }, {}],
    ['it is called otherwise', { summary: 'Down' }, {}],
    ['it is in another state', { status: 'IDENTIFIED' }, {}],
    ['it says something', { message: 'We look' }, {}],
    ['it is told', { sendNotification: true }, {}],
    ['it is about something else', { affected: [] }, {}],
    ['it was written again', { updatedAt: plus(tenOClock, { seconds: 1 }) }, {}],
    ['a service is another', {}, { id: 12 }],
    ['a service is called otherwise', {}, { name: 'Store' }],
    ['a service was set to something', {}, { status: 'MAJOR_OUTAGE' }],
    ['an incident says something else of a service', {}, { holds: [other] }],
    ['an alert says something of a service', {}, { alertHolds: [{ alertId: 1 }] as unknown as Service['alertHolds'] }],
  ])('is another one when %s', async (_when, of, its) => {
    expect(await edition(of, its)).not.toBe(await edition());
  });

  it('is the same as long as nothing of that changes, whoever follows it', async () => {
    expect(await edition({ subscribers: [{ type: 'USER', id: 3 }] }, { description: 'Sells' })).toBe(await edition());
  });
});

describe('the services of an incident', () => {
  it('are named once each, and there', async () => {
    const { open } = await services(3);
    const wrong = (...ids: number[]) => open({ affectedServices: on(...ids) });
    await expect(wrong(100, 101, 100)).rejects.toThrow('affectedServices[2].service.id: is named twice');
    await expect(wrong(100, 999)).rejects.toThrow('affectedServices[1].service.id: there is no service 999');
  });

  it('are in the order in which it names them, as they are after it', async () => {
    const { open, as } = await services(3);
    const { incident, seen } = await open({ affectedServices: on(102, 100) });
    expect(seen.map(({ id, holds }) => [id, holds.length])).toEqual([
      [102, 1],
      [100, 1],
    ]);
    const changed = await changeIncident(as(1), incident.id, () => ({ ...said, affectedServices: on(101, 102) }));
    expect(changed.services.map(({ id, holds }) => [id, holds.length])).toEqual([
      [101, 1],
      [102, 1],
    ]);
  });

  it('stay where one may not know of them, and are not shown to one then', async () => {
    const world = await aWorld({ teams: [aTeam([2], { id: 601, visibility: 'PRIVATE' })] });
    for (const id of [100, 101]) await world.store.services.create(aService(id));
    await world.store.services.create(aService(102, { teams: [601] }));
    const { incident } = await createIncident(world.as(2), { ...said, affectedServices: on(102, 100) });
    const { actor, ...ctx } = world.as(1);
    const teams = { roles: new Map(), privateTeams: new Set([601]), unseenPeople: new Set<number>() };
    const outsider = { ...ctx, actor: { ...actor, teams } };
    const change = (input: object) => changeIncident(outsider, incident.id, () => ({ ...said, ...input }));
    const left = await change({ affectedServices: on(101) });
    expect(left.incident.affected.map(({ serviceId }) => serviceId)).toEqual([101, 102]);
    expect([left.services, left.seen].map((found) => found.map(({ id }) => id))).toEqual([[101, 102], [101]]);
    const same = await change({ affectedServices: null, message: 'We look' });
    expect(same.incident).toMatchObject({ affected: left.incident.affected, message: 'We look' });
    expect(await world.store.incidents.get(incident.id)).toEqual(same.incident);
    await expect(change({ affectedServices: on(101, 102) })).rejects.toThrow(
      'affectedServices[1].service.id: there is no service 102',
    );
    const many = on(...Array.from({ length: 60 }, (_none, index) => 200 + index));
    await expect(change({ affectedServices: many })).rejects.toThrow('affectedServices: must be at most 60');
  });

  it('that are gone by then are left out of what is shown', async () => {
    const { open, as, store } = await services(2);
    const { incident } = await open({ affectedServices: on(101, 100) });
    const gone = (await store.services.get(101)) ?? expect.fail('there is a service 101');
    await store.services.delete(gone, { evenIfUsed: true });
    const changed = await changeIncident(as(1), incident.id, () => ({ ...said, message: 'We look' }));
    expect([changed.services, changed.seen].map((all) => all.map(({ id }) => id))).toEqual([[100], [100]]);
    expect(changed.incident.message).toBe('We look');
  });

  it('come and go ninety at once at most', async () => {
    const { open, as, ids } = await services(91);
    const { incident } = await open({ affectedServices: on(...ids.slice(0, 31)) });
    const change = (from: number) =>
      changeIncident(as(1), incident.id, () => ({ ...said, affectedServices: on(...ids.slice(from, from + 60)) }));
    await expect(change(31)).rejects.toThrow('affectedServices: too many come and go at once');
    expect((await change(30)).seen).toHaveLength(60);
    const other = (await open({ affectedServices: on(...ids.slice(0, 30)) })).incident.id;
    const wholly = () => ({ ...said, affectedServices: on(...ids.slice(30, 90)) });
    expect((await changeIncident(as(1), other, wholly)).seen).toHaveLength(60);
  });
});
