import * as z from 'zod';
import { Instant } from '../time.ts';

/**
 * One attempt to sign in, or to register a passkey, that a browser has begun and not yet ended. It belongs to the browser whose
 * secret hashes to `browserHash`, and is used up by the session it ends in.
 */
export const SignInAttempt = z.object({
  /** A ULID; what stands for it outside is signed. */
  id: z.string(),
  kind: z.enum(['LINK', 'PASSKEY', 'PASSKEY_REGISTRATION', 'OIDC']),
  browserHash: z.string(),
  /** Whose it is, where that is known beforehand. */
  userId: z.number().optional(),
  email: z.string().optional(),
  /** The status page it is for; absent: the API and the console. */
  page: z.number().optional(),
  /** Where to go afterwards: a path of the same host. */
  to: z.string(),
  /** What only this kind needs: a challenge, a nonce. */
  details: z.record(z.string(), z.string()).optional(),
  createdAt: Instant,
  /** Exclusive. */
  expiresOn: Instant,
});
export type SignInAttempt = z.infer<typeof SignInAttempt>;
