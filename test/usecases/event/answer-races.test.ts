import { describe, expect, it } from 'vitest';
import type { EventMessage } from '../../../functions/domain/event/event.ts';
import type { Store } from '../../../functions/ports/store.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

/** An open alert, and a store in which something happens once between an event's decision and its save. */
async function anOpenAlert(deed: (world: Awaited<ReturnType<typeof aWorld>>, alertId: number) => Promise<unknown>) {
  const world = await aWorld();
  await processEvent(world.ctx, anEventMessage());
  const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
  const alertId = alert?.id ?? expect.fail('no alert');
  world.clock.advance({ minutes: 1 });
  let isDone = false;
  const save: Store['alerts']['save'] = async (...args) => {
    if (!isDone) {
      isDone = true;
      await deed(world, alertId);
    }
    return world.store.alerts.save(...args);
  };
  const store: Store = { ...world.store, alerts: { ...world.store.alerts, save } };
  const send = (eventType: 'ACCEPT' | 'RESOLVE', facts: Partial<EventMessage> = {}) =>
    processEvent(
      { ...world.ctx, store },
      anEventMessage({ eventType }, { eventId: 'answer', receivedAt: world.clock.now(), ...facts }),
    );
  return { ...world, alertId, send };
}

describe("an alert source's answer", () => {
  it.each([
    ['RESOLVE', 'RESOLVED'],
    ['ACCEPT', 'ACCEPTED'],
  ] as const)('%s is kept by the write that changes the alert, and by no other', async (eventType, outcome) => {
    const { ctx, store } = await aWorld();
    await processEvent(ctx, anEventMessage());
    const events = { ...store.events, record: () => expect.fail('it was written twice') };
    const answer = anEventMessage({ eventType }, { eventId: 'answer' });
    expect(await processEvent({ ...ctx, store: { ...store, events } }, answer)).toBe(outcome);
    expect(await store.events.get('answer')).toMatchObject({ outcome });
  });
});

describe("an alert source's answer that a person's comes before", () => {
  it.each([
    ['RESOLVE', 'RESOLVED'],
    ['ACCEPT', 'ACCEPTED'],
  ] as const)(
    '%s is recorded all the same when the alert was resolved between its decision and its save',
    async (type, outcome) => {
      const { send, store, alertId } = await anOpenAlert(({ as }, id) => resolveAlert(as(1), { alertId: id }));
      expect(await send(type)).toBe(outcome);
      expect(await store.events.get('answer')).toMatchObject({ outcome });
      expect(await store.alerts.get(alertId)).toMatchObject({ status: 'RESOLVED' });
    },
  );

  it('RESOLVE still resolves what was only accepted meanwhile', async () => {
    const { send, store, alertId } = await anOpenAlert(({ as }, id) => acceptAlert(as(1), { alertId: id }));
    expect(await send('RESOLVE')).toBe('RESOLVED');
    expect(await store.events.get('answer')).toMatchObject({ outcome: 'RESOLVED' });
    expect(await store.alerts.get(alertId)).toMatchObject({
      status: 'RESOLVED',
      resolvedBy: { name: expect.any(String) },
    });
  });
});
