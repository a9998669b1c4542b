import { safePath } from '../../domain/session/safe-path.ts';
import type { Language } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import type { LinkInput } from './inputs.ts';
import { hashOf } from './open-session.ts';

/** Where somebody asks for a link. */
export interface Asking {
  readonly browserSecret: string;
  readonly page?: number | undefined;
  /** The name of the host: only there is the browser known. */
  readonly host?: string | undefined;
  readonly language: Language;
}

/**
 * Asks for a link to be sent to an address. Nothing is looked up here, so that neither answer nor time tells whether anybody has the
 * address: whoever sends the mail finds out (`send-link.ts`). The link works in the browser that has this secret, and lets somebody in
 * to the status page it was asked for on, where it was.
 */
export async function askForLink(
  ctx: Context<'signInMails'>,
  { email, to }: LinkInput,
  { browserSecret, page, host, language }: Asking,
): Promise<void> {
  await ctx.signInMails.ask({
    v: 1,
    signIn: {
      attemptId: ctx.ids.ulid(),
      email: email.toLowerCase(),
      browserHash: hashOf(browserSecret),
      ...(page !== undefined && { page, language }),
      ...(host !== undefined && { host }),
      to: safePath(to),
      askedAt: ctx.clock.now(),
    },
  });
}
