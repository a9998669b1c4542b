import { can } from '../../domain/access/can.ts';
import { ForbiddenError, NotFoundError } from '../../domain/errors.ts';
import { maySeePage } from '../../domain/page/may-see.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import type { Subscriber } from '../../domain/service/service.ts';
import type { Context } from '../../ports/context.ts';
import { writeChanged } from '../configuration/write.ts';
import { retryOnConflict } from '../retry.ts';
import type { SubscribersInput } from '../service/inputs.ts';
import { subscribersFrom } from '../service/subscribers.ts';
import { statusPageKind } from './kind.ts';

type FollowContext = Context<'store' | 'actor'>;

/** How subscribers come and go. */
export type Following =
  | { readonly kind: 'add' | 'set'; readonly read: () => SubscribersInput }
  | { readonly kind: 'remove'; readonly subscriber: Subscriber };

/**
 * Changes who follows a page from inside: whoever may see it may come and go, and whoever handles alerts may name others. Throws
 * NotFoundError for a page that the actor may not see, ForbiddenError for who may follow nothing.
 */
export const changePageFollowers = (ctx: FollowContext, id: number, following: Following): Promise<StatusPage> =>
  retryOnConflict(async () => {
    const page = await ctx.store.statusPages.get(id);
    if (page === undefined) throw new NotFoundError('status page', id);
    const isSeen = page.activatedAt !== undefined && maySeePage(ctx.actor, page);
    if (!isSeen && !can(ctx.actor, 'status-page:read', page)) throw new NotFoundError('status page', id);
    const mayFollow = can(ctx.actor, 'status-page:subscribe', page) || can(ctx.actor, 'status-page:subscribe');
    if (!mayFollow) throw new ForbiddenError(`${ctx.actor.name} may not subscribe to status page ${id}`);
    const subscribers = await subscribersAfter(ctx, page, following);
    return writeChanged(ctx, statusPageKind, { ...page, subscribers }, page);
  });

async function subscribersAfter(ctx: FollowContext, page: StatusPage, following: Following): Promise<Subscriber[]> {
  const mayNameOthers = can(ctx.actor, 'status-page:subscribe-others', page);
  if (following.kind !== 'remove') {
    const how = { isAdded: following.kind === 'add', mayNameOthers };
    return subscribersFrom(ctx, following.read(), page.subscribers, how);
  }
  const { type, id } = following.subscriber;
  const isSelf = ctx.actor.kind === 'user' && type === 'USER' && id === ctx.actor.userId;
  if (!isSelf && !mayNameOthers) throw new ForbiddenError(`${ctx.actor.name} may unsubscribe nobody else`);
  const left = page.subscribers.filter((one) => one.isOut !== true && (one.type !== type || one.id !== id));
  return subscribersFrom(ctx, left, page.subscribers, { isAdded: false, mayNameOthers, leaving: { type, id } });
}
