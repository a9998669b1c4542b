import { askOther } from '../answers.ts';
import { done, driver, nothing } from '../driver.ts';
import { isEnd } from '../words.ts';

export default driver({
  type: 'reroute',
  name: 'Reroute',
  source: ['https://docs.ilert.com/alerting/alert-actions'],
  does: { first: 'moves the alert to another escalation policy', update: 'the same', end: 'nothing' },
  *steps(facts) {
    const { escalationPolicyId } = facts.action.params;
    if (isEnd(facts.trigger) || facts.alert.status === 'RESOLVED') return nothing('the alert is over');
    if (facts.alert.policy?.id === escalationPolicyId) return nothing('the alert is there already');
    // Two that move an alert because it was moved would never end.
    if (facts.reference !== undefined && facts.trigger === 'alert-assigned')
      return nothing('it has moved the alert before');
    yield* askOther({ kind: 'internal', does: 'reroute', escalationPolicyId });
    return done(`the alert was moved to the policy ${escalationPolicyId}`, { reference: String(escalationPolicyId) });
  },
});
