import { describe, expect, it } from 'vitest';
import type { AutomationRule } from '../../../functions/domain/automation/automation-rule.ts';
import type { Service } from '../../../functions/domain/service/service.ts';
import { runAutomation } from '../../../functions/usecases/automation/run.ts';
import { changeIncident, createIncident } from '../../../functions/usecases/incident/write.ts';
import { anAction } from '../../support/factories.ts';
import { watchedStore } from '../../support/watched-store.ts';
import { type Automated, aRule, aTemplate, automated } from './automation-world.ts';

const params = { alertType: 'CREATED', serviceStatus: 'DEGRADED', serviceIds: [5, 6], resolveIncident: true };

/** A world in which an action of source 800, or else rules, are about Checkout and Search, with a template that says more than a summary. */
async function ofTwoServices(facts: object = {}, rules: readonly AutomationRule[] = []) {
  const world = await automated(rules);
  const [template] = await world.store.incidentTemplates.list({ offset: 0, limit: 1 });
  const said = { ...aTemplate({ summary: '{{serviceName}}', message: 'Hold on', status: 'IDENTIFIED' }) };
  if (template) await world.store.incidentTemplates.save({ ...said, sendNotification: false }, template);
  const asked = { ...params, templateId: 70, ...facts };
  if (rules.length === 0)
    await world.store.alertActions.create(
      anAction({ id: 1, alertSourceIds: [800], connectorType: 'automation_rule', params: asked }),
    );
  const change = async (id: number, of: Partial<Service>) => {
    const service = (await world.store.services.get(id)) ?? expect.fail(`there is a service ${id}`);
    await world.store.services.save({ ...service, ...of }, service);
  };
  const begin = async () => {
    const alert = await world.alert();
    await world.automate(alert);
    return alert;
  };
  const end = async (alert: number) => {
    await world.resolve(alert);
    await world.automate(alert);
  };
  const updates = async () => {
    const [incident] = await world.incidents();
    return (await world.store.incidents.updates(incident?.id ?? 0)).map(({ status, content, affected }) => [
      status,
      content,
      ...affected.map(({ impact }) => impact),
    ]);
  };
  const byHand = (summary: string, impact: 'OPERATIONAL' | 'MAJOR_OUTAGE' = 'MAJOR_OUTAGE') =>
    createIncident(world.as(1), { summary, status: 'MONITORING', affectedServices: [{ impact, service: { id: 5 } }] });
  return { ...world, change, begin, end, updates, byHand };
}

const logged = async ({ store }: Automated, alertId: number, type: string) =>
  (await store.alerts.log(alertId, { offset: 0, limit: 50 }))
    .filter((entry) => entry.type === type)
    .map(({ vars }) => vars);

describe('an incident about several services', () => {
  it('is one, says what its template says, and is over at once', async () => {
    const world = await ofTwoServices();
    const alert = await world.begin();
    const [incident, ...more] = await world.incidents();
    expect(more).toEqual([]);
    expect(incident).toMatchObject({
      summary: 'Checkout, Search',
      message: 'Hold on',
      status: 'IDENTIFIED',
      sendNotification: false,
      isAutomatic: true,
    });
    expect(incident).not.toHaveProperty('createdBy');
    await world.end(alert);
    expect((await world.updates()).toSorted()).toEqual([
      ['IDENTIFIED', 'Hold on', 'DEGRADED', 'DEGRADED'],
      ['RESOLVED', '', 'DEGRADED', 'DEGRADED'],
    ]);
    expect(await logged(world, alert, 'InComServiceTransitionLogEntry')).toEqual(
      expect.arrayContaining([
        { service: 'Checkout', status: 'DEGRADED' },
        { service: 'Search', status: 'OPERATIONAL' },
      ]),
    );
    const vars = { incident: incident?.id, summary: 'Checkout, Search' };
    expect(await logged(world, alert, 'InComIncidentCreatedLogEntry')).toEqual([vars]);
    expect(await logged(world, alert, 'InComIncidentResolvedLogEntry')).toEqual([vars]);
  });

  it('of a rule that only restores its service keeps its words, and says that it is well', async () => {
    const world = await ofTwoServices({}, [aRule(1, { templateId: 70, resolveIncident: false })]);
    const alert = await world.begin();
    await world.end(alert);
    expect((await world.updates()).toSorted()).toEqual([
      ['IDENTIFIED', 'Hold on', 'DEGRADED'],
      ['IDENTIFIED', 'Hold on', 'OPERATIONAL'],
    ]);
    expect(await logged(world, alert, 'InComIncidentResolvedLogEntry')).toEqual([]);
  });

  it('of a rule without a status says nothing worse than that its service is well', async () => {
    const { serviceStatus: _none, ...silent } = aRule(1, { templateId: 70 });
    const world = await ofTwoServices({}, [silent]);
    const alert = await world.begin();
    expect(await world.incidents()).toMatchObject([{ affected: [{ impact: 'OPERATIONAL' }], alerts: [alert] }]);
    expect(await logged(world, alert, 'InComServiceTransitionLogEntry')).toEqual([]);
  });

  it('is about those that have room for one, while the others join what they have', async () => {
    const world = await ofTwoServices();
    await world.byHand('Mine');
    await world.change(5, { oneOpenIncidentOnly: true });
    const alert = await world.begin();
    expect(await world.incidents()).toMatchObject([
      { summary: 'Search', affected: [{ serviceId: 6, impact: 'DEGRADED' }] },
      { summary: 'Mine', affected: [{ serviceId: 5, impact: 'MAJOR_OUTAGE' }], alerts: [alert], openAlerts: 1 },
    ]);
    expect(await world.statusOf(5)).toBe('MAJOR_OUTAGE');
    expect(await world.run(alert)).toMatchObject({ applied: [{ serviceIds: [5] }, { serviceIds: [6] }] });
    await world.end(alert);
    expect(await world.incidents()).toMatchObject([{ status: 'RESOLVED' }, { status: 'MONITORING', openAlerts: 0 }]);
  });

  it('leaves out a service that is gone, for good', async () => {
    const world = await ofTwoServices({ serviceIds: [5, 6] });
    const search = (await world.store.services.get(6)) ?? expect.fail('there is a service 6');
    await world.store.services.delete(search, { evenIfUsed: true });
    const alert = await world.begin();
    expect(await world.incidents()).toMatchObject([{ summary: 'Checkout', affected: [{ serviceId: 5 }] }]);
    expect(await world.run(alert)).toMatchObject({ applied: [{ serviceIds: [5, 6] }], seen: ['CREATED'] });
    expect(await world.run(alert)).not.toHaveProperty('dueAt');
  });
});

