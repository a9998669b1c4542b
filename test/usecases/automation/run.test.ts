import { describe, expect, it } from 'vitest';
import { changeIncident, createIncident, deleteIncident } from '../../../functions/usecases/incident/write.ts';
import { aCrowd } from '../../support/crowd.ts';
import { type Automated, aRule, aTemplate, automated } from './automation-world.ts';

const withTemplate = { templateId: 70 };
const page = { offset: 0, limit: 100 };

describe('an alert of a source without rules', () => {
  it('has nothing to do with services', async () => {
    const world = await automated([]);
    const alert = await world.alert();
    expect(await world.run(alert)).toBeUndefined();
    expect(await world.store.alerts.get(alert)).not.toHaveProperty('automation');
  });

  it('is none of the business of a rule that comes later', async () => {
    const world = await automated([aRule(1, { serviceId: 6 })]);
    const alert = await world.alert();
    world.clock.advance({ seconds: 1 });
    await world.store.automationRules.create(aRule(2, { createdAt: world.clock.now() }));
    await world.automate(alert);
    expect([await world.statusOf(5), await world.statusOf(6)]).toEqual(['OPERATIONAL', 'DEGRADED']);
  });
});

describe('an alert whose first level is a crowd', () => {
  const largest = async (people: number, rules: ReturnType<typeof aRule>[]) => {
    const writes: number[] = [];
    const world = await automated(rules, {
      ...aCrowd(people),
      beforeCall: (call) => void (call.name === 'write' && writes.push(call.operations.length)),
    });
    const before = writes.length;
    const alert = await world.alert('disk');
    return { ...world, alertId: alert, writes: writes.slice(before) };
  };

  it('is written with all of it and its run in one transaction, as long as that fits', async () => {
    let most = 0;
    for (let people = 38; people <= 48; people += 1) {
      const { alertId, writes, automate, statusOf, store } = await largest(people, [aRule(1)]);
      expect(Math.max(...writes)).toBeLessThanOrEqual(100);
      most = Math.max(most, ...writes);
      expect((await store.alerts.get(alertId))?.automation).toBe('PENDING');
      await automate(alertId);
      expect(await statusOf()).toBe('DEGRADED');
    }
    // The largest level that went along came near to what a transaction takes.
    expect(most).toBeGreaterThan(90);
  });
});

