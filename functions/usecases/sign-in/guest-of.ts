import type { StatusPage } from '../../domain/page/status-page.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { isLetIn, reachablePage } from '../page/guest.ts';

/** Who would be let in by an address, and where. */
export interface Expected {
  /** Absent: somebody who is let in by their address alone. */
  readonly user: User | undefined;
  /** The status page; absent: the API and the console. */
  readonly page: StatusPage | undefined;
}

/** Whom an address lets in: a user, or to a status page whoever that lets in; undefined for everybody else. */
export async function guestOf(
  ctx: Context<'store'>,
  email: string,
  pageId: number | undefined,
): Promise<Expected | undefined> {
  const found = await ctx.store.users.byEmail(email);
  const user = found?.hidden ? undefined : found;
  if (pageId === undefined) return user && { user, page: undefined };
  const page = await reachablePage(ctx, pageId);
  if (page === undefined || !(await isLetIn(ctx, page, { user, email }))) return undefined;
  return { user, page };
}
