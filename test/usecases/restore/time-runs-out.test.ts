import { expect, it } from 'vitest';
import { overdueAt } from '../../../functions/domain/heartbeat/ping.ts';
import type { ExecutionRecord } from '../../../functions/domain/restore/execution.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { DueReference } from '../../../functions/ports/due-store.ts';
import type { Store } from '../../../functions/ports/store.ts';
import { afterRestore } from '../../../functions/usecases/restore/after-restore.ts';
import { anAlert, anEscalation, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const before = minus(tenOClock, { minutes: 5 });
const later = plus(tenOClock, { hours: 2 });
const lost: ExecutionRecord = { alertId: 900, generation: 1, status: 'RUNNING', startedAt: later, sourceId: 800 };

/** A restored table with one piece of each kind of work; `slow` is the piece after which time is over. */
async function restoredUntil(slow: 'due work' | 'open alerts' | 'nothing') {
  const world = await aWorld();
  const escalation = anEscalation({ nextLevelAt: before, nextAt: before, takenUntil: before });
  for (const id of [700, 701])
    await world.store.alerts.create(anAlert({ id, reportTime: before, escalation }), { log: [] });
  world.clock.set(later);
  const deadline = plus(later, { minutes: 10 });
  const executions = {
    startedSince: async () => {
      if (slow === 'due work') world.clock.set(deadline);
      return [{ alertId: 900, generation: 1 }];
    },
    read: async ({ alertId }: { alertId: number }) => (alertId === 900 ? lost : undefined),
  };
  const getMany: typeof world.store.alerts.getMany = async (ids) => {
    const isReconciled = (await world.store.alerts.get(701))?.restoredTo !== undefined;
    if (slow === 'open alerts' && isReconciled) world.clock.set(deadline);
    return world.store.alerts.getMany(ids);
  };
  const store = { ...world.store, alerts: { ...world.store.alerts, getMany } };
  const input = { restoredTo: tenOClock, overdueMinutes: 10, deadline, dryRun: false };
  const report = await afterRestore({ ...world.ctx, store, executions }, input);
  return { finished: report.finished, recreated: report.alerts.recreated.length };
}

it.each([
  ['nothing', { finished: true, recreated: 1 }],
  ['open alerts', { finished: false, recreated: 0 }],
  ['due work', { finished: false, recreated: 0 }],
] as const)('a restore whose time is over after %s says whether it has finished', async (slow, expected) => {
  expect(await restoredUntil(slow)).toEqual(expected);
});

it.each<[string, readonly DueReference[], boolean]>([
  ['nothing', [], true],
  ['a notification', [{ kind: 'notification', scope: 'ALERT#1', id: 1, dueAt: before }], false],
  ['a monitor', [{ kind: 'heartbeat', id: 10, dueAt: before }], false],
  ['the end of an alert', [{ kind: 'auto-resolution', alertId: 1, dueAt: before }], false],
])(
  'a restore without any time, where all that is to be done is %s, says whether it has finished',
  async (_what, due, finished) => {
    const { ctx, store, clock } = await aWorld();
    const beat = { monitorId: 10, state: 'HEALTHY', lastPingAt: before, intervalSec: 60, dueAt: overdueAt(before, 60) };
    const list: Store['due']['list'] = async (kind) => due.filter((one) => one.kind === kind) as never;
    const heartbeats = { ...store.heartbeats, beats: async (ids: readonly number[]) => ids.map(() => beat as never) };
    const report = await afterRestore(
      {
        ...ctx,
        store: { ...store, heartbeats, due: { ...store.due, list } },
        executions: { startedSince: async () => [], read: async () => undefined },
      },
      { restoredTo: tenOClock, overdueMinutes: 10, deadline: clock.now(), dryRun: false },
    );
    expect(report.finished).toBe(finished);
  },
);

it('a restore without any time, where only an open alert is to be looked at, has not finished', async () => {
  const { ctx, store, clock } = await aWorld();
  const escalation = anEscalation({ nextLevelAt: before, nextAt: before, takenUntil: before });
  await store.alerts.create(anAlert({ reportTime: before, escalation }), { log: [] });
  const executions = { startedSince: async () => [], read: async () => undefined };
  const input = { restoredTo: tenOClock, overdueMinutes: 10, deadline: clock.now(), dryRun: false };
  const { finished, alerts } = await afterRestore({ ...ctx, executions }, input);
  expect([finished, alerts.restarted]).toEqual([false, []]);
});

it.each([true, false])(
  'what a restore of nothing has done is nothing, and it says when; dry run: %s',
  async (dryRun) => {
    const { ctx, clock } = await aWorld();
    clock.set(later);
    const asked: string[] = [];
    const startedSince = async (since: string) => {
      asked.push(since);
      return [];
    };
    const executions = { startedSince, read: async () => undefined };
    const deadline = plus(later, { minutes: 10 });
    const report = await afterRestore(
      { ...ctx, executions },
      { restoredTo: tenOClock, overdueMinutes: 10, deadline, dryRun },
    );
    const none = {
      restarted: [],
      snoozed: [],
      accepted: [],
      resolved: [],
      exhausted: [],
      recreated: [],
      lostAndOver: [],
      failed: [],
    };
    expect(report).toEqual({
      restoredTo: tenOClock,
      at: later,
      dryRun,
      finished: true,
      alerts: { ...none, untouched: 0 },
      notifications: { suppressed: 0 },
      windows: { dropped: 0 },
      heartbeats: { rearmed: 0 },
      autoResolutions: { rearmed: 0 },
    });
    // Clocks differ: an execution may have been started a little before its alert was written.
    expect(asked).toEqual([minus(tenOClock, { minutes: 1 })]);
  },
);
