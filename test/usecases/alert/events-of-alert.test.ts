import { expect, it } from 'vitest';
import { type Instant, minus, plus } from '../../../functions/domain/time.ts';
import { readEventsOfAlert } from '../../../functions/usecases/alert/read-events.ts';
import { anAlert, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const after = (minutes: number, milliseconds = 0): Instant => plus(tenOClock, { minutes, milliseconds });

/** The ids of the events of alert 700, which was reported at ten, as they are read at noon. */
async function shown(facts: Parameters<typeof anAlert>[0]) {
  const { as, store, clock } = await aWorld();
  await store.alerts.create(anAlert(facts), { log: [] });
  const record = (id: string, receivedAt: Instant, alertId = 700) =>
    store.events.record({
      ...{ id, sourceId: 800, integration: 'API', receivedAt, outcome: 'APPENDED', alertId },
      event: { eventType: 'ALERT', summary: 'Disk full' },
    });
  await record('before', minus(tenOClock, { milliseconds: 1 }));
  await record('first', tenOClock);
  await record('of another', after(1), 701);
  await record('on its way', after(89, -1));
  await record('late', after(90));
  await record('at noon', after(120));
  await record('a moment ahead', after(180, -1));
  await record('ahead', after(180));
  clock.set(after(120));
  const { events } = await readEventsOfAlert(as(1), 700, undefined, { offset: 0, limit: 9 });
  return (events as { id: string }[]).map(({ id }) => id);
}

it('the events of an alert are those of its time, until an hour after it was resolved, newest first', async () => {
  expect(await shown({ status: 'RESOLVED', resolvedAt: after(30) })).toEqual(['on its way', 'first']);
});

it('the events of an open alert are those until now, and of clocks that are an hour ahead', async () => {
  expect(await shown({})).toEqual(['a moment ahead', 'at noon', 'late', 'on its way', 'first']);
});

it('the events of an alert are for those who may see its source, not for whoever responds to it alone', async () => {
  const { as, store } = await aWorld({ teams: [aTeam([2], { id: 601, visibility: 'PRIVATE' })] });
  const source = (await store.sources.get(800)) ?? expect.fail('no source');
  await store.sources.save({ ...source, teams: [601] }, source);
  const person = { firstName: 'First1', lastName: 'Last1', email: 'user1@example.com' };
  const responder = { alertId: 700, userId: 1, ...person, status: 'PENDING' as const, addedAt: tenOClock };
  await store.alerts.create(anAlert(), { log: [], responders: [responder] });
  const { actor, ...ctx } = as(1);
  const teams = { roles: new Map(), privateTeams: new Set([601]), unseenPeople: new Set<number>() };
  const page = { offset: 0, limit: 9 };
  await expect(readEventsOfAlert({ ...ctx, actor: { ...actor, teams } }, 700, undefined, page)).rejects.toMatchObject({
    message: expect.stringContaining('source'),
  });
  expect((await readEventsOfAlert(as(1), 700, undefined, page)).events).toEqual([]);
});