it('what an alert has said of a service is over once an incident speaks in its place', async () => {
  const later = aRule(2, { alertType: 'ACCEPTED', serviceStatus: 'PARTIAL_OUTAGE', templateId: 70 });
  const world = await ofTwoServices({}, [aRule(1, { serviceStatus: 'MAJOR_OUTAGE' }), later]);
  const alert = await world.begin();
  expect(await world.statusOf()).toBe('MAJOR_OUTAGE');
  await world.accept(alert);
  await world.automate(alert);
  expect(await world.statusOf()).toBe('PARTIAL_OUTAGE');
  expect(await world.store.services.get(5)).not.toHaveProperty('alertHolds');
});

it('a rule that says no status, and whose template is gone, has the incident of the alert say that its service is well', async () => {
  const { serviceStatus: _none, ...silent } = aRule(2, { alertType: 'ACCEPTED', templateId: 71 });
  const world = await automated([aRule(1, { templateId: 70, serviceStatus: 'MAJOR_OUTAGE' })]);
  await world.store.incidentTemplates.create(aTemplate({ id: 71, name: 'Gone soon' }));
  await world.store.automationRules.create(silent);
  const alert = await world.alert();
  await world.automate(alert);
  expect(await world.statusOf()).toBe('MAJOR_OUTAGE');
  const template = (await world.store.incidentTemplates.get(71)) ?? expect.fail('there is a template 71');
  await world.store.incidentTemplates.delete(template, { evenIfUsed: true });
  await world.accept(alert);
  await world.automate(alert);
  expect(await world.incidents()).toMatchObject([{ affected: [{ serviceId: 5, impact: 'OPERATIONAL' }] }]);
  expect(await world.statusOf()).toBe('OPERATIONAL');
});

it('the incident of an alert says once what a later action says of its services, those that are gone left out', async () => {
  const world = await ofTwoServices();
  const later = { ...params, alertType: 'ACCEPTED', serviceStatus: 'MAJOR_OUTAGE' };
  await world.store.alertActions.create(
    anAction({ id: 2, alertSourceIds: [800], connectorType: 'automation_rule', params: later }),
  );
  const alert = await world.begin();
  const search = (await world.store.services.get(6)) ?? expect.fail('there is a service 6');
  await world.store.services.delete(search, { evenIfUsed: true });
  await world.accept(alert);
  await world.automate(alert);
  expect((await world.updates()).toSorted()).toEqual([
    ['IDENTIFIED', 'Hold on', 'DEGRADED', 'DEGRADED'],
    ['IDENTIFIED', 'Hold on', 'MAJOR_OUTAGE', 'DEGRADED'],
  ]);
  expect(await world.run(alert)).toMatchObject({
    applied: [{ serviceIds: [5, 6] }, { serviceIds: [5, 6] }],
    seen: ['CREATED', 'ACCEPTED'],
  });
});

