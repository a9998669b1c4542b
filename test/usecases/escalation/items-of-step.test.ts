import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { handOver } from '../../../functions/usecases/escalation/hand-over.ts';
import { fitsInOne, itemsOfStep } from '../../../functions/usecases/escalation/items-of-step.ts';
import { takeDueSteps, targetsOf } from '../../../functions/usecases/escalation/take-due-steps.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anAlert, anEscalation, anEventMessage, aPolicy, aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const planned = {
  userId: 1,
  contactId: 12,
  ruleId: 100,
  method: 'SMS',
  target: '+491',
  language: 'en',
  at: tenOClock,
} as const;
const step = {
  alertId: 700,
  stepId: 2,
  run: 1,
  pass: 0,
  level: 1,
  claimedAt: tenOClock,
  responders: [1, 9],
  notifications: [planned],
};
const itemsFor = (alert = anAlert()) => itemsOfStep(alert, step, new Map([[1, aUser(1)]]));

describe('what a step names', () => {
  it('is its people, as far as they are there, and its pages', () => {
    const { responders, notifications } = itemsFor();
    expect(responders).toEqual([
      {
        alertId: 700,
        userId: 1,
        firstName: 'First1',
        lastName: 'Last1',
        email: 'user1@example.com',
        status: 'PENDING',
        addedAt: tenOClock,
      },
    ]);
    expect(notifications).toMatchObject([
      { scope: 'ALERT#700', kind: 'PAGE', channel: 'SMS', status: 'QUEUED', stepId: 2, run: 1, at: tenOClock },
    ]);
    expect(itemsFor()).toEqual({ responders, notifications });
    expect(itemsFor(anAlert({ hidden: true })).notifications).toMatchObject([{ channel: 'NULL' }]);
  });

  it.each([
    [90, 0, 0, true],
    [0, 90, 0, true],
    [0, 0, 90, true],
    [30, 30, 30, true],
    [91, 0, 0, false],
    [0, 91, 0, false],
    [0, 0, 91, false],
    [31, 30, 30, false],
  ])('of %i people, %i pages and %i entries fits into one transaction: %s', (people, pages, entries, expected) => {
    const { responders, notifications } = itemsFor();
    const items = {
      responders: Array.from({ length: people }, () => responders[0] as never),
      notifications: Array.from({ length: pages }, () => notifications[0] as never),
    };
    expect(fitsInOne(items, entries)).toBe(expected);
  });
});

describe('whom an escalation may come to', () => {
  const policy = aPolicy([[1], [2, 3]]);
  const users = (...ids: number[]) => ids.map((id) => ({ kind: 'user', id }));

  it('is everybody of its policy, those it was given to alone, or nobody', () => {
    expect(targetsOf(anAlert(), policy)).toEqual(users(1, 2, 3));
    expect(targetsOf(anAlert({ escalation: anEscalation({ responders: [7] }) }), policy)).toEqual(users(7));
    expect(targetsOf(anAlert(), undefined)).toEqual([]);
  });
});

describe('what is handed over', () => {
  it('is put on the queue together; nothing at all is not', async () => {
    const { ctx, queue } = await aWorld();
    const batches: unknown[] = [];
    queue.send = async (messages) => void batches.push(messages.map(({ channel }) => channel));
    await handOver(ctx, anAlert(), []);
    await handOver(ctx, anAlert(), [...itemsFor().notifications, ...itemsFor().notifications]);
    expect(batches).toEqual([['SMS', 'SMS']]);
  });

  it('is left to the tick where the queue does not answer, which the operator hears', async () => {
    const { ctx, queue, counted } = await aWorld();
    const warnings: unknown[] = [];
    queue.failing = true;
    const log = { ...ctx.log, warn: (...said: unknown[]) => void warnings.push(said[1]) };
    await handOver({ ...ctx, log }, anAlert(), itemsFor().notifications);
    expect(warnings).toEqual([{ alertId: 700, count: 1, error: expect.any(Error) }]);
    expect(counted).toEqual([
      ['EscalationsStuck', 1],
      ['EscalationTrouble', 3],
    ]);
  });
});

describe('a step that was claimed and not written out', () => {
  it.each([
    [60, true],
    [61, false],
  ])(
    'is finished by whoever comes within a minute, and else by the tick: after %i seconds %s',
    async (seconds, expected) => {
      const { ctx, store, clock } = await aWorld();
      await processEvent(ctx, anEventMessage());
      const alert = (await store.alerts.list({}, { offset: 0, limit: 1 }))[0] ?? expect.fail('no alert');
      const { expandedAt: _at, ...lost } = (await store.alerts.steps(alert.id))[0] ?? expect.fail('no step');
      await store.alerts.save(alert, { log: [], step: lost });
      clock.set(plus(alert.escalation.takenUntil, { seconds }));
      await takeDueSteps(ctx, { alertId: alert.id });
      expect((await store.alerts.step(alert.id, lost.stepId))?.expandedAt !== undefined).toBe(expected);
    },
  );
});
