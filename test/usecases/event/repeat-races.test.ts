import { describe, expect, it } from 'vitest';
import type { Store } from '../../../functions/ports/store.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { raiseAlert } from '../../../functions/usecases/alert/raise.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, tenOClock } from '../../support/factories.ts';
import { meanwhile } from '../../support/meanwhile.ts';
import { aWorld } from '../../support/world.ts';
import { aLowAlert, groupOf, low, page, type World, worse } from './repeat-world.ts';

const events = async (world: World, alertId: number) =>
  (await world.store.alerts.log(alertId, page)).filter(({ type }) => type === 'AlertReceivedLogEntry').length;

describe('a repeat that brings something new, while', () => {
  it('a person raises the alert, is told in the timeline and raises nothing', async () => {
    const world = await aLowAlert();
    const store = meanwhile(world, () => raiseAlert(world.as(1), { alertId: world.alertId }));
    expect(await processEvent({ ...world.ctx, store }, worse(world))).toBe('APPENDED');
    expect(await world.store.alerts.get(world.alertId)).toMatchObject({ priority: 'HIGH', escalation: { run: 2 } });
    expect(await events(world, world.alertId)).toBe(2);
    expect(await world.store.events.get('worse')).toMatchObject({ outcome: 'APPENDED', alertId: world.alertId });
  });

  it('a person raises the alert, which has more members now, raises nothing either', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, low(world, 'first', 'a'));
    const [{ id: alertId } = expect.fail('no alert')] = await world.store.alerts.list({}, page);
    const store = meanwhile(world, () => raiseAlert(world.as(1), { alertId }));
    await processEvent({ ...world.ctx, store }, worse(world, 'worse', {}, { group: groupOf('a', 'b') }));
    expect(await world.store.alerts.get(alertId)).toMatchObject({ priority: 'HIGH', escalation: { run: 2 } });
  });

  it('a person resolves the alert, opens a new one when it is the younger', async () => {
    const world = await aLowAlert();
    const store = meanwhile(world, () => resolveAlert(world.as(1), { alertId: world.alertId }));
    expect(await processEvent({ ...world.ctx, store }, worse(world))).toBe('CREATED');
    expect(await world.store.alerts.count({})).toBe(2);
    expect(await events(world, world.alertId)).toBe(1);
  });

  it('a person resolves the alert, opens none when it is the older', async () => {
    const world = await aLowAlert();
    const message = worse(world);
    world.clock.advance({ minutes: 1 });
    const store = meanwhile(world, () => resolveAlert(world.as(1), { alertId: world.alertId }));
    expect(await processEvent({ ...world.ctx, store }, message)).toBe('STALE');
    expect(await world.store.alerts.count({})).toBe(1);
  });

  it('the alert is resolved and opened anew, goes to the new one', async () => {
    const world = await aLowAlert();
    const store = meanwhile(world, async () => {
      await resolveAlert(world.as(1), { alertId: world.alertId });
      await processEvent(world.ctx, worse(world, 'another', {}, { priority: 'LOW' }));
    });
    expect(await processEvent({ ...world.ctx, store }, worse(world))).toBe('APPENDED');
    const [newer] = await world.store.alerts.list({ states: ['PENDING'] }, page);
    expect(newer).toMatchObject({ priority: 'HIGH', escalation: { run: 2 } });
    expect(await world.store.alerts.count({})).toBe(2);
    expect(await world.store.events.get('worse')).toMatchObject({ alertId: newer?.id });
  });

  it('the same event is processed elsewhere, does nothing a second time', async () => {
    const world = await aLowAlert();
    const store = meanwhile(world, () => processEvent(world.ctx, worse(world)));
    expect(await processEvent({ ...world.ctx, store }, worse(world))).toBe('APPENDED');
    expect(await world.store.alerts.get(world.alertId)).toMatchObject({ escalation: { run: 2 } });
    expect(await events(world, world.alertId)).toBe(2);
  });

  it('the same event is recorded elsewhere with another outcome, is told as that', async () => {
    const world = await aLowAlert();
    const save: Store['alerts']['save'] = async (alert, change) => {
      await world.store.alerts.append({ ...(change.event ?? expect.fail('no event')), outcome: 'IN_MAINTENANCE' }, []);
      return world.store.alerts.save(alert, change);
    };
    const store = { ...world.store, alerts: { ...world.store.alerts, save } };
    expect(await processEvent({ ...world.ctx, store }, worse(world))).toBe('IN_MAINTENANCE');
  });

  it('its alert goes, is recorded with it', async () => {
    const world = await aLowAlert();
    const alerts = { ...world.store.alerts, get: async () => undefined };
    expect(await processEvent({ ...world.ctx, store: { ...world.store, alerts } }, worse(world))).toBe('APPENDED');
    expect(await world.store.events.get('worse')).toMatchObject({ outcome: 'APPENDED', alertId: world.alertId });
  });
});

