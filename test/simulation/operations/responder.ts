import type { Capability } from './capability.ts';
import { someKey, sometimes, someUser } from './choices.ts';

/** Somebody is asked to help, or sent home. */
export interface ResponderOperation {
  readonly at: number;
  readonly kind: 'responder';
  readonly key: string;
  readonly userId: number;
  readonly does: 'add' | 'remove';
}

export const responder: Capability<ResponderOperation> = {
  kind: 'responder',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.3, [1, 3], () => ({
      at: random.next() * until,
      kind: 'responder',
      key: someKey(random, configuration),
      userId: someUser(random, configuration),
      does: random.pick(['add', 'add', 'remove']),
    })),
  perform: (people, { key, userId, does }) =>
    does === 'add'
      ? people.onAlert(key, 'POST', 'responders', { body: { user: { id: userId } } })
      : people.onAlert(key, 'DELETE', `responders/${userId}`),
};
