import { describe, expect, it } from 'vitest';
import type { EventMessage } from '../../../functions/domain/event/event.ts';
import { minus } from '../../../functions/domain/time.ts';
import type { Store } from '../../../functions/ports/store.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anAlert, anEventMessage, aSource } from '../../support/factories.ts';
import { meanwhile } from '../../support/meanwhile.ts';
import { aWorld } from '../../support/world.ts';

type World = Awaited<ReturnType<typeof aWorld>>;
type Event = NonNullable<EventMessage['event']>;

let count = 0;
function sent(world: World, alertKey: string, event: Partial<Event> = {}): EventMessage {
  count += 1;
  return anEventMessage({ alertKey, ...event }, { eventId: `race-${count}`, receivedAt: world.clock.now() });
}

const send = (world: World, alertKey: string, event: Partial<Event> = {}) => {
  world.clock.advance({ seconds: 1 });
  return processEvent(world.ctx, sent(world, alertKey, event));
};

/** An alert with the keys a and b in it, a second after the last of them. */
async function twoInOne() {
  const world = await aWorld({ source: aSource({ alertCreation: 'ONE_OPEN_ALERT_ALLOWED' }) });
  await send(world, 'a');
  await send(world, 'b');
  world.clock.advance({ seconds: 1 });
  const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
  return { ...world, alertId: alert?.id ?? expect.fail('no alert') };
}

/** The store of whoever has looked at the alert when something happens, once. */
const beforeSave = ({ store }: World, deed: () => Promise<unknown>): Store => {
  let isDone = false;
  const save: Store['alerts']['save'] = async (...asked) => {
    if (!isDone) {
      isDone = true;
      await deed();
    }
    return store.alerts.save(...asked);
  };
  return { ...store, alerts: { ...store.alerts, save } };
};

const over = { eventType: 'RESOLVE' } as const;

describe('the recovery of one of several keys, while', () => {
  type Deed = (world: Awaited<ReturnType<typeof twoInOne>>) => Promise<unknown>;
  it.each<[string, Deed, string, string]>([
    [
      'a person resolves the alert',
      (world) => resolveAlert(world.as(1), { alertId: world.alertId }),
      'NO_OPEN_ALERT',
      'RESOLVED',
    ],
    ['the same key recovers', (world) => processEvent(world.ctx, sent(world, 'b', over)), 'NO_OPEN_ALERT', 'PENDING'],
    [
      'the key recovers and fires again',
      async (world) => {
        await processEvent(world.ctx, sent(world, 'b', over));
        expect(await send(world, 'b')).toBe('APPENDED');
      },
      'STALE',
      'PENDING',
    ],
    ['the other key recovers', (world) => processEvent(world.ctx, sent(world, 'a', over)), 'RESOLVED', 'RESOLVED'],
    [
      'a person accepts the alert',
      (world) => acceptAlert(world.as(1), { alertId: world.alertId }),
      'APPENDED',
      'ACCEPTED',
    ],
  ])('%s', async (_what, deed, outcome, status) => {
    const world = await twoInOne();
    const recovery = sent(world, 'b', over);
    const store = beforeSave(world, () => deed(world));
    expect(await processEvent({ ...world.ctx, store }, recovery)).toBe(outcome);
    expect(await world.store.events.get(recovery.eventId)).toMatchObject({ outcome });
    expect((await world.store.alerts.get(world.alertId))?.status).toBe(status);
  });

  it('a person has resolved the alert before it was read, and its lock was read before that, ends nothing', async () => {
    const world = await twoInOne();
    const { alerts } = world.store;
    const lock = await alerts.keyLock(800, 'a');
    expect(lock).toMatchObject({ state: 'OPEN', hasMembers: true });
    const locks = [lock];
    const keyLock: Store['alerts']['keyLock'] = async (...asked) => locks.shift() ?? alerts.keyLock(...asked);
    const before = meanwhile(world, () => resolveAlert(world.as(1), { alertId: world.alertId }));
    const recovery = sent(world, 'a', over);
    const store = { ...before, alerts: { ...before.alerts, keyLock } };
    expect(await processEvent({ ...world.ctx, store }, recovery)).toBe('NO_OPEN_ALERT');
    expect(await world.store.events.get(recovery.eventId)).toMatchObject({ outcome: 'NO_OPEN_ALERT' });
  });

  it('the key is forgotten, is one of nothing', async () => {
    const world = await twoInOne();
    const alerts = { ...world.store.alerts, keyLock: async () => undefined };
    expect(await processEvent({ ...world.ctx, store: { ...world.store, alerts } }, sent(world, 'b', over))).toBe(
      'NO_OPEN_ALERT',
    );
  });
});

