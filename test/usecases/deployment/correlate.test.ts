import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../functions/domain/alert/alert.ts';
import type { Duration } from '../../../functions/domain/instants.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { logText } from '../../../functions/render/log-texts.ts';
import { attachToNewAlerts } from '../../../functions/usecases/deployment/attach-to-new.ts';
import { lookForDeployments } from '../../../functions/usecases/deployment/look.ts';
import { deploymentsOfAlert } from '../../../functions/usecases/deployment/of-alert.ts';
import { always, aPipeline, deploymentSender } from '../../support/deployments.ts';
import { anAlert, aUser, tenOClock } from '../../support/factories.ts';
import { memoryStore } from '../../support/memory-store.ts';

const page = { offset: 0, limit: 100 };
const system = { kind: 'system', name: 'Tocsin' } as const;

function world(options: Parameters<typeof memoryStore>[0] = {}) {
  const memory = memoryStore(options);
  const { store, clock, ids } = memory;
  clock.set(tenOClock);
  const warnings: unknown[] = [];
  const ctx = {
    store,
    clock,
    ids,
    log: { info: () => {}, warn: (...told: unknown[]) => void warnings.push(told), error: () => {} },
    metrics: { count: () => {}, seconds: () => {} },
  };
  const begins = async (facts: Partial<Alert> = {}) => {
    const alert = anAlert({ reportTime: clock.now(), ...facts });
    await store.alerts.create(alert, { log: [] });
    return alert;
  };
  return {
    ...memory,
    ctx,
    warnings,
    report: deploymentSender(memory),
    begins,
    /** What the change feed does with a new alert. */
    see: (...alerts: readonly Alert[]) =>
      attachToNewAlerts(ctx, alerts, { deadline: plus(clock.now(), { seconds: 10 }) }),
    /** What the tick does. */
    async tick() {
      const due = await store.due.list('deployment', clock.now(), 100);
      for (const reference of due)
        if (
          reference.kind === 'deployment' &&
          (await store.due.lease(reference, plus(clock.now(), { minutes: 2 }))) === 0
        )
          await lookForDeployments(ctx, reference);
      return due.length;
    },
    shown: async (alertId: number) =>
      ((await deploymentsOfAlert({ ...ctx, actor: system as never }, alertId)) as { summary: string }[]).map(
        ({ summary }) => summary,
      ),
    said: async (alertId: number) => (await store.alerts.log(alertId, page)).map((entry) => logText(entry, 'en')),
  };
}

const ago = (duration: Duration) => minus(tenOClock, duration);

