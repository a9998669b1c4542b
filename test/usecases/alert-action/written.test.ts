import { beforeEach, describe, expect, it } from 'vitest';
import { type AlertAction, TriggerType } from '../../../functions/domain/alert-action/alert-action.ts';
import { wireIdOf } from '../../../functions/domain/wire-id.ts';
import { alertActionFrom } from '../../../functions/usecases/alert-action/from-input.ts';
import { isMeantFor } from '../../../functions/usecases/alert-action/is-meant.ts';
import { legacyTriggers } from '../../../functions/usecases/alert-action/legacy.ts';
import { anAction, aSource, tenOClock } from '../../support/factories.ts';
import { automated } from '../automation/automation-world.ts';

type Input = Parameters<typeof alertActionFrom>[1];

/** A world with the sources 800 and 801, support hours 70 and the connectors 41 (of Jira) and 42 (of Zendesk). */
async function written() {
  const world = await automated([]);
  const { store } = world;
  await store.sources.create(aSource({ id: 801, name: 'Grafana', integrationKey: 'another' }));
  const history = { version: 0, createdAt: tenOClock, updatedAt: tenOClock } as const;
  for (const [id, type] of [
    [41, 'jira'],
    [42, 'zendesk'],
  ] as const)
    await store.connectors.create({ ...history, id, type, name: type, params: {} });
  await store.supportHours.create({
    ...{ ...history, id: 70, teams: [], name: 'In the morning', timezone: 'UTC', exceptions: [] },
    supportDays: { SATURDAY: { start: '09:00', end: '12:00' } },
  });
  const one = world.as(1);
  const ctx = { ...one, actor: { ...one.actor, role: 'ADMIN' as const } };
  const write = (facts: object = {}, current?: AlertAction, params: AlertAction['params'] = {}) => {
    const input = { name: 'Tell the shop', connectorType: 'webhook', triggerTypes: ['alert-created'], ...facts };
    return alertActionFrom(ctx, input as Input, params, current);
  };
  return { ...world, write };
}

let at: Awaited<ReturnType<typeof written>>;
beforeEach(async () => {
  at = await written();
});

