import { DomainError, NotFoundError } from '../../domain/errors.ts';
import { takesSubscribers } from '../../domain/page/rules.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import { networkOf } from '../../domain/session/network.ts';
import { confirmed, quotaOfSubscribingNetwork } from '../../domain/subscriber/asking.ts';
import { localeOfLanguage, type PageSubscriber } from '../../domain/subscriber/page-subscriber.ts';
import type { Language } from '../../domain/user/user.ts';
import type { Context, SubscriberLink } from '../../ports/context.ts';
import { isWithinQuota } from '../notification/within-quota.ts';
import { retryOnConflict } from '../retry.ts';
import type { SubscribeInput } from './inputs.ts';
import { hashOfNetwork } from './network.ts';
import { servicesFrom } from './services.ts';
import { targetFrom } from './target.ts';

type SubscribeContext = Context<'store' | 'settings' | 'tokens'>;

/** Who asks, as far as is known. */
export interface Asking {
  readonly sourceIp: string;
  readonly language: Language;
  /** What one network may ask for in a quarter of an hour; 0: nothing is counted. */
  readonly rateLimit: number;
}

/**
 * Notes that somebody wants to be told of a page. Nothing is looked up of the target, so that neither the answer nor its time tells whether
 * it is known: whoever takes the request finds out. Throws InvalidInputError, and RATE_LIMITED for a network that asks too often.
 */
export async function subscribe(
  ctx: SubscribeContext,
  page: StatusPage,
  { type, target, services, locale }: SubscribeInput,
  { sourceIp, language, rateLimit }: Asking,
): Promise<void> {
  const said = { type: type || ('EMAIL' as const), target, locale: locale || localeOfLanguage(language) };
  const read = await targetFrom(ctx, said);
  const wanted = servicesFrom(page, services);
  const id = ctx.ids.ulid();
  const quota = quotaOfSubscribingNetwork(rateLimit);
  const window = `SUBSCRIBE#NETWORK#${hashOfNetwork(networkOf(sourceIp))}`;
  if (rateLimit > 0 && !(await isWithinQuota(ctx, quota, window, id)))
    throw new DomainError('RATE_LIMITED', 'too many subscriptions from here: try again in a quarter of an hour');
  const { locale: wantedLocale } = said;
  await ctx.store.tellings.request({
    id,
    pageId: page.id,
    ...read,
    locale: wantedLocale,
    services: wanted,
    at: ctx.clock.now(),
  });
}

/** The subscriber that a link of this page names; undefined when they are gone. Throws NotFoundError for what is no such link. */
export async function subscriberOfLink(
  ctx: SubscribeContext,
  page: StatusPage,
  purpose: SubscriberLink,
  token: string,
): Promise<PageSubscriber | undefined> {
  const named = ctx.tokens.subscriberIn(purpose, token);
  if (named === undefined || named.pageId !== page.id) throw new NotFoundError('link', '');
  return ctx.store.subscribers.get(named.pageId, named.id);
}

/** Somebody says that it was them: from now on they are told. Doing it again changes nothing. Undefined when they are gone. */
export const confirmSubscriber = (
  ctx: SubscribeContext,
  page: StatusPage,
  token: string,
): Promise<PageSubscriber | undefined> =>
  retryOnConflict(async () => {
    const subscriber = await subscriberOfLink(ctx, page, 'CONFIRM', token);
    if (subscriber === undefined || subscriber.status === 'CONFIRMED') return subscriber;
    return ctx.store.subscribers.save(confirmed(subscriber, ctx.clock.now()), subscriber);
  });

/** Nobody is told there any more; doing it again changes nothing. */
export async function unsubscribe(ctx: SubscribeContext, page: StatusPage, token: string): Promise<void> {
  const subscriber = await subscriberOfLink(ctx, page, 'REMOVE', token);
  if (subscriber !== undefined) await ctx.store.subscribers.delete(subscriber, []);
}

/** A subscriber says of which services they want to hear. Undefined when they are gone. */
export const manageSubscriber = (
  ctx: SubscribeContext,
  page: StatusPage,
  token: string,
  services: readonly number[] | null | undefined,
): Promise<PageSubscriber | undefined> =>
  retryOnConflict(async () => {
    const subscriber = await subscriberOfLink(ctx, page, 'MANAGE', token);
    if (subscriber === undefined) return undefined;
    return ctx.store.subscribers.save({ ...subscriber, services: servicesFrom(page, services) }, subscriber);
  });

/** The page, if people outside may subscribe to it. Throws NotFoundError. */
export function openPage(page: StatusPage | undefined): StatusPage {
  if (!takesSubscribers(page)) throw new NotFoundError('subscription', '');
  return page;
}
