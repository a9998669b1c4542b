import { expect, it } from 'vitest';
import { createManualAlert } from '../../../functions/usecases/alert/create-manual.ts';
import { escalateAlert } from '../../../functions/usecases/alert/escalate.ts';
import { anAction, anAlert } from '../../support/factories.ts';
import { aRule, automated } from '../automation/automation-world.ts';

/** An alert that is created by hand on a source with these rules and actions. */
async function created(rules: number, types: readonly ('webhook' | 'automation_rule')[]) {
  const world = await automated(Array.from({ length: rules }, (_none, index) => aRule(index + 1)));
  const ofServices = { alertType: 'CREATED', serviceStatus: 'DEGRADED', serviceIds: [5] };
  for (const [index, connectorType] of types.entries()) {
    const params = connectorType === 'webhook' ? anAction().params : ofServices;
    await world.store.alertActions.create(anAction({ id: index + 1, alertSourceIds: [800], connectorType, params }));
  }
  const { id } = await createManualAlert(world.as(1), { summary: 'Disk full', sourceId: 800 });
  return (await world.store.alerts.get(id)) ?? expect.fail('there is an alert');
}

it.each([
  ['no rules and no actions', 0, [], false, false],
  ['one rule', 1, [], true, false],
  ['two rules', 2, [], true, false],
  ['an action that is carried out', 0, ['webhook'], false, true],
  ['one that says what services are in, too', 0, ['webhook', 'automation_rule'], true, true],
  ['only one that says what services are in', 0, ['automation_rule'], true, false],
] as const)(
  'an alert that is created by hand sets in motion what its source has: %s',
  async (_what, rules, types, isAutomated, hasActions) => {
    const alert = await created(rules, types);
    expect([alert.automation !== undefined, alert.hasActions === true]).toEqual([isAutomated, hasActions]);
    for (const member of ['details', 'images', 'links']) expect(alert[member as 'details']).toBeUndefined();
  },
);

it('an alert without a policy has no level to escalate to', async () => {
  const world = await automated([]);
  const { policy: _none, ...alert } = anAlert();
  await world.store.alerts.create(alert, { log: [] });
  await expect(escalateAlert(world.as(1), { alertId: alert.id })).rejects.toMatchObject({ code: 'CONFLICT' });
});
