import { describe, expect, it } from 'vitest';
import { AlreadyRecordedError } from '../../../functions/domain/errors.ts';
import type { EventMessage } from '../../../functions/domain/event/event.ts';
import type { Store } from '../../../functions/ports/store.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aSource } from '../../support/factories.ts';
import { meanwhile } from '../../support/meanwhile.ts';
import { aWorld } from '../../support/world.ts';

type World = Awaited<ReturnType<typeof aWorld>>;
const all = { offset: 0, limit: 100 };

/** A world whose source groups what comes while an alert is open, with two keys in one alert. */
async function twoInOne() {
  const world = await aWorld({ source: aSource({ alertCreation: 'ONE_OPEN_ALERT_ALLOWED' }) });
  const send = (message: EventMessage) => processEvent(world.ctx, message);
  await send(sent(world, 'a'));
  world.clock.advance({ seconds: 1 });
  expect(await send(sent(world, 'b'))).toBe('GROUPED');
  world.clock.advance({ seconds: 1 });
  const [alert] = await world.store.alerts.list({}, all);
  return { ...world, alertId: alert?.id ?? expect.fail() };
}

let count = 0;
function sent(world: World, alertKey: string, eventType: 'ALERT' | 'RESOLVE' = 'ALERT'): EventMessage {
  count += 1;
  return anEventMessage(
    { eventType, alertKey, summary: `Trouble at ${alertKey}` },
    { eventId: `twice-${count}`, receivedAt: world.clock.now() },
  );
}
/** The store of whoever has read what is in the alert when something happens, once. */
const afterMembers = ({ store }: World, deed: () => Promise<unknown>): Store => {
  let isDone = false;
  const members: Store['alerts']['members'] = async (id) => {
    const read = await store.alerts.members(id);
    if (!isDone) {
      isDone = true;
      await deed();
    }
    return read;
  };
  return { ...store, alerts: { ...store.alerts, members } };
};
const log = async ({ store }: World, alertId: number) => (await store.alerts.log(alertId, all)).length;

describe('an event that the queue delivers to two at once', () => {
  it.each([
    ['that joins an alert', (world: World) => sent(world, 'c'), 'GROUPED', 'PENDING'],
    ['that ends one of several keys', (world: World) => sent(world, 'b', 'RESOLVE'), 'APPENDED', 'PENDING'],
  ])('%s is done once, and recorded as whoever did it says', async (_what, messageOf, outcome, status) => {
    const world = await twoInOne();
    const message = messageOf(world);
    const store = afterMembers(world, () => processEvent(world.ctx, message));
    await processEvent({ ...world.ctx, store }, message);
    expect(await world.store.events.get(message.eventId)).toMatchObject({ outcome, alertId: world.alertId });
    expect((await world.store.alerts.get(world.alertId))?.status).toBe(status);
    const entries = await log(world, world.alertId);
    await processEvent(world.ctx, message);
    expect(await log(world, world.alertId)).toBe(entries);
  });

  it('that ends the last key resolves the alert once', async () => {
    const world = await twoInOne();
    await processEvent(world.ctx, sent(world, 'a', 'RESOLVE'));
    world.clock.advance({ seconds: 1 });
    const message = sent(world, 'b', 'RESOLVE');
    const store = afterMembers(world, () => processEvent(world.ctx, message));
    await processEvent({ ...world.ctx, store }, message);
    expect(await world.store.events.get(message.eventId)).toMatchObject({ outcome: 'RESOLVED' });
    const entries = await world.store.alerts.log(world.alertId, all);
    expect(entries.filter(({ type }) => type === 'AlertSourceResponseLogEntry')).toHaveLength(1);
  });
});

describe('an event that would join an alert', () => {
  it('opens one of its own where that is resolved meanwhile', async () => {
    const world = await twoInOne();
    const store = meanwhile(world, () => resolveAlert(world.as(1), { alertId: world.alertId }));
    expect(await processEvent({ ...world.ctx, store }, sent(world, 'c'))).toBe('CREATED');
    expect(await world.store.alerts.count({})).toBe(2);
  });

  it('joins where its key was over at the very moment that it came', async () => {
    const world = await twoInOne();
    await processEvent(world.ctx, sent(world, 'b', 'RESOLVE'));
    expect(await processEvent(world.ctx, sent(world, 'b'))).toMatch(/GROUPED|APPENDED/);
    expect(await world.store.alerts.count({})).toBe(1);
  });
});

describe('an event that another has recorded between the look and the save', () => {
  /** The store of whoever finds the event recorded only when it saves. */
  const alreadyRecorded = ({ store }: World, id: string): Store => ({
    ...store,
    alerts: { ...store.alerts, save: () => Promise.reject(new AlreadyRecordedError(id)) },
  });

  it.each([
    ['CREATED', 'c', 'ALERT'],
    ['RESOLVED', 'b', 'RESOLVE'],
  ] as const)('came to what was recorded: %s', async (outcome, key, eventType) => {
    const world = await twoInOne();
    const message = sent(world, key, eventType);
    const store = alreadyRecorded(world, message.eventId);
    const record = { id: message.eventId, sourceId: 800, receivedAt: message.receivedAt, outcome, integration: 'api' };
    const events = { ...store.events, get: async () => record as never };
    expect(await processEvent({ ...world.ctx, store: { ...store, events } }, message)).toBe(outcome);
  });

  it.each([
    ['GROUPED', 'c', 'ALERT'],
    ['APPENDED', 'b', 'RESOLVE'],
  ] as const)('came to what it would have done where the record is gone: %s', async (outcome, key, eventType) => {
    const world = await twoInOne();
    const message = sent(world, key, eventType);
    const store = alreadyRecorded(world, message.eventId);
    const events = { ...store.events, get: async () => undefined };
    expect(await processEvent({ ...world.ctx, store: { ...store, events } }, message)).toBe(outcome);
  });

  it.each([
    ['c', 'ALERT'],
    ['b', 'RESOLVE'],
  ] as const)('is tried again where the save failed otherwise: %s %s', async (key, eventType) => {
    const world = await twoInOne();
    const alerts = { ...world.store.alerts, save: () => Promise.reject(new Error('no answer')) };
    const ctx = { ...world.ctx, store: { ...world.store, alerts } };
    await expect(processEvent(ctx, sent(world, key, eventType))).rejects.toThrow('no answer');
  });
});
