import type { Capability } from './capability.ts';
import { someKey, sometimes } from './choices.ts';

/** All running executions of an alert are gone. */
export interface VanishOperation {
  readonly at: number;
  readonly kind: 'vanish';
  readonly key: string;
}

export const vanish: Capability<VanishOperation> = {
  kind: 'vanish',
  generate: (random, { configuration, until, isCalm }) =>
    sometimes(random, isCalm ? 0 : 0.25, [1, 2], () => ({
      at: random.next() * until,
      kind: 'vanish',
      key: someKey(random, configuration),
    })),
  perform: ({ cloud, alertOf }, { key }) => {
    const alertId = alertOf(key);
    if (alertId !== undefined) cloud.executions.vanish(alertId);
  },
};
