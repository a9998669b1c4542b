import { pageUrl } from '../../domain/page/address.ts';
import { takesSubscribers } from '../../domain/page/rules.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import { dueOf, mayAskAgain, pendingSubscriber, quotaOfTarget } from '../../domain/subscriber/asking.ts';
import {
  languageOfLocale,
  type PageSubscriber,
  subscriberId,
  type Target,
} from '../../domain/subscriber/page-subscriber.ts';
import type { SubscriptionRequest } from '../../domain/subscriber/request.ts';
import { confirmationText } from '../../render/subscriber-texts.ts';
import { isWithinQuota } from '../notification/within-quota.ts';
import { retryOnConflict } from '../retry.ts';
import type { TellContext } from './context.ts';
import { sendToSubscriber } from './send.ts';

/**
 * Asks a target whether it was them who wants to be told. Who is told already, has complained, or was asked just now is sent nothing. A
 * request that is taken up again because its end was lost asks again.
 */
export async function takeRequest(ctx: TellContext, request: SubscriptionRequest): Promise<void> {
  const page = await ctx.store.statusPages.get(request.pageId);
  if (takesSubscribers(page)) {
    const subscriber = await retryOnConflict(() => writePending(ctx, request));
    if (subscriber !== undefined) await askToConfirm(ctx, page, subscriber);
  }
  await ctx.store.tellings.forget(request);
}

/** The subscriber who is to be asked; undefined where nobody is. */
async function writePending(ctx: TellContext, request: SubscriptionRequest): Promise<PageSubscriber | undefined> {
  const { pageId, type, target, locale, services } = request;
  const id = subscriberId(pageId, request);
  const now = ctx.clock.now();
  const known = await ctx.store.subscribers.get(pageId, id);
  if (known?.status === 'CONFIRMED') return undefined;
  if ((await ctx.store.subscribers.blocked([request])).length > 0) return undefined;
  const isTakenUpAgain = known?.askedFor === request.id;
  const isAsked = known === undefined || isTakenUpAgain || mayAskAgain(known, now);
  if (isAsked && !(await mayBeAsked(ctx, request, request.id))) return undefined;
  if (known === undefined) {
    const fresh = { ...pendingSubscriber({ id, pageId, type, target, locale, services }, now), askedFor: request.id };
    if (await ctx.store.subscribers.create(fresh)) return fresh;
    return writePending(ctx, request);
  }
  const asked = isAsked ? { askedAt: now, askedFor: request.id } : {};
  const saved = await ctx.store.subscribers.save({ ...known, locale, services, ...asked }, known);
  return isAsked ? saved : undefined;
}

/** Whether a target, on whatever page, is not asked too often by one question more; the same question counts once. */
const mayBeAsked = (ctx: TellContext, target: Target, question: string): Promise<boolean> =>
  isWithinQuota(ctx, quotaOfTarget, `SUBSCRIBE#${subscriberId(0, target)}`, question);

/** Reminds somebody who has not confirmed yet, or forgets them. A reminder that would be one question too many is left out. */
export const askPending = (ctx: TellContext, { pageId, id }: PageSubscriber): Promise<void> =>
  retryOnConflict(async () => {
    const subscriber = await ctx.store.subscribers.get(pageId, id);
    if (subscriber === undefined) return;
    const due = dueOf(subscriber, ctx.clock.now());
    if (due.kind === 'nothing') return;
    const page = await ctx.store.statusPages.get(pageId);
    if (due.kind === 'forget' || !takesSubscribers(page)) {
      await ctx.store.subscribers.delete(subscriber, []);
      return;
    }
    if (await mayBeAsked(ctx, subscriber, `${id} ${due.after.reminders}`))
      await askToConfirm(ctx, page, subscriber, due.after);
    await ctx.store.subscribers.save(due.after, subscriber);
  });

/** Asks in words of its own for each reminder. Until that is noted it is the same message, however often it is sent. */
async function askToConfirm(
  ctx: TellContext,
  page: StatusPage,
  subscriber: PageSubscriber,
  { reminders = 0 }: PageSubscriber = subscriber,
): Promise<void> {
  const url = pageUrl(ctx.settings, page);
  const link = `${url}subscribe/confirm/${ctx.tokens.subscriberToken('CONFIRM', subscriber)}`;
  const language = languageOfLocale(subscriber.locale);
  const { id, askedAt, createdAt } = subscriber;
  const about = `confirm-${page.id}-${id}-${askedAt ?? createdAt}-${reminders}`;
  const words = confirmationText({ page: { name: page.name, url }, link, isReminder: reminders > 0 }, language);
  const webhook = { type: 'subscription.confirm', url: link };
  const result = await sendToSubscriber(ctx, { page, subscriber, about, words, webhook });
  // A provider that takes nothing now is asked again, with the next lease.
  if (result.outcome === 'postponed') throw new Error(`the question was not taken: ${result.error}`);
  if (result.outcome === 'rejected') ctx.log.warn('a subscriber cannot be asked', { id, error: result.error });
}
