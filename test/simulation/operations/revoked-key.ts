import { keys } from '../../../functions/store/keys.ts';
import { hashOf } from '../../../functions/usecases/sign-in/open-session.ts';
import { answerAgainAndAgain, callsUntilAfter } from '../callers.ts';
import type { Capability } from './capability.ts';
import { sometimes, someUser } from './choices.ts';

/** Somebody answers again and again over the API with a key of their own, which is taken away meanwhile. */
export interface RevokedKeyOperation {
  readonly at: number;
  readonly kind: 'revoked-key';
  readonly userId: number;
  /** Seconds after the key was made. */
  readonly revokedAfter: number;
}

export const revokedKey: Capability<RevokedKeyOperation> = {
  kind: 'revoked-key',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.4, [1, 1], () => ({
      at: random.next() * until,
      kind: 'revoked-key',
      userId: someUser(random, configuration),
      revokedAfter: random.between(1, 40),
    })),
  perform: async (people, { userId, revokedAfter }) => {
    const path = `/api/users/${userId}/api-keys`;
    const made = await people.callApi('POST', path, { body: { scopes: ['alert:w'] } });
    if (!made.ok) return;
    const { id, key: secret } = made.value.body as { id: number; key: string };
    const storedAt = keys.limitedApiKey(hashOf(secret));
    void answerAgainAndAgain(people, { what: 'API key', secret, storedAt }, callsUntilAfter(revokedAfter));
    people.cloud.scheduler.after(revokedAfter * 1000, () => void people.callApi('DELETE', `${path}/${id}`));
  },
};
