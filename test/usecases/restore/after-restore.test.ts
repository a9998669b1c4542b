import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../functions/domain/alert/alert.ts';
import { overdueAt } from '../../../functions/domain/heartbeat/ping.ts';
import type { ExecutionRecord } from '../../../functions/domain/restore/execution.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { Executions } from '../../../functions/ports/executions.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { takeDueSteps } from '../../../functions/usecases/escalation/take-due-steps.ts';
import { afterRestore } from '../../../functions/usecases/restore/after-restore.ts';
import { anAlert, anEscalation, aPolicy, aSource, aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

/** Step Functions with a memory that the test writes. */
function remembered(records: readonly ExecutionRecord[]): Executions & { readonly records: ExecutionRecord[] } {
  const known = [...records];
  return {
    records: known,
    startedSince: async (from) =>
      known.filter(({ startedAt }) => startedAt >= from).map(({ alertId, generation }) => ({ alertId, generation })),
    read: async (id) => known.find(({ alertId, generation }) => alertId === id.alertId && generation === id.generation),
  };
}

const anExecution = (facts: Partial<ExecutionRecord> = {}): ExecutionRecord => ({
  alertId: 700,
  generation: 1,
  status: 'RUNNING',
  startedAt: minus(tenOClock, { minutes: 5 }),
  ...facts,
});

const reportedBefore = minus(tenOClock, { minutes: 5 });
const opened = (id: number, facts: Partial<Alert> = {}) =>
  anAlert({
    id,
    reportTime: reportedBefore,
    escalation: anEscalation({ nextLevelAt: reportedBefore, nextAt: reportedBefore, takenUntil: reportedBefore }),
    ...facts,
  });

/** The table as of ten o'clock, with the given alerts on level 1, looked at two hours later. */
async function restoredWorld(alerts: readonly Alert[], records: readonly ExecutionRecord[]) {
  const world = await aWorld();
  for (const alert of alerts) {
    world.clock.set(reportedBefore);
    await world.store.alerts.create(alert, { log: [] });
    await takeDueSteps(world.ctx, { alertId: alert.id });
  }
  world.sent.splice(0);
  world.calls.splice(0);
  world.clock.set(plus(tenOClock, { hours: 2 }));
  const executions = remembered(records);
  const run = (dryRun = false) =>
    afterRestore(
      { ...world.ctx, executions },
      {
        restoredTo: tenOClock,
        overdueMinutes: 10,
        deadline: plus(world.clock.now(), { minutes: 10 }),
        dryRun,
      },
    );
  return { ...world, executions, afterRestore: run };
}

const statusOf = async ({ store }: Awaited<ReturnType<typeof restoredWorld>>, id: number) =>
  (await store.alerts.get(id))?.status;

describe('after a restore', () => {
  const answered = anExecution({
    alertId: 701,
    status: 'ABORTED',
    error: 'Resolved',
    cause: 'Resolved by Ada over the API',
    stoppedAt: plus(tenOClock, { minutes: 3 }),
  });

  it('pages nobody for what was resolved since, and goes on with what is open by exactly one new execution', async () => {
    const running = anExecution({
      generation: 2,
      startedAt: plus(tenOClock, { minutes: 9 }),
      answer: { outcome: 'WAIT', level: 2 },
    });
    const world = await restoredWorld([opened(700), opened(701)], [anExecution(), running, answered]);
    const report = await world.afterRestore();

    expect(report).toMatchObject({ finished: true, alerts: { untouched: 0, failed: [] } });
    expect(report.alerts.resolved.map(({ alertId, why }) => [alertId, why])).toEqual([
      [701, 'Resolved by Ada over the API'],
    ]);
    expect(report.alerts.restarted.map(({ alertId }) => alertId)).toEqual([700]);
    expect([await statusOf(world, 700), await statusOf(world, 701)]).toEqual(['PENDING', 'RESOLVED']);
    expect(world.calls.filter(({ call }) => call === 'start')).toEqual([{ call: 'start', name: 'alert-700-g3' }]);
    expect(world.calls.filter(({ call }) => call === 'stop').map(({ name }) => name)).toEqual([
      'alert-700-g1',
      'alert-700-g2',
    ]);

    await takeDueSteps(world.ctx, { alertId: 700, generation: 3 });
    await takeDueSteps(world.ctx, { alertId: 701 });
    expect(await world.told()).toEqual(['SMS 2']);
    expect(await takeDueSteps(world.ctx, { alertId: 700, generation: 2 })).toEqual({ outcome: 'SUPERSEDED' });
  });

  it('sends nothing that is long overdue, and says so in the timeline', async () => {
    const world = await restoredWorld([opened(700)], [anExecution()]);
    const report = await world.afterRestore();
    expect(report.notifications).toEqual({ suppressed: 1 });
    expect((await world.store.notifications.list('ALERT#700')).map(({ status }) => status)).toEqual(['SUPPRESSED']);
    expect(await world.store.due.list('notification', plus(world.clock.now(), { days: 1 }), 10)).toEqual([]);
    const entries = await world.store.alerts.log(700, { offset: 0, limit: 100 });
    expect(entries.filter(({ vars }) => vars.reason === 'RESTORED')).toHaveLength(1);
  });

  it('lets what is due now, or a moment ago, go out', async () => {
    const world = await restoredWorld([opened(700)], [anExecution()]);
    world.clock.set(plus(tenOClock, { minutes: 1 }));
    expect((await world.afterRestore()).notifications).toEqual({ suppressed: 0 });
  });

  it('changes nothing when it is called again', async () => {
    const world = await restoredWorld([opened(700), opened(701)], [anExecution(), answered]);
    await world.afterRestore();
    world.executions.records.push(anExecution({ generation: 2, startedAt: world.clock.now() }));
    const before = world.table.items();
    const calls = world.calls.length;
    const report = await world.afterRestore();
    expect(report.alerts).toMatchObject({ restarted: [], resolved: [], accepted: [], failed: [] });
    expect(world.table.items()).toEqual(before);
    expect(world.calls).toHaveLength(calls);
  });

  it('leaves alone what was opened or answered after the restore', async () => {
    const world = await restoredWorld([opened(700)], [anExecution()]);
    await world.afterRestore();
    await acceptAlert(world.as(1), { alertId: 700 });
    await world.store.alerts.create(anAlert({ id: 702, reportTime: world.clock.now() }), { log: [] });
    world.executions.records.push(anExecution({ alertId: 702, startedAt: world.clock.now() }));
    const calls = world.calls.length;
    const report = await world.afterRestore();
    expect(report.alerts).toMatchObject({ restarted: [], recreated: [], untouched: 0 });
    expect([await statusOf(world, 700), world.calls.length]).toEqual(['ACCEPTED', calls]);
  });

  it('writes nothing in a dry run, and reports the same', async () => {
    const world = await restoredWorld([opened(700), opened(701)], [anExecution(), answered]);
    const before = world.table.items();
    const dry = await world.afterRestore(true);
    expect(world.table.items()).toEqual(before);
    expect(world.calls).toEqual([]);
    const real = await world.afterRestore();
    expect({ ...dry, dryRun: false }).toEqual(real);
  });

  it('asks the clock: what is not done by the deadline is left for the next call', async () => {
    const world = await restoredWorld([opened(700)], [anExecution()]);
    const input = { restoredTo: tenOClock, overdueMinutes: 10, deadline: world.clock.now(), dryRun: false };
    const report = await afterRestore({ ...world.ctx, executions: world.executions }, input);
    expect(report).toMatchObject({ finished: false, alerts: { restarted: [] }, notifications: { suppressed: 0 } });
  });
});

describe('an alert that was opened after the moment restored to', () => {
  const since = plus(tenOClock, { minutes: 40 });
  const lost = anExecution({ alertId: 900, startedAt: since, sourceId: 800, answer: { outcome: 'WAIT', level: 2 } });

  it('is made anew as far as its execution tells, and escalates by the policy of its source', async () => {
    const world = await restoredWorld([], [lost]);
    const report = await world.afterRestore();
    expect(report.alerts.recreated).toMatchObject([{ alertId: 900 }]);
    expect(await world.store.alerts.get(900)).toMatchObject({
      status: 'PENDING',
      reportTime: since,
      source: { id: 800, name: 'Prometheus' },
      policy: { id: 900 },
      escalation: { generation: 2 },
    });
    expect(world.calls.map(({ call, name }) => `${call} ${name}`)).toEqual(['stop alert-900-g1', 'start alert-900-g2']);
    await world.run(900, { minutes: 6 });
    expect(await world.told()).toEqual(['SMS 2', 'SMS 3']);
    expect((await world.afterRestore()).alerts.recreated).toEqual([]);
  });

  it('goes to the owner of the account when its execution does not name the source', async () => {
    const { sourceId: _unknown, ...old } = lost;
    const world = await restoredWorld([], [old]);
    await world.afterRestore();
    await world.run(900, { minutes: 30 });
    expect(await world.told()).toEqual(['SMS 1']);
  });

  it('is there again, and wakes nobody, when it had been accepted', async () => {
    const world = await restoredWorld([], [{ ...lost, status: 'ABORTED', error: 'Accepted', stoppedAt: since }]);
    await world.afterRestore();
    expect(await statusOf(world, 900)).toBe('ACCEPTED');
    expect(world.calls).toEqual([]);
  });

  it('is only reported when it is over', async () => {
    const world = await restoredWorld([], [{ ...lost, status: 'ABORTED', error: 'Resolved', stoppedAt: since }]);
    const report = await world.afterRestore();
    expect(report.alerts).toMatchObject({ recreated: [], lostAndOver: [{ alertId: 900 }] });
    expect(await world.store.alerts.get(900)).toBeUndefined();
  });

  it('is left to the canary when it is its own', async () => {
    const world = await restoredWorld([], [{ ...lost, sourceId: 4 }]);
    const facts = { id: 4, name: 'Canary', integrationKey: 'il1api-canary', hidden: true };
    await world.store.sources.create(aSource(facts));
    expect((await world.afterRestore()).alerts.recreated).toEqual([]);
  });
});

describe('heartbeats after a restore', () => {
  const pingAt = minus(tenOClock, { minutes: 1 });
  const monitored = async () => {
    const world = await restoredWorld([], []);
    const { store, clock } = world;
    const monitor = {
      version: 1,
      name: 'Backup',
      intervalSec: 3600,
      integrationKey: 'il1hbm1-2s0-a-secretsecret',
      teams: [],
    };
    await store.heartbeats.create({ id: 10, ...monitor, createdAt: pingAt, updatedAt: pingAt });
    const [unknown] = await store.heartbeats.beats([10]);
    expect(unknown?.state).toBe('UNKNOWN');
    await world.table.write([
      {
        update: { PK: 'HEARTBEAT#10', SK: 'BEAT' },
        set: { state: 'HEALTHY', lastPingAt: pingAt, dueAt: overdueAt(pingAt, 3600), duePK: 'DUE#heartbeat' },
      },
    ]);
    return { ...world, dueAt: async () => (await store.heartbeats.beats([10]))[0]?.dueAt, now: clock.now() };
  };

  it('get one more interval, once', async () => {
    const world = await monitored();
    expect((await world.afterRestore()).heartbeats).toEqual({ rearmed: 1 });
    expect(await world.dueAt()).toBe(overdueAt(world.now, 3600));
    world.clock.advance({ minutes: 30 });
    expect((await world.afterRestore()).heartbeats).toEqual({ rearmed: 0 });
    expect(await world.dueAt()).toBe(overdueAt(world.now, 3600));
  });
});

describe('people and policies of the moment restored to', () => {
  it('decide who is told', async () => {
    const world = await aWorld({ users: [aUser(1), aUser(2)], policy: aPolicy([[2]]) });
    world.clock.set(reportedBefore);
    await world.store.alerts.create(opened(700), { log: [] });
    world.clock.set(plus(tenOClock, { hours: 2 }));
    const executions = remembered([]);
    const input = {
      restoredTo: tenOClock,
      overdueMinutes: 10,
      deadline: plus(world.clock.now(), { minutes: 1 }),
      dryRun: false,
    };
    await afterRestore({ ...world.ctx, executions }, input);
    await takeDueSteps(world.ctx, { alertId: 700, generation: 2 });
    expect(await world.told()).toEqual(['SMS 2']);
  });
});
