import { isListedMail, maySeePage } from '../../domain/page/may-see.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import type { SignedIn } from '../sign-in/who-is-signed-in.ts';
import { actorAmong } from '../user/actor-with-teams.ts';

/** A page that visitors reach; undefined where there is none of this id, or it was not activated. */
export async function reachablePage({ store }: Context<'store'>, id: number): Promise<StatusPage | undefined> {
  const page = await store.statusPages.get(id);
  return page?.activatedAt === undefined ? undefined : page;
}

/**
 * Whether a page lets somebody in who has proved that this address is theirs: a user who may see it, or whoever has a listed address.
 * Asked afresh each time, so that nothing that is taken away goes on.
 */
export async function isLetIn(
  ctx: Context<'store'>,
  page: StatusPage,
  { user, email }: { readonly user: User | undefined; readonly email: string },
): Promise<boolean> {
  if (isListedMail(page, email)) return true;
  return user !== undefined && maySeePage(await actorAmong(ctx, user, page.teams), page);
}

/** Whether who is signed in is let in to the page, by a session that was begun for it. */
export const mayGoOn = async (ctx: Context<'store'>, page: StatusPage, { session, user }: SignedIn): Promise<boolean> =>
  session.page === page.id && (await isLetIn(ctx, page, { user, email: user?.email ?? session.email }));
