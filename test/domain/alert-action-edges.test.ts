import { describe, expect, it } from 'vitest';
import { lockInEffect } from '../../functions/domain/alert/key-lock.ts';
import { delayOf, ofSource } from '../../functions/domain/alert-action/alert-action.ts';
import { AlertFilter } from '../../functions/domain/alert-action/alert-filter.ts';
import { automationOf, effectByHand, effectOfAction, policyOf } from '../../functions/domain/alert-action/effect.ts';
import { filterProblems, isWanted } from '../../functions/domain/alert-action/wanted.ts';
import { leftOutBecause, matchesBranch } from '../../functions/domain/deployment/filter.ts';
import { kindOfPipeline } from '../../functions/domain/deployment/pipeline-type.ts';
import { meets, problemOfCriteria } from '../../functions/domain/text-criteria.ts';
import { plus } from '../../functions/domain/time.ts';
import { wireIdOf } from '../../functions/domain/wire-id.ts';
import { anAction, anAlert, tenOClock as ten } from '../support/factories.ts';

const params = { alertType: 'ACCEPTED', serviceStatus: 'DEGRADED', serviceIds: [5, 6, 5] };
const automation = (more: object = {}, facts: object = {}) =>
  anAction({ connectorType: 'automation_rule', triggerMode: 'AUTOMATIC', params: { ...params, ...more }, ...facts });

describe('an action that asks something of services', () => {
  const least = {
    key: wireIdOf(7),
    on: 'ACCEPTED',
    since: ten,
    serviceIds: [5, 6],
    serviceStatus: 'DEGRADED',
    sendNotification: false,
    resolveIncident: false,
    resolveService: false,
  };
  it('asks for each of them once, and tells nobody and resolves nothing unless it says so', () => {
    const action = automation({}, { createdAt: ten });
    expect(effectByHand(action)).toEqual(least);
    expect(effectOfAction(action)).toEqual(least);
    expect(effectByHand(automation({ templateId: 0, resolveIncident: null }, { createdAt: ten }))).toEqual(least);
    const all = automation({ templateId: 7, sendNotification: true, resolveIncident: true }, { createdAt: ten });
    expect(effectByHand(all)).toEqual({
      ...least,
      templateId: 7,
      sendNotification: true,
      resolveIncident: true,
      resolveService: true,
    });
  });

  it('does so for the alerts that it is for, and by hand for any', () => {
    const alertFilter = { operator: 'AND', predicates: [] };
    const some = automation({}, { conditions: 'true', alertFilter });
    expect(effectOfAction(some)).toMatchObject({ conditions: 'true', alertFilter });
    expect(effectByHand(some)).not.toHaveProperty('conditions');
    for (const member of ['conditions', 'alertFilter']) expect(effectOfAction(automation())).not.toHaveProperty(member);
    expect(effectOfAction(automation({}, { triggerMode: 'MANUAL' }))).toBeUndefined();
  });

  it('is no other, and none whose params say nothing', () => {
    expect(automationOf({ connectorType: 'webhook', params })).toBeUndefined();
    expect(effectByHand(automation({ alertType: 'RAISED' }))).toBeUndefined();
    expect(policyOf({ connectorType: 'reroute', params: { escalationPolicyId: 7 } })).toBe(7);
    expect(policyOf({ connectorType: 'reroute', params: { escalationPolicyId: '7' } })).toBeUndefined();
    expect(policyOf({ connectorType: 'webhook', params: { escalationPolicyId: 7 } })).toBeUndefined();
  });
});

