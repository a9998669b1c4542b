import { plus } from '../../../functions/domain/time.ts';
import type { Capability } from './capability.ts';
import { someKey, sometimes } from './choices.ts';

export interface SnoozeOperation {
  readonly at: number;
  readonly kind: 'snooze';
  readonly key: string;
  readonly minutes: number;
}

export const snooze: Capability<SnoozeOperation> = {
  kind: 'snooze',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.25, [1, 2], () => ({
      at: random.next() * until,
      kind: 'snooze',
      key: someKey(random, configuration),
      minutes: random.between(1, 10),
    })),
  perform: (people, { key, minutes }) => {
    const until = plus(people.cloud.scheduler.clock.now(), { minutes });
    people.onAlert(key, 'PUT', 'snooze', { body: { until } });
  },
};
