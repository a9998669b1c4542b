import { plus } from '../../../functions/domain/time.ts';
import type { Capability } from './capability.ts';
import { sometimes, someUser } from './choices.ts';

export interface MuteOperation {
  readonly at: number;
  readonly kind: 'mute';
  readonly userId: number;
  readonly minutes: number;
}

export const mute: Capability<MuteOperation> = {
  kind: 'mute',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.15, [1, 2], () => ({
      at: random.next() * until,
      kind: 'mute',
      userId: someUser(random, configuration),
      minutes: random.between(1, 20),
    })),
  perform: async (people, { userId, minutes }) => {
    const path = `/api/users/${userId}`;
    const user = await people.callApi('GET', path);
    if (!user.ok) return;
    const mutedUntil = plus(people.cloud.scheduler.clock.now(), { minutes });
    const body = { ...(user.value.body as object), mutedUntil };
    await people.callApi('PUT', `${path}?force=true`, { body });
  },
};
