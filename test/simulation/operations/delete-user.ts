import type { Capability } from './capability.ts';
import { sometimes, someUser } from './choices.ts';

/** Somebody leaves: refused as long as something counts on them, unless it is forced or somebody else takes their place. */
export interface DeleteUserOperation {
  readonly at: number;
  readonly kind: 'delete-user';
  readonly userId: number;
  readonly isForced?: boolean;
  readonly successorId?: number;
}

export const deleteUser: Capability<DeleteUserOperation> = {
  kind: 'delete-user',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.25, [1, 2], () => ({
      at: random.next() * until,
      kind: 'delete-user',
      userId: someUser(random, configuration),
      isForced: random.chance(0.5),
      ...(random.chance(0.4) && { successorId: someUser(random, configuration) }),
    })),
  perform: (people, { userId, isForced = false, successorId }) => {
    const query = [isForced && 'force=true', successorId !== undefined && `reassign-to=${successorId}`].filter(Boolean);
    people.callApi('DELETE', `/api/users/${userId}${query.length > 0 ? `?${query.join('&')}` : ''}`);
  },
};
