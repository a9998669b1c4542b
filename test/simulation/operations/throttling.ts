import type { Service } from '../invocations.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

/** A service refuses every call for a while. */
export interface ThrottlingOperation {
  readonly at: number;
  readonly kind: 'throttling';
  readonly service: Service;
  readonly seconds: number;
}

export const throttling: Capability<ThrottlingOperation> = {
  kind: 'throttling',
  generate: (random, { until, isCalm }) =>
    sometimes(random, isCalm ? 0 : 0.25, [1, 3], () => ({
      at: random.next() * until,
      kind: 'throttling',
      service: random.pick(['table', 'queue', 'workflow', 'blobs']),
      seconds: random.pick([1, 5, 20, 90]),
    })),
  perform: ({ cloud }, { service, seconds }) => cloud.invocations.refuse(service, seconds * 1000),
};