describe('the status of a service', () => {
  it('is what the alert says while it is open', async () => {
    const world = await automated([aRule(1)]);
    const alert = await world.alert();
    await world.automate(alert);
    expect(await world.statusOf()).toBe('DEGRADED');
    await world.accept(alert);
    await world.automate(alert);
    expect(await world.statusOf()).toBe('DEGRADED');
    await world.resolve(alert);
    await world.automate(alert);
    expect(await world.statusOf()).toBe('OPERATIONAL');
    expect(await world.timeline(alert)).toEqual(
      expect.arrayContaining(['InComServiceTransition', 'UserResponse', 'InComServiceTransition']),
    );
  });

  it('changes with ACCEPTED where the rule says so, and not before', async () => {
    const world = await automated([aRule(1, { alertType: 'ACCEPTED' })]);
    const alert = await world.alert();
    await world.automate(alert);
    expect(await world.statusOf()).toBe('OPERATIONAL');
    await world.accept(alert);
    await world.automate(alert);
    expect(await world.statusOf()).toBe('DEGRADED');
  });

  it('is the worst that open alerts say, and each takes back its own', async () => {
    const world = await automated([aRule(1)]);
    const [one, other] = [await world.alert(), await world.alert()];
    for (const alert of [one, other]) await world.automate(alert);
    await world.resolve(one);
    await world.automate(one);
    expect(await world.statusOf()).toBe('DEGRADED');
    await world.resolve(other);
    await world.automate(other);
    expect(await world.statusOf()).toBe('OPERATIONAL');
  });

  it('follows one alert from what CREATED says to what ACCEPTED says, be it better', async () => {
    const worse = aRule(1, { serviceStatus: 'MAJOR_OUTAGE' });
    const better = aRule(2, { alertType: 'ACCEPTED', serviceStatus: 'DEGRADED' });
    const world = await automated([worse, better]);
    const alert = await world.alert();
    await world.automate(alert);
    expect(await world.statusOf()).toBe('MAJOR_OUTAGE');
    await world.accept(alert);
    await world.automate(alert);
    expect(await world.statusOf()).toBe('DEGRADED');
    await world.resolve(alert);
    await world.automate(alert);
    expect(await world.statusOf()).toBe('OPERATIONAL');
  });

  it('stays after the alert where the rule does not restore it', async () => {
    const world = await automated([aRule(1, { resolveService: false })]);
    const alert = await world.alert();
    await world.automate(alert);
    await world.resolve(alert);
    await world.automate(alert);
    expect(await world.store.services.get(5)).toMatchObject({ status: 'DEGRADED' });
    expect(await world.statusOf()).toBe('DEGRADED');
  });

  it('is as somebody sets it, whatever alerts have said before', async () => {
    const world = await automated([aRule(1)]);
    const [first, second] = [await world.alert(), await world.alert()];
    await world.automate(first);
    await setByHand(world, 'OPERATIONAL');
    expect(await world.statusOf()).toBe('OPERATIONAL');
    await world.automate(second);
    expect(await world.statusOf()).toBe('DEGRADED');
    await world.resolve(first);
    await world.automate(first);
    expect(await world.statusOf()).toBe('DEGRADED');
    await world.resolve(second);
    await world.automate(second);
    expect(await world.statusOf()).toBe('OPERATIONAL');
  });

  it('that somebody has set before is what it is restored to', async () => {
    const world = await automated([aRule(1)]);
    await setByHand(world, 'PARTIAL_OUTAGE');
    const alert = await world.alert();
    await world.automate(alert);
    expect(await world.statusOf()).toBe('PARTIAL_OUTAGE');
    await world.resolve(alert);
    await world.automate(alert);
    expect(await world.statusOf()).toBe('PARTIAL_OUTAGE');
  });

  it('does not change for an alert that is over before anybody looks', async () => {
    const world = await automated([aRule(1, withTemplate)]);
    const alert = await world.alert();
    await world.resolve(alert);
    await world.automate(alert);
    expect([await world.statusOf(), await world.incidents()]).toEqual(['OPERATIONAL', []]);
    expect(await world.run(alert)).not.toHaveProperty('dueAt');
  });
});

const setByHand = async ({ store, clock }: Automated, status: 'OPERATIONAL' | 'PARTIAL_OUTAGE') => {
  const { withStatus } = await import('../../../functions/domain/service/service.ts');
  const service = await store.services.get(5);
  if (service !== undefined) await store.services.save(withStatus(service, status, clock.now()), service);
};

