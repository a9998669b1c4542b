import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../functions/domain/alert/alert.ts';
import { overdueAt } from '../../../functions/domain/heartbeat/ping.ts';
import type { ExecutionRecord } from '../../../functions/domain/restore/execution.ts';
import { type Instant, minus, plus } from '../../../functions/domain/time.ts';
import type { Executions } from '../../../functions/ports/executions.ts';
import { afterRestore } from '../../../functions/usecases/restore/after-restore.ts';
import { rearmAutoResolutions, suppressStale } from '../../../functions/usecases/restore/quiet-due-work.ts';
import { readExecutions } from '../../../functions/usecases/restore/reconcile-alerts.ts';
import { anAlert, anEscalation, aSource, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const before = minus(tenOClock, { minutes: 5 });
const escalating = anEscalation({ nextLevelAt: before, nextAt: before, takenUntil: before });
const { nextAt: _at, nextLevelAt: _levelAt, ...ended } = escalating;
const anExecution = (facts: Partial<ExecutionRecord> = {}): ExecutionRecord => ({
  alertId: 700,
  generation: 1,
  status: 'RUNNING',
  startedAt: before,
  ...facts,
});

const remembered = (records: readonly ExecutionRecord[]): Executions => ({
  startedSince: async () => records.map(({ alertId, generation }) => ({ alertId, generation })),
  read: async (id) => records.find(({ alertId, generation }) => alertId === id.alertId && generation === id.generation),
});

/** The table as of ten o'clock, looked at two hours later. */
async function aRestoredWorld(alerts: readonly Alert[] = [], records: readonly ExecutionRecord[] = []) {
  const world = await aWorld();
  await world.store.sources.create(aSource({ id: 4, name: 'Canary', integrationKey: 'il1api-canary', hidden: true }));
  for (const alert of alerts) await world.store.alerts.create(alert, { log: [] });
  world.clock.set(plus(tenOClock, { hours: 2 }));
  const input = { restoredTo: tenOClock, overdueMinutes: 10, deadline: plus(world.clock.now(), { minutes: 10 }) };
  return {
    ...world,
    restore: (dryRun = false, store = world.store) =>
      afterRestore({ ...world.ctx, store, executions: remembered(records) }, { ...input, dryRun }),
  };
}

describe('after a restore', () => {
  it.each<[string, Partial<Alert>, readonly ExecutionRecord[], string]>([
    ['that is pending', {}, [], 'restarted'],
    ['of the very moment restored to', { reportTime: tenOClock }, [], 'restarted'],
    ['of which everybody was told', { escalation: ended }, [], 'untouched'],
    ['that is accepted', { status: 'ACCEPTED', escalation: ended }, [], 'untouched'],
    [
      'that sleeps',
      { status: 'ACCEPTED', snoozedUntil: plus(tenOClock, { hours: 5 }), escalation: escalating },
      [],
      'snoozed',
    ],
    ['of the canary, which no list shows', { hidden: true }, [], 'restarted'],
    [
      'of the canary that had ended and was started again',
      { hidden: true, escalation: ended },
      [anExecution({ generation: 2 })],
      'restarted',
    ],
  ])('an alert %s is looked at', async (_what, facts, records, verdict) => {
    const alert = anAlert({ reportTime: before, escalation: escalating, ...facts });
    const { alerts } = await (await aRestoredWorld([alert], records)).restore();
    const found = Object.entries(alerts).filter(([, notes]) => (Array.isArray(notes) ? notes.length : notes) > 0);
    expect(found.map(([name]) => name)).toEqual([verdict]);
  });

  it('an alert that was opened afterwards is left alone', async () => {
    const alert = anAlert({ reportTime: plus(tenOClock, { milliseconds: 1 }), escalation: escalating });
    const { alerts } = await (await aRestoredWorld([alert])).restore();
    expect(alerts).toMatchObject({ restarted: [], untouched: 0 });
  });

  it('what an old execution is told says why it ends', async () => {
    const alert = anAlert({ reportTime: before, escalation: escalating });
    const world = await aRestoredWorld([alert], [anExecution(), anExecution({ generation: 2, status: 'FAILED' })]);
    await world.restore();
    expect(world.calls).toEqual([
      {
        call: 'stop',
        name: 'alert-700-g1',
        error: 'Superseded',
        cause: 'The table was restored; a newer generation goes on, or nothing is left to do',
      },
      { call: 'start', name: 'alert-700-g3' },
    ]);
  });

  it('an alert that was lost is only told of in a dry run', async () => {
    const lost = anExecution({ alertId: 900, startedAt: plus(tenOClock, { minutes: 40 }), sourceId: 800 });
    const world = await aRestoredWorld([], [lost]);
    expect((await world.restore(true)).alerts.recreated).toMatchObject([{ alertId: 900 }]);
    expect(await world.store.alerts.get(900)).toBeUndefined();
    expect(world.calls).toEqual([]);
  });

  it('an alert that was lost is as old as the first execution that is known, whichever is heard of first', async () => {
    const later = anExecution({ alertId: 900, generation: 3, startedAt: plus(tenOClock, { minutes: 50 }) });
    const first = anExecution({ alertId: 900, generation: 2, startedAt: plus(tenOClock, { minutes: 40 }) });
    const world = await aRestoredWorld([], [later, first]);
    const { sources } = world.store;
    const get: typeof sources.get = (id) => (id === undefined ? expect.fail('of no source') : sources.get(id));
    await world.restore(false, { ...world.store, sources: { ...sources, get } });
    expect(await world.store.alerts.get(900)).toMatchObject({
      ...{ status: 'PENDING', priority: 'HIGH', reportTime: first.startedAt },
      source: { id: 0, name: 'Unknown', integrationType: 'API' },
      escalation: { generation: 4, responders: [1] },
    });
  });

  it.each<[string, Partial<ExecutionRecord>, string]>([
    ['escalated', {}, 'escalates on: nobody had been told yet'],
    [
      'had been accepted',
      { status: 'ABORTED', error: 'Accepted', cause: 'Accepted by Ada' },
      'accepted: Accepted by Ada',
    ],
    [
      'was tried on everybody',
      { status: 'SUCCEEDED', answer: { outcome: 'EXHAUSTED' } },
      'everybody was tried: everybody had been tried',
    ],
  ])('an alert that was lost and %s is told of in words', async (_what, facts, why) => {
    const lost = anExecution({ alertId: 900, sourceId: 800, ...facts });
    const { alerts } = await (await aRestoredWorld([], [lost])).restore();
    expect(alerts.recreated).toMatchObject([{ alertId: 900, why }]);
  });
});

describe('the executions that count', () => {
  const records = [1, 2, 3, 4].map((generation) => anExecution({ generation }));
  const read = async (generation: number, isEscalating: boolean, listed: readonly number[]) => {
    const escalation = { ...(isEscalating ? escalating : ended), generation };
    const found = await readExecutions({ executions: remembered(records) }, { id: 700, escalation }, listed);
    return found.map((one) => one.generation).sort();
  };

  it.each<[string, number, boolean, readonly number[], readonly number[]]>([
    ['the one that should be running, listed or not', 2, true, [], [2]],
    ['none of an alert that waits for nothing', 2, false, [], []],
    ['its own and the later ones that are listed', 2, true, [1, 2, 3], [2, 3]],
    ['its own, where that is listed only', 2, false, [2], [2]],
    ['none that Step Functions does not know', 4, true, [9], [4]],
  ])('are %s', async (_which, generation, isEscalating, listed, expected) => {
    expect(await read(generation, isEscalating, listed)).toEqual(expected);
  });
});

describe('a monitor after a restore', () => {
  const hour = 3600;
  /** What a monitor had heard as of the moment restored to; `rearmed` says whether it gets another interval. */
  async function rearmed(facts: Readonly<Record<string, unknown>>, dryRun = false) {
    const world = await aRestoredWorld();
    const monitor = { version: 1, name: 'Backup', intervalSec: hour, teams: [], createdAt: before, updatedAt: before };
    await world.store.heartbeats.create({ id: 10, ...monitor, integrationKey: 'il1hbm1-2s0-a-secretsecret' });
    await world.table.write([
      { update: { PK: 'HEARTBEAT#10', SK: 'BEAT' }, set: { duePK: 'DUE#heartbeat', ...facts } },
    ]);
    const report = await world.restore(dryRun);
    const [beat] = await world.store.heartbeats.beats([10]);
    return { rearmed: report.heartbeats.rearmed, dueAt: beat?.dueAt, expected: overdueAt(world.clock.now(), hour) };
  }
  const heard = (lastPingAt: Instant) => ({ state: 'HEALTHY', lastPingAt, dueAt: overdueAt(lastPingAt, hour) });

  it.each([before, tenOClock])('that pinged last at %s gets one whole interval from now', async (lastPingAt) => {
    const { rearmed: count, dueAt, expected } = await rearmed(heard(lastPingAt));
    expect([count, dueAt]).toEqual([1, expected]);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['that has pinged since', heard(plus(tenOClock, { milliseconds: 1 }))],
    ['that is known to be late', { ...heard(before), state: 'OVERDUE' }],
    ['that owes a RESOLVE', { ...heard(before), state: 'RECOVERED' }],
    ['whose time was moved already', { ...heard(before), dueAt: overdueAt(plus(before, { minutes: 7 }), hour) }],
    ['that has never pinged', { state: 'HEALTHY', dueAt: overdueAt(before, hour) }],
  ])('%s keeps its time', async (_what, facts) => {
    const { rearmed: count, dueAt } = await rearmed(facts);
    expect([count, dueAt]).toEqual([0, facts.dueAt]);
  });

  it('is only counted in a dry run', async () => {
    const { rearmed: count, dueAt } = await rearmed(heard(before), true);
    expect([count, dueAt]).toEqual([1, overdueAt(before, hour)]);
  });
});

describe('an alert that resolves itself, after a restore', () => {
  const minutes = (count: number) => plus(tenOClock, { minutes: count });
  const open = (since: Instant) =>
    anAlert({ reportTime: since, escalation: escalating, autoResolution: { timeout: 'PT30M', since } });

  it.each<[string, Instant, boolean, number]>([
    ['that was open at the moment restored to has its whole time from now', before, false, 150],
    ['of that very moment has so, too', tenOClock, false, 150],
    ['that was made since keeps its time', minutes(100), false, 130],
    ['keeps its time in a dry run', before, true, 25],
  ])('%s', async (_what, since, dryRun, expected) => {
    const world = await aRestoredWorld([open(since)]);
    const report = await world.restore(dryRun);
    expect(report.autoResolutions.rearmed).toBe(since > tenOClock ? 0 : 1);
    const [due] = await world.store.due.list('auto-resolution', minutes(1000), 10);
    expect(due?.dueAt).toBe(minutes(expected));
    if (!dryRun) expect((await world.restore()).autoResolutions.rearmed).toBe(0);
  });

  it('is made anew with it where it was lost, of the source as it is', async () => {
    const lost = anExecution({ alertId: 900, startedAt: minutes(40), sourceId: 801 });
    const world = await aRestoredWorld([], [lost]);
    const extras = { autoResolutionTimeout: 'PT10M' };
    await world.store.sources.create(aSource({ id: 801, integrationKey: 'il1api-other', extras }));
    await world.restore();
    expect(await world.store.due.list('auto-resolution', minutes(1000), 10)).toEqual([
      { kind: 'auto-resolution', alertId: 900, dueAt: minutes(130) },
    ]);
  });
});

it('what a stale index says of the end of an alert that ends by itself no more is left alone', async () => {
  const { ctx, store } = await aRestoredWorld();
  const list = async () => [{ kind: 'auto-resolution', alertId: 4711, dueAt: tenOClock }] as never;
  const input = {
    restoredTo: tenOClock,
    overdueMinutes: 10,
    deadline: plus(ctx.clock.now(), { minutes: 10 }),
    dryRun: false,
  };
  const stale = { ...ctx, executions: remembered([]), store: { ...store, due: { ...store.due, list } } };
  expect(await rearmAutoResolutions(stale, input)).toEqual({ rearmed: 0, finished: true });
});

it('what a stale index says of a notification that is gone is left alone', async () => {
  const { ctx, store } = await aRestoredWorld();
  const list = async () => [{ kind: 'notification', scope: 'ALERT#700', id: 4711, dueAt: tenOClock }] as never;
  const stale = { ...ctx, executions: remembered([]), store: { ...store, due: { ...store.due, list } } };
  const deadline = plus(ctx.clock.now(), { minutes: 10 });
  const input = { restoredTo: tenOClock, overdueMinutes: 10, deadline, dryRun: false };
  expect(await suppressStale(stale, input)).toEqual({ suppressed: 0, finished: true });
});
