import type { PolicySketch } from '../plan.ts';
import { policyInput } from '../set-up.ts';
import type { Capability } from './capability.ts';
import { somePolicy, sometimes } from './choices.ts';

export interface EditPolicyOperation {
  readonly at: number;
  readonly kind: 'edit-policy';
  readonly policy: PolicySketch;
}

export const editPolicy: Capability<EditPolicyOperation> = {
  kind: 'edit-policy',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.15, [1, 2], () => ({
      at: random.next() * until,
      kind: 'edit-policy',
      policy: somePolicy(random, random.pick(configuration.policies).id, configuration),
    })),
  perform: (people, { policy }) =>
    void people.callApi('PUT', `/api/escalation-policies/${policy.id}`, { body: policyInput(policy) }),
};
