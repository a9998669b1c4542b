import { createHash } from 'node:crypto';
import { capReached, dayOf } from '../../domain/notification/daily-caps.ts';
import { pageUrl } from '../../domain/page/address.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import { languageOfLocale, type PageSubscriber } from '../../domain/subscriber/page-subscriber.ts';
import type { Recipient } from '../../domain/telling/telling.ts';
import type { Language } from '../../domain/user/user.ts';
import type { OutgoingMessage, SendResult } from '../../ports/channels.ts';
import { oneLine } from '../../render/plain.ts';
import type { SubscriberWords } from '../../render/subscriber-texts.ts';
import { numberProblem } from '../contact/phone-number.ts';
import type { TellContext } from './context.ts';
import { forgetTarget } from './forget.ts';

/** What is sent to one target. */
export interface SubscriberMessage {
  readonly channel: Recipient['channel'];
  readonly target: string;
  readonly language: Language;
  /** What makes it different from all others: the same where it is sent again. */
  readonly about: string;
  readonly words: SubscriberWords;
  /** What a webhook gets. */
  readonly webhook: object;
  readonly fromName?: string | undefined;
  /** Where one click ends it; people outside only. */
  readonly removal?: string | undefined;
  /** Whose secret signs it, of a webhook. */
  readonly subscriber?: { readonly pageId: number; readonly id: number } | undefined;
}

/** Sends words of a page to one of its subscribers. */
export function sendToSubscriber(
  ctx: TellContext,
  sent: Pick<SubscriberMessage, 'about' | 'words' | 'webhook'> & {
    readonly page: StatusPage;
    readonly subscriber: PageSubscriber;
  },
): Promise<SendResult> {
  const { page, subscriber, ...message } = sent;
  const { type, target, locale } = subscriber;
  return sendMessage(ctx, {
    ...message,
    channel: type,
    target,
    language: languageOfLocale(locale),
    fromName: page.name,
    subscriber,
    ...(subscriber.status === 'CONFIRMED' && { removal: removalLink(ctx, page, subscriber) }),
  });
}

/** The address that ends a subscription when it is posted to (RFC 8058). */
export const removalLink = (ctx: TellContext, page: StatusPage, subscriber: { pageId: number; id: number }): string =>
  `${pageUrl(ctx.settings, page)}subscribe/remove/${ctx.tokens.subscriberToken('REMOVE', subscriber)}`;

/** The address where a subscriber says of which services they want to hear. */
export const manageLink = (ctx: TellContext, page: StatusPage, subscriber: { pageId: number; id: number }): string =>
  `${pageUrl(ctx.settings, page)}subscribe/manage/${ctx.tokens.subscriberToken('MANAGE', subscriber)}`;

/** Sends one message in its turn. Throws when nobody knows whether it went out. */
export async function sendMessage(ctx: TellContext, message: SubscriberMessage): Promise<SendResult> {
  const { channel, target } = message;
  if (channel === 'SMS') {
    const problem = await textProblem(ctx, target);
    if (problem !== undefined) return problem;
  }
  if (!(await ctx.subscriberSending.turn(channel))) return { outcome: 'postponed', error: 'QUOTA_USED_UP' };
  if (channel === 'WEBHOOK') return post(ctx, message);
  const result = await throughDrivers(ctx, channel, outgoing(ctx, message, channel));
  if (channel === 'SMS' && result.outcome === 'sent') await countText(ctx);
  if (channel === 'SMS' && result.outcome === 'rejected' && result.optedOut)
    await forgetTarget(ctx, { type: channel, target }, { isBlocked: true });
  return result;
}

/** Some numbers are not texted; and people outside get no more of a day's texts than leaves enough for pages. */
async function textProblem(ctx: TellContext, target: string): Promise<SendResult | undefined> {
  const problem = await numberProblem(target, [], ctx.settings.phoneCountries);
  if (problem !== undefined) return { outcome: 'rejected', error: problem };
  const { dailyCaps } = ctx.settings;
  if (dailyCaps === undefined) return undefined;
  const all = await ctx.store.dayCounts.get(dayOf(ctx.clock.now()));
  const cap = capReached(dailyCaps, { user: undefined, all }, { channel: 'SMS', isAsked: true });
  return cap === undefined ? undefined : { outcome: 'postponed', error: cap };
}

const countText = (ctx: TellContext): Promise<void> =>
  ctx.store.dayCounts.add(dayOf(ctx.clock.now()), { channel: 'SMS', isAsked: true }).catch((error: unknown) => {
    ctx.log.warn('a text was not counted', { error });
  });

async function throughDrivers(
  ctx: TellContext,
  channel: 'EMAIL' | 'SMS' | 'PUSH',
  message: OutgoingMessage,
): Promise<SendResult> {
  let result: SendResult = { outcome: 'rejected', error: 'CHANNEL_NOT_AVAILABLE' };
  for (const driver of ctx.channels[channel]) {
    if (driver.reaches?.(message.target) === false) continue;
    result = await driver.send(message);
    if (result.outcome === 'sent') return result;
  }
  return result;
}

function outgoing(
  { settings }: TellContext,
  { target, language, about, words, fromName, removal }: SubscriberMessage,
  channel: 'EMAIL' | 'SMS' | 'PUSH',
): OutgoingMessage {
  const base = { idempotencyToken: about, channel, target, language };
  if (channel === 'SMS') return { ...base, text: words.short };
  if (channel === 'PUSH') return { ...base, subject: words.subject, text: words.short };
  const domain = settings.replyDomain ?? new URL(settings.publicUrl).hostname;
  return {
    ...base,
    subject: words.subject,
    text: words.text,
    html: words.html,
    ...(fromName && { fromName: oneLine(fromName, 60) }),
    headers: {
      'Message-ID': `<${about.replace(/[^A-Za-z0-9-]/g, '-')}-${hashOf(target)}@${domain}>`,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      Precedence: 'bulk',
      ...(removal && { 'List-Unsubscribe': `<${removal}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  };
}

/** Tells two receivers of one message apart. */
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

function post(ctx: TellContext, { target, about, webhook, subscriber }: SubscriberMessage): Promise<SendResult> {
  const named = subscriber ?? { pageId: 0, id: 0 };
  return ctx.subscriberSending.post({
    id: about,
    url: target,
    body: JSON.stringify(webhook),
    secret: ctx.tokens.webhookSecret(named),
  });
}
