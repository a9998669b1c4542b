import { describe, expect, it } from 'vitest';
import { epochSecondsOf, plus } from '../../functions/domain/time.ts';
import { resolveAlert } from '../../functions/usecases/alert/resolve.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { anEventMessage, tenOClock } from '../support/factories.ts';
import { aWorld } from '../support/world.ts';

/** A world with an open alert; `event` is processed now, whenever it was received. */
async function anOpenAlert() {
  const world = await aWorld();
  await processEvent(world.ctx, anEventMessage());
  const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
  let events = 0;
  const event = (eventType: 'ALERT' | 'ACCEPT' | 'RESOLVE', seconds: number) => {
    events += 1;
    const receivedAt = plus(tenOClock, { seconds });
    return processEvent(world.ctx, anEventMessage({ eventType }, { eventId: `event-${events}`, receivedAt }));
  };
  return {
    ...world,
    event,
    alertId: alert?.id ?? 0,
    /** Lets days go by, after which the table has thrown away what has expired. */
    async pass(days: number) {
      const now = epochSecondsOf(world.clock.advance({ days }));
      for (const { PK, SK, expiresAt } of world.table.items())
        if (Number(expiresAt) <= now) await world.table.write([{ delete: { PK, SK } }]);
    },
  };
}

describe('events that waited in the queue', () => {
  it('count from when they came: an ALERT right after the RESOLVE opens a new alert, however late both are', async () => {
    const { event, clock, store } = await anOpenAlert();
    clock.advance({ minutes: 20 });
    expect(await event('RESOLVE', 60)).toBe('RESOLVED');
    clock.advance({ minutes: 20 });
    expect(await event('ALERT', 61)).toBe('CREATED');
    expect(await store.alerts.count({ states: ['PENDING'] })).toBe(1);
    expect(await store.alerts.count({})).toBe(2);
  });

  it('resolve the alert as of when they came', async () => {
    const { event, clock, store, alertId } = await anOpenAlert();
    clock.advance({ minutes: 20 });
    await event('RESOLVE', 60);
    expect((await store.alerts.get(alertId))?.resolvedAt).toBe(plus(tenOClock, { seconds: 60 }));
  });

  it('of the very moment of the alert may answer it, and an ALERT of the very moment of the resolution opens one', async () => {
    const { event } = await anOpenAlert();
    expect(await event('ACCEPT', 0)).toBe('ACCEPTED');
    expect(await event('RESOLVE', 0)).toBe('RESOLVED');
    expect(await event('ALERT', 0)).toBe('CREATED');
  });

  it('answer nothing that is younger than themselves', async () => {
    const { event, store, alertId } = await anOpenAlert();
    expect(await event('ACCEPT', -1)).toBe('STALE');
    expect(await event('RESOLVE', -1)).toBe('STALE');
    expect((await store.alerts.get(alertId))?.status).toBe('PENDING');
  });
});

describe('an event sent in again from the dead-letter queue', () => {
  // It waits there for up to 14 days, after up to 14 more in the queue itself.
  it.each([1, 13, 14, 28])('%i days after the alert was resolved opens no alert that is over', async (days) => {
    const { event, clock, pass, as, alertId, store } = await anOpenAlert();
    clock.advance({ minutes: 5 });
    await resolveAlert(as(1), { alertId });
    await pass(days);
    expect(await event('ALERT', 60)).toBe('STALE');
    expect(await store.alerts.count({})).toBe(1);
  });

  it('is processed once, though four weeks have gone by', async () => {
    const { ctx, pass, store } = await anOpenAlert();
    await pass(28);
    expect(await processEvent(ctx, anEventMessage())).toBe('CREATED');
    expect(await store.alerts.count({})).toBe(1);
    expect((await store.alerts.list({}, { offset: 0, limit: 1 }))[0]?.reportTime).toBe(tenOClock);
  });
});
