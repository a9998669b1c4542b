import { beforeEach, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { attachToNewAlerts } from '../../../functions/usecases/deployment/attach-to-new.ts';
import { lookForDeployments } from '../../../functions/usecases/deployment/look.ts';
import { lookForAlerts } from '../../../functions/usecases/deployment/look-for-alerts.ts';
import { github } from '../../integrations/deployments/messages.ts';
import { aDeployment, always, aPipeline, deploymentSender } from '../../support/deployments.ts';
import { anAlert, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { watchedStore } from '../../support/watched-store.ts';
import { aWorld } from '../../support/world.ts';

type World = Awaited<ReturnType<typeof world>>;
let at: World;
beforeEach(async () => {
  at = await world();
});

/** A world with two pipelines in which what is asked of deployments and alerts is watched. */
async function world() {
  const memory = await aWorld();
  for (const id of [600, 601]) await memory.store.deploymentPipelines.create(aPipeline({ id }));
  const watched = watchedStore(memory.store, ['deployments', 'alerts']);
  const begin = async (count: number) => {
    const alerts = Array.from({ length: count }, (_none, index) =>
      anAlert({ id: 2000 + index, alertKey: `k-${index}` }),
    );
    for (const alert of alerts) await memory.store.alerts.create(alert, { log: [] });
    return alerts;
  };
  return { ...memory, ...watched, ctx: { ...memory.ctx, store: watched.store }, begin };
}

it('new alerts are looked at four at a time, and a deployment is attached to ten', async () => {
  const { ctx, begin, most, clock } = at;
  const alerts = await begin(21);
  await attachToNewAlerts(ctx, alerts, { deadline: plus(clock.now(), { seconds: 1 }) });
  expect(most('deployments.list')).toBe(4);
  await lookForAlerts(ctx, aDeployment());
  expect(most('deployments.attach')).toBe(10);
  expect(await Promise.all(alerts.map(({ id }) => at.store.deployments.attachedTo(id)))).toEqual(
    alerts.map(({ id }) => [expect.objectContaining({ alertId: id })]),
  );
});

it('an alert before which nothing was deployed costs one look for one deployment', async () => {
  const { ctx, begin, calls, clock } = at;
  await attachToNewAlerts(ctx, await begin(1), { deadline: plus(clock.now(), { seconds: 1 }) });
  expect(calls('deployments.list').map(([, page]) => page)).toEqual([{ offset: 0, limit: 1 }]);
});

it('alerts are read by the hundred, and of none it is asked twice whether it has the deployment', async () => {
  const { ctx, begin, calls } = at;
  const early = await begin(60);
  const late = Array.from({ length: 60 }, (_none, index) =>
    anAlert({ id: 3000 + index, alertKey: `l-${index}`, reportTime: plus(tenOClock, { minutes: 1 }) }),
  );
  for (const alert of late) await at.store.alerts.create(alert, { log: [] });
  await lookForAlerts(ctx, aDeployment());
  const asked = calls('deployments.alertsWith').flatMap(([, ids]) => ids as number[]);
  expect(asked.toSorted()).toEqual([...early, ...late].map(({ id }) => id));
  const first = { from: tenOClock, until: plus(tenOClock, { hours: 1, milliseconds: 1 }) };
  expect(calls('alerts.list')).toEqual([
    [first, { offset: 0, limit: 100 }],
    [
      { ...first, until: plus(tenOClock, { milliseconds: 1 }) },
      { offset: 0, limit: 100 },
    ],
  ]);
  await lookForAlerts(ctx, aDeployment());
  expect(calls('deployments.attach')).toHaveLength(120);
});

it('what is no longer to be looked for is passed over', async () => {
  await lookForDeployments(at.ctx, { work: 'DEPLOYMENT#2026-03-02T10:00:00.000Z#999' });
  expect(at.calls('deployments.lookAgain')).toEqual([]);
  expect(at.calls('deployments.lookedFor')).toEqual([]);
});

it('alerts are found though a hundred of them began at one moment, and the looking ends', async () => {
  const at102 = [2, ...Array.from({ length: 99 }, () => 1), 0.5, 0];
  for (const [index, minutes] of at102.entries())
    await at.store.alerts.create(
      anAlert({ id: 2000 + index, alertKey: `k-${index}`, reportTime: plus(tenOClock, { seconds: minutes * 60 }) }),
      { log: [] },
    );
  await lookForAlerts(at.ctx, aDeployment());
  expect(at.calls('deployments.attach')).toHaveLength(102);
  const crowd = Array.from({ length: 100 }, (_none, index) => 4000 + index);
  const later = plus(tenOClock, { minutes: 30 });
  for (const id of crowd)
    await at.store.alerts.create(anAlert({ id, alertKey: `c-${id}`, reportTime: later }), { log: [] });
  await lookForAlerts(at.ctx, aDeployment({ id: 611, at: later }));
  expect(at.calls('deployments.attach')).toHaveLength(202);
});

it('alerts are not asked about what is not for them, nor looked for where the pipeline is gone', async () => {
  const { ctx, store, begin, calls } = at;
  await store.teams.create(aTeam([1], { id: 70 }));
  await store.deploymentPipelines.create(aPipeline({ id: 603, teams: [70] }));
  await begin(1);
  await store.alerts.create(anAlert({ id: 3000, alertKey: 'x', teams: [70] }), { log: [] });
  await lookForAlerts(ctx, aDeployment());
  await lookForAlerts(ctx, aDeployment({ id: 611, pipeline: { id: 603, name: 'Shop' } }));
  const attached = calls('deployments.attach').map(([{ pipeline, alertId }]) => [pipeline.id, alertId]);
  expect(attached.toSorted()).toEqual([
    [600, 2000],
    [603, 2000],
    [603, 3000],
  ]);
  await lookForAlerts(ctx, aDeployment({ id: 612, at: plus(tenOClock, { hours: 1 }) }));
  expect(calls('deployments.alertsWith')).toHaveLength(2);
  const looked = calls('alerts.list').length;
  await lookForAlerts(ctx, aDeployment({ id: 613, pipeline: { id: 699, name: 'Gone' } }));
  expect(calls('alerts.list')).toHaveLength(looked);
});

it.each([
  [{ userName: 'Ada', userEmail: 'ada@example.com' }, 'Ada'],
  [{ userEmail: 'ada@example.com' }, 'ada@example.com'],
  [{}, undefined],
])('the timeline says whose a deployment is, as its sender calls them: %j', async (by, user) => {
  await at.begin(1);
  await lookForAlerts(at.ctx, aDeployment(by));
  const entries = await at.store.alerts.log(2000, { offset: 0, limit: 10 });
  expect(entries.map(({ vars }) => (vars as { user?: string }).user)).toEqual([user]);
});

it('for an alert that is gone nothing is looked for any more', async () => {
  const { ctx, store, clock } = at;
  await store.deployments.lookFor(4711, clock.now());
  const due = () => store.due.list('deployment', clock.now(), 10);
  for (const one of await due()) if (one.kind === 'deployment') await lookForDeployments(ctx, one);
  expect(at.calls('deployments.lookedFor')).toHaveLength(1);
  expect(await due()).toEqual([]);
});

it('why something was left out is told in up to 255 characters', async () => {
  const { store } = at;
  await store.deploymentPipelines.create(aPipeline({ id: 602, integrationType: 'GITHUB', branchFilters: ['main'] }));
  const send = deploymentSender({ ...at, ids: at.ctx.ids });
  const reason = async () => (await store.deploymentPipelines.leftOut(602))?.lastReason;
  const event = 'e'.repeat(300);
  await send({}, { key: 'ilapid-602', headers: { 'x-github-event': event } });
  expect(await reason()).toBe(`${event} is no deployment`.slice(0, 255));
  await send({ ...github.push, ref: `refs/heads/${'b'.repeat(250)}` }, { key: 'ilapid-602' });
  expect(await reason()).toBe(`no branch filter matches ${'b'.repeat(250)}`.slice(0, 255));
  expect(await store.deployments.list(always, { offset: 0, limit: 9 })).toEqual([]);
});

it('one that is reported late is looked for once more a quarter of an hour after that', async () => {
  const receivedAt = plus(tenOClock, { hours: 3 });
  at.clock.set(receivedAt);
  const deployment = aDeployment({ receivedAt });
  await lookForAlerts(at.ctx, deployment);
  at.clock.advance({ minutes: 15 });
  await lookForAlerts(at.ctx, deployment);
  expect(at.calls('deployments.lookAgain').map(([, when]) => when)).toEqual([
    plus(receivedAt, { minutes: 15 }),
    undefined,
  ]);
});
