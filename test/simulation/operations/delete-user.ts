import type { Capability } from './capability.ts';
import { sometimes, someUser } from './choices.ts';

/** Somebody leaves: refused as long as a policy, a schedule or a team names them, unless it is forced. */
export interface DeleteUserOperation {
  readonly at: number;
  readonly kind: 'delete-user';
  readonly userId: number;
  readonly isForced?: boolean;
}

export const deleteUser: Capability<DeleteUserOperation> = {
  kind: 'delete-user',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.25, [1, 2], () => ({
      at: random.next() * until,
      kind: 'delete-user',
      userId: someUser(random, configuration),
      isForced: random.chance(0.5),
    })),
  perform: (people, { userId, isForced = false }) =>
    void people.callApi('DELETE', `/api/users/${userId}${isForced ? '?force=true' : ''}`),
};
