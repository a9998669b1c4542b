import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../functions/domain/alert/alert.ts';
import { plus } from '../../../functions/domain/time.ts';
import type { Store } from '../../../functions/ports/store.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { rescueEscalation } from '../../../functions/usecases/escalation/rescue.ts';
import { takeDueSteps } from '../../../functions/usecases/escalation/take-due-steps.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anAlert, anEscalation, anEventMessage, aPolicy, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const policy = { id: 900, name: 'Platform team' };
/** The only level was told, and the next step is due. */
const overdue = anEscalation({ level: 0, stepId: 1, nextLevelAt: tenOClock, nextAt: tenOClock });

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

  it('says nothing of a failure to an alert that was answered while its step failed', async () => {
    const world = await anOverdueLevel();
    const { policies } = world.store;
    const get: Store['policies']['get'] = async () => {
      await resolveAlert(world.as(1), { alertId: world.alertId });
      throw new Error('the table does not answer');
    };
    await world.rescue({ ...world.store, policies: { ...policies, get } });
    expect(await world.current()).toMatchObject({ status: 'RESOLVED' });
    expect((await world.current()).escalation).not.toHaveProperty('restarts');
  });

  it.each<[string, Partial<Alert>, object]>([
    ['that people were named for goes on to no other pass of a policy', { policy }, { pass: 0, level: 1 }],
    ['without a policy goes on to the next', { policy: undefined, escalation: overdue }, { pass: 0, level: 1 }],
    ['of a policy that is repeated goes on to the next pass', { policy, escalation: overdue }, { pass: 1, level: 0 }],
  ])(
    'gives up a level that fails three times: an alert %s, and the operator hears of it once',
    async (_whose, facts, to) => {
      const world = await aWorld({ policy: aPolicy([[1]], { repeating: true, frequency: 1 }) });
      const named = { ...overdue, responders: [1] };
      await world.store.alerts.create(anAlert({ escalation: named, ...facts }), { log: [] });
      const { alerts } = world.store;
      let saves = 0;
      const save: Store['alerts']['save'] = (...saved) =>
        ++saves % 2 === 1 ? Promise.reject(new Error('the table does not answer')) : alerts.save(...saved);
      const broken = { ...world.ctx, store: { ...world.store, alerts: { ...alerts, save } } };
      for (const attempt of [1, 2, 3]) {
        expect(world.counted.map(([name]) => name)).not.toContain('EscalationsStuck');
        await rescueEscalation(broken, { alertId: 700 });
        const entries = await alerts.log(700, { offset: 0, limit: 100 });
        const skipped = {
          type: 'LevelSkippedLogEntry',
          vars: { level: (to as { level: number }).level + 1, reason: 'STEP_FAILED' },
        };
        expect(entries).toMatchObject(attempt < 3 ? [] : [skipped]);
      }
      expect(world.counted.filter(([name]) => name === 'EscalationsStuck')).toHaveLength(1);
      expect((await alerts.get(700))?.escalation).toMatchObject(to);
    },
  );

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

  it('starts no execution when its own step was the last', async () => {
    const world = await anOverdueLevel();
    await world.run(world.alertId, { minutes: 9 });
    world.clock.advance({ minutes: 2 });
    world.calls.splice(0);
    expect((await world.current()).escalation.nextAt).toBeDefined();
    await world.rescue();
    expect((await world.current()).escalation.nextAt).toBeUndefined();
    expect([world.names(), (await world.current()).escalation.generation]).toEqual([[], 1]);
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

describe('an execution that is not the last one of its alert', () => {
  const { nextAt: _at, nextLevelAt: _levelAt, ...ended } = overdue;
  it.each<[string, Partial<Alert>, string]>([
    ['pending', { escalation: overdue }, 'SUPERSEDED'],
    ['pending, and over', { escalation: ended }, 'SUPERSEDED'],
    ['asleep', { status: 'ACCEPTED', escalation: overdue }, 'SUPERSEDED'],
    ['accepted', { status: 'ACCEPTED', escalation: ended }, 'ACCEPTED'],
    ['resolved', { status: 'RESOLVED', escalation: ended }, 'RESOLVED'],
  ])('is told what became of it where it is %s', async (_what, facts, outcome) => {
    const world = await aWorld();
    const escalation = { ...(facts.escalation ?? overdue), generation: 2 };
    await world.store.alerts.create(anAlert({ ...facts, escalation }), { log: [] });
    expect(await takeDueSteps(world.ctx, { alertId: 700, generation: 1 })).toEqual({ outcome });
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
