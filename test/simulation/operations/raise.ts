import type { Capability } from './capability.ts';
import { someKey, sometimes } from './choices.ts';

export interface RaiseOperation {
  readonly at: number;
  readonly kind: 'raise';
  readonly key: string;
}

export const raise: Capability<RaiseOperation> = {
  kind: 'raise',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.25, [1, 2], () => ({
      at: random.next() * until,
      kind: 'raise',
      key: someKey(random, configuration),
    })),
  perform: (people, { key }) => people.onAlert(key, 'PUT', 'raise'),
};
