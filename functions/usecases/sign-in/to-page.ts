import * as z from 'zod';
import { DomainError, ForbiddenError } from '../../domain/errors.ts';
import { pageUrlAt } from '../../domain/page/address.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import { safePath } from '../../domain/session/safe-path.ts';
import { epochSecondsOf, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { isLetIn, reachablePage } from '../page/guest.ts';
import { hashOf } from './open-session.ts';
import type { SignedIn } from './who-is-signed-in.ts';

type ToPageContext = Context<'store' | 'settings' | 'tokens'>;

/** What a page's host asks of the console's: to say who somebody is, to this browser, on this host. */
const PageAsk = z.object({
  page: z.number(),
  host: z.string(),
  browserHash: z.string(),
  to: z.string(),
  exp: z.number(),
});

/** As long as somebody may take to sign in there. */
const askLasts = { minutes: 15 };
/** As long as they may take for the last step. */
const linkLasts = { minutes: 2 };
/** It travels in an address. */
const longestPath = 500;

/** Where somebody goes who signs in to a page by a passkey or an identity provider, which are known to the console's host alone. */
export function addressToSignIn(
  ctx: ToPageContext,
  asked: { readonly page: number; readonly host: string; readonly browserSecret: string; readonly to: string | null },
): string {
  const { page, host, browserSecret } = asked;
  const to = safePath(asked.to);
  const claims: z.infer<typeof PageAsk> = {
    page,
    host,
    browserHash: hashOf(browserSecret),
    to: to.length > longestPath ? '/' : to,
    exp: epochSecondsOf(plus(ctx.clock.now(), askLasts)),
  };
  return `${ctx.settings.consoleUrl}/auth/to-page?ask=${ctx.tokens.seal('PAGE', claims)}`;
}

export interface PageAsked {
  readonly page: StatusPage;
  /** The host of the page that asked. */
  readonly url: string;
  readonly to: string;
  readonly browserHash: string;
}

/** What a page's host asked for. Throws GONE for what nobody asked, or too long ago, FORBIDDEN for whom the page does not let in. */
export async function readPageAsk(ctx: ToPageContext, text: string, { user }: SignedIn): Promise<PageAsked> {
  const ask = PageAsk.safeParse(ctx.tokens.open('PAGE', text));
  const page = ask.success ? await reachablePage(ctx, ask.data.page) : undefined;
  if (!ask.success || page === undefined) throw new DomainError('GONE', 'this was asked for too long ago');
  if (user === undefined || !(await isLetIn(ctx, page, { user, email: user.email })))
    throw new ForbiddenError('this page does not let you in');
  const { host, to, browserHash } = ask.data;
  return { page, url: pageUrlAt(ctx.settings, page, host), to, browserHash };
}

/**
 * Leads somebody who is signed in here back to the page, by a link that lets them in once, within two minutes, in the browser that asked, on
 * no other host than one of the page's.
 */
export async function linkToPage(
  ctx: ToPageContext,
  { page, url, to, browserHash }: PageAsked,
  { user, session }: SignedIn,
): Promise<string> {
  if (user === undefined) throw new ForbiddenError('this page does not let you in');
  const id = ctx.ids.ulid();
  const now = ctx.clock.now();
  await ctx.store.signInAttempts.create({
    id,
    kind: 'LINK',
    browserHash,
    userId: user.id,
    email: user.email,
    page: page.id,
    to,
    details: { method: session.method },
    createdAt: now,
    expiresOn: plus(now, linkLasts),
  });
  return `${url}auth/link/${ctx.tokens.tokenFor('SIGN_IN', id)}`;
}
