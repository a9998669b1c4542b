import type { TargetTrouble } from '../targets.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

/** The tool that an alert action reaches does not work as it should. */
export interface TargetOutageOperation {
  readonly at: number;
  readonly kind: 'target-outage';
  readonly actionId: number;
  readonly minutes: number;
  readonly does: TargetTrouble;
}

export const targetOutage: Capability<TargetOutageOperation> = {
  kind: 'target-outage',
  generate: (random, { configuration: { actions = [] }, until, isCalm }) =>
    actions.length === 0
      ? []
      : sometimes(random, isCalm ? 0 : 0.5, [1, 3], () => ({
          at: random.next() * until,
          kind: 'target-outage',
          actionId: random.pick(actions).id,
          minutes: random.between(1, 12),
          does: random.pick(['rejects', 'postpones', 'loses-answers', 'breaks']),
        })),
  perform: ({ cloud }, { actionId, minutes, does }) => {
    cloud.targets.troubles.set(actionId, does);
    cloud.scheduler.after(minutes * 60_000, () => {
      cloud.targets.troubles.delete(actionId);
    });
  },
};
