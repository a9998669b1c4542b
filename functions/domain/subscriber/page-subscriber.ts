import * as z from 'zod';
import { notificationId } from '../notification/id.ts';
import { Instant } from '../time.ts';
import type { Language } from '../user/user.ts';

export const SubscriberType = z.enum(['EMAIL', 'SMS', 'WEBHOOK']);
export type SubscriberType = z.infer<typeof SubscriberType>;

export const Locale = z.enum(['en-GB', 'de-DE']);
export type Locale = z.infer<typeof Locale>;

/** Somebody outside who is told of what a public page shows. Until they have said so themselves they are PENDING. */
export const PageSubscriber = z.object({
  /** A hash of page and target, so that one target is on a page once. */
  id: z.number(),
  version: z.number(),
  pageId: z.number(),
  type: SubscriberType,
  /** An address in lower case, a number in E.164, or an https address. */
  target: z.string(),
  locale: Locale,
  /** None: all of the page, also those that come later. */
  services: z.array(z.number()),
  status: z.enum(['PENDING', 'CONFIRMED']),
  createdAt: Instant,
  confirmedAt: Instant.optional(),
  /** When they were last asked to confirm, and how often they were reminded of it. */
  askedAt: Instant.optional(),
  /** The request because of which they were last asked. */
  askedFor: z.string().optional(),
  reminders: z.number().optional(),
  /** When they are reminded, or forgotten; only while they are PENDING. */
  dueAt: Instant.optional(),
});
export type PageSubscriber = z.infer<typeof PageSubscriber>;

/** Where somebody outside is told. */
export type Target = Pick<PageSubscriber, 'type' | 'target'>;

/** The id of a target on a page. */
export const subscriberId = (pageId: number, { type, target }: Target): number =>
  notificationId(['SUBSCRIBER', pageId, type, target]);

/** Whether they want to hear of one of these services at least. */
export const wantsToHearOf = (
  { status, services }: Pick<PageSubscriber, 'status' | 'services'>,
  about: readonly number[],
): boolean => status === 'CONFIRMED' && (services.length === 0 || services.some((id) => about.includes(id)));

export const languageOfLocale = (locale: Locale): Language => (locale === 'de-DE' ? 'de' : 'en');
export const localeOfLanguage = (language: Language): Locale => (language === 'de' ? 'de-DE' : 'en-GB');

/** What tells a reader whose target it is, without telling the target: for logs of changes, which are kept for long. */
export function maskedTarget({ type, target }: Target): string {
  if (type === 'EMAIL') return `${[...target][0]}…${target.slice(target.lastIndexOf('@'))}`;
  if (type === 'SMS') return `…${target.slice(-3)}`;
  return URL.canParse(target) ? new URL(target).host : '…';
}
