import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import type { Store } from '../../../functions/ports/store.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { rescueEscalation } from '../../../functions/usecases/escalation/rescue.ts';
import { takeDueSteps } from '../../../functions/usecases/escalation/take-due-steps.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

/** An alert whose second level is overdue because its execution was lost. */
async function anOverdueLevel() {
  const world = await aWorld();
  await processEvent(world.ctx, anEventMessage());
  const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
  const alertId = alert?.id ?? expect.fail('no alert');
  await world.told();
  world.calls.splice(0);
  world.clock.advance({ minutes: 5, seconds: 31 });
  const saving = (before: (count: number) => Promise<unknown>): Store => {
    let saves = 0;
    const save: Store['alerts']['save'] = async (...saved) => {
      await before(++saves);
      return world.store.alerts.save(...saved);
    };
    return { ...world.store, alerts: { ...world.store.alerts, save } };
  };
  return {
    ...world,
    alertId,
    saving,
    current: async () => (await world.store.alerts.get(alertId)) ?? expect.fail('no alert'),
    rescue: (store: Store = world.store) => rescueEscalation({ ...world.ctx, store }, { alertId }),
    names: () => world.calls.map(({ call, name }) => `${call} ${name.replace(`${alertId}`, 'N')}`),
  };
}

describe('the watchdog', () => {
  it('stops the lost execution, starts the next one, and says in the timeline which', async () => {
    const world = await anOverdueLevel();
    await world.rescue();
    expect(world.names()).toEqual(['stop alert-N-g1', 'start alert-N-g2']);
    expect(world.calls[0]).toMatchObject({
      error: 'Superseded',
      cause: 'The watchdog took an overdue step and started a new execution',
    });
    const entries = await world.store.alerts.log(world.alertId, { offset: 0, limit: 100 });
    expect(entries.at(-1)).toMatchObject({ type: 'EscalationRestartedLogEntry', vars: { generation: 2 } });
    expect((await world.current()).escalation.generation).toBe(2);
    expect(world.counted).toContainEqual(['WatchdogRestarts', 1]);
  });

  it('starts nothing when somebody answers between its step and its restart', async () => {
    const world = await anOverdueLevel();
    await world.rescue(
      world.saving(async (count) => count === 2 && (await acceptAlert(world.as(1), { alertId: world.alertId }))),
    );
    expect(await world.current()).toMatchObject({ status: 'ACCEPTED', escalation: { generation: 1 } });
    expect(world.names()).toEqual(['stop alert-N-g1']);
  });

  it('says it when its restart cannot be written, and changes nothing of the alert', async () => {
    const world = await anOverdueLevel();
    const broken = world.saving(async (count) => count === 2 && Promise.reject(new Error('the table does not answer')));
    await expect(world.rescue(broken)).rejects.toThrow('the table does not answer');
    expect((await world.current()).escalation.generation).toBe(1);
    expect(world.names()).toEqual([]);
  });

  it('notes no failure of a step that somebody has answered meanwhile', async () => {
    const world = await anOverdueLevel();
    const broken = world.saving(async (count) => {
      if (count === 1) throw new Error('the table does not answer');
      await resolveAlert(world.as(1), { alertId: world.alertId });
    });
    await world.rescue(broken);
    expect((await world.current()).status).toBe('RESOLVED');
    expect((await world.current()).escalation.restarts).toBeUndefined();
    expect(await world.timeline(world.alertId)).not.toContain('LevelSkipped');
  });

  it('leaves alone what is gone, or waits for nothing', async () => {
    const world = await anOverdueLevel();
    await rescueEscalation(world.ctx, { alertId: 4711 });
    await acceptAlert(world.as(1), { alertId: world.alertId });
    world.calls.splice(0);
    await world.rescue();
    expect([world.names(), world.counted.filter(([name]) => name === 'WatchdogRestarts')]).toEqual([[], []]);
  });

  it('starts no execution for a level that was the last', async () => {
    const world = await anOverdueLevel();
    await world.run(world.alertId, { minutes: 20 });
    world.calls.splice(0);
    await world.rescue();
    expect(world.names()).toEqual([]);
  });

  it('starts none beside one that has been started meanwhile', async () => {
    const world = await anOverdueLevel();
    const { alerts } = world.store;
    let reads = 0;
    const get: Store['alerts']['get'] = async (id) => {
      if (++reads === 3) {
        const alert = await world.current();
        await alerts.save({ ...alert, escalation: { ...alert.escalation, generation: 7 } }, { log: [] });
      }
      return alerts.get(id);
    };
    await world.rescue({ ...world.store, alerts: { ...alerts, get } });
    expect((await world.current()).escalation.generation).toBe(7);
    expect(world.names()).toEqual([]);
  });
});

describe('an execution whose alert is gone', () => {
  it('is told that it was superseded', async () => {
    const world = await aWorld();
    expect(await takeDueSteps(world.ctx, { alertId: 4711, generation: 1 })).toEqual({ outcome: 'SUPERSEDED' });
  });
});

describe('a step that is taken late', () => {
  it.each([
    [60, []],
    [61, [['LateSteps', 1]]],
  ])('by %i seconds is counted: %j', async (seconds, expected) => {
    const world = await aWorld();
    await processEvent(world.ctx, anEventMessage());
    const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
    world.counted.splice(0);
    world.clock.set(plus(alert?.escalation.nextAt ?? tenOClock, { seconds }));
    await takeDueSteps(world.ctx, { alertId: alert?.id ?? 0 });
    expect(world.counted.filter(([name]) => name === 'LateSteps')).toEqual(expected);
  });
});
