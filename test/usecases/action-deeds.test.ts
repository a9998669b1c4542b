import { describe, expect, it } from 'vitest';
import type { InternalRequest } from '../../functions/actions/driver.ts';
import { policyOf } from '../../functions/domain/alert-action/effect.ts';
import { wireIdOf } from '../../functions/domain/wire-id.ts';
import { doDeed } from '../../functions/usecases/action-delivery/deeds.ts';
import { anAction, aPolicy, tenOClock } from '../support/factories.ts';
import { aRule, automated } from './automation/automation-world.ts';

const rule = (params: object = {}) =>
  anAction({
    id: 31,
    connectorType: 'automation_rule',
    triggerMode: 'MANUAL',
    params: {
      alertType: 'CREATED',
      serviceStatus: 'MAJOR_OUTAGE',
      serviceIds: [5, 6],
      resolveIncident: true,
      ...params,
    },
  });
const moving = anAction({ id: 32, connectorType: 'reroute', params: { escalationPolicyId: 77 } });

const apply: InternalRequest = {
  kind: 'internal',
  does: 'automation',
  phase: 'apply',
  alertType: 'CREATED',
  serviceIds: [5, 6],
  serviceStatus: 'MAJOR_OUTAGE',
  sendNotification: false,
  resolveIncident: true,
};
const reroute: InternalRequest = { kind: 'internal', does: 'reroute', escalationPolicyId: policyOf(moving) ?? 0 };

describe('an automation rule by hand', () => {
  it('says what services are in until the alert is resolved, also where its source had no rules', async () => {
    const world = await automated([]);
    const id = await world.alert();
    const deed = () => doDeed(world.ctx, apply, { alert: { id }, action: rule() });
    expect(await deed()).toEqual({ kind: 'taken' });
    expect([await world.statusOf(5), await world.statusOf(6)]).toEqual(['MAJOR_OUTAGE', 'MAJOR_OUTAGE']);
    await world.resolve(id);
    await world.automate(id);
    expect([await world.statusOf(5), await world.statusOf(6)]).toEqual(['OPERATIONAL', 'OPERATIONAL']);
    expect(await deed()).toEqual({ kind: 'refused', why: 'the alert is over' });
    expect(await world.statusOf(5)).toBe('OPERATIONAL');
  });

  it('opens one incident from its template, however often it is asked for', async () => {
    const world = await automated([]);
    const id = await world.alert();
    const action = rule({ templateId: 70 });
    const deed = () => doDeed(world.ctx, apply, { alert: { id }, action });
    await Promise.all([deed(), deed(), deed()]);
    expect(await world.incidents()).toHaveLength(1);
  });

  it('fails for an alert that is automated and of which nothing is noted, so that it is tried again', async () => {
    const world = await automated([aRule(7)]);
    const id = await world.alert();
    const automationRuns = { ...world.store.automationRuns, get: async () => undefined };
    const ctx = { ...world.ctx, store: { ...world.store, automationRuns } };
    const deed = doDeed(ctx, apply, { alert: { id }, action: rule() });
    await expect(deed).rejects.toThrow(`alert ${id} is automated and has no run`);
    expect(await world.statusOf(6)).toBe('OPERATIONAL');
  });

  it('says of a service what it is in also where a rule of the source has said something of it', async () => {
    const world = await automated([aRule(7)]);
    const id = await world.alert();
    await world.automate(id);
    expect(await world.statusOf(5)).toBe('DEGRADED');
    await doDeed(world.ctx, apply, { alert: { id }, action: rule({ serviceIds: [5] }) });
    expect(await world.statusOf(5)).toBe('MAJOR_OUTAGE');
  });

  it('ends where what was done is never noted, and fails', async () => {
    const world = await automated([aRule(7)]);
    const id = await world.alert();
    let looks = 0;
    const automationRuns = {
      ...world.store.automationRuns,
      get: async (alertId: number) => {
        looks += 1;
        return world.store.automationRuns.get(alertId);
      },
      save: async () => undefined as never,
    };
    const ctx = { ...world.ctx, store: { ...world.store, automationRuns } };
    const deed = doDeed(ctx, apply, { alert: { id }, action: rule() });
    await expect(deed).rejects.toThrow('services of action 31 have no end');
    expect(looks).toBe(30);
  });

  it('leaves what rules of the source do to them', async () => {
    const world = await automated([aRule(7)]);
    const id = await world.alert();
    await doDeed(world.ctx, apply, { alert: { id }, action: rule({ serviceIds: [6] }) });
    await world.automate(id);
    expect([await world.statusOf(5), await world.statusOf(6)]).toEqual(['DEGRADED', 'MAJOR_OUTAGE']);
  });
});

describe('rerouting', () => {
  it('moves the alert once and says by which action; an alert that is over stays where it is', async () => {
    const world = await automated([]);
    await world.store.policies.create(aPolicy([[2]], { id: 77, name: 'Database', createdAt: tenOClock }));
    const id = await world.alert();
    const deed = () => doDeed(world.ctx, reroute, { alert: { id }, action: moving });
    expect([await deed(), await deed()]).toEqual([{ kind: 'taken' }, { kind: 'taken' }]);
    expect(await world.store.alerts.get(id)).toMatchObject({ policy: { id: 77, name: 'Database' } });
    const moved = (await world.store.alerts.log(id, { offset: 0, limit: 100 })).filter(
      ({ type }) => type === 'AlertAssignedToPolicyLogEntry',
    );
    expect(moved).toMatchObject([{ vars: { user: 'Tocsin', policy: 'Database', actionId: wireIdOf(32) } }]);
    const other = await world.alert();
    await world.resolve(other);
    expect(await doDeed(world.ctx, reroute, { alert: { id: other }, action: moving })).toEqual({
      kind: 'refused',
      why: 'the alert is over',
    });
  });

  it('that breaks is no refusal: it is tried again', async () => {
    const world = await automated([]);
    await world.store.policies.create(aPolicy([[2]], { id: 77, name: 'Database', createdAt: tenOClock }));
    const id = await world.alert();
    const alerts = { ...world.store.alerts, save: () => Promise.reject(new Error('lost')) };
    const ctx = { ...world.ctx, store: { ...world.store, alerts } };
    await expect(doDeed(ctx, reroute, { alert: { id }, action: moving })).rejects.toThrow('lost');
  });

  it('to a policy that is gone is refused', async () => {
    const world = await automated([]);
    const id = await world.alert();
    expect(await doDeed(world.ctx, reroute, { alert: { id }, action: moving })).toMatchObject({ kind: 'refused' });
  });
});
