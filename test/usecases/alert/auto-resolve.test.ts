import { describe, expect, it } from 'vitest';
import { type Duration, type Instant, minus, plus } from '../../../functions/domain/time.ts';
import type { Store } from '../../../functions/ports/store.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { autoResolveAlert } from '../../../functions/usecases/alert/auto-resolve.ts';
import { createManualAlert } from '../../../functions/usecases/alert/create-manual.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { snoozeAlert } from '../../../functions/usecases/alert/snooze.ts';
import { runDueWork } from '../../../functions/usecases/due/run-due-work.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aSource, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

/** A world whose source resolves alerts after half an hour, with an alert of ten o'clock. */
async function anAlertOfHalfAnHour(facts: Parameters<typeof aSource>[0] = {}) {
  const world = await aWorld({ source: aSource({ extras: { autoResolutionTimeout: 'PT30M' }, ...facts }) });
  let events = 0;
  const event = (facts: Parameters<typeof anEventMessage>[0] = {}) => {
    events += 1;
    const message = { eventId: `event-${events}`, receivedAt: world.clock.now() };
    return processEvent(world.ctx, anEventMessage(facts, message));
  };
  await event();
  const alertId = (await world.store.alerts.keyLock(800, 'db-1/disk'))?.alertId ?? expect.fail('no alert');
  const tick = (store: Store = world.store) =>
    runDueWork({ ...world.ctx, store }, { deadline: plus(world.clock.now(), { seconds: 45 }) });
  return {
    ...world,
    alertId,
    event,
    tick,
    async statusAt(after: Duration, id = alertId) {
      world.clock.set(plus(tenOClock, after));
      await tick();
      return (await world.store.alerts.get(id))?.status;
    },
    async change(extras: Readonly<Record<string, unknown>>) {
      const source = (await world.store.sources.get(800)) ?? expect.fail('no source');
      await world.store.sources.save({ ...source, extras }, source);
    },
    due: () => world.store.due.list('auto-resolution', '9999-12-31T00:00:00.000Z' as Instant, 10),
    timeline: async () =>
      (await world.store.alerts.log(alertId, { offset: 0, limit: 100 })).filter(
        ({ type }) => type === 'AlertAutoResolvedLogEntry',
      ),
  };
}

