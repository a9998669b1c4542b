import * as z from 'zod';
import { type Duration, Instant, plus } from '../time.ts';
import type { SignInAttempt } from './attempt.ts';

/** How long a link that was sent by e-mail lets somebody in, from the moment they asked. */
const linkLife = { minutes: 10 };

/** How often one address, and one network, may begin to sign in within so long, whether anybody has the address or not. */
export const signInQuotas = {
  address: { most: 5, within: { minutes: 15 } },
  network: { most: 60, within: { minutes: 15 } },
} as const satisfies Readonly<Record<string, { readonly most: number; readonly within: Duration }>>;

/** A message that asks for a link: it says nothing of whether there is such an address. Found out by whoever sends the mail. */
export const LinkRequest = z.object({
  v: z.literal(1),
  signIn: z.object({
    attemptId: z.string(),
    email: z.string(),
    browserHash: z.string(),
    to: z.string(),
    askedAt: Instant,
  }),
});
export type LinkRequest = z.infer<typeof LinkRequest>;

/** The attempt that a request begins for somebody who may sign in. */
export const attemptOf = ({ signIn }: LinkRequest, userId: number): SignInAttempt => ({
  id: signIn.attemptId,
  kind: 'LINK',
  browserHash: signIn.browserHash,
  userId,
  email: signIn.email,
  to: signIn.to,
  createdAt: signIn.askedAt,
  expiresOn: plus(signIn.askedAt, linkLife),
});
