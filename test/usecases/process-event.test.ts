import { describe, expect, it } from 'vitest';
import { plus } from '../../functions/domain/time.ts';
import { acceptAlert } from '../../functions/usecases/alert/accept.ts';
import { resolveAlert } from '../../functions/usecases/alert/resolve.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { anEventMessage, aPolicy, aSource, tenOClock } from '../support/factories.ts';
import { aWorld } from '../support/world.ts';

const all = { offset: 0, limit: 100 };

describe('an ALERT event', () => {
  it('creates an alert and starts its execution', async () => {
    const world = await aWorld();
    expect(await processEvent(world.ctx, anEventMessage({ severity: 2, labels: { host: 'db-1' } }))).toBe('CREATED');
    const [alert] = await world.store.alerts.list({}, all);
    expect(alert).toMatchObject({
      summary: 'Disk full on db-1',
      status: 'PENDING',
      priority: 'HIGH',
      severity: 2,
      alertKey: 'db-1/disk',
      labels: { host: 'db-1' },
      reportTime: tenOClock,
    });
    expect(world.calls).toEqual([{ call: 'start', name: `alert-${alert?.id}-g1` }]);
  });

  it('is told to the open alert with the same key, however it is written, and pages nobody', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, anEventMessage());
    const repeat = anEventMessage({ alertKey: ' DB-1/DISK ' }, { eventId: 'request-2-0' });
    expect(await processEvent(world.ctx, repeat)).toBe('APPENDED');
    expect(await world.store.alerts.count({})).toBe(1);
    expect(world.calls).toHaveLength(1);
    const [alert] = await world.store.alerts.list({}, all);
    expect(await world.timeline(alert?.id ?? 0)).toEqual(['AlertReceived', 'AlertEscalatedToLevel', 'AlertReceived']);
    expect(await world.told()).toEqual(['SMS 1']);
    expect(await world.store.events.get('request-2-0')).toMatchObject({ outcome: 'APPENDED', alertId: alert?.id });
  });

  it('opens a new alert each time without a key, and after the last one was resolved', async () => {
    const world = await aWorld();
    for (const eventId of ['a', 'b'])
      await processEvent(world.ctx, anEventMessage({ alertKey: undefined }, { eventId }));
    expect(await world.store.alerts.count({})).toBe(2);

    await processEvent(world.ctx, anEventMessage({}, { eventId: 'c' }));
    await processEvent(world.ctx, anEventMessage({ eventType: 'RESOLVE' }, { eventId: 'd' }));
    await processEvent(world.ctx, anEventMessage({}, { eventId: 'e', receivedAt: plus(tenOClock, { seconds: 1 }) }));
    expect(await world.store.alerts.count({ states: ['PENDING'] })).toBe(4 - 1);
    expect(await world.store.alerts.count({})).toBe(4);
  });

  it('goes to the first policy that one of its routing keys names, else to that of its source', async () => {
    const world = await aWorld();
    const databases = await world.store.policies.create(
      aPolicy([[1]], { id: 77, name: 'Databases', routingKey: 'db' }),
    );
    const routed = anEventMessage({ alertKey: 'a', routingKey: ' nobody, db ,other' }, { eventId: 'a' });
    await processEvent(world.ctx, routed);
    const [alert] = await world.store.alerts.list({}, all);
    expect(alert?.policy).toEqual({ id: databases.id, name: 'Databases' });
    expect(await world.timeline(alert?.id ?? 0)).toEqual([
      'AlertReceived',
      'AlertRoutedSuccessful',
      'AlertEscalatedToLevel',
    ]);

    await processEvent(world.ctx, anEventMessage({ alertKey: 'b', routingKey: 'nobody' }, { eventId: 'b' }));
    const unrouted = (await world.store.alerts.list({}, all)).find(({ alertKey }) => alertKey === 'b');
    expect(unrouted?.policy?.id).toBe(aSource().policyId);
    expect(await world.timeline(unrouted?.id ?? 0)).toEqual([
      'AlertReceived',
      'AlertNotRouted',
      'AlertEscalatedToLevel',
    ]);
  });

  it('that comes again creates nothing and starts an execution that was not started', async () => {
    const world = await aWorld();
    world.workflow.failing = true;
    await processEvent(world.ctx, anEventMessage());
    expect(world.calls).toEqual([]);
    world.workflow.failing = false;
    expect(await processEvent(world.ctx, anEventMessage())).toBe('CREATED');
    expect(await world.store.alerts.count({})).toBe(1);
    expect(world.calls).toHaveLength(1);
  });

  it('that is older than the resolution is recorded and opens nothing', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, anEventMessage());
    world.clock.advance({ minutes: 5 });
    await resolveAlert(world.as(1), { alertId: (await world.store.alerts.list({}, all))[0]?.id ?? 0 });
    const redriven = anEventMessage({}, { eventId: 'late', receivedAt: plus(tenOClock, { minutes: 4 }) });
    expect(await processEvent(world.ctx, redriven)).toBe('STALE');
    expect(await world.store.alerts.count({})).toBe(1);
  });

  it.each([
    ['an inactive source', { active: false }, 'SOURCE_DISABLED'],
    ['a low-priority source', { alertPriorityRule: 'LOW' as const }, 'CREATED'],
  ])('on %s', async (_case, facts, outcome) => {
    const world = await aWorld({ source: aSource(facts) });
    expect(await processEvent(world.ctx, anEventMessage())).toBe(outcome);
    const alerts = await world.store.alerts.list({}, all);
    expect(alerts.map(({ priority }) => priority)).toEqual(outcome === 'CREATED' ? ['LOW'] : []);
    expect(await world.store.events.get('request-1-0')).toMatchObject({ outcome });
  });

  it('waits for the policy before it notifies anybody', async () => {
    const world = await aWorld({ policy: aPolicy([[1]], { delayMin: 10 }) });
    await processEvent(world.ctx, anEventMessage());
    const [alert] = await world.store.alerts.list({}, all);
    expect(alert?.escalation.nextAt).toBe(plus(tenOClock, { minutes: 10 }));
  });
});

