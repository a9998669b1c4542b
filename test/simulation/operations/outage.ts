import type { RuleSketch } from '../plan.ts';
import type { Capability } from './capability.ts';
import { channels, sometimes } from './choices.ts';

/** The providers of a channel do not work as they should. */
export interface OutageOperation {
  readonly at: number;
  readonly kind: 'outage';
  readonly channel: RuleSketch['method'];
  readonly minutes: number;
  readonly does: 'rejects' | 'postpones' | 'loses-answers' | 'breaks';
}

export const outage: Capability<OutageOperation> = {
  kind: 'outage',
  generate: (random, { until, isCalm }) =>
    sometimes(random, isCalm ? 0 : 0.25, [1, 2], () => ({
      at: random.next() * until,
      kind: 'outage',
      channel: random.pick(channels),
      minutes: random.between(1, 8),
      does: random.pick(['rejects', 'postpones', 'loses-answers', 'breaks']),
    })),
  perform: ({ cloud }, { channel, minutes, does }) => {
    cloud.outages.set(channel, does);
    cloud.scheduler.after(minutes * 60_000, () => {
      cloud.outages.delete(channel);
    });
  },
};