describe('an action that is written', () => {
  it('is what is sent, and of now; what is not said of it is not there', async () => {
    const params = { webhookUrl: 'https://hooks.example.com/a' };
    const made = await at.write({ alertSources: [{ id: 800 }] }, undefined, params);
    const now = at.clock.now();
    expect(made.id).toEqual(expect.any(Number));
    expect(made).toStrictEqual({
      ...{ id: made.id, version: 0, name: 'Tell the shop', alertSourceIds: [800], connectorType: 'webhook' },
      ...{
        triggerMode: 'AUTOMATIC',
        triggerTypes: ['alert-created'],
        params,
        teams: [],
        createdAt: now,
        updatedAt: now,
      },
    });
    const delays = { escalationEndedDelaySec: 30, notResolvedDelaySec: 60, delaySec: 0 };
    const triggerTypes = ['alert-escalation-ended', 'v-alert-not-resolved'];
    expect(await at.write({ ...delays, triggerTypes })).toMatchObject({ ...delays, triggerTypes, alertSourceIds: [] });
  });

  it('stays the same by its id, its history and the sources that are not mentioned', async () => {
    const current = anAction({ id: 3, version: 4, alertSourceIds: [801], conditions: 'true', delaySec: 30 });
    at.clock.advance({ hours: 1 });
    const changed = await at.write({}, current);
    expect(changed).toMatchObject({ id: 3, version: 4, alertSourceIds: [801], createdAt: tenOClock });
    expect(changed.updatedAt).toBe(at.clock.now());
    for (const gone of ['conditions', 'delaySec', 'alertFilter', 'connectorId'])
      expect(changed).not.toHaveProperty(gone);
    await expect(at.write({ connectorType: 'email' }, current)).rejects.toMatchObject({
      field: 'connectorType',
      message: expect.stringContaining('from webhook'),
    });
  });

  it.each<[string, object, number[]]>([
    ['references', { alertSources: [{ id: 801 }, { id: 800 }] }, [801, 800]],
    ['ids', { alertSourceIds: [801, 801, 800] }, [801, 800]],
    ['both, which are one', { alertSources: [{ id: 800 }], alertSourceIds: [800] }, [800]],
    ['none', { alertSources: [], alertSourceIds: [] }, []],
    ['fillers', { alertSources: null, alertSourceIds: null }, [801]],
  ])('has sources by %s', async (_how, facts, ids) => {
    expect((await at.write(facts, anAction({ id: 3, alertSourceIds: [801] }))).alertSourceIds).toEqual(ids);
  });

  it.each([
    [{ alertSources: [{ id: 800 }], alertSourceIds: [801] }, 'alertSourceIds'],
    [{ alertSources: [{ id: 800 }], alertSourceIds: [800, 801] }, 'alertSourceIds'],
    [{ alertSources: [{ id: 800 }, { id: 801 }], alertSourceIds: [800] }, 'alertSourceIds'],
    [{ alertSources: [{ id: 800 }, { id: 7 }] }, 'alertSources[1].id'],
    [{ conditions: 'alert.summary ==' }, 'conditions'],
    [{ conditions: 'now is_in {"id": 71, "type": "SUPPORT_HOUR"}' }, 'conditions'],
    [{ triggerTypes: [] }, 'triggerTypes'],
    [
      {
        alertFilter: {
          operator: 'AND',
          predicates: [{ field: 'ALERT_SUMMARY', criteria: 'MATCHES_REGEX', value: '(' }],
        },
      },
      'alertFilter.predicates[0].value',
    ],
    [{ connectorId: wireIdOf(41) }, 'connectorId'],
    [{ connectorType: 'jira' }, 'connectorId'],
    [{ connectorType: 'jira', connectorId: wireIdOf(42) }, 'connectorId'],
    [{ connectorType: 'jira', connectorId: wireIdOf(43) }, 'connectorId'],
    [{ connectorType: 'jira', connectorId: 'no-id' }, 'connectorId'],
  ])('is refused: %j', async (facts, field) => {
    await expect(at.write(facts)).rejects.toMatchObject({ field });
  });

  it('is refused where its params name what is not there, and takes params that are no texts', async () => {
    const moving = { connectorType: 'reroute' };
    await expect(at.write(moving, undefined, { escalationPolicyId: 7 })).rejects.toMatchObject({
      field: expect.stringContaining('escalationPolicyId'),
    });
    expect(await at.write(moving, undefined, { escalationPolicyId: 900 })).toMatchObject({ connectorType: 'reroute' });
    expect(await at.write({}, undefined, { subject: 7 })).toMatchObject({ params: { subject: 7 } });
  });

  it('says of no service what it is in for whoever may not say so, but what stands there may stay', async () => {
    const one = at.as(1);
    const ctx = { ...one, actor: { ...one.actor, role: 'RESPONDER' as const } };
    const params = { alertType: 'CREATED', serviceStatus: 'DEGRADED', serviceIds: [5] };
    const input = { name: 'Say so', connectorType: 'automation_rule', triggerTypes: ['alert-created'] } as Input;
    const current = anAction({ id: 3, connectorType: 'automation_rule', params });
    const more = { ...params, serviceIds: [5, 6] };
    await expect(alertActionFrom(ctx, input, more, current)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('may not say what service 6 is in (params.serviceIds[1])'),
    });
    expect(await alertActionFrom(ctx, input, params, current)).toMatchObject({ id: 3, name: 'Say so', params });
  });

  it('is refused by the place of what its condition names', async () => {
    const conditions = 'now is_in {"id": 71, "type": "SUPPORT_HOUR"}';
    await expect(at.write({ conditions })).rejects.toMatchObject({ field: 'conditions', position: 10 });
  });

  it.each(['bodyTemplate', 'subject'])('is refused where its %s cannot be read, or is too large', async (member) => {
    await expect(at.write({}, undefined, { [member]: '{{ alert.summary' })).rejects.toMatchObject({
      field: `params.${member}`,
    });
    expect(await at.write({}, undefined, { [member]: '{{ alert.summary }}' })).toBeDefined();
    await expect(at.write({}, undefined, { [member]: 'x'.repeat(100_001) })).rejects.toMatchObject({ field: 'params' });
    await expect(at.write({}, undefined, { webhookUrl: 'https://localhost/' })).rejects.toMatchObject({
      field: 'params.webhookUrl',
    });
  });

  it('has a connector of its type, which stays though it is gone', async () => {
    const jira = { connectorType: 'jira', connectorId: wireIdOf(41) };
    expect((await at.write(jira)).connectorId).toBe(41);
    const current = anAction({ id: 3, connectorType: 'jira', connectorId: 99 });
    expect((await at.write({ ...jira, connectorId: wireIdOf(99) }, current)).connectorId).toBe(99);
  });

  it('names what its condition names, so that this is not deleted meanwhile', async () => {
    const conditions = 'now is_in {"id": 70, "type": "SUPPORT_HOUR"}';
    expect(await at.write({ conditions })).toMatchObject({
      conditions,
      named: [{ kind: 'support-hours', id: 70, field: 'conditions' }],
    });
    expect(await at.write({ conditions: 'true' })).not.toHaveProperty('named');
    expect(await at.write({ conditions: '  ' })).not.toHaveProperty('conditions');
  });
});