describe('an action', () => {
  const predicate = { field: 'ALERT_DETAILS', criteria: 'IS_STRING', value: '' } as const;
  const filter = (...predicates: AlertFilter['predicates']): AlertFilter => ({ operator: 'OR', predicates });

  it('is for some alerts when it has conditions or predicates', () => {
    expect(ofSource(anAction({})).isConditional).toBe(false);
    expect(ofSource(anAction({ conditions: 'true' })).isConditional).toBe(true);
    expect(ofSource(anAction({ alertFilter: filter() })).isConditional).toBe(false);
    expect(ofSource(anAction({ alertFilter: filter(predicate) })).isConditional).toBe(true);
  });

  it('is known at its sources with all of its delays, in motion by itself or by hand', () => {
    const delays = { escalationEndedDelaySec: 30, notResolvedDelaySec: 10, delaySec: 60 };
    for (const triggerMode of ['AUTOMATIC', 'MANUAL'] as const)
      expect(ofSource(anAction({ ...delays, triggerMode }))).toMatchObject({ ...delays, triggerMode });
  });

  it('may ask for each of these of an alert', () => {
    const fields = ['ALERT_SUMMARY', 'ALERT_DETAILS', 'ESCALATION_POLICY', 'ALERT_PRIORITY'];
    const words = ['ANY_WORDS', 'NOT_WORDS', 'STRING', 'NOT_STRING'].map((criteria) => `CONTAINS_${criteria}`);
    const others = ['IS_STRING', 'IS_NOT_STRING', 'MATCHES_REGEX', 'MATCHES_NOT_REGEX'];
    const predicates = fields.flatMap((field) =>
      [...words, ...others].map((criteria) => ({ field, criteria, value: 'a' })),
    );
    for (const operator of ['AND', 'OR'])
      expect(AlertFilter.parse({ operator, predicates })).toEqual({ operator, predicates });
    for (const operator of ['XOR', 'and']) expect(AlertFilter.safeParse({ operator, predicates }).success).toBe(false);
  });

  it.each([
    ['alert-escalation-ended', {}, 0],
    ['alert-escalation-ended', { delaySec: 60 }, 60],
    ['alert-escalation-ended', { delaySec: 60, escalationEndedDelaySec: 30, notResolvedDelaySec: 10 }, 30],
    ['v-alert-not-resolved', {}, 0],
    ['v-alert-not-resolved', { delaySec: 60 }, 60],
    ['v-alert-not-resolved', { delaySec: 60, escalationEndedDelaySec: 30, notResolvedDelaySec: 10 }, 10],
    ['alert-created', { delaySec: 60, escalationEndedDelaySec: 30, notResolvedDelaySec: 10 }, 0],
  ] as const)('waits after %s with %o for %i seconds', (trigger, action, seconds) => {
    expect(delayOf(action, trigger)).toBe(seconds);
  });

  it('looks at what an alert does not have as at an empty text', () => {
    const { details: _details, policy: _policy, ...rest } = anAlert();
    expect(isWanted(rest, filter(predicate))).toBe(true);
    expect(isWanted({ ...rest, details: 'full' }, filter(predicate))).toBe(false);
    expect(isWanted({ ...rest, details: 'undefined' }, filter({ ...predicate, value: 'UNDEFINED ' }))).toBe(true);
    expect(isWanted(rest, filter({ ...predicate, value: 'undefined' }))).toBe(false);
    expect(isWanted(rest, filter({ ...predicate, field: 'ESCALATION_POLICY' }))).toBe(true);
    expect(isWanted(rest, { operator: 'OR', predicates: [] })).toBe(true);
  });

  it('has a filter whose patterns can be read', () => {
    const bad = { field: 'ALERT_SUMMARY', criteria: 'MATCHES_NOT_REGEX', value: '(' } as const;
    const good = { ...bad, value: 'a' };
    expect(filterProblems(filter(predicate, { ...bad, criteria: 'IS_STRING' }, good, bad))).toEqual([
      { field: 'alertFilter.predicates[3].value', message: expect.any(String) },
    ]);
    expect(problemOfCriteria({ criteria: 'MATCHES_REGEX', value: '(' })).toEqual(expect.any(String));
    expect(problemOfCriteria({ criteria: 'MATCHES_REGEX', value: 'a' })).toBeUndefined();
  });
});

it.each([
  ['IS_STRING', ' Disk ', 'disk', true],
  ['IS_STRING', 'disk', ' DISK ', true],
  ['IS_NOT_STRING', ' Disk ', 'disk', false],
  ['CONTAINS_ANY_WORDS', 'disk-full', 'disk', false],
  ['CONTAINS_ANY_WORDS', 'Größe_1 voll', 'GRÖSSE größe_1', true],
  ['CONTAINS_ANY_WORDS', '', '', false],
  ['MATCHES_NOT_REGEX', 'disk', '(', true],
] as const)('a text is looked at: %s %j %j', (criteria, text, value, expected) => {
  expect(meets(criteria, text, value)).toBe(expected);
});

describe('the lock of a key', () => {
  const member = { state: 'MEMBER', alertId: 5, reportTime: ten } as const;
  const later = plus(ten, { minutes: 5 });
  it('is what its alert comes to, where it is one of several keys', () => {
    const alert = anAlert({ priority: 'LOW' });
    expect(lockInEffect(member, alert)).toEqual({
      ...member,
      state: 'OPEN',
      isMember: true,
      hasMembers: true,
      priority: 'LOW',
    });
    const over = { state: 'RESOLVED', alertId: 5, isMember: true };
    expect(lockInEffect(member, { ...alert, status: 'RESOLVED', resolvedAt: later })).toEqual({
      ...over,
      resolvedAt: later,
    });
    expect(lockInEffect(member, undefined)).toEqual({ ...over, resolvedAt: ten });
    expect(lockInEffect({ ...member, overAt: later }, undefined)).toEqual({ ...over, resolvedAt: later });
    expect(lockInEffect({ ...member, reportTime: later, overAt: ten }, undefined)).toEqual({
      ...over,
      resolvedAt: later,
    });
  });

  it('is itself otherwise', () => {
    const open = { state: 'OPEN', alertId: 5, reportTime: ten } as const;
    expect(lockInEffect(open, undefined)).toBe(open);
  });
});

describe('the deployments of a pipeline', () => {
  it('are those of its usual events, where it names none and they name one', () => {
    expect(leftOutBecause({ integrationType: 'ARGO_CD' }, {})).toBeUndefined();
    expect(leftOutBecause({ integrationType: 'API', eventFilters: ['x'] }, { event: 'push' })).toBe(
      'no event filter names push',
    );
    expect(kindOfPipeline('ARGO_CD').events).toEqual(['Succeeded', 'Failed', 'Error', 'Running']);
    expect(kindOfPipeline('GITLAB').events).toEqual(['Push Hook', 'Merge Request Hook', 'Release Hook']);
    expect(kindOfPipeline('API').events).toEqual([]);
  });

  it.each([
    ['ab*', 'ab', true],
    ['ab**', 'ab', true],
    ['abc', 'ab', false],
    ['', '', true],
    ['', 'a', false],
    ['*a*a', 'aba', true],
    ['*ab', 'aab', true],
    ['a*ab', 'aab', true],
    ['a*ab', 'ab', false],
    ['*bc*d', 'bbcbcd', true],
  ])('are of a branch: %s %s %s', (pattern, branch, is) => expect(matchesBranch(pattern, branch)).toBe(is));
});