describe('an answer of the source', () => {
  it('accepts and resolves the open alert with that key', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, anEventMessage());
    const accept = anEventMessage({ eventType: 'ACCEPT' }, { eventId: 'accept' });
    expect(await processEvent(world.ctx, accept)).toBe('ACCEPTED');
    const resolve = anEventMessage({ eventType: 'RESOLVE' }, { eventId: 'resolve' });
    expect(await processEvent(world.ctx, resolve)).toBe('RESOLVED');
    const [alert] = await world.store.alerts.list({}, all);
    expect(alert).toMatchObject({ status: 'RESOLVED', acceptedBy: { kind: 'source' }, resolvedBy: { kind: 'source' } });
    expect(world.calls.at(-1)).toMatchObject({
      call: 'stop',
      error: 'Accepted',
      cause: 'Accepted by Prometheus as alert source',
    });
  });

  it('changes nothing without an open alert, and when it comes again', async () => {
    const world = await aWorld();
    const resolve = anEventMessage({ eventType: 'RESOLVE' }, { eventId: 'resolve' });
    expect(await processEvent(world.ctx, resolve)).toBe('NO_OPEN_ALERT');
    await processEvent(world.ctx, anEventMessage({}, { eventId: 'alert' }));
    expect(await processEvent(world.ctx, resolve)).toBe('NO_OPEN_ALERT');
    expect(await world.store.alerts.count({ states: ['PENDING'] })).toBe(1);
    const again = anEventMessage({ eventType: 'RESOLVE' }, { eventId: 'again' });
    expect(await processEvent(world.ctx, again)).toBe('RESOLVED');
    expect(await processEvent(world.ctx, again)).toBe('NO_OPEN_ALERT');
    expect(await world.store.events.get('again')).toMatchObject({ outcome: 'RESOLVED' });
  });

  it('does not close an alert that is newer than itself', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, anEventMessage());
    const redriven = anEventMessage(
      { eventType: 'RESOLVE' },
      { eventId: 'old', receivedAt: plus(tenOClock, { seconds: -1 }) },
    );
    expect(await processEvent(world.ctx, redriven)).toBe('STALE');
    expect(await world.store.alerts.count({ states: ['PENDING'] })).toBe(1);
  });

  it('resolves what a person has accepted', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, anEventMessage());
    const [alert] = await world.store.alerts.list({}, all);
    await acceptAlert(world.as(1, 'SMS'), { alertId: alert?.id ?? 0 });
    expect(world.calls.at(-1)).toMatchObject({
      call: 'stop',
      error: 'Accepted',
      cause: 'Accepted by First1 Last1 by SMS',
    });
    await processEvent(world.ctx, anEventMessage({ eventType: 'RESOLVE' }, { eventId: 'resolve' }));
    expect(await world.store.alerts.get(alert?.id ?? 0)).toMatchObject({ status: 'RESOLVED', acceptedBy: { id: 1 } });
  });
});

describe('other events', () => {
  it('adds comments to the open alert', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, anEventMessage());
    const comment = anEventMessage(
      { eventType: 'COMMENT', comments: [{ creator: 'bot', content: 'rolled back' }] },
      { eventId: 'comment' },
    );
    expect(await processEvent(world.ctx, comment)).toBe('COMMENTED');
    const [alert] = await world.store.alerts.list({}, all);
    expect(await world.timeline(alert?.id ?? 0)).toEqual([
      'AlertReceived',
      'AlertEscalatedToLevel',
      'AlertCommentAddedBySystem',
    ]);
  });

  it.each([
    ['a handshake', 'subscription confirmed', 'IGNORED'],
    ['a forged message', 'refused: the signature does not verify', 'REFUSED'],
    ['an unreadable body', 'unreadable: not JSON', 'UNREADABLE'],
  ])('records %s', async (_case, note, outcome) => {
    const world = await aWorld();
    expect(await processEvent(world.ctx, { ...anEventMessage(), event: undefined, note })).toBe(outcome);
    expect(await world.store.events.get('request-1-0')).toMatchObject({ outcome, note });
  });

  it('records what comes for a deleted source', async () => {
    const world = await aWorld();
    expect(await processEvent(world.ctx, anEventMessage({}, { sourceId: 801 }))).toBe('SOURCE_DELETED');
  });
});
