import { describe, expect, it } from 'vitest';
import { actionParams } from '../../functions/actions/params/action-params.ts';
import { connectorParams } from '../../functions/actions/params/connector-params.ts';
import { withoutSecrets } from '../../functions/actions/params/secrets.ts';
import { type AlertAction, delayOf, ofSource } from '../../functions/domain/alert-action/alert-action.ts';
import type { AlertFilter } from '../../functions/domain/alert-action/alert-filter.ts';
import { ConnectorType, connectorNeed } from '../../functions/domain/alert-action/connector-type.ts';
import { effectOfAction } from '../../functions/domain/alert-action/effect.ts';
import { isWanted } from '../../functions/domain/alert-action/wanted.ts';
import { anAction, anAlert, tenOClock } from '../support/factories.ts';

describe('the filter of an action', () => {
  const alert = anAlert({
    summary: 'Disk FULL on db-1',
    details: 'Only 2 % are left',
    priority: 'HIGH',
    policy: { id: 300, name: 'Platform' },
  });
  type Predicate = AlertFilter['predicates'][number];
  const p = (field: Predicate['field'], criteria: Predicate['criteria'], value: string): Predicate => ({
    field,
    criteria,
    value,
  });
  it.each<[what: string, operator: AlertFilter['operator'], predicates: Predicate[], isMeant: boolean]>([
    ['nothing', 'AND', [], true],
    ['one of the words', 'AND', [p('ALERT_SUMMARY', 'CONTAINS_ANY_WORDS', 'cpu disk')], true],
    ['none of the words', 'AND', [p('ALERT_SUMMARY', 'CONTAINS_NOT_WORDS', 'cpu disk')], false],
    ['a part, whatever its case', 'AND', [p('ALERT_SUMMARY', 'CONTAINS_STRING', 'full ON')], true],
    ['no such part', 'AND', [p('ALERT_DETAILS', 'CONTAINS_NOT_STRING', 'staging')], true],
    ['a pattern, in its case', 'AND', [p('ALERT_SUMMARY', 'MATCHES_REGEX', '^disk')], false],
    ['no such pattern', 'AND', [p('ALERT_SUMMARY', 'MATCHES_NOT_REGEX', '^disk')], true],
    ['the priority', 'AND', [p('ALERT_PRIORITY', 'IS_STRING', 'high')], true],
    ['the policy by its name', 'AND', [p('ESCALATION_POLICY', 'IS_STRING', 'platform')], true],
    ['the policy by its id', 'AND', [p('ESCALATION_POLICY', 'IS_STRING', '300')], true],
    ['another policy', 'AND', [p('ESCALATION_POLICY', 'IS_NOT_STRING', 'Platform')], false],
    ['any policy but one that is not its', 'AND', [p('ESCALATION_POLICY', 'IS_NOT_STRING', '301')], true],
    [
      'all of two',
      'AND',
      [p('ALERT_PRIORITY', 'IS_STRING', 'HIGH'), p('ALERT_SUMMARY', 'CONTAINS_STRING', 'cpu')],
      false,
    ],
    [
      'one of two',
      'OR',
      [p('ALERT_PRIORITY', 'IS_STRING', 'HIGH'), p('ALERT_SUMMARY', 'CONTAINS_STRING', 'cpu')],
      true,
    ],
  ])('asks for %s', (_what, operator, predicates, isMeant) => {
    expect(isWanted(alert, { operator, predicates })).toBe(isMeant);
  });
});

describe('what is told of an action at its sources', () => {
  it('is when it acts, and nothing of how', () => {
    const told = ofSource(
      anAction({ params: { webhookUrl: 'https://x.example.com' }, notResolvedDelaySec: 60, conditions: 'true' }),
    );
    expect(told).toEqual({
      id: 7,
      connectorType: 'webhook',
      triggerMode: 'AUTOMATIC',
      triggerTypes: ['alert-created'],
      notResolvedDelaySec: 60,
      isConditional: true,
      createdAt: tenOClock,
    });
    expect(ofSource(anAction({ alertFilter: { operator: 'AND', predicates: [] } })).isConditional).toBe(false);
  });

  it.each([
    ['alert-created', { delaySec: 60 }, 0],
    ['alert-escalation-ended', { escalationEndedDelaySec: 30, delaySec: 60 }, 30],
    ['alert-escalation-ended', { escalationEndedDelaySec: 0, delaySec: 60 }, 60],
    ['v-alert-not-resolved', { notResolvedDelaySec: 120 }, 120],
    ['v-alert-not-resolved', {}, 0],
  ] as const)('is done for %s, of %j, after %i s', (trigger, delays, seconds) => {
    expect(delayOf(delays, trigger)).toBe(seconds);
  });
});

describe('an action that says what services are in', () => {
  const rule = { alertType: 'CREATED', serviceStatus: 'DEGRADED', serviceIds: [5, 6, 5] };
  const effectOf = (params: object, facts: Partial<AlertAction> = {}) =>
    effectOfAction(anAction({ connectorType: 'automation_rule', params: { ...rule, ...params }, ...facts }));

  it('names each service once; what resolves the incident brings services back', () => {
    expect(effectOf({ templateId: 70, resolveIncident: true })).toMatchObject({
      on: 'CREATED',
      serviceIds: [5, 6],
      templateId: 70,
      sendNotification: false,
      resolveIncident: true,
      resolveService: true,
    });
  });

  it.each<[what: string, params: object, facts?: Partial<AlertAction>]>([
    ['people set in motion', {}, { triggerMode: 'MANUAL' }],
    ['says nothing that can be read', { serviceStatus: 'ON_FIRE' }],
    ['is of another type', {}, { connectorType: 'webhook' }],
  ])('does nothing by itself when it %s', (_what, params, facts) => {
    expect(effectOf(params, facts)).toBeUndefined();
  });

  it('takes 0 for no template', () => {
    expect(effectOf({ templateId: 0 })).not.toHaveProperty('templateId');
  });
});

describe('types', () => {
  it.each(ConnectorType.options)('%s has params, and connectors where it needs one', (type) => {
    expect(actionParams[type]).toBeDefined();
    expect(type in connectorParams).toBe(connectorNeed(type) !== 'none');
  });
});

it('whoever may not change something sees no secret of it, at whatever depth', () => {
  const params = {
    webhookUrl: 'https://a:b@example.com',
    url: 'https://acme.example.com',
    password: 'p',
    apiKey: 'k',
    headers: [{ key: 'X', value: 'v', more: 'm' }],
    extra: [{ accessToken: 't', name: 'n', deep: { clientSecret: 's', x: null } }],
  };
  const open = { url: params.url, headers: [{ key: 'X' }], extra: [{ name: 'n', deep: { x: null } }] };
  expect(withoutSecrets('jira', params)).toEqual(open);
  const { url: _opensDiscord, ...rest } = open;
  expect(withoutSecrets('discord', params)).toEqual(rest);
  expect(withoutSecrets('webhook', { headers: 'odd' })).toEqual({ headers: undefined });
});
