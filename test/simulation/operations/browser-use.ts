import { type PushService, pushServices, subscriptionOf } from '../push-services.ts';
import type { Capability } from './capability.ts';
import { sometimes, someUser } from './choices.ts';

const uses = ['ENDS', 'ENDS', 'SUBSCRIBES', 'TAKEN_OVER', 'REMOVED'] as const;

/** A browser ends its subscription without a word, wants pushes, is somebody else's from now on, or is taken off by hand. */
export interface BrowserUseOperation {
  readonly at: number;
  readonly kind: 'browser-use';
  readonly does: (typeof uses)[number];
  readonly userId: number;
  readonly name: string;
  readonly service: PushService;
  /** What its push service answers once the subscription has ended. */
  readonly answers: 404 | 410;
}

export const browserUse: Capability<BrowserUseOperation> = {
  kind: 'browser-use',
  generate: (random, { configuration, until }) => {
    const { browsers } = configuration;
    if (browsers === undefined) return [];
    let subscribed = 0;
    return sometimes(random, 0.8, [1, 4], () => {
      const does = random.pick(uses);
      const { name, userId, service } = random.pick(browsers);
      const isNew = does === 'SUBSCRIBES';
      if (isNew) subscribed += 1;
      return {
        at: random.next() * until,
        kind: 'browser-use',
        does,
        userId: isNew || does === 'TAKEN_OVER' ? someUser(random, configuration) : userId,
        name: isNew ? `browser-${1800 + subscribed}` : name,
        service: isNew ? random.pick(pushServices) : service,
        answers: random.pick([404, 410, 410]),
      };
    });
  },
  perform: async (people, { does, userId, name, service, answers }) => {
    const subscription = subscriptionOf({ name, service });
    const path = `/api/users/${userId}/devices`;
    switch (does) {
      case 'ENDS':
        people.cloud.pushServices.ended.set(subscription.endpoint, answers);
        return;
      case 'SUBSCRIBES':
      case 'TAKEN_OVER':
        await people.callApi('POST', path, { body: { platform: 'WEB', name, ...subscription }, userId });
        return;
      case 'REMOVED': {
        const listed = await people.callApi('GET', path);
        const devices = (listed.ok ? listed.value.body : []) as { id: number; name?: string }[];
        const device = devices.find((one) => one.name === name);
        if (device !== undefined) await people.callApi('DELETE', `${path}/${device.id}`);
      }
    }
  },
};
