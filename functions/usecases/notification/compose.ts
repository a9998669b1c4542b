import type { Alert, AlertNews } from '../../domain/alert/alert.ts';
import type { Channel, LinkPurpose, Notification } from '../../domain/notification/notification.ts';
import { referenceTo } from '../../domain/notification/reference.ts';
import { replyAddress } from '../../domain/reply/address.ts';
import { epochSecondsOf, plus } from '../../domain/time.ts';
import { pushTargetOf } from '../../domain/user/push-targets.ts';
import type { Driver, OutgoingMessage } from '../../ports/channels.ts';
import type { AnswerClaims, Context } from '../../ports/context.ts';
import { linkMail, type MailText, newsMail, pageMail, plainMail, summaryMail, updateMail } from '../../render/mail.tsx';
import { mailHeaders } from '../../render/mail-headers.ts';
import { newsPush, type PushText, pagePush, plainPush, updatePush } from '../../render/push.ts';
import { namedInSms, newsSms, pageSms, plainSms, type SmsAnswer, summarySms, updateSms } from '../../render/sms.ts';
import type { AnswerLinks, Change } from '../../render/subject-matter.ts';
import { newsCall, pageCall, plainCall, summaryCall } from '../../render/voice.ts';
import type { Codes } from './codes.ts';
import type { Facts } from './facts.ts';

export type ComposeContext = Context<'tokens' | 'settings'>;

/** The way a message goes: the driver, and the channel it speaks, which is not the asked-for one in a fallback. */
export interface Route {
  readonly channel: Channel;
  readonly driver: Driver;
}

/** Links and reply addresses work this long. */
const answersLast = { hours: 24 };

/**
 * The words of a notification for one driver, with the ways to answer that this driver offers; `codes` are those by
 * which this number answers. Nothing is read and nothing is written: the send follows at once.
 */
export function compose(
  ctx: ComposeContext,
  notification: Notification,
  facts: Facts & { readonly codes: Codes },
  { channel, driver }: Route,
): OutgoingMessage {
  const { alertId, userId } = notification;
  const base = {
    idempotencyToken: referenceTo(notification),
    channel,
    target: notification.target,
    language: notification.language,
    data: {
      notification: referenceTo(notification),
      ...(alertId !== undefined && { alertId: String(alertId) }),
      ...(userId !== undefined && { userId: String(userId) }),
    },
  };
  switch (channel) {
    case 'SMS':
      return { ...base, text: smsText(ctx, notification, facts) };
    case 'VOICE':
      return { ...base, text: callText(notification, facts, { keys: driver.name === 'voice.connect' }) };
    case 'PUSH': {
      const { title, body, data } = pushText(ctx, notification, facts);
      const platform = facts.user && pushTargetOf(facts.user, notification.target)?.platform;
      return {
        ...base,
        subject: title,
        text: body,
        about: { kind: notification.kind, ...(facts.alert && { priority: facts.alert.priority }) },
        data: { ...base.data, ...data, ...(platform && { platform }) },
      };
    }
    case 'EMAIL':
      return { ...base, ...mailText(ctx, notification, facts), ...mailEnvelope(ctx, notification) };
    case 'NULL':
      return { ...base, text: facts.alert?.summary ?? notification.text ?? '' };
  }
}

/** What a push says: also what tells two of them apart. */
export function pushText(ctx: ComposeContext, notification: Notification, { alert }: Facts): PushText {
  const { kind, language, text = '' } = notification;
  const news = newsOf(notification, alert);
  if (alert !== undefined && news) return newsPush(alert, news, linksFor(ctx, alert, notification), language);
  if (alert === undefined || text !== '') return plainPush(text);
  if (kind === 'UPDATE') return updatePush(alert, changeOf(notification), language);
  return pagePush(alert, linksFor(ctx, alert, notification), language);
}

function smsText(
  ctx: ComposeContext,
  notification: Notification,
  { alert, alerts, codes }: Facts & { readonly codes: Codes },
): string {
  const { kind, language, text = '' } = notification;
  if (kind === 'SUMMARY') {
    const answerable = alerts
      .filter(({ id }) => !ctx.settings.twoWaySms || codes.has(id))
      .slice(0, namedInSms)
      .map((one) => ({ alert: one, answer: smsAnswer(ctx, one, notification, codes) }));
    return summarySms(answerable, alerts.length, language);
  }
  const news = newsOf(notification, alert);
  if (alert === undefined || (text !== '' && news === undefined)) return plainSms(text);
  const answer = smsAnswer(ctx, alert, notification, codes);
  if (news !== undefined) return newsSms(alert, news, answer, language);
  return kind === 'UPDATE'
    ? updateSms(alert, changeOf(notification), answer, language)
    : pageSms(alert, answer, language);
}

