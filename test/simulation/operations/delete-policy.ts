import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

/** A policy goes, after its sources have been given another one. */
export interface DeletePolicyOperation {
  readonly at: number;
  readonly kind: 'delete-policy';
  readonly policyId: number;
  readonly instead: number;
}

export const deletePolicy: Capability<DeletePolicyOperation> = {
  kind: 'delete-policy',
  generate: (random, { configuration: { policies }, until }) =>
    sometimes(random, 0.1, [1, 1], () => ({
      at: random.next() * until,
      kind: 'delete-policy',
      policyId: random.pick(policies).id,
      instead: random.pick(policies).id,
    })),
  perform: async (people, { policyId, instead }) => {
    if (policyId === instead) return;
    const listed = await people.callApi('GET', '/api/alert-sources');
    const sources = (listed.ok ? listed.value.body : []) as { id: number; escalationPolicy: { id: number } }[];
    for (const source of sources.filter(({ escalationPolicy }) => escalationPolicy.id === policyId))
      await people.callApi('PUT', `/api/alert-sources/${source.id}`, {
        body: { ...source, escalationPolicy: { id: instead } },
      });
    await people.callApi('DELETE', `/api/escalation-policies/${policyId}`);
  },
};