describe('an alert of a source with a timeout', () => {
  it('is resolved when it is over, not before, with an entry that names the timeout', async () => {
    const world = await anAlertOfHalfAnHour();
    expect(await world.statusAt({ minutes: 29, seconds: 59 })).toBe('PENDING');
    expect(await world.statusAt({ minutes: 30 })).toBe('RESOLVED');
    expect(await world.timeline()).toMatchObject([{ vars: { source: 'Prometheus', timeout: 'PT30M' } }]);
    expect(await world.store.alerts.get(world.alertId)).toMatchObject({ isAutoResolved: true });
    expect(await world.store.alerts.keyLock(800, 'db-1/disk')).toMatchObject({ state: 'RESOLVED' });
    expect(world.calls.at(-1)).toMatchObject({ call: 'stop', error: 'Resolved', cause: 'Resolved by Tocsin' });
    expect(await world.due()).toEqual([]);
  });

  it('is resolved as well when somebody has accepted it, or lets it sleep', async () => {
    const world = await anAlertOfHalfAnHour();
    await acceptAlert(world.as(1), { alertId: world.alertId });
    await snoozeAlert(world.as(1), { alertId: world.alertId, until: plus(tenOClock, { hours: 2 }) });
    expect(await world.statusAt({ minutes: 30 })).toBe('RESOLVED');
    expect(await world.store.due.list('escalation', plus(tenOClock, { days: 1 }), 10)).toEqual([]);
  });

  it('is counted from when it was made, whatever was appended to it or however late its event came', async () => {
    const world = await anAlertOfHalfAnHour();
    world.clock.advance({ minutes: 20 });
    expect(await world.event()).toBe('APPENDED');
    expect(await world.statusAt({ minutes: 30 })).toBe('RESOLVED');
    const late = anEventMessage({ alertKey: 'late' }, { eventId: 'late', receivedAt: minus(tenOClock, { hours: 3 }) });
    await processEvent(world.ctx, late);
    const alertId = (await world.store.alerts.keyLock(800, 'late'))?.alertId ?? expect.fail('no alert');
    expect(await world.statusAt({ minutes: 59 }, alertId)).toBe('PENDING');
    expect(await world.statusAt({ minutes: 60 }, alertId)).toBe('RESOLVED');
  });

  it('says nothing for another alert with its key that is younger', async () => {
    const world = await anAlertOfHalfAnHour();
    await world.event({ eventType: 'RESOLVE' });
    expect(await world.due()).toEqual([]);
    world.clock.advance({ minutes: 20 });
    await world.event();
    const younger = (await world.store.alerts.keyLock(800, 'db-1/disk'))?.alertId ?? expect.fail('no alert');
    expect(younger).not.toBe(world.alertId);
    expect(await world.statusAt({ minutes: 49, seconds: 59 }, younger)).toBe('PENDING');
    expect(await world.statusAt({ minutes: 50 }, younger)).toBe('RESOLVED');
  });

  it('made by hand has it too', async () => {
    const world = await anAlertOfHalfAnHour();
    const { id } = await createManualAlert(world.as(1), { summary: 'By hand', sourceId: 800 });
    expect(await world.statusAt({ minutes: 29 }, id)).toBe('PENDING');
    expect(await world.statusAt({ minutes: 30 }, id)).toBe('RESOLVED');
  });

  it.each<[string, Readonly<Record<string, unknown>>, Duration, Duration]>([
    ['longer waits so long', { autoResolutionTimeout: 'PT2H' }, { minutes: 119 }, { minutes: 120 }],
    ['shorter keeps its own', { autoResolutionTimeout: 'PT10M' }, { minutes: 29 }, { minutes: 30 }],
  ])('whose timeout becomes %s', async (_what, extras, before, then) => {
    const world = await anAlertOfHalfAnHour();
    await world.change(extras);
    expect(await world.statusAt({ minutes: 10 })).toBe('PENDING');
    expect(await world.statusAt(before)).toBe('PENDING');
    expect(await world.statusAt(then)).toBe('RESOLVED');
  });

  it('stays open when its source has none any more', async () => {
    const world = await anAlertOfHalfAnHour();
    await world.change({});
    expect(await world.statusAt({ hours: 25 })).toBe('PENDING');
    expect(await world.due()).toEqual([]);
  });

  it.each(['resolve', 'accept'] as const)('that somebody %ss at the same moment has one answer', async (answer) => {
    const world = await anAlertOfHalfAnHour();
    world.clock.set(plus(tenOClock, { minutes: 30 }));
    let isFirst = true;
    const save: Store['alerts']['save'] = async (...args) => {
      if (isFirst) {
        isFirst = false;
        const { alertId } = world;
        await (answer === 'resolve' ? resolveAlert(world.as(1), { alertId }) : acceptAlert(world.as(1), { alertId }));
      }
      return world.store.alerts.save(...args);
    };
    await world.tick({ ...world.store, alerts: { ...world.store.alerts, save } });
    const alert = await world.store.alerts.get(world.alertId);
    expect(alert).toMatchObject({
      status: 'RESOLVED',
      resolvedBy: { kind: answer === 'resolve' ? 'user' : 'system' },
      ...(answer === 'accept' && { acceptedBy: { kind: 'user' } }),
    });
    expect(alert?.isAutoResolved).toBe(answer === 'resolve' ? undefined : true);
    expect(await world.timeline()).toHaveLength(answer === 'resolve' ? 0 : 1);
    expect(await world.due()).toEqual([]);
  });

  it('whose mark an older version has dropped is resolved all the same, and forgotten where somebody has', async () => {
    for (const isAnswered of [false, true]) {
      const world = await anAlertOfHalfAnHour();
      const { autoResolution: _dropped, ...alert } =
        (await world.store.alerts.get(world.alertId)) ?? expect.fail('no alert');
      await world.store.alerts.save(alert, { log: [] });
      if (isAnswered) await resolveAlert(world.as(1), { alertId: world.alertId });
      expect(await world.statusAt({ minutes: 30 })).toBe('RESOLVED');
      expect(await world.timeline()).toHaveLength(isAnswered ? 0 : 1);
      expect(await world.due()).toEqual([]);
    }
  });

  it('is tried again for as long as that fails', async () => {
    const world = await anAlertOfHalfAnHour();
    world.clock.set(plus(tenOClock, { minutes: 30 }));
    const save = () => Promise.reject(new Error('the table does not answer'));
    for (let attempt = 0; attempt < 60; attempt += 1) {
      await world.tick({ ...world.store, alerts: { ...world.store.alerts, save } });
      world.clock.advance({ minutes: 3 });
    }
    await world.tick();
    expect((await world.store.alerts.get(world.alertId))?.status).toBe('RESOLVED');
  });
});

describe('an alert of a source without a timeout', () => {
  it.each<[string, Parameters<typeof aSource>[0]]>([
    ['has nothing beside it', { extras: {} }],
    ['is the canary, whose timeout says nothing', { hidden: true }],
  ])('%s', async (_what, facts) => {
    const world = await anAlertOfHalfAnHour(facts);
    expect((await world.table.query({ partition: `ALERT#${world.alertId}` })).items.map(({ SK }) => SK)).not.toContain(
      'AUTO_RESOLUTION',
    );
    expect(await world.statusAt({ hours: 25 })).toBe('PENDING');
  });
});

it('an alert without a time of its own stays as it is', async () => {
  const world = await aWorld();
  const { id } = await createManualAlert(world.as(1), { summary: 'Disk', sourceId: 800 });
  expect(await autoResolveAlert(world.ctx, { alertId: id })).toBeUndefined();
  expect(await world.store.alerts.get(id)).toMatchObject({ status: 'PENDING' });
});
