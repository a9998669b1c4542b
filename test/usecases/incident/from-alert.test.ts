import { beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../../functions/domain/alert/alert.ts';
import type { IncidentTemplate } from '../../../functions/domain/incident/incident-template.ts';
import { linksOf } from '../../../functions/usecases/alert/links.ts';
import { linkAlert } from '../../../functions/usecases/incident/origin.ts';
import { presentIncidents } from '../../../functions/usecases/incident/present.ts';
import { createIncident } from '../../../functions/usecases/incident/write.ts';
import { anAlert, anEscalation, aService, aUser, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

let world: Awaited<ReturnType<typeof aWorld>>;
beforeEach(async () => {
  const teams = [aTeam([3]), aTeam([2], { id: 601, name: 'Cell', visibility: 'PRIVATE' })];
  world = await aWorld({ users: [aUser(1), aUser(2), aUser(3)], teams });
  await world.store.services.create(aService(11, { name: 'Shop', description: 'Sells', teams: [600] }));
  await world.store.services.create(aService(12, { name: 'Cellar', status: 'DEGRADED', teams: [600] }));
  await world.store.services.create(aService(13, { name: 'Secret', teams: [601] }));
});

const anAlertOf = (facts: Partial<Alert> = {}) => {
  const alert = anAlert({ escalation: anEscalation(), details: 'since ten', ...facts });
  return world.store.alerts.create(alert, { log: [] }).then(() => alert.id);
};
const template = (facts: Partial<IncidentTemplate> = {}) =>
  world.store.incidentTemplates.create({
    ...{ id: 80, version: 0, name: 'Trouble', teams: [], createdAt: tenOClock, updatedAt: tenOClock },
    ...{ sendNotification: true },
    ...facts,
  });
const affected = (...ids: readonly number[]) =>
  ids.map((id) => ({ impact: id === 12 ? ('MAJOR_OUTAGE' as const) : ('DEGRADED' as const), service: { id } }));
const open = (input: object, userId = 1) =>
  createIncident(world.as(userId), { affectedServices: affected(11), ...input } as never);
const said = { summary: 'Shop is slow', status: 'INVESTIGATING' };
/** The same person as a member of what teams there are. */
const member = (userId: number, roles: ReadonlyMap<number, 'USER'>) => {
  const { actor, ...ctx } = world.as(userId);
  return {
    ...ctx,
    actor: { ...actor, teams: { roles, privateTeams: new Set([601]), unseenPeople: new Set<number>() } },
  };
};

describe('an incident that is opened because of an alert', () => {
  it('is named by the alert and its timeline, once', async () => {
    const alertId = await anAlertOf();
    const { incident } = await open({ ...said, alertId });
    expect(incident.alerts).toEqual([alertId]);
    expect(await world.store.alerts.get(alertId)).toMatchObject({ linkedIncidentId: incident.id });
    const entries = await world.store.alerts.log(alertId, { offset: 0, limit: 10 });
    expect(entries).toMatchObject([
      { type: 'InComLinkedLogEntry', vars: { incident: incident.id, summary: 'Shop is slow' } },
    ]);
  });

  it('is opened all the same where the alert cannot say so', async () => {
    const alertId = await anAlertOf();
    const alerts = new Proxy(world.store.alerts, {
      get: (store, name) => (name === 'save' ? () => Promise.reject(new Error('throttled')) : Reflect.get(store, name)),
    });
    const warned: string[] = [];
    const log = { ...world.ctx.log, warn: (message: string) => void warned.push(message) };
    const ctx = { ...world.as(1), log, store: { ...world.store, alerts } };
    const { incident } = await createIncident(ctx, { ...said, affectedServices: affected(11), alertId } as never);
    expect(await world.store.incidents.get(incident.id)).toMatchObject({ alerts: [alertId] });
    expect(warned).toEqual(['the alert does not say which incident it is linked to']);
  });

  it.each<[string, Partial<Alert>, number]>([
    ['that is not there', {}, 701],
    ['of the canary', { hidden: true }, 700],
  ])('is none of an alert %s', async (_what, facts, alertId) => {
    await anAlertOf(facts);
    await expect(open({ ...said, alertId })).rejects.toThrow(`there is no alert ${alertId}`);
    expect(await world.store.incidents.list({}, { offset: 0, limit: 10 })).toEqual([]);
  });

  it('is noted once at the alert, however often that is tried, and at none that is gone', async () => {
    const alertId = await anAlertOf();
    const { incident } = await open(said);
    const warned: unknown[] = [];
    const ctx = { ...world.as(1), log: { ...world.ctx.log, warn: (...told: unknown[]) => void warned.push(told) } };
    for (const id of [alertId, alertId, 701]) await linkAlert(ctx, id, incident);
    expect(await world.store.alerts.log(alertId, { offset: 0, limit: 10 })).toHaveLength(1);
    expect(warned).toEqual([]);
  });

  it('is none of an alert of a private team that one is not in', async () => {
    const alertId = await anAlertOf({ teams: [601] } as Partial<Alert>);
    const input = { ...said, alertId, affectedServices: affected(11) } as never;
    await expect(createIncident(member(1, new Map()), input)).rejects.toThrow(`there is no alert ${alertId}`);
    const { incident } = await createIncident(member(2, new Map([[601, 'USER']])), input);
    expect(incident.alerts).toEqual([alertId]);
  });

  it('is of no alert where clients send the filler', async () => {
    const { incident } = await open({ ...said, alertId: 0 });
    expect(incident.alerts).toEqual([]);
  });

  it('shows its alerts to who may see them, where that is asked for', async () => {
    const alertId = await anAlertOf();
    const found = await open({ ...said, alertId });
    const [shown] = await presentIncidents(world.as(1), [found], new Set(['alerts']));
    expect(shown).toMatchObject({ alerts: [{ id: alertId, summary: 'Disk full on db-1', status: 'PENDING' }] });
    const [gone] = await presentIncidents(
      world.as(1),
      [{ ...found, incident: { ...found.incident, alerts: [9] } }],
      new Set(['alerts']),
    );
    expect(gone).toMatchObject({ alerts: [] });
    expect((await presentIncidents(world.as(1), [found]))[0]).not.toHaveProperty('alerts');
  });
});

describe('an incident by a template', () => {
  it('says what the template says, with what it is about', async () => {
    const alertId = await anAlertOf();
    const summary = '{{serviceName}} ({{serviceId}}): {{alertSummary}}';
    const message =
      '{{serviceStatusOld}}→{{serviceStatus}} {{teamNames}} {{serviceDescription}} {{alertId}} {{alertDetails}} ' +
      '{{alertStatus}} {{alertPriority}} {{alertSourceName}} {{alertSourceId}} {{escalationPolicyName}} {{escalationPolicyId}}';
    await template({ summary, message });
    const { incident } = await open({ templateId: 80, alertId, affectedServices: affected(11, 12) });
    expect(incident).toMatchObject({
      summary: 'Shop, Cellar (11, 12): Disk full on db-1',
      message:
        'OPERATIONAL, DEGRADED→MAJOR_OUTAGE Platform Sells 700 since ten PENDING HIGH Prometheus 800 Platform team 900',
      status: 'INVESTIGATING',
      templateId: 80,
      sendNotification: true,
    });
  });

  it('is called as the template is, and has no message, where it says neither', async () => {
    await template();
    const { incident } = await open({ templateId: 80 });
    expect(incident.summary).toBe('Trouble');
    expect(incident.message).toBeUndefined();
  });

  it('says what was sent where that differs, and what the template has of all else', async () => {
    await template({ summary: 'Slow', message: 'We look', status: 'IDENTIFIED' });
    const { incident } = await open({ templateId: 80, summary: 'Down', message: '', sendNotification: false });
    expect(incident).toMatchObject({ summary: 'Down', message: '', status: 'IDENTIFIED', sendNotification: false });
    expect((await open({ templateId: 80, status: 'MONITORING', summary: '' })).incident).toMatchObject({
      summary: 'Slow',
      message: 'We look',
      status: 'MONITORING',
    });
  });

  it('has room for so much', async () => {
    await template({ summary: '{{serviceName}}{{serviceDescription}}'.repeat(100), message: 'm'.repeat(20_001) });
    const { incident } = await open({ templateId: 80 });
    expect(incident.message).toHaveLength(20_000);
    expect(incident.summary).toHaveLength(500);
  });

  it('needs words where there is no template', async () => {
    await expect(open({ status: 'INVESTIGATING' })).rejects.toThrow('summary: is required without a template');
    await expect(open({ summary: 'Down', status: '' })).rejects.toThrow('status: is required without a template');
    const { incident } = await open(said);
    expect(incident).toMatchObject({ sendNotification: false });
    expect(incident).not.toHaveProperty('templateId');
    await expect(open({ templateId: 81 })).rejects.toThrow('templateId');
  });
});

describe('what an alert is linked to', () => {
  it('is told to who may know of it', async () => {
    const alertId = await anAlertOf({ services: [11, 13, 11] } as Partial<Alert>);
    const { incident } = await open({ ...said, alertId, affectedServices: affected(11) });
    const alert = (await world.store.alerts.get(alertId)) ?? expect.fail();
    const other = anAlert({ id: 702, escalation: anEscalation() });
    const of = await linksOf(world.as(1), [alert, other]);
    expect(of(alert)).toMatchObject({ linkedIncidentId: incident.id });
    expect(of(other)).toEqual({ services: [] });
    const named = anAlert({ id: 703, services: [11] });
    expect((await linksOf(world.as(1), [named]))(named)).toEqual({ services: [{ id: 11, name: 'Shop' }] });
    const stranger = await linksOf(member(1, new Map()), [alert]);
    expect(stranger(alert).services.map(({ id }) => id)).toEqual([11]);
    const insider = await linksOf(member(2, new Map([[601, 'USER']])), [alert]);
    expect(insider(alert).services).toEqual([
      { id: 11, name: 'Shop' },
      { id: 13, name: 'Secret' },
    ]);
  });

  it('is not told where the incident is of a private team alone, or gone', async () => {
    const alertId = await anAlertOf();
    const { incident } = await createIncident(member(2, new Map([[601, 'USER']])), {
      ...{ ...said, alertId, affectedServices: affected(13) },
    } as never);
    const alert = (await world.store.alerts.get(alertId)) ?? expect.fail();
    expect(alert.linkedIncidentId).toBe(incident.id);
    expect((await linksOf(member(1, new Map()), [alert]))(alert)).toEqual({ services: [] });
    expect((await linksOf(world.as(1), [{ ...alert, linkedIncidentId: 5 }]))(alert)).toEqual({ services: [] });
  });
});
