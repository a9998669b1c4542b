import type { Capability } from './capability.ts';
import { someKey, sometimes, someUser } from './choices.ts';

export interface AssignOperation {
  readonly at: number;
  readonly kind: 'assign';
  readonly key: string;
  readonly to: { readonly kind: 'user' | 'policy' | 'schedule'; readonly id: number };
}

export const assign: Capability<AssignOperation> = {
  kind: 'assign',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.25, [1, 2], (): AssignOperation => {
      const { policies, schedules } = configuration;
      const targets: readonly AssignOperation['to'][] = [
        { kind: 'user', id: someUser(random, configuration) },
        { kind: 'policy', id: random.pick(policies).id },
        ...schedules.slice(0, 1).map(({ id }) => ({ kind: 'schedule' as const, id })),
      ];
      return {
        at: random.next() * until,
        kind: 'assign',
        key: someKey(random, configuration),
        to: random.pick(targets),
      };
    }),
  perform: (people, { key, to }) => people.onAlert(key, 'PUT', `assign?${to.kind}-id=${to.id}`),
};