describe('the recovery of a key', () => {
  it('that came in the same moment as it ends it', async () => {
    const world = await aWorld({ source: aSource({ alertCreation: 'ONE_OPEN_ALERT_ALLOWED' }) });
    await send(world, 'a');
    await send(world, 'b');
    expect(await processEvent(world.ctx, sent(world, 'b', over))).toBe('APPENDED');
  });

  it('that names another alert by then ends that one, and nothing of the first', async () => {
    const world = await twoInOne();
    const { store, table } = world;
    const { PK, SK } = table.items().find(({ exactState }) => exactState === 'MEMBER') ?? expect.fail('no lock');
    const before = meanwhile(world, async () => {
      await table.write([{ delete: { PK, SK } }]);
      const other = anAlert({ id: 702, alertKey: 'b', reportTime: world.clock.now() });
      await store.alerts.create(other, { log: [], lock: {} });
    });
    expect(await processEvent({ ...world.ctx, store: before }, sent(world, 'b', over))).toBe('RESOLVED');
    expect((await store.alerts.get(702))?.status).toBe('RESOLVED');
    expect((await store.alerts.members(world.alertId))?.firing).toHaveLength(2);
  });

  it('that came before a repeat of it ends it all the same', async () => {
    const world = await twoInOne();
    const group = (...ids: readonly string[]) => ({ firing: ids.map((id) => ({ id, text: id })), total: ids.length });
    await send(world, 'b', { group: group('db-1') });
    world.clock.advance({ seconds: 1 });
    const recovery = sent(world, 'b', over);
    expect(await send(world, 'b', { group: group('db-1', 'db-2') })).toBe('APPENDED');
    expect(await processEvent(world.ctx, recovery)).toBe('APPENDED');
    expect((await world.store.alerts.members(world.alertId))?.firing).toHaveLength(1);
  });
});

describe('an alert of one key', () => {
  const one = async () => {
    const world = await aWorld({ source: aSource({ alertCreation: 'ONE_OPEN_ALERT_ALLOWED' }) });
    await send(world, 'a');
    const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
    world.clock.advance({ seconds: 1 });
    return { ...world, alertId: alert?.id ?? expect.fail('no alert') };
  };

  it('stays open where another key came in after its recovery was decided, and before the alert was read', async () => {
    const world = await one();
    const recovery = sent(world, 'a', over);
    const store = meanwhile(world, () => processEvent(world.ctx, sent(world, 'b')));
    expect(await processEvent({ ...world.ctx, store }, recovery)).toBe('APPENDED');
    expect((await world.store.alerts.get(world.alertId))?.status).toBe('PENDING');
    expect((await world.store.alerts.members(world.alertId))?.firing).toHaveLength(1);
  });

  it('that is gone takes in nothing, and its source looks into it no more', async () => {
    const world = await one();
    const get: Store['alerts']['get'] = async (id) => (id === world.alertId ? undefined : world.store.alerts.get(id));
    const store = { ...world.store, alerts: { ...world.store.alerts, get } };
    expect(await processEvent({ ...world.ctx, store }, sent(world, 'b'))).toBe('CREATED');
    const ids = (await world.store.alerts.heads(800))?.heads.map(({ alertId }) => alertId);
    expect(ids).toHaveLength(1);
    expect(ids).not.toContain(world.alertId);
  });

  it('takes in a key that was in another alert meanwhile, which was over before the event came', async () => {
    const world = await one();
    const late = sent(world, 'c');
    const { store } = world;
    const between = beforeSave(world, async () => {
      const other = anAlert({ id: 701, alertKey: 'x', reportTime: minus(world.clock.now(), { minutes: 1 }) });
      await store.alerts.create(other, { log: [], lock: {} });
      await store.alerts.save(other, { log: [], joins: { key: 'c', receivedAt: other.reportTime } });
      await resolveAlert(world.as(1), { alertId: 701 });
      await acceptAlert(world.as(1), { alertId: world.alertId });
    });
    expect(await processEvent({ ...world.ctx, store: between }, late)).toBe('GROUPED');
    expect(await store.alerts.keyLock(800, 'c')).toMatchObject({ state: 'MEMBER', alertId: world.alertId });
  });

  it('takes in no key that was over, after the event came, at an alert of its own', async () => {
    const world = await one();
    const late = sent(world, 'c');
    const store = beforeSave(world, async () => {
      world.clock.advance({ seconds: 1 });
      await world.store.alerts.create(anAlert({ id: 701, alertKey: 'c', reportTime: world.clock.now() }), {
        log: [],
        lock: {},
      });
      world.clock.advance({ seconds: 1 });
      await resolveAlert(world.as(1), { alertId: 701 });
      await acceptAlert(world.as(1), { alertId: world.alertId });
    });
    expect(await processEvent({ ...world.ctx, store }, late)).toBe('STALE');
    expect(await world.store.alerts.members(world.alertId)).toBeUndefined();
  });
});
