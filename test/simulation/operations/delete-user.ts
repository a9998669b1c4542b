import type { Capability } from './capability.ts';
import { sometimes, someUser } from './choices.ts';

/** Somebody leaves: refused as long as a policy, a schedule or a team names them. */
export interface DeleteUserOperation {
  readonly at: number;
  readonly kind: 'delete-user';
  readonly userId: number;
}

export const deleteUser: Capability<DeleteUserOperation> = {
  kind: 'delete-user',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.25, [1, 2], () => ({
      at: random.next() * until,
      kind: 'delete-user',
      userId: someUser(random, configuration),
    })),
  perform: (people, { userId }) => void people.callApi('DELETE', `/api/users/${userId}`),
};
