import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../functions/domain/alert/alert.ts';
import type { Notification } from '../../../functions/domain/notification/notification.ts';
import { plus } from '../../../functions/domain/time.ts';
import { escalateAlert } from '../../../functions/usecases/alert/escalate.ts';
import { expandStep } from '../../../functions/usecases/escalation/expand-step.ts';
import { noteTrouble } from '../../../functions/usecases/escalation/note-trouble.ts';
import { skipLevel } from '../../../functions/usecases/escalation/skip-level.ts';
import { takeDueSteps } from '../../../functions/usecases/escalation/take-due-steps.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aPolicy, aUser } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

/** An alert whose first level was paged, of three. */
async function paged() {
  const world = await aWorld({ policy: aPolicy([[1], [2], [3]]) });
  const { ctx, store, clock } = world;
  await processEvent(ctx, anEventMessage());
  const [created] = await store.alerts.list({}, { offset: 0, limit: 1 });
  const alertId = created?.id ?? expect.fail('no alert');
  await takeDueSteps(ctx, { alertId });
  const alert = async () => (await store.alerts.get(alertId)) ?? expect.fail('no alert');
  const step = async () => (await store.alerts.steps(alertId)).at(-1) ?? expect.fail('no step');
  const { run, stepId } = await step();
  return {
    ...world,
    ...{ alertId, alert, step },
    change: async (facts: Partial<Alert>) => store.alerts.save({ ...(await alert()), ...facts }, { log: [] }),
    skip: () => skipLevel(ctx, { alertId, run, stepId, reason: 'ALL_SENDS_FAILED' }),
    atNextLevel: async () => clock.set((await alert()).escalation.nextLevelAt ?? expect.fail('no next level')),
  };
}

type Paged = Awaited<ReturnType<typeof paged>>;

describe('a level of which nobody was reached', () => {
  it.each<[string, (world: Paged) => Promise<unknown>]>([
    ['where the alert was answered', ({ change }) => change({ status: 'ACCEPTED' })],
    ['where the next level starts already', ({ atNextLevel }) => atNextLevel()],
    [
      'where another run was begun',
      async ({ as, ctx, alertId }) => {
        await escalateAlert(as(1), { alertId });
        await takeDueSteps(ctx, { alertId });
      },
    ],
  ])('is left alone %s', async (_where, happens) => {
    const world = await paged();
    await happens(world);
    const before = await world.alert();
    await world.skip();
    expect(await world.alert()).toEqual(before);
  });
});

describe('a step that names many', () => {
  /** What is written and queued of a step with so many pages, in order; each page once. */
  async function expanded(due: number, later: number, knows = true) {
    const world = await paged();
    const alert = await world.alert();
    const { takenUntil } = alert.escalation;
    const step = await world.step();
    const [page] = step.notifications;
    const pages = Array.from({ length: due + later }, (_none, index) => ({
      ...(page ?? expect.fail('nobody is paged')),
      ruleId: index,
      at: index < due ? takenUntil : plus(takenUntil, { milliseconds: 1 }),
    }));
    const calls: unknown[] = [];
    const written: (number | undefined)[] = [];
    const note = (call: string, all: readonly Notification[]) => {
      calls.push([call, all.length]);
      written.push(...all.map(({ ruleId }) => ruleId));
      return new Set(all.map(({ id }) => id));
    };
    const { store, ctx } = world;
    const own = {
      ...store,
      users: {
        ...store.users,
        getMany: async (ids: readonly number[]) => [aUser(ids[0] ?? calls.push(['read', ids]))],
      },
      notifications: { ...store.notifications, add: async (all: readonly Notification[]) => note('add', all) },
      alerts: {
        ...store.alerts,
        expandStep: async (_step: object, { notifications }: { readonly notifications: readonly Notification[] }) => {
          note('expand', notifications);
        },
      },
    };
    if (knows) own.users.getMany = () => expect.fail('they are known');
    const send = async (all: readonly object[]) => void calls.push(['send', all.length]);
    const notifications = { ...ctx.notifications, send };
    const known = knows ? new Map([[1, aUser(1)]]) : undefined;
    await expandStep({ ...ctx, store: own, notifications } as never, alert, { ...step, notifications: pages }, known);
    expect(written).toEqual(pages.map(({ ruleId }) => ruleId));
    return calls;
  }

  it.each([
    [
      1,
      2,
      [
        ['expand', 3],
        ['send', 1],
      ],
    ],
    [
      90,
      1,
      [
        ['expand', 91],
        ['send', 90],
      ],
    ],
    [
      91,
      0,
      [
        ['add', 90],
        ['send', 90],
        ['expand', 1],
        ['send', 1],
      ],
    ],
    [
      200,
      1,
      [
        ['add', 90],
        ['send', 90],
        ['add', 90],
        ['send', 90],
        ['expand', 21],
        ['send', 20],
      ],
    ],
  ])(
    'queues %i that are due in parts as they are written, and none of %i that are later',
    async (due, later, calls) => {
      expect(await expanded(due, later)).toEqual(calls);
    },
  );

  it('reads its people where they are not known', async () => {
    expect(await expanded(1, 0, false)).toEqual([
      ['expand', 1],
      ['send', 1],
    ]);
  });
});

it.each([
  ['WatchdogRestarts', 1],
  ['EscalationsStuck', 3],
] as const)('%s weighs %i of what makes the alarm ring', (trouble, weight) => {
  const counted: unknown[] = [];
  const count = (name: string, value = 1) => void counted.push([name, value]);
  noteTrouble({ metrics: { count } as never }, trouble);
  expect(counted).toEqual([
    [trouble, 1],
    ['EscalationTrouble', weight],
  ]);
});