/** The store as the event is deleted from it between the refusal to write it twice and the look at what it was. */
const forgetting = (world: World): Store => ({
  ...world.store,
  events: { ...world.store.events, get: async () => undefined },
});

describe('an event that was recorded and forgotten between two looks', () => {
  it('is told as appended, whether it brought something new or not', async () => {
    const world = await aLowAlert();
    const store = forgetting(world);
    const same = anEventMessage({ priority: 'LOW' }, { eventId: 'same', receivedAt: world.clock.now() });
    await processEvent(world.ctx, same);
    expect(await processEvent({ ...world.ctx, store }, same)).toBe('APPENDED');

    const save: Store['alerts']['save'] = async (alert, change) => {
      await world.store.alerts.append({ ...(change.event ?? expect.fail('no event')) }, []);
      return world.store.alerts.save(alert, change);
    };
    const racing = { ...store, alerts: { ...store.alerts, save } };
    expect(await processEvent({ ...world.ctx, store: racing }, worse(world))).toBe('APPENDED');
    expect((await world.store.alerts.get(world.alertId))?.priority).toBe('LOW');
  });
});

describe('a repeat of an alert whose key does not know how urgent it is', () => {
  it('is appended, raises nothing, and the key knows it from then on', async () => {
    const world = await aLowAlert();
    const alert = (await world.store.alerts.get(world.alertId)) ?? expect.fail('no alert');
    await world.store.alerts.save({ ...alert, priority: 'HIGH' }, { log: [] });
    const { version } = (await world.store.alerts.get(world.alertId)) ?? expect.fail('no alert');
    expect(await processEvent(world.ctx, worse(world))).toBe('APPENDED');
    expect(await world.store.alerts.keyLock(800, 'db-1/disk')).toMatchObject({ state: 'OPEN', priority: 'HIGH' });
    expect(await world.store.alerts.get(world.alertId)).toMatchObject({ version, escalation: { run: 1 } });
    expect(await events(world, world.alertId)).toBe(2);
  });
});

describe('a comment', () => {
  it('without words is told as an event', async () => {
    const world = await aLowAlert();
    const empty = anEventMessage({ eventType: 'COMMENT', comments: [] }, { eventId: 'empty' });
    expect(await processEvent(world.ctx, empty)).toBe('COMMENTED');
    expect(await world.store.events.get('empty')).toMatchObject({ outcome: 'COMMENTED', alertId: world.alertId });
    expect(await events(world, world.alertId)).toBe(2);
  });
});

describe('an alert of a source whose policy is gone', () => {
  it('ends at once, because there is nobody to wait for', async () => {
    const world = await aWorld();
    const policies = { ...world.store.policies, get: async () => undefined };
    const intake: Store['alerts']['intake'] = async (...asked) => ({
      ...(await world.store.alerts.intake(...asked)),
      policy: undefined,
    });
    const store = { ...world.store, policies, alerts: { ...world.store.alerts, intake } };
    await processEvent({ ...world.ctx, store }, anEventMessage());
    const [alert] = await world.store.alerts.list({}, page);
    expect(alert?.policy).toBeUndefined();
    expect(alert?.escalation).toMatchObject({ level: -1, endedAt: tenOClock });
  });
});

describe('news that the queue does not take', () => {
  it('is counted, and the event is done: the tick finds the messages', async () => {
    const world = await aLowAlert();
    await processEvent(world.ctx, worse(world, 'first'));
    await acceptAlert(world.as(1), { alertId: world.alertId });
    const group = (...ids: string[]) => ({ firing: ids.map((id) => ({ id, text: id })), total: ids.length });
    await processEvent(world.ctx, worse(world, 'known', {}, { group: group('a') }));
    world.clock.advance({ minutes: 1 });
    world.counted.splice(0);
    world.queue.failing = true;
    expect(await processEvent(world.ctx, worse(world, 'news', {}, { group: group('a', 'b') }))).toBe('APPENDED');
    expect(world.counted).toContainEqual(['EscalationsStuck', 1]);
    const items = await world.store.notifications.list(`ALERT#${world.alertId}`);
    const told = items.filter(({ news }) => news !== undefined);
    expect(told.map(({ status, change }) => [status, change])).toEqual([['QUEUED', 'GREW']]);
  });
});
