import { plus } from '../../../functions/domain/time.ts';
import type { Capability } from './capability.ts';
import { sometimes, someUser } from './choices.ts';

/** Somebody takes over for a while; some are called back earlier. */
export interface OverrideOperation {
  readonly at: number;
  readonly kind: 'override';
  readonly scheduleId: number;
  readonly userId: number;
  readonly minutes: number;
  readonly takenBackAfter?: number;
}

export const override: Capability<OverrideOperation> = {
  kind: 'override',
  generate: (random, { configuration, until }) =>
    sometimes(random, configuration.schedules.length > 0 ? 0.4 : 0, [1, 2], () => ({
      at: random.next() * until,
      kind: 'override',
      scheduleId: random.pick(configuration.schedules).id,
      userId: someUser(random, configuration),
      minutes: random.between(1, 20),
      ...(random.chance(0.3) && { takenBackAfter: random.between(1, 600) }),
    })),
  perform: async (people, { scheduleId, userId, minutes, takenBackAfter }) => {
    const { scheduler } = people.cloud;
    const start = scheduler.clock.now();
    const path = `/api/schedules/${scheduleId}/overrides`;
    const body = { user: { id: userId }, start, end: plus(start, { minutes }) };
    const made = await people.callApi('POST', path, { body });
    if (!made.ok || takenBackAfter === undefined) return;
    scheduler.after(takenBackAfter * 1000, async () => {
      const listed = await people.callApi('GET', path);
      const overrides = (listed.ok ? listed.value.body : []) as { id: number; user: { id: number } }[];
      const mine = overrides.find(({ user }) => user.id === userId);
      if (mine) await people.callApi('DELETE', `${path}/${mine.id}`);
    });
  },
};
