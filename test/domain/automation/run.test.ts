import { describe, expect, it } from 'vitest';
import type { AutomationRule } from '../../../functions/domain/automation/automation-rule.ts';
import { effectOf } from '../../../functions/domain/automation/effect.ts';
import {
  type Applied,
  afterDeed,
  firstRun,
  linkedIncident,
  nextDeed,
  saidOf,
  withApplied,
  withoutSaying,
  withReleased,
} from '../../../functions/domain/automation/run.ts';
import { plus } from '../../../functions/domain/time.ts';
import { wireIdOf } from '../../../functions/domain/wire-id.ts';
import { anAlert, tenOClock as ten } from '../../support/factories.ts';

const rule = (id: number, facts: Partial<AutomationRule> = {}): AutomationRule => ({
  id,
  version: 1,
  alertType: 'CREATED',
  sourceId: 800,
  serviceId: 5,
  resolveIncident: true,
  resolveService: false,
  createdAt: ten,
  updatedAt: ten,
  ...facts,
});
const alert = { status: 'PENDING' as const, acceptedAt: undefined, reportTime: ten };
const accepted = { ...alert, status: 'ACCEPTED' as const, acceptedAt: ten };
const resolved = { ...accepted, status: 'RESOLVED' as const };
const run = firstRun(anAlert(), ten);
const applied = (key: string, facts: Partial<Applied> = {}): Applied => ({
  key,
  serviceIds: [5],
  said: [{ serviceId: 5, status: 'DEGRADED', overruled: 0 }],
  sendNotification: false,
  resolveIncident: true,
  resolveService: false,
  ...facts,
});
const [a, b] = [effectOf(rule(1)), effectOf(rule(2, { alertType: 'ACCEPTED' }))];

describe('a rule', () => {
  it('asks for what it says, and for nothing else', () => {
    const least = {
      key: wireIdOf(1),
      on: 'CREATED',
      since: ten,
      serviceIds: [5],
      resolveIncident: true,
      resolveService: false,
    };
    expect(Object.keys(a).sort()).toEqual(Object.keys(least).sort());
    expect(a).toEqual(least);
    const all = { serviceStatus: 'DEGRADED', templateId: 7, sendNotification: false } as const;
    expect(effectOf(rule(1, all))).toEqual({ ...least, ...all });
  });
});

describe('what is to be done for an alert', () => {
  it('is nothing at first but what its creation asks for', () => {
    const { id, source } = anAlert();
    expect(run).toEqual({ alertId: id, sourceId: source.id, version: 0, asks: 1, seen: [], applied: [], dueAt: ten });
    expect(nextDeed(alert, run, [b, a])).toEqual({ kind: 'apply', effect: a, serviceIds: [5] });
    expect(nextDeed(alert, run, [b])).toBeUndefined();
    expect(nextDeed(accepted, run, [b])).toEqual({ kind: 'apply', effect: b, serviceIds: [5] });
  });

  it('is first what its creation asks for, then what its answer does', () => {
    expect(nextDeed(accepted, run, [b, a])).toMatchObject({ effect: a });
    expect(nextDeed(accepted, withApplied(run, applied(a.key)), [b, a])).toMatchObject({ effect: b });
    expect(nextDeed(accepted, { ...run, seen: ['CREATED'] }, [b, a])).toMatchObject({ effect: b });
  });

  it('is each effect once for each service', () => {
    const two = { ...a, serviceIds: [5, 6] };
    const once = withApplied(run, applied(a.key));
    expect(nextDeed(alert, once, [two])).toEqual({ kind: 'apply', effect: two, serviceIds: [6] });
    expect(nextDeed(alert, withApplied(once, applied(a.key, { serviceIds: [6] })), [two])).toBeUndefined();
    expect(nextDeed(alert, withApplied(run, applied('other')), [a])).toMatchObject({ serviceIds: [5] });
  });

  it('is nothing of rules that are younger than the alert', () => {
    expect(nextDeed(alert, run, [{ ...a, since: plus(ten, { milliseconds: 1 }) }])).toBeUndefined();
    expect(nextDeed(alert, run, [a])).toBeDefined();
  });

  it('is to take back all that was done, once it is resolved', () => {
    const [one, two] = [applied('one', { isReleased: true }), applied('two')];
    const done = { ...run, applied: [one, two] };
    expect(nextDeed(resolved, done, [a])).toEqual({ kind: 'release', applied: two });
    const released = withReleased(done, two);
    expect(released.applied).toEqual([one, { ...two, isReleased: true }]);
    const three = applied('three');
    expect(withReleased({ ...run, applied: [two, three] }, two).applied[1]).toBe(three);
    expect(nextDeed(resolved, released, [a])).toBeUndefined();
  });
});

describe('a run', () => {
  it('is not due once nothing is left, and later rules have missed it', () => {
    expect(afterDeed(run, alert, [a])).toBe(run);
    const { dueAt: _due, ...idle } = run;
    expect(afterDeed(run, alert, [])).toEqual({ ...idle, seen: ['CREATED'] });
    expect(afterDeed({ ...run, seen: ['CREATED'] }, accepted, [])).toEqual({ ...idle, seen: ['CREATED', 'ACCEPTED'] });
    expect(afterDeed(run, alert, [])).not.toHaveProperty('dueAt');
  });

  it('knows what the alert says last of a service, and still says', () => {
    const first = applied('one', { incidentId: 70 });
    const last = applied('two', { said: [{ serviceId: 5, status: 'MAJOR_OUTAGE', overruled: 1 }] });
    const over = applied('three', { isReleased: true, incidentId: 71 });
    const done = { ...run, applied: [first, last, over] };
    expect(saidOf(done, 5)).toEqual(last.said[0]);
    expect(saidOf(done, 6)).toBeUndefined();
    const silent = withoutSaying(done, [5]);
    expect(saidOf(silent, 5)).toBeUndefined();
    expect(saidOf(withoutSaying(done, [6]), 5)).toEqual(last.said[0]);
    expect(linkedIncident(done)).toBe(71);
    expect(linkedIncident({ ...run, applied: [first, last] })).toBe(70);
    expect(linkedIncident(run)).toBeUndefined();
  });
});
