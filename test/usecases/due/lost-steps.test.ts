import { describe, expect, it } from 'vitest';
import type { EscalationStep } from '../../../functions/domain/alert/alert.ts';
import { plus } from '../../../functions/domain/time.ts';
import type { Store } from '../../../functions/ports/store.ts';
import { createManualAlert } from '../../../functions/usecases/alert/create-manual.ts';
import { runDueWork } from '../../../functions/usecases/due/run-due-work.ts';
import { works } from '../../../functions/usecases/due/works.ts';
import { takeDueSteps } from '../../../functions/usecases/escalation/take-due-steps.ts';
import { aCrowd } from '../../support/crowd.ts';
import { anAlert, anEscalation, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const many = 120;

/** An alert whose first step, for more people than one transaction holds, was claimed by somebody who then died. */
async function aLostStep() {
  const world = await aWorld(aCrowd(many));
  const escalation = anEscalation({ nextLevelAt: tenOClock, nextAt: tenOClock });
  await world.store.alerts.create(anAlert({ escalation }), { log: [] });
  const expandStep: Store['alerts']['expandStep'] = () => Promise.reject(new Error('the worker died'));
  const add: Store['notifications']['add'] = () => Promise.reject(new Error('the worker died'));
  const { alerts, notifications } = world.store;
  const store = { ...world.store, alerts: { ...alerts, expandStep }, notifications: { ...notifications, add } };
  await takeDueSteps({ ...world.ctx, store }, { alertId: 700 }).catch(() => undefined);
  expect(await world.told()).toEqual([]);
  return {
    ...world,
    step: async (): Promise<EscalationStep | undefined> => (await alerts.steps(700))[0],
    tick: (over: Partial<Store> = {}) =>
      runDueWork(
        { ...world.ctx, store: { ...world.store, ...over } },
        { deadline: plus(world.clock.now(), { seconds: 45 }) },
      ),
  };
}

describe('a step that was claimed and not written out', () => {
  it('is finished by the tick: everybody it names is a responder and is told, once', async () => {
    const world = await aLostStep();
    expect((await world.step())?.expandedAt).toBeUndefined();
    world.clock.advance({ seconds: 31 });
    await world.tick();
    expect(new Set(await world.told()).size).toBe(many);
    expect(await world.store.alerts.responders(700)).toHaveLength(many);
    expect((await world.step())?.expandedAt).toBe(world.clock.now());
    await world.tick();
    expect(await world.told()).toEqual([]);
  });

  it.each<[string, (store: Store) => Partial<Store>]>([
    ['alert', ({ alerts }) => ({ alerts: { ...alerts, get: async () => undefined } })],
    ['step', ({ alerts }) => ({ alerts: { ...alerts, step: async () => undefined } })],
  ])('is nobody’s any more when its %s is gone', async (_what, without) => {
    const world = await aLostStep();
    world.clock.advance({ seconds: 31 });
    await world.tick(without(world.store));
    expect(world.counted).not.toContainEqual(['DueWorkFailed', 1]);
    expect(await world.told()).toEqual([]);
  });
});

describe('a message that nobody has sent', () => {
  it('is not queued again when its notification is gone', async () => {
    const world = await aLostStep();
    world.clock.advance({ seconds: 31 });
    await world.tick();
    await world.told();
    world.clock.advance({ minutes: 1 });
    await world.tick({ notifications: { ...world.store.notifications, get: async () => undefined } });
    expect(await world.told()).toEqual([]);
    expect(world.counted).not.toContainEqual(['DueWorkFailed', 1]);
  });

  it.each([
    ['SENDING', ['SMS']],
    ['SENT', []],
  ] as const)(
    'is queued again when whoever sent it died half way, and not when it was sent: %s',
    async (status, queued) => {
      const world = await aWorld();
      await createManualAlert(world.as(1), { summary: 'Disk', sourceId: 800 });
      const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
      await takeDueSteps(world.ctx, { alertId: alert?.id ?? 0 });
      const [page] = await world.store.notifications.list(`ALERT#${alert?.id}`);
      if (page) await world.store.notifications.move({ ...page, status }, page);
      world.sent.length = 0;
      const get = async () => page && { ...page, status };
      const store = { ...world.store, notifications: { ...world.store.notifications, get } };
      await works.notification.one({ ...world.ctx, store }, {
        kind: 'notification',
        scope: page?.scope ?? '',
        id: page?.id ?? 0,
      } as never);
      expect(world.sent.map(({ channel }) => channel)).toEqual(queued);
    },
  );
});
