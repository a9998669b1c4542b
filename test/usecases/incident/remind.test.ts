import { beforeEach, describe, expect, it } from 'vitest';
import type { UserActor } from '../../../functions/domain/access/actor.ts';
import { untold } from '../../../functions/usecases/configuration/record.ts';
import { remindOfIncident } from '../../../functions/usecases/incident/remind.ts';
import { changeIncident, createIncident } from '../../../functions/usecases/incident/write.ts';
import { aService, aUser } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const said = { summary: 'Payments fail', status: 'INVESTIGATING' } as const;
const affectedServices = [{ impact: 'DEGRADED' as const, service: { id: 5 } }];

let world: Awaited<ReturnType<typeof aWorld>>;
beforeEach(async () => {
  world = await aWorld();
  await world.store.services.create(aService(5));
});

/** What the tick would find of incidents, and do. */
async function tick(): Promise<number> {
  const due = await world.store.due.list('incident', world.clock.now(), 10);
  for (const reference of due) if (reference.kind === 'incident') await remindOfIncident(world.as(1), reference);
  return due.length;
}
const reminders = async () =>
  (await world.store.notifications.list('USER#1'))
    .filter(({ kind }) => kind === 'NOTICE')
    .map(({ subject }) => subject);
const open = () => createIncident(world.as(1), { ...said, affectedServices });

describe('the owner of an incident that is open for long', () => {
  it('is reminded after four hours, once, by a message that is queued', async () => {
    await open();
    world.clock.advance({ hours: 3, minutes: 59, seconds: 59 });
    expect(await tick()).toBe(0);
    world.clock.advance({ seconds: 1 });
    expect(await tick()).toBe(1);
    expect(await reminders()).toEqual(['Still open: Payments fail']);
    world.clock.advance({ hours: 10 });
    expect(await tick()).toBe(0);
    expect(await reminders()).toHaveLength(1);
  });

  it('is reminded once though the work is done twice', async () => {
    const { incident } = await open();
    world.clock.advance({ hours: 4 });
    await remindOfIncident(world.as(1), incident);
    expect(world.sent).toHaveLength(1);
    await remindOfIncident(world.as(1), incident);
    expect(await reminders()).toHaveLength(1);
    expect(world.sent).toHaveLength(1);
  });

  it('is reminded of each of those that were opened at one moment', async () => {
    await open();
    await createIncident(world.as(1), { ...said, summary: 'Search fails', affectedServices });
    world.clock.advance({ hours: 4 });
    expect(await tick()).toBe(2);
    expect((await reminders()).sort()).toEqual(['Still open: Payments fail', 'Still open: Search fails']);
  });

  it('is nobody where the incident is gone, or was opened by nobody', async () => {
    await remindOfIncident(world.as(1), { id: 4711 });
    const { incident } = await open();
    const { createdBy: _owner, ...orphan } = incident;
    const stored = await world.store.incidents.save(orphan, incident, { audit: untold });
    const nobodyIsLookedFor = { ...world.store, users: {} as typeof world.store.users };
    await remindOfIncident({ ...world.as(1), store: nobodyIsLookedFor }, stored);
    expect(world.sent).toEqual([]);
    expect((await world.store.incidents.get(incident.id))?.dueAt).toBeUndefined();
  });

  it('is reminded once for each time it is opened, and not while it is resolved, whoever asks', async () => {
    const { incident } = await open();
    world.clock.advance({ hours: 4 });
    expect(await tick()).toBe(1);
    await changeIncident(world.as(1), incident.id, () => ({ ...said, status: 'RESOLVED' }));
    await remindOfIncident(world.as(1), incident);
    expect(await reminders()).toHaveLength(1);
    await changeIncident(world.as(1), incident.id, () => said);
    world.clock.advance({ hours: 4 });
    expect(await tick()).toBe(1);
    expect(await reminders()).toHaveLength(2);
  });

  it('is not reminded of one that was resolved, and anew of one that was opened again', async () => {
    const { incident } = await open();
    world.clock.advance({ hours: 1 });
    await changeIncident(world.as(1), incident.id, () => ({ ...said, status: 'RESOLVED' }));
    world.clock.advance({ hours: 4 });
    expect(await tick()).toBe(0);
    await changeIncident(world.as(1), incident.id, () => said);
    world.clock.advance({ hours: 3 });
    await changeIncident(world.as(1), incident.id, () => ({ ...said, status: 'IDENTIFIED' }));
    expect(await tick()).toBe(0);
    world.clock.advance({ hours: 1 });
    expect(await tick()).toBe(1);
    expect(await reminders()).toEqual(['Still open: Payments fail']);
  });

  it.each([
    ['be gone', 999],
    ['have nothing yet where they are reached', 4],
  ])('may %s: then nobody is reminded', async (_what, createdBy) => {
    await world.store.users.create(aUser(4, { emails: [], phones: [] }));
    const { incident } = await open();
    const stored = (await world.store.incidents.get(incident.id)) ?? expect.fail('no incident');
    await world.store.incidents.save({ ...stored, createdBy }, stored, {});
    world.clock.advance({ hours: 4 });
    expect(await tick()).toBe(1);
    expect(await reminders()).toEqual([]);
    expect(await tick()).toBe(0);
  });
});

it('incidents that Tocsin opens have no owner to remind', async () => {
  const system = { ...world.as(1), actor: { kind: 'system', name: 'Tocsin', via: 'SYSTEM' } as unknown as UserActor };
  await createIncident(system, { ...said, affectedServices });
  world.clock.advance({ hours: 5 });
  expect(await tick()).toBe(0);
});