describe('an incident', () => {
  it('is opened from the template and is over with the alert', async () => {
    const world = await automated([aRule(1, withTemplate)]);
    const alert = await world.alert();
    await world.automate(alert);
    const [incident, ...more] = await world.incidents();
    expect(more).toEqual([]);
    expect(incident).toMatchObject({
      summary: 'Checkout is slow',
      status: 'INVESTIGATING',
      sendNotification: true,
      affected: [{ serviceId: 5, impact: 'DEGRADED' }],
      alerts: [alert],
      templateId: 70,
    });
    expect(await world.statusOf()).toBe('DEGRADED');
    world.clock.advance({ minutes: 5 });
    await world.resolve(alert);
    await world.automate(alert);
    const [resolved] = await world.incidents();
    expect(resolved).toMatchObject({ status: 'RESOLVED', resolvedAt: world.clock.now() });
    expect(await world.statusOf()).toBe('OPERATIONAL');
    const said = await world.store.incidents.updates(incident?.id ?? 0);
    expect(said.map(({ status, sendNotification }) => [status, sendNotification])).toEqual([
      ['INVESTIGATING', true],
      ['RESOLVED', true],
    ]);
    expect(await world.timeline(alert)).toEqual(
      expect.arrayContaining(['InComIncidentCreated', 'InComIncidentResolved', 'InComServiceTransition']),
    );
  });

  it('notifies as the rule says, before what the template says', async () => {
    const world = await automated([aRule(1, { ...withTemplate, sendNotification: false })]);
    await world.automate(await world.alert());
    expect(await world.incidents()).toMatchObject([{ sendNotification: false }]);
  });

  it('is one for each alert, unless the service has one alone', async () => {
    const world = await automated([aRule(1, withTemplate)]);
    for (const alert of [await world.alert(), await world.alert()]) await world.automate(alert);
    expect(await world.incidents()).toHaveLength(2);
  });

  describe('of a service that has one alone', () => {
    const alone = async (rules = [aRule(1, withTemplate)]) => {
      const world = await automated(rules);
      const service = await world.store.services.get(5);
      if (service !== undefined) await world.store.services.save({ ...service, oneOpenIncidentOnly: true }, service);
      return world;
    };

    it('is joined by the second alert, and over with the last', async () => {
      const world = await alone();
      const [one, other] = [await world.alert(), await world.alert()];
      for (const alert of [one, other]) await world.automate(alert);
      expect(await world.incidents()).toMatchObject([{ alerts: [one, other], openAlerts: 2 }]);
      expect(await world.timeline(other)).toContain('InComLinked');
      await world.resolve(one);
      await world.automate(one);
      expect(await world.incidents()).toMatchObject([{ status: 'INVESTIGATING', openAlerts: 1 }]);
      expect(await world.statusOf()).toBe('DEGRADED');
      await world.resolve(other);
      await world.automate(other);
      expect(await world.incidents()).toMatchObject([{ status: 'RESOLVED', openAlerts: 0 }]);
      expect(await world.statusOf()).toBe('OPERATIONAL');
    });

    it('gets worse, and says so, with an alert that is worse', async () => {
      const world = await alone([
        aRule(1, withTemplate),
        aRule(2, { ...withTemplate, alertType: 'ACCEPTED', serviceStatus: 'MAJOR_OUTAGE' }),
      ]);
      const alert = await world.alert();
      await world.automate(alert);
      await world.accept(alert);
      await world.automate(alert);
      const [incident] = await world.incidents();
      expect(incident).toMatchObject({ affected: [{ impact: 'MAJOR_OUTAGE' }] });
      expect(await world.store.incidents.updates(incident?.id ?? 0)).toHaveLength(2);
      await world.resolve(alert);
      await world.automate(alert);
      expect(await world.incidents()).toMatchObject([{ status: 'RESOLVED' }]);
    });

    it('that a person has opened is joined, and stays open', async () => {
      const world = await alone();
      const affectedServices = [{ impact: 'PARTIAL_OUTAGE' as const, service: { id: 5 } }];
      await createIncident(world.as(1), { summary: 'Mine', status: 'INVESTIGATING', affectedServices });
      const alert = await world.alert();
      await world.automate(alert);
      expect(await world.incidents()).toMatchObject([{ summary: 'Mine', alerts: [alert] }]);
      await world.resolve(alert);
      await world.automate(alert);
      expect(await world.incidents()).toMatchObject([{ status: 'INVESTIGATING', openAlerts: 0 }]);
    });

    it('that a person has resolved is not joined any more', async () => {
      const world = await alone();
      const first = await world.alert();
      await world.automate(first);
      const [incident] = await world.incidents();
      await changeIncident(world.as(1), incident?.id ?? 0, () => ({ summary: 'Over', status: 'RESOLVED' }));
      const second = await world.alert();
      await world.automate(second);
      await world.resolve(first);
      await world.automate(first);
      expect(await world.incidents()).toMatchObject([
        { alerts: [second], status: 'INVESTIGATING' },
        { summary: 'Over' },
      ]);
      expect(await world.store.incidents.updates(incident?.id ?? 0)).toHaveLength(2);
      expect(await world.statusOf()).toBe('DEGRADED');
    });
  });

  it('stays where the rule does not resolve it, without its impact where the service is restored', async () => {
    const world = await automated([aRule(1, { ...withTemplate, resolveIncident: false })]);
    const alert = await world.alert();
    await world.automate(alert);
    await world.resolve(alert);
    await world.automate(alert);
    expect(await world.incidents()).toMatchObject([{ status: 'INVESTIGATING', affected: [{ impact: 'OPERATIONAL' }] }]);
    expect(await world.statusOf()).toBe('OPERATIONAL');
  });

  it('stays as it is where the rule neither resolves nor restores', async () => {
    const world = await automated([aRule(1, { ...withTemplate, resolveIncident: false, resolveService: false })]);
    const alert = await world.alert();
    await world.automate(alert);
    await world.resolve(alert);
    await world.automate(alert);
    expect(await world.incidents()).toMatchObject([{ status: 'INVESTIGATING' }]);
    expect(await world.statusOf()).toBe('DEGRADED');
  });

  it('that a person deletes is not opened again, and holds nothing up', async () => {
    const world = await automated([aRule(1, withTemplate)]);
    const alert = await world.alert();
    await world.automate(alert);
    const [incident] = await world.incidents();
    await deleteIncident(world.as(1), incident?.id ?? 0);
    await world.automate(alert);
    await world.resolve(alert);
    await world.automate(alert);
    expect(await world.incidents()).toEqual([]);
    expect(await world.run(alert)).not.toHaveProperty('dueAt');
  });

  it('has an alert whose later rule speaks of the same service say so in it', async () => {
    const world = await automated([
      aRule(1, { ...withTemplate, serviceStatus: 'MAJOR_OUTAGE' }),
      aRule(2, { alertType: 'ACCEPTED' }),
    ]);
    const alert = await world.alert();
    await world.automate(alert);
    await world.accept(alert);
    await world.automate(alert);
    expect(await world.statusOf()).toBe('DEGRADED');
    expect(await world.incidents()).toHaveLength(1);
    await world.resolve(alert);
    await world.automate(alert);
    expect(await world.incidents()).toMatchObject([{ status: 'RESOLVED' }]);
    expect(await world.statusOf()).toBe('OPERATIONAL');
  });

  it('never holds a service with more than fifty others: further alerts join', async () => {
    const world = await automated([aRule(1, withTemplate)]);
    for (let count = 0; count < 53; count += 1) await world.automate(await world.alert());
    expect((await world.incidents()).map(({ openAlerts }) => openAlerts).sort()).toEqual([...Array(49).fill(1), 4]);
  });
});

