import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

/** All clocks go forward at once, as after a sleep: nothing has happened meanwhile. */
export interface LeapOperation {
  readonly at: number;
  readonly kind: 'leap';
  readonly seconds: number;
}

export const leap: Capability<LeapOperation> = {
  kind: 'leap',
  generate: (random, { until, isCalm }) =>
    sometimes(random, isCalm ? 0 : 0.15, [1, 2], () => {
      const seconds = Math.min(random.pick([1, 5, 60, 600, 3600]), until / 2);
      return { at: random.next() * (until - seconds), kind: 'leap', seconds };
    }),
  perform: ({ cloud }, { seconds }) => cloud.scheduler.leap(seconds * 1000),
};
