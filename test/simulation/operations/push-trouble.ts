import { type PushService, type PushTrouble, pushServices } from '../push-services.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

/** The push service of some browsers does not work as it should. */
export interface PushTroubleOperation {
  readonly at: number;
  readonly kind: 'push-trouble';
  readonly service: PushService;
  readonly minutes: number;
  readonly does: PushTrouble;
}

export const pushTrouble: Capability<PushTroubleOperation> = {
  kind: 'push-trouble',
  generate: (random, { configuration: { browsers }, until, isCalm }) =>
    browsers === undefined
      ? []
      : sometimes(random, isCalm ? 0 : 0.4, [1, 2], () => ({
          at: random.next() * until,
          kind: 'push-trouble',
          service: random.pick(pushServices),
          minutes: random.between(1, 8),
          does: random.pick(['busy', 'broken', 'slow', 'loses-answers']),
        })),
  perform: ({ cloud }, { service, minutes, does }) => {
    const { troubles } = cloud.pushServices;
    troubles.set(service, does);
    cloud.scheduler.after(minutes * 60_000, () => {
      troubles.delete(service);
    });
  },
};
