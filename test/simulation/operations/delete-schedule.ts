import type { People } from '../people.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

/** A schedule goes, after the policies' levels have been freed of it. */
export interface DeleteScheduleOperation {
  readonly at: number;
  readonly kind: 'delete-schedule';
  readonly scheduleId: number;
}

interface Policy {
  readonly id: number;
  readonly escalationRules: readonly { readonly schedules: readonly { readonly id: number }[] }[];
}

export const deleteSchedule: Capability<DeleteScheduleOperation> = {
  kind: 'delete-schedule',
  generate: (random, { configuration: { schedules }, until }) =>
    sometimes(random, schedules.length > 0 ? 0.15 : 0, [1, 1], () => ({
      at: random.next() * until,
      kind: 'delete-schedule',
      scheduleId: random.pick(schedules).id,
    })),
  perform: async (people, { scheduleId }) => {
    for (const policy of await policiesWith(people, scheduleId)) {
      const escalationRules = policy.escalationRules.map((rule) => ({
        ...rule,
        schedules: rule.schedules.filter(({ id }) => id !== scheduleId),
      }));
      await people.callApi('PUT', `/api/escalation-policies/${policy.id}`, { body: { ...policy, escalationRules } });
    }
    await people.callApi('DELETE', `/api/schedules/${scheduleId}`);
  },
};

async function policiesWith(people: People, scheduleId: number): Promise<Policy[]> {
  const listed = await people.callApi('GET', '/api/escalation-policies');
  const policies = (listed.ok ? listed.value.body : []) as Policy[];
  return policies.filter(({ escalationRules }) =>
    escalationRules.some(({ schedules }) => schedules.some(({ id }) => id === scheduleId)),
  );
}