function callText(notification: Notification, { alert, alerts }: Facts, { keys }: { readonly keys: boolean }): string {
  const { kind, language, text = '' } = notification;
  if (kind === 'SUMMARY') return summaryCall(alerts, { keys }, language);
  const news = newsOf(notification, alert);
  if (alert !== undefined && news) return newsCall(alert, news, { keys }, language);
  return alert === undefined || text !== '' ? plainCall(text, language) : pageCall(alert, { keys }, language);
}

function mailText(ctx: ComposeContext, notification: Notification, { alert, alerts, user }: Facts): MailText {
  const { kind, language, subject = 'Tocsin', text = '' } = notification;
  if (kind === 'SUMMARY') {
    const answerable = alerts.map((one) => ({ alert: one, links: linksFor(ctx, one, notification) }));
    return summaryMail(answerable, language);
  }
  if (notification.link !== undefined) return linkMail(subject, text, accountLink(ctx, notification.link), language);
  const news = newsOf(notification, alert);
  if (alert === undefined || (text !== '' && news === undefined)) return plainMail(subject, text, language);
  const reader = { language, timezone: user?.timezone ?? 'UTC' };
  const answers = { links: linksFor(ctx, alert, notification), canReply: ctx.settings.replyDomain !== undefined };
  if (news !== undefined) return newsMail(alert, news, answers, reader);
  return kind === 'UPDATE'
    ? updateMail(alert, changeOf(notification), answers, reader)
    : pageMail(alert, answers, reader);
}

function mailEnvelope(ctx: ComposeContext, notification: Notification): Pick<OutgoingMessage, 'replyTo' | 'headers'> {
  const { alertId, userId, id, kind } = notification;
  const { replyDomain, publicUrl } = ctx.settings;
  const domain = replyDomain ?? new URL(publicUrl).hostname;
  const headers = mailHeaders({ alertId, userId, notificationId: id, domain, isReply: kind === 'CONFIRMATION' });
  if (replyDomain === undefined || alertId === undefined || userId === undefined) return { headers };
  return { headers, replyTo: replyAddress(tokenFor(ctx, { alertId, userId, action: 'REPLY' }), replyDomain) };
}

function smsAnswer(ctx: ComposeContext, alert: Alert, { userId = 0 }: Notification, codes: Codes): SmsAnswer {
  const code = codes.get(alert.id);
  return code === undefined ? { link: linkFor(ctx, { alertId: alert.id, userId, action: 'ANY' }) } : { code };
}

const linksFor = (ctx: ComposeContext, { id: alertId }: Alert, { userId = 0 }: Notification): AnswerLinks => ({
  ACCEPT: linkFor(ctx, { alertId, userId, action: 'ACCEPT' }),
  RESOLVE: linkFor(ctx, { alertId, userId, action: 'RESOLVE' }),
  ESCALATE: linkFor(ctx, { alertId, userId, action: 'ESCALATE' }),
});

const linkFor = (ctx: ComposeContext, claims: Omit<AnswerClaims, 'expiresAt'>): string =>
  `${ctx.settings.publicUrl}/answer/${tokenFor(ctx, claims)}`;

const tokenFor = (ctx: ComposeContext, claims: Omit<AnswerClaims, 'expiresAt'>): string =>
  ctx.tokens.sign({ ...claims, expiresAt: epochSecondsOf(plus(ctx.clock.now(), answersLast)) });

const accountPaths: Readonly<Record<LinkPurpose, string>> = { SIGN_IN: '/auth/link', INVITATION: '/auth/invitation' };

/** A link that was asked for before there was a console names no host: it works where it was asked for. */
function accountLink(ctx: ComposeContext, { purpose, id, origin }: NonNullable<Notification['link']>): string {
  const { publicUrl, consoleUrl } = ctx.settings;
  const home = purpose === 'SIGN_IN' ? publicUrl : consoleUrl;
  return `${origin ?? home}${accountPaths[purpose]}/${ctx.tokens.tokenFor(purpose, id)}`;
}

/** The news a notification tells of: what has been added to it since it was planned, too. */
const newsOf = ({ news }: Notification, alert: Alert | undefined): AlertNews | undefined =>
  news && (alert?.latestNews?.find(({ at }) => at === news.at) ?? news);

function changeOf({ change }: Notification): Change {
  return change === 'ACCEPTED' || change === 'RESOLVED' ? change : 'ESCALATED';
}