describe('whether an action is meant for an alert', () => {
  it('counts each occasion once, and for each action apart', async () => {
    const alert = (await at.store.alerts.get(await at.alert())) ?? expect.fail('there is an alert');
    const ask = (occasion: string, actionId = 'one', conditions = 'trigger_count.10m >= 2') =>
      isMeantFor(at.ctx, { conditions }, { alert, actionId, occasion, at: at.clock.now() });
    expect([await ask('a'), await ask('a'), await ask('b'), await ask('a')]).toEqual([false, false, true, false]);
    expect([await ask('a', 'other'), await ask('b', 'other')]).toEqual([false, true]);
    const other = { ...alert, id: alert.id + 1 };
    const conditions = 'trigger_count.10m >= 3';
    expect(
      await isMeantFor(at.ctx, { conditions }, { alert: other, actionId: 'other', occasion: 'a', at: at.clock.now() }),
    ).toBe(true);
  });

  it('is what an action is whose condition cannot be read any more', async () => {
    const alert = (await at.store.alerts.get(await at.alert())) ?? expect.fail('there is an alert');
    const asked = { alert, actionId: 'one', occasion: 'a', at: at.clock.now() };
    expect(await isMeantFor(at.ctx, { conditions: 'alert.summary ==' }, asked)).toBe(true);
    expect(await isMeantFor(at.ctx, { conditions: 'false' }, asked)).toBe(false);
    expect(await isMeantFor(at.ctx, {}, asked)).toBe(true);
  });

  it('is what an action is whose condition takes too long', async () => {
    const alert = (await at.store.alerts.get(await at.alert())) ?? expect.fail('there is an alert');
    const large = { ...alert, details: 'x'.repeat(1_000_000) };
    const ask = (times: number) => {
      const conditions = Array.from({ length: times }, () => "alert.details contains 'y'").join(' or ');
      return isMeantFor(at.ctx, { conditions }, { alert: large, actionId: 'one', occasion: 'a', at: at.clock.now() });
    };
    expect([await ask(1), await ask(60)]).toEqual([false, true]);
  });

  it('is asked of the time at which it came', async () => {
    const alert = (await at.store.alerts.get(await at.alert())) ?? expect.fail('there is an alert');
    const conditions = 'now is_in {"id": 70, "type": "SUPPORT_HOUR"} and true';
    const ask = (time: string) =>
      isMeantFor(at.ctx, { conditions }, { alert, actionId: 'one', occasion: 'a', at: time as typeof tenOClock });
    expect([await ask(tenOClock), await ask('2026-11-21T13:00:00.000Z')]).toEqual([true, false]);
  });
});

it('seven triggers had a former name', () => {
  const former = ['created', 'assigned', 'auto-escalated', 'acknowledged', 'raised', 'comment-added', 'resolved'];
  const told = legacyTriggers(TriggerType.options);
  expect(told.toSorted()).toEqual(former.map((name) => `incident-${name}`).toSorted());
});