describe('an alert', () => {
  it('shows what was deployed in the hour before, newest first, and says so once', async () => {
    const { store, report, begins, see, shown, said } = world();
    await store.deploymentPipelines.create(aPipeline());
    const key = 'ilapid-600';
    for (const [summary, timestamp] of [
      ['long before', ago({ minutes: 60, milliseconds: 1 })],
      ['an hour before', ago({ minutes: 60 })],
      ['just before', ago({ seconds: 20 })],
      ['at the same moment', tenOClock],
      ['after', plus(tenOClock, { milliseconds: 1 })],
    ])
      await report({ summary, timestamp, userEmail: 'ada@example.com' }, { key });
    const alert = await begins();
    await see(alert);
    await see(alert, alert);
    expect(await shown(alert.id)).toEqual(['at the same moment', 'just before', 'an hour before']);
    expect((await said(alert.id)).sort()).toEqual([
      'Deployed by Shop, 60 minutes before this alert (ada@example.com): an hour before',
      'Deployed by Shop, less than a minute before this alert (ada@example.com): at the same moment',
      'Deployed by Shop, less than a minute before this alert (ada@example.com): just before',
    ]);
  });

  it('costs one look where nothing was deployed', async () => {
    const calls: string[] = [];
    const { begins, see } = world({ beforeCall: ({ name }) => void calls.push(name) });
    const alert = await begins();
    calls.length = 0;
    await see(alert);
    expect(calls).toEqual(['query']);
  });

  it('across the end of a month costs two', async () => {
    const calls: string[] = [];
    const { begins, see, clock } = world({ beforeCall: ({ name }) => void calls.push(name) });
    clock.set('2026-12-01T00:30:00.000Z' as never);
    const alert = await begins();
    calls.length = 0;
    await see(alert);
    expect(calls).toEqual(['query', 'query']);
  });

  it('finds deployments of the month before', async () => {
    const { store, report, begins, see, shown, clock } = world();
    clock.set('2026-12-01T00:30:00.000Z' as never);
    await store.deploymentPipelines.create(aPipeline());
    await report({ summary: 'November', timestamp: '2026-11-30T23:59:59Z' }, { key: 'ilapid-600' });
    await report({ summary: 'December', timestamp: '2026-12-01T00:00:00Z' }, { key: 'ilapid-600' });
    const alert = await begins();
    await see(alert);
    expect(await shown(alert.id)).toEqual(['December', 'November']);
  });

  it('that shares a team with a pipeline shows what such pipelines have deployed, others what all have', async () => {
    const { store, report, begins, see, shown } = world();
    for (const id of [7, 8]) await store.teams.create(team(id));
    await store.deploymentPipelines.create(aPipeline({ id: 600 }));
    await store.deploymentPipelines.create(aPipeline({ id: 601, teams: [7] }));
    for (const id of [600, 601]) await report({ summary: `of ${id}` }, { key: `ilapid-${id}` });
    const alerts = [
      await begins({ id: 701, alertKey: 'a' }),
      await begins({ id: 702, teams: [7], alertKey: 'b' }),
      await begins({ id: 703, teams: [8], alertKey: 'c' }),
    ];
    await see(...alerts);
    expect((await shown(701)).sort()).toEqual(['of 600', 'of 601']);
    expect(await shown(702)).toEqual(['of 601']);
    expect((await shown(703)).sort()).toEqual(['of 600', 'of 601']);
  });

  it('of others says nothing of what a private team has deployed', async () => {
    const { store, report, begins, see, shown, said } = world();
    await store.teams.create(team(7, 'PRIVATE'));
    await store.deploymentPipelines.create(aPipeline({ teams: [7] }));
    await report({ summary: 'secret' }, { key: 'ilapid-600' });
    const [others, own] = [
      await begins({ id: 701, alertKey: 'a' }),
      await begins({ id: 702, teams: [7], alertKey: 'b' }),
    ];
    await see(others, own);
    expect(await shown(others.id)).toEqual([]);
    expect(await said(others.id)).toEqual([]);
    expect(await shown(own.id)).toEqual(['secret']);
  });

  it('shows fifty, the newest', async () => {
    const { store, report, begins, see, shown, tick, clock } = world();
    await store.deploymentPipelines.create(aPipeline());
    for (let second = 0; second < 55; second += 1)
      await report({ summary: `${second}`, timestamp: ago({ seconds: second }) }, { key: 'ilapid-600' });
    const alert = await begins();
    await see(alert);
    await tick();
    clock.advance({ hours: 2 });
    await tick();
    expect(await shown(alert.id)).toEqual(Array.from({ length: 50 }, (_none, second) => `${second}`));
  });

  it('whose deployments were not found gets them from the tick, also when they are long over', async () => {
    let broken = 0;
    const { store, report, begins, see, shown, tick, warnings, clock } = world({
      beforeCall: ({ name }) => {
        if (name !== 'write' || broken === 0) return;
        broken -= 1;
        throw new Error('the table does not answer');
      },
    });
    await store.deploymentPipelines.create(aPipeline());
    await report({ summary: 'x' }, { key: 'ilapid-600' });
    await tick();
    clock.advance({ hours: 2 });
    await tick();
    // What lay in a dead-letter queue begins when it was sent.
    const alert = await begins({ reportTime: plus(tenOClock, { minutes: 30 }) });
    broken = 1;
    await see(alert);
    expect(warnings).toHaveLength(1);
    expect(await shown(alert.id)).toEqual([]);
    expect([await tick(), await shown(alert.id), await tick()]).toEqual([1, ['x'], 0]);
  });

  it('is seen again where not even that can be written', async () => {
    let isBroken = false;
    const { store, report, begins, see, shown } = world({
      beforeCall: ({ name }) => {
        if (isBroken && name === 'write') throw new Error('the table does not answer');
      },
    });
    await store.deploymentPipelines.create(aPipeline());
    await report({ summary: 'x' }, { key: 'ilapid-600' });
    const alert = await begins();
    isBroken = true;
    await expect(see(alert)).rejects.toThrow('does not answer');
    isBroken = false;
    await see(alert);
    expect(await shown(alert.id)).toEqual(['x']);
  });

  it('that there is no more time for is left to the tick', async () => {
    const { ctx, store, report, begins, shown, tick, clock } = world();
    await store.deploymentPipelines.create(aPipeline());
    await report({ summary: 'x' }, { key: 'ilapid-600' });
    const alert = await begins();
    await attachToNewAlerts(ctx, [alert], { deadline: clock.now() });
    expect(await shown(alert.id)).toEqual([]);
    await tick();
    expect(await shown(alert.id)).toEqual(['x']);
  });
});

