import { SignInAttempt } from '../domain/session/attempt.ts';
import { epochSecondsOf, type Instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { SignInAttemptStore } from '../ports/session-store.ts';
import { allOf, ifAbsent, ifEquals, ifPresent } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { keys } from './keys.ts';
import type { Table, WriteOperation } from './table.ts';

const form: Form<SignInAttempt> = { type: 'SIGN_IN_ATTEMPT', schema: SignInAttempt };

/** Takes the attempt away, if it is there and was not used; it is marked, so that a repeat of this very write finds its own mark. */
export const useAttempt = ({ id }: SignInAttempt, at: Instant): WriteOperation => ({
  update: keys.signInAttempt(id),
  set: { usedAt: at, isUsed: true },
  condition: allOf(ifPresent, ifEquals('isUsed', false)),
});

/** Attempts to sign in by id, until they are used or expire. */
export function createSignInAttemptStore(table: Table, clock: Clock): SignInAttemptStore {
  return {
    async get(id) {
      const item = await table.get(keys.signInAttempt(id), { consistent: true });
      if (item === undefined || item.isUsed !== false) return undefined;
      const attempt = entityOf(form, item);
      return clock.now() < attempt.expiresOn ? attempt : undefined;
    },

    async create(attempt) {
      const put = itemAt(keys.signInAttempt(attempt.id), attributesOf(form, attempt), {
        isUsed: false,
        expiresAt: epochSecondsOf(attempt.expiresOn),
      });
      await table.write([{ put, condition: ifAbsent }]);
    },

    async use(attempt, at) {
      return at < attempt.expiresOn && (await table.write([useAttempt(attempt, at)])).length === 0;
    },
  };
}
