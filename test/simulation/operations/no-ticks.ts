import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

export interface NoTicksOperation {
  readonly at: number;
  readonly kind: 'no-ticks';
  readonly minutes: number;
}

export const noTicks: Capability<NoTicksOperation> = {
  kind: 'no-ticks',
  generate: (random, { until, isCalm }) =>
    sometimes(random, isCalm ? 0 : 0.25, [1, 2], () => ({
      at: random.next() * until,
      kind: 'no-ticks',
      minutes: random.between(1, 6),
    })),
  perform: ({ cloud }, { minutes }) => {
    cloud.noTicksUntil = Math.max(cloud.noTicksUntil, cloud.scheduler.now + minutes * 60_000);
  },
};
