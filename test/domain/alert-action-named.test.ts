import { describe, expect, it } from 'vitest';
import { namedByParams, referencesOf } from '../../functions/domain/alert-action/references.ts';
import { triggerProblems } from '../../functions/domain/alert-action/triggers.ts';
import { anAction } from '../support/factories.ts';

describe('when an action is done', () => {
  const [ended, unresolved] = ['alert-escalation-ended', 'v-alert-not-resolved'] as const;
  it.each([
    [{}, []],
    [{ triggerTypes: [] }, ['triggerTypes']],
    [{ triggerTypes: [], triggerMode: 'MANUAL' as const }, []],
    [{ triggerTypes: [], connectorType: 'automation_rule' as const }, []],
    [{ escalationEndedDelaySec: 60 }, ['escalationEndedDelaySec']],
    [{ escalationEndedDelaySec: 1 }, ['escalationEndedDelaySec']],
    [{ escalationEndedDelaySec: 0, notResolvedDelaySec: 0 }, []],
    [{ escalationEndedDelaySec: 60, triggerTypes: [ended] }, []],
    [{ escalationEndedDelaySec: 60, triggerTypes: [unresolved] }, ['escalationEndedDelaySec']],
    [{ notResolvedDelaySec: 1 }, ['notResolvedDelaySec']],
    [{ notResolvedDelaySec: 60, triggerTypes: [ended] }, ['notResolvedDelaySec']],
    [{ notResolvedDelaySec: 60, triggerTypes: [ended, unresolved] }, []],
  ])('%j has problems in %j', (facts, fields) => {
    expect(triggerProblems(anAction(facts)).map(({ field }) => field)).toEqual(fields);
  });
});

describe('what an action names', () => {
  it('is each with the member that names it', () => {
    const named = [{ kind: 'schedule' as const, id: 9, field: 'conditions' }];
    const reroute = anAction({
      alertSourceIds: [3, 4],
      connectorId: 0,
      teams: [5, 6],
      connectorType: 'reroute',
      params: { escalationPolicyId: 7, serviceIds: [1] },
      named,
    });
    expect(referencesOf(reroute)).toEqual([
      { kind: 'source', id: 3, field: 'alertSources[0].id' },
      { kind: 'source', id: 4, field: 'alertSources[1].id' },
      { kind: 'connector', id: 0, field: 'connectorId' },
      { kind: 'team', id: 5, field: 'teams[0].id' },
      { kind: 'team', id: 6, field: 'teams[1].id' },
      { kind: 'policy', id: 7, field: 'params.escalationPolicyId' },
      ...named,
    ]);
    expect(referencesOf(anAction())).toEqual([]);
  });

  it('is what its params name, where it does something within Tocsin', () => {
    const params = { alertType: 'CREATED', serviceStatus: 'DEGRADED', serviceIds: [8, 9], templateId: 4 };
    const services = [
      { kind: 'service', id: 8, field: 'params.serviceIds[0]' },
      { kind: 'service', id: 9, field: 'params.serviceIds[1]' },
    ];
    const automation = anAction({ connectorType: 'automation_rule', params });
    const template = { kind: 'incident-template', id: 4, field: 'params.templateId' };
    expect(namedByParams(automation)).toEqual([...services, template]);
    expect(namedByParams({ ...automation, params: { ...params, templateId: 0 } })).toEqual(services);
    expect(namedByParams({ ...automation, connectorType: 'webhook' })).toEqual([]);
  });
});
