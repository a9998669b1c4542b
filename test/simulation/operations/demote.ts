import type { Capability } from './capability.ts';
import { sometimes, someUser } from './choices.ts';

/** Somebody's role is taken away though alerts look for them: they are still called, and still heard. */
export interface DemoteOperation {
  readonly at: number;
  readonly kind: 'demote';
  readonly userId: number;
}

export const demote: Capability<DemoteOperation> = {
  kind: 'demote',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.15, [1, 2], () => ({
      at: random.next() * until,
      kind: 'demote',
      userId: someUser(random, configuration),
    })),
  perform: async (people, { userId }) => {
    const path = `/api/users/${userId}`;
    const user = await people.callApi('GET', path);
    if (!user.ok) return;
    await people.callApi('PUT', `${path}?force=true`, {
      body: { ...(user.value.body as object), role: 'STAKEHOLDER' },
    });
  },
};
