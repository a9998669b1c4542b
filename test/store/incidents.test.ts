import { expect, it } from 'vitest';
import { begin, say } from '../../functions/domain/incident/write.ts';
import { memoryStore } from '../support/memory-store.ts';

it('gives all that was said of an incident, also where it is more than one read brings', async () => {
  const { store, clock, ids } = memoryStore();
  const said = {
    summary: 'Payments fail',
    status: 'INVESTIGATING' as const,
    message: 'x'.repeat(20_000),
    sendNotification: false,
    affected: [],
  };
  const first = begin(said, { now: clock.now(), id: 900, updateId: ids.ulid() });
  let incident = await store.incidents.create(first.incident, { update: first.update });
  const updateIds = [first.update.id];
  for (let count = 0; count < 60; count += 1) {
    const next = say(incident, said, { now: clock.now(), updateId: ids.ulid() });
    updateIds.push(next.update.id);
    incident = await store.incidents.save(next.incident, incident, { update: next.update });
  }
  expect((await store.incidents.updates(900)).map(({ id }) => id)).toEqual(updateIds);
});
