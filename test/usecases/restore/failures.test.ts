import { describe, expect, it } from 'vitest';
import { IdCollisionError } from '../../../functions/domain/errors.ts';
import type { Notification } from '../../../functions/domain/notification/notification.ts';
import type { ExecutionRecord } from '../../../functions/domain/restore/execution.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { Executions } from '../../../functions/ports/executions.ts';
import type { Store } from '../../../functions/ports/store.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { afterRestore } from '../../../functions/usecases/restore/after-restore.ts';
import { sideBySide } from '../../../functions/usecases/restore/side-by-side.ts';
import { anAlert, anEscalation, aSource, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const before = minus(tenOClock, { minutes: 5 });
const anExecution = (facts: Partial<ExecutionRecord> = {}): ExecutionRecord => ({
  alertId: 700,
  generation: 1,
  status: 'RUNNING',
  startedAt: before,
  ...facts,
});
const lost = anExecution({ alertId: 900, startedAt: plus(tenOClock, { minutes: 40 }), sourceId: 800 });

/** The table as of ten o'clock, looked at two hours later, with alert 700 on its first level. */
async function aRestoredWorld(records: readonly ExecutionRecord[], sketch: Parameters<typeof aWorld>[0] = {}) {
  const world = await aWorld(sketch);
  const escalation = anEscalation({ nextLevelAt: before, nextAt: before, takenUntil: before });
  await world.store.alerts.create(anAlert({ reportTime: before, escalation }), { log: [] });
  world.clock.set(plus(tenOClock, { hours: 2 }));
  const known: Executions = {
    startedSince: async () => records.map(({ alertId, generation }) => ({ alertId, generation })),
    read: async (id) =>
      records.find(({ alertId, generation }) => alertId === id.alertId && generation === id.generation),
  };
  const input = {
    restoredTo: tenOClock,
    overdueMinutes: 10,
    deadline: plus(world.clock.now(), { minutes: 10 }),
    dryRun: false,
  };
  return {
    ...world,
    restore: ({
      store = world.store,
      executions = known,
      ...facts
    }: Partial<typeof input> & { store?: Store; executions?: Executions } = {}) =>
      afterRestore({ ...world.ctx, store, executions }, { ...input, ...facts }),
  };
}

const withAlerts = (store: Store, alerts: Partial<Store['alerts']>): Store => ({
  ...store,
  alerts: { ...store.alerts, ...alerts },
});

describe('an alert that cannot be reconciled', () => {
  it.each<[string, unknown, string]>([
    ['an error', new Error('the table does not answer'), 'the table does not answer'],
    ['something else', 'half a sentence', 'half a sentence'],
  ])('is reported with %s, and the rest goes on', async (_what, thrown, why) => {
    const world = await aRestoredWorld([anExecution(), lost]);
    const store = withAlerts(world.store, { save: () => Promise.reject(thrown) });
    const report = await world.restore({ store });
    expect(report.alerts.failed).toEqual([{ alertId: 700, summary: 'Disk full on db-1', why }]);
    expect(report.alerts.recreated).toMatchObject([{ alertId: 900 }]);
    expect(report.finished).toBe(true);
    expect(world.calls.map(({ name }) => name)).not.toContain('alert-700-g2');
    expect((await world.restore()).alerts.restarted).toMatchObject([{ alertId: 700 }]);
  });

  it('because somebody answered it meanwhile says so, and keeps the answer', async () => {
    const world = await aRestoredWorld([anExecution()]);
    const store = withAlerts(world.store, {
      save: async (...saved) => {
        await acceptAlert(world.as(1), { alertId: 700 });
        return world.store.alerts.save(...saved);
      },
    });
    const report = await world.restore({ store });
    expect(report.alerts.failed).toMatchObject([{ alertId: 700, why: 'it was changed meanwhile' }]);
    expect(await world.store.alerts.get(700)).toMatchObject({ status: 'ACCEPTED' });
  });
});

describe('an alert that was lost and cannot be made anew', () => {
  it.each<[string, unknown, string]>([
    ['an error', new Error('the table does not answer'), 'the table does not answer'],
    ['something else', 'half a sentence', 'half a sentence'],
  ])('is reported with %s, and the rest goes on', async (_what, thrown, why) => {
    const world = await aRestoredWorld([lost]);
    const store = withAlerts(world.store, { create: () => Promise.reject(thrown) });
    const report = await world.restore({ store });
    expect(report.alerts.failed).toMatchObject([{ alertId: 900, summary: expect.stringContaining('900'), why }]);
    expect(report.alerts.recreated).toEqual([]);
    expect(world.calls.map(({ name }) => name)).not.toContain('alert-900-g2');
    expect((await world.restore()).alerts.recreated).toMatchObject([{ alertId: 900 }]);
  });

  it('because somebody else has just made it is done, and started by them', async () => {
    const world = await aRestoredWorld([lost]);
    const store = withAlerts(world.store, { create: () => Promise.reject(new IdCollisionError('alert 900')) });
    const report = await world.restore({ store });
    expect(report.alerts.failed).toEqual([]);
    expect(world.calls.map(({ name }) => name)).not.toContain('alert-900-g2');
  });
});

describe('an alert that was lost', () => {
  it.each([
    ['LOW', 'LOW'],
    ['HIGH', 'HIGH'],
    ['HIGH_DURING_SUPPORT_HOURS', 'HIGH'],
  ] as const)('of a source whose rule is %s is %s', async (alertPriorityRule, priority) => {
    const world = await aRestoredWorld([lost], { source: aSource({ alertPriorityRule }) });
    await world.restore();
    expect((await world.store.alerts.get(900))?.priority).toBe(priority);
  });

  it('of a source that nobody knows is told of as from nowhere, in a high voice', async () => {
    const world = await aRestoredWorld([{ ...lost, sourceId: 4711 }]);
    await world.restore();
    expect(await world.store.alerts.get(900)).toMatchObject({
      priority: 'HIGH',
      source: { id: 0, name: 'Unknown', integrationType: 'API' },
      escalation: { responders: [1] },
    });
  });

  it('says in its timeline that its words are gone', async () => {
    const world = await aRestoredWorld([lost]);
    await world.restore();
    const [entry] = await world.store.alerts.log(900, { offset: 0, limit: 10 });
    expect(entry?.vars.comment).toContain('restored from a backup that is older than this alert');
  });

  it('began when the first of its executions did', async () => {
    const later = { ...lost, generation: 2, startedAt: plus(tenOClock, { minutes: 50 }) };
    const world = await aRestoredWorld([later, lost]);
    await world.restore();
    expect(await world.store.alerts.get(900)).toMatchObject({
      reportTime: lost.startedAt,
      escalation: { generation: 3 },
    });
  });
});

describe('what is over and done with', () => {
  it('is counted as untouched', async () => {
    const world = await aRestoredWorld([]);
    for (const id of [701, 702]) {
      const escalation = { ...anEscalation(), nextAt: undefined, nextLevelAt: undefined };
      await world.store.alerts.create(anAlert({ id, reportTime: before, status: 'ACCEPTED', escalation }), { log: [] });
    }
    expect((await world.restore()).alerts).toMatchObject({ untouched: 2, restarted: [{ alertId: 700 }] });
  });
});

describe('a pacing window that is long overdue', () => {
  const aWindow = (id: string, minutes: number) => ({
    id,
    version: 0,
    startedAt: minus(tenOClock, { minutes }),
    endsAt: tenOClock,
    admitted: [],
    aggregated: [],
    dueAt: minus(plus(tenOClock, { hours: 2 }), { minutes }),
  });

  it('sends no summary any more; a fresh one does', async () => {
    const world = await aRestoredWorld([]);
    await world.store.windows.save(aWindow('old', 10));
    await world.store.windows.save(aWindow('fresh', 9));
    const due = async () =>
      (await world.store.due.list('window', world.clock.now(), 10)).map((one) => ('id' in one ? one.id : ''));
    expect((await world.restore({ dryRun: true })).windows).toEqual({ dropped: 1 });
    expect((await due()).sort()).toEqual(['fresh', 'old']);
    expect((await world.restore()).windows).toEqual({ dropped: 1 });
    expect(await due()).toEqual(['fresh']);
    expect((await world.restore()).windows).toEqual({ dropped: 0 });
  });
});

describe('a notification that is long overdue', () => {
  const aPage = (id: number, facts: Partial<Notification>): Notification => ({
    scope: 'ALERT#700',
    id,
    kind: 'PAGE',
    channel: 'SMS',
    target: '+491510000012',
    language: 'en',
    alertId: 700,
    userId: 1,
    status: 'QUEUED',
    at: before,
    attempts: 0,
    createdAt: before,
    ...facts,
  });
  const overdueBy = (minutes: number) => minus(plus(tenOClock, { hours: 2 }), { minutes });

  it('is ended whether it waits or was being sent, by the minute, and nothing else is', async () => {
    const world = await aRestoredWorld([]);
    await world.store.notifications.add([
      aPage(1, { dueAt: overdueBy(10) }),
      aPage(2, { dueAt: overdueBy(11), status: 'SENDING', sendingSince: before }),
      aPage(3, { dueAt: overdueBy(9) }),
      aPage(4, { dueAt: overdueBy(30), status: 'SENT' }),
    ]);
    expect((await world.restore()).notifications).toEqual({ suppressed: 2 });
    const all = await world.store.notifications.list('ALERT#700');
    expect(new Map(all.map(({ id, status }) => [id, status]))).toEqual(
      new Map([
        [1, 'SUPPRESSED'],
        [2, 'SUPPRESSED'],
        [3, 'QUEUED'],
        [4, 'SENT'],
      ]),
    );
  });

  it('is not counted when somebody else was faster', async () => {
    const world = await aRestoredWorld([]);
    await world.store.notifications.add([aPage(1, { dueAt: overdueBy(10) })]);
    const notifications = { ...world.store.notifications, move: async () => false };
    expect((await world.restore({ store: { ...world.store, notifications } })).notifications).toEqual({
      suppressed: 0,
    });
  });
});

describe('work that is done side by side', () => {
  it('is done by five at once, each piece once, and begun until the deadline only', async () => {
    const { clock } = await aWorld();
    const deadline = plus(tenOClock, { seconds: 10 });
    let [open, most] = [0, 0];
    const done: number[] = [];
    const pieces = Array.from({ length: 30 }, (_, index) => index);
    const begun = await sideBySide(pieces, { clock, deadline }, async (piece) => {
      most = Math.max(most, ++open);
      await Promise.resolve();
      done.push(piece);
      open -= 1;
      clock.advance({ seconds: 1 });
    });
    expect(most).toBe(5);
    expect(begun).toBe(done.length);
    expect(begun).toBeLessThan(20);
    expect(new Set(done).size).toBe(begun);
    expect(await sideBySide(pieces, { clock, deadline: plus(clock.now(), { seconds: 1 }) }, async () => {})).toBe(30);
  });
});