const team = (id: number, visibility: 'PUBLIC' | 'PRIVATE' = 'PUBLIC') => ({
  id,
  version: 0,
  name: `Team ${id}`,
  visibility,
  members: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
});

describe('a deployment', () => {
  it('that is reported late is attached by the next tick, also to what was resolved', async () => {
    const { store, report, begins, see, shown, tick, clock } = world();
    await store.deploymentPipelines.create(aPipeline());
    const alert = await begins({ status: 'RESOLVED', resolvedAt: tenOClock });
    await see(alert);
    clock.advance({ minutes: 30 });
    const later = await begins({ id: 701, alertKey: 'later' });
    await report({ summary: 'late', timestamp: ago({ minutes: 35 }) }, { key: 'ilapid-600' });
    expect(await shown(alert.id)).toEqual([]);
    await tick();
    expect(await shown(alert.id)).toEqual(['late']);
    expect(await shown(later.id)).toEqual([]);
  });

  it('that is reported late is attached to what began within an hour of it, and to nothing that began later', async () => {
    const { store, report, begins, shown, tick, clock } = world();
    await store.deploymentPipelines.create(aPipeline());
    const hour = plus(tenOClock, { hours: 1 });
    clock.set(plus(hour, { minutes: 5 }));
    await report({ summary: 'x', timestamp: tenOClock }, { key: 'ilapid-600' });
    const at = [minus(tenOClock, { milliseconds: 1 }), tenOClock, hour, plus(hour, { milliseconds: 1 })];
    for (const [index, reportTime] of at.entries())
      await begins({ id: 701 + index, alertKey: `k-${index}`, reportTime });
    await tick();
    expect(await Promise.all([701, 702, 703, 704].map(shown))).toEqual([[], ['x'], ['x'], []]);
  });

  it('is looked at when it comes, and once more a quarter of an hour after its hour, and then no more', async () => {
    const { store, report, tick, clock } = world();
    await store.deploymentPipelines.create(aPipeline());
    await report({ summary: 'x' }, { key: 'ilapid-600' });
    const looked: number[] = [];
    for (let minute = 0; minute < 90; minute += 1) {
      if ((await tick()) > 0) looked.push(minute);
      clock.advance({ minutes: 1 });
    }
    expect(looked).toEqual([0, 75]);
    expect(await store.due.list('deployment', clock.now(), 100)).toEqual([]);
  });

  it('that is reported late comes to an alert whose event has waited, and which the change feed has lost', async () => {
    const { store, report, begins, shown, tick, clock } = world();
    await store.deploymentPipelines.create(aPipeline());
    await report({ summary: 'x', timestamp: ago({ minutes: 58 }) }, { key: 'ilapid-600' });
    await tick();
    clock.advance({ minutes: 5 });
    await tick();
    const alert = await begins({ reportTime: tenOClock });
    clock.advance({ minutes: 12 });
    await tick();
    expect(await shown(alert.id)).toEqual(['x']);
  });

  it('that is still to come is looked at when it is', async () => {
    const { store, report, tick, clock, begins, shown } = world();
    await store.deploymentPipelines.create(aPipeline());
    await report({ summary: 'x', timestamp: plus(tenOClock, { minutes: 5 }) }, { key: 'ilapid-600' });
    expect(await tick()).toBe(0);
    clock.advance({ minutes: 6 });
    const alert = await begins();
    expect(await tick()).toBe(1);
    expect(await shown(alert.id)).toEqual(['x']);
  });

  it('finds hundreds of alerts that began after it, each once', async () => {
    const { store, report, begins, tick, clock, shown } = world();
    await store.deploymentPipelines.create(aPipeline());
    await report({ summary: 'x' }, { key: 'ilapid-600' });
    const ids = Array.from({ length: 250 }, (_none, index) => 2000 + index);
    for (const id of ids) {
      await begins({ id, alertKey: `k-${id}` });
      if (id % 3 === 0) clock.advance({ milliseconds: 7 });
    }
    await tick();
    clock.advance({ minutes: 75 });
    await tick();
    for (const id of ids) expect(await shown(id)).toEqual(['x']);
    expect(await store.alerts.log(2100, page)).toHaveLength(1);
  });

  it('of a pipeline that was deleted stays where it is, and comes to no more alerts', async () => {
    const { store, report, begins, see, shown, tick, clock } = world();
    const pipeline = await store.deploymentPipelines.create(aPipeline());
    await report({ summary: 'x' }, { key: 'ilapid-600' });
    const before = await begins();
    await see(before);
    await store.deploymentPipelines.delete(pipeline);
    const after = await begins({ id: 701, alertKey: 'b' });
    await see(after);
    await tick();
    clock.advance({ hours: 2 });
    await tick();
    expect([await shown(before.id), await shown(after.id)]).toEqual([['x'], []]);
  });

  it('goes with the teams that the pipeline has when an alert begins', async () => {
    const { store, report, begins, see, shown } = world();
    for (const id of [7, 8]) await store.teams.create(team(id));
    const first = await store.deploymentPipelines.create(aPipeline({ teams: [7] }));
    await store.deploymentPipelines.create(aPipeline({ id: 601, teams: [8] }));
    await report({ summary: 'x' }, { key: 'ilapid-600' });
    await see(await begins({ id: 701, teams: [8], alertKey: 'a' }));
    await store.deploymentPipelines.save({ ...first, teams: [7, 8] }, first);
    await see(await begins({ id: 702, teams: [8], alertKey: 'b' }));
    expect([await shown(701), await shown(702)]).toEqual([[], ['x']]);
  });

  it('is a user’s as long as there is one with its address', async () => {
    const { store, report, begins, see, ctx } = world();
    await store.deploymentPipelines.create(aPipeline());
    const ada = await store.users.create(aUser(1, { email: 'ada@example.com' }));
    await report({ summary: 'x', userEmail: 'ADA@example.com' }, { key: 'ilapid-600' });
    const alert = await begins();
    await see(alert);
    const shown = () => deploymentsOfAlert({ ...ctx, actor: system as never }, alert.id);
    expect(await shown()).toMatchObject([{ userEmail: 'ada@example.com', user: { id: 1, firstName: ada.firstName } }]);
    await store.users.delete(ada);
    expect(await shown()).toEqual([expect.not.objectContaining({ user: expect.anything() })]);
    expect(await store.deployments.list(always, page)).toMatchObject([{ userEmail: 'ada@example.com' }]);
  });
});
