import { describe, expect, it } from 'vitest';
import type { EventMessage } from '../../../functions/domain/event/event.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { raiseAlert } from '../../../functions/usecases/alert/raise.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aPolicy, aUser } from '../../support/factories.ts';
import { aWorld, type WorldSketch } from '../../support/world.ts';

type World = Awaited<ReturnType<typeof aWorld>>;
const all = { offset: 0, limit: 100 };

const theAlert = async ({ store }: World) => (await store.alerts.list({}, all))[0] ?? expect.fail('no alert');
const next = (world: World, event: Partial<NonNullable<EventMessage['event']>>, eventId: string) => {
  world.clock.advance({ seconds: 1 });
  return processEvent(world.ctx, anEventMessage(event, { eventId, receivedAt: world.clock.now() }));
};

/** A world in which an event has opened an alert, and what its people were told of it so far. */
async function opened(sketch: WorldSketch = {}, event = {}) {
  const world = await aWorld(sketch);
  const message = anEventMessage(event);
  expect(await processEvent(world.ctx, message)).toBe('CREATED');
  const { id } = await theAlert(world);
  return { ...world, alertId: id, first: await world.told(), again: () => processEvent(world.ctx, message) };
}

describe('an event that has opened an alert and is delivered again', () => {
  const rules = [{ method: 'SMS' as const }, { method: 'VOICE' as const, delayMin: 5 }];

  it('has those told again who were to be told at once, and the execution started', async () => {
    const { first, again, told, calls, alertId } = await opened({ users: [aUser(1, {}, rules), aUser(2), aUser(3)] });
    expect(first).toEqual(['SMS 1']);
    expect(await again()).toBe('CREATED');
    expect(await told()).toEqual(['SMS 1']);
    const start = { call: 'start', name: `alert-${alertId}-g1` };
    expect(calls).toEqual([start, start]);
  });

  it.each<[string, 'HIGH' | 'LOW', (world: Awaited<ReturnType<typeof opened>>) => Promise<unknown>]>([
    ['accepted', 'HIGH', (world) => acceptAlert(world.as(1), { alertId: world.alertId })],
    ['raised', 'LOW', (world) => raiseAlert(world.as(1), { alertId: world.alertId })],
    ['escalated', 'HIGH', (world) => world.run(world.alertId, { minutes: 5 })],
  ])('does nothing for an alert that was %s since', async (_what, priority, deed) => {
    const world = await opened({}, { priority });
    await deed(world);
    await world.told();
    const calls = world.calls.length;
    expect(await world.again()).toBe('CREATED');
    expect(await world.told()).toEqual([]);
    expect(world.calls).toHaveLength(calls);
  });

  it('tells nobody again who was told meanwhile', async () => {
    const world = await opened();
    const [page] = await world.store.notifications.list(`ALERT#${world.alertId}`);
    const list = async () => (page ? [{ ...page, status: 'SENT' as const }] : []);
    const store = { ...world.store, notifications: { ...world.store.notifications, list } };
    expect(await processEvent({ ...world.ctx, store }, anEventMessage())).toBe('CREATED');
    expect(await world.told()).toEqual([]);
  });

  it('counts one alert, and how long it took', async () => {
    const world = await aWorld();
    const seconds: unknown[] = [];
    const metrics = { ...world.ctx.metrics, seconds: (...said: unknown[]) => void seconds.push(said) };
    world.clock.advance({ seconds: 3 });
    await processEvent({ ...world.ctx, metrics }, anEventMessage());
    await processEvent({ ...world.ctx, metrics }, anEventMessage());
    expect(world.counted).toEqual([['AlertsCreated', 1]]);
    expect(seconds).toEqual([['EventToAlert', 3]]);
  });
});

describe('an ACCEPT of the source', () => {
  it('of an alert that is accepted already is recorded, and changes nothing', async () => {
    const world = await opened();
    await next(world, { eventType: 'ACCEPT' }, 'first');
    const before = await world.store.alerts.get(world.alertId);
    const log = await world.timeline(world.alertId);
    expect(await next(world, { eventType: 'ACCEPT' }, 'second')).toBe('ACCEPTED');
    expect(await world.store.events.get('first')).toMatchObject({ outcome: 'ACCEPTED', alertId: world.alertId });
    expect(await world.store.events.get('second')).toMatchObject({ outcome: 'ACCEPTED' });
    expect(await world.store.alerts.get(world.alertId)).toEqual(before);
    expect(await world.timeline(world.alertId)).toEqual(log);
  });
});

describe('a repeat that brings something new', () => {
  const low = { priority: 'LOW' as const };
  const high = { priority: 'HIGH' as const };

  it('is recorded where the alert is gone', async () => {
    const world = await opened({}, low);
    const alerts = { ...world.store.alerts, get: async () => undefined };
    const store = { ...world.store, alerts };
    const message = anEventMessage(high, { eventId: 'worse' });
    expect(await processEvent({ ...world.ctx, store }, message)).toBe('APPENDED');
    expect(await world.store.events.get('worse')).toMatchObject({ outcome: 'APPENDED', alertId: world.alertId });
  });

  it('is delivered again where the table does not answer', async () => {
    const world = await opened({}, low);
    const save = () => Promise.reject(new Error('the table does not answer'));
    const store = { ...world.store, alerts: { ...world.store.alerts, save } };
    const message = anEventMessage(high, { eventId: 'worse' });
    await expect(processEvent({ ...world.ctx, store }, message)).rejects.toThrow('the table does not answer');
    expect(await world.store.events.get('worse')).toBeUndefined();
  });
});

describe('routing keys of an event', () => {
  it('are told in the timeline, three hundred characters of them, with the policy that they chose', async () => {
    const world = await aWorld();
    await world.store.policies.create({ ...aPolicy([[2]]), id: 901, name: 'Databases', routingKey: 'dbas' });
    const keys = ['x'.repeat(250), 'y'.repeat(40), 'dbas', 'z'.repeat(40)];
    await processEvent(world.ctx, anEventMessage({ routingKey: keys.join(' , ') }));
    const { id, policy } = await theAlert(world);
    expect(policy).toEqual({ id: 901, name: 'Databases' });
    const routed = (await world.store.alerts.log(id, all)).find(({ vars }) => 'key' in vars);
    expect(routed).toMatchObject({
      type: 'AlertRoutedSuccessfulLogEntry',
      vars: { key: keys.join(', ').slice(0, 300), policy: 'Databases' },
    });
  });
});

describe('the policy that takes an alert', () => {
  it.each([
    ['read with it where the message names that', 900, 0],
    ['read besides where the message still names another', 901, 1],
  ])('is that of the source, %s', async (_how, policyId, reads) => {
    const world = await aWorld();
    await world.store.policies.create({ ...aPolicy([[2]]), id: 901, name: 'Databases' });
    const asked: number[] = [];
    const get: typeof world.store.policies.get = async (id) => {
      asked.push(id);
      return world.store.policies.get(id);
    };
    const store = { ...world.store, policies: { ...world.store.policies, get } };
    await processEvent({ ...world.ctx, store }, anEventMessage({}, { policyId }));
    expect((await theAlert(world)).policy).toMatchObject({ id: 900 });
    expect(asked).toEqual(Array.from({ length: reads }, () => 900));
  });
});