describe('an alert joins', () => {
  it('the newest that nobody opened by hand, before what somebody did', async () => {
    const world = await ofTwoServices({ serviceIds: [5] });
    await world.byHand('Before');
    const [one, other] = [await world.begin(), await world.begin()];
    await world.byHand('After');
    await world.change(5, { oneOpenIncidentOnly: true });
    const joining = await world.begin();
    expect((await world.incidents()).map(({ summary, alerts }) => [summary, alerts])).toEqual([
      ['After', []],
      ['Checkout', [other, joining]],
      ['Checkout', [one]],
      ['Before', []],
    ]);
  });

  it('the newest of those that people opened, and says nothing where it makes nothing worse', async () => {
    const world = await ofTwoServices({ serviceIds: [5], sendNotification: true });
    await world.byHand('Before');
    await world.byHand('After');
    await world.change(5, { oneOpenIncidentOnly: true });
    const alert = await world.begin();
    const [incident] = await world.incidents();
    expect(incident).toMatchObject({ summary: 'After', alerts: [alert] });
    expect(await world.updates()).toEqual([['MONITORING', '', 'MAJOR_OUTAGE']]);
    expect(await logged(world, alert, 'InComLinkedLogEntry')).toEqual([{ incident: incident?.id, summary: 'After' }]);
    expect(await logged(world, alert, 'InComIncidentCreatedLogEntry')).toEqual([]);
  });

  it('the newest, in whatever order the service came into them', async () => {
    const world = await ofTwoServices({ serviceIds: [5] });
    const about = (...ids: number[]) => ({
      status: 'MONITORING' as const,
      affectedServices: ids.map((id) => ({ impact: 'MAJOR_OUTAGE' as const, service: { id } })),
    });
    const { incident } = await createIncident(world.as(1), { summary: 'Before', ...about(6) });
    await createIncident(world.as(1), { summary: 'After', ...about(5) });
    await changeIncident(world.as(1), incident.id, () => ({ summary: 'Before', ...about(6, 5) }));
    await world.change(5, { oneOpenIncidentOnly: true });
    const alert = await world.begin();
    expect((await world.incidents()).map(({ summary, alerts }) => [summary, alerts])).toEqual([
      ['After', [alert]],
      ['Before', []],
    ]);
  });

  it('and says in its own words what it makes worse', async () => {
    const worse = aRule(2, { alertType: 'ACCEPTED', serviceStatus: 'MAJOR_OUTAGE', templateId: 70 });
    const world = await ofTwoServices({}, [aRule(1, { templateId: 70 }), worse]);
    await world.change(5, { oneOpenIncidentOnly: true });
    const alert = await world.begin();
    await world.accept(alert);
    await world.automate(alert);
    expect((await world.updates()).toSorted()).toEqual([
      ['IDENTIFIED', 'Hold on', 'DEGRADED'],
      ['IDENTIFIED', 'Hold on', 'MAJOR_OUTAGE'],
    ]);
    expect(await world.statusOf()).toBe('MAJOR_OUTAGE');
  });

  it('and says what has become worse, told as the action says', async () => {
    const world = await ofTwoServices({ serviceIds: [5], sendNotification: true });
    await world.byHand('Mine', 'OPERATIONAL');
    await world.change(5, { oneOpenIncidentOnly: true });
    await world.begin();
    expect(await world.incidents()).toMatchObject([{ summary: 'Mine', sendNotification: true }]);
    expect((await world.updates()).toSorted()).toEqual([
      ['MONITORING', '', 'DEGRADED'],
      ['MONITORING', '', 'OPERATIONAL'],
    ]);
  });
});

describe('what is not there', () => {
  /** How often a run is read until nothing is left to do. */
  const looks = async (world: Automated, alertId: number) => {
    const watched = watchedStore(world.store, ['automationRuns', 'incidentTemplates', 'incidents']);
    await runAutomation({ ...world.ctx, store: watched.store }, { alertId });
    return watched;
  };

  it.each(['run', 'alert'] as const)('the %s: is looked for once', async (what) => {
    const world = await automated(what === 'run' ? [] : [aRule(1)]);
    const id = await world.alert();
    const store =
      what === 'run' ? world.store : { ...world.store, alerts: { ...world.store.alerts, get: async () => {} } };
    const { calls } = await looks({ ...world, store } as Automated, id);
    expect(calls('automationRuns.get')).toEqual([[id]]);
    expect(calls('automationRuns.save')).toEqual([]);
  });

  it('a template, or an incident of the alert: nothing is read for a rule without one', async () => {
    const world = await automated([aRule(1)]);
    const id = await world.alert();
    const { calls } = await looks(world, id);
    expect(calls('automationRuns.save')).toHaveLength(1);
    expect([calls('incidentTemplates.get'), calls('incidents.getMany')]).toEqual([[], []]);
    await world.resolve(id);
    expect((await looks(world, id)).calls('incidents.get')).toEqual([]);
    expect(await world.statusOf()).toBe('OPERATIONAL');
  });
});
