import * as z from 'zod';
import type { Quota } from '../notification/quota.ts';
import { type Duration, Instant, plus } from '../time.ts';
import { Language } from '../user/user.ts';
import type { SignInAttempt } from './attempt.ts';

/** How long a link that was sent by e-mail lets somebody in, from the moment they asked. */
const linkLife = { minutes: 10 };

const quarter: Duration = { minutes: 15 };

/** How often one address may begin to sign in within so long, whether anybody has it or not. */
export const quotaOfAddress: Quota = { most: 5, within: quarter };

/** How often one network may, where a deployment allows it so many beginnings. */
export const quotaOfNetwork = (rateLimit: number): Quota => ({ most: rateLimit, within: quarter });

/** A message that asks for a link: it says nothing of whether there is such an address. Found out by whoever sends the mail. */
export const LinkRequest = z.object({
  v: z.literal(1),
  signIn: z.object({
    attemptId: z.string(),
    email: z.string(),
    browserHash: z.string(),
    to: z.string(),
    askedAt: Instant,
    /** The status page that somebody wants to see; absent: the API and the console. */
    page: z.number().optional(),
    /** The name of the host they asked on; absent: the API's, or the one where the page lives. */
    host: z.string().optional(),
    /** What the browser speaks, for whoever has no language of their own here. */
    language: Language.optional(),
  }),
});
export type LinkRequest = z.infer<typeof LinkRequest>;

/** The attempt that a request begins for somebody who may sign in, by their address alone where they are no user. */
export const attemptOf = ({ signIn }: LinkRequest, userId?: number): SignInAttempt => ({
  id: signIn.attemptId,
  kind: 'LINK',
  browserHash: signIn.browserHash,
  ...(userId !== undefined && { userId }),
  email: signIn.email,
  ...(signIn.page !== undefined && { page: signIn.page }),
  to: signIn.to,
  createdAt: signIn.askedAt,
  expiresOn: plus(signIn.askedAt, linkLife),
});