describe('a rule that changes while an alert is open', () => {
  const changed = async (facts: object | 'deleted') => {
    const world = await automated([aRule(1)]);
    const alert = await world.alert();
    await world.automate(alert);
    const [rule] = await world.store.automationRules.ofService(5);
    if (rule !== undefined) {
      if (facts === 'deleted') await world.store.automationRules.delete(rule);
      else await world.store.automationRules.save({ ...rule, ...facts }, rule);
    }
    await world.resolve(alert);
    await world.automate(alert);
    return world.statusOf();
  };
  it('ends as it says then', async () => {
    expect(await changed({ resolveService: false })).toBe('DEGRADED');
  });
  it('ends as it said, when it is gone', async () => {
    expect(await changed('deleted')).toBe('OPERATIONAL');
  });
});

it('a service that is gone is left out', async () => {
  const world = await automated([aRule(1)]);
  const alert = await world.alert();
  await world.automate(alert);
  const [rule] = await world.store.automationRules.ofService(5);
  if (rule !== undefined) await world.store.automationRules.delete(rule);
  const service = await world.store.services.get(5);
  if (service !== undefined) await world.store.services.delete(service);
  await world.resolve(alert);
  await world.automate(alert);
  expect(await world.run(alert)).toMatchObject({ applied: [{ isReleased: true }] });
});

describe('words from a template', () => {
  it('are filled in, within what an incident has room for', async () => {
    const world = await automated([aRule(1, withTemplate)]);
    const [template] = await world.store.incidentTemplates.list(page);
    if (template !== undefined)
      await world.store.incidentTemplates.save(
        {
          ...template,
          summary: `{{serviceName}} {{serviceStatusOld}}→{{serviceStatus}} {{nothing}} ${'x'.repeat(480)}{{alertSummary}}`,
          message: '{{alertId}} {{alertPriority}} of {{alertSourceName}} {{escalationPolicyName}}\n{{alertDetails}}',
          status: 'RESOLVED',
        },
        template,
      );
    const alert = await world.alert();
    await world.automate(alert);
    const [incident] = await world.incidents();
    expect(incident?.summary).toMatch(/^Checkout OPERATIONAL→DEGRADED {{nothing}} x{400,}/);
    expect(incident?.summary.length).toBeLessThanOrEqual(500);
    expect(incident?.message).toBe(`${alert} HIGH of Prometheus Platform team\n`);
    expect(incident?.status).toBe('INVESTIGATING');
  });

  it('without a summary say what the template is called, not what the alert says', async () => {
    const world = await automated([aRule(1, withTemplate)]);
    const [template] = await world.store.incidentTemplates.list(page);
    const { summary: _none, ...silent } = template ?? aTemplate();
    if (template !== undefined) await world.store.incidentTemplates.save(silent, template);
    await world.automate(await world.alert());
    expect(await world.incidents()).toMatchObject([{ summary: 'Trouble' }]);
  });
});
