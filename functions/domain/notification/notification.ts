import * as z from 'zod';
import { AlertNews } from '../alert/alert.ts';
import { Instant } from '../time.ts';
import { Language } from '../user/user.ts';

/** NULL is the canary's: handed over to nobody. */
export const Channel = z.enum(['SMS', 'VOICE', 'EMAIL', 'PUSH', 'NULL']);
export type Channel = z.infer<typeof Channel>;

/**
 * QUEUED → SENDING → SENT → DELIVERED or FAILED. SUPPRESSED (a window or a duplicate), AGGREGATED (told later in one
 * summary), CANCELLED (answered or superseded before it was sent) are ends too. QUEUED and SENDING are in the due index.
 */
export const NotificationStatus = z.enum([
  'QUEUED',
  'SENDING',
  'SENT',
  'DELIVERED',
  'FAILED',
  'SUPPRESSED',
  'AGGREGATED',
  'CANCELLED',
]);
export type NotificationStatus = z.infer<typeof NotificationStatus>;

/**
 * Why somebody is told. A PAGE needs a PENDING alert and the same run; an ASSIGNMENT an open alert; an UPDATE and a
 * SUMMARY need neither. CONFIRMATION answers a reply; VERIFICATION and TEST belong to a contact. A NOTICE tells a person
 * of their duties, in ready-made words.
 */
export const NotificationKind = z.enum([
  'PAGE',
  'ASSIGNMENT',
  'UPDATE',
  'SUMMARY',
  'CONFIRMATION',
  'VERIFICATION',
  'TEST',
  'NOTICE',
]);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** What the link of an account mail is for. */
export const LinkPurpose = z.enum(['SIGN_IN', 'INVITATION']);
export type LinkPurpose = z.infer<typeof LinkPurpose>;

/**
 * One message to one contact. `scope` is what it belongs to: `ALERT#<id>`, `INBOUND#<id>`, `USER#<id>`, or `GUESTS#<page id>` for who is let in to
 * a status page by their address; (scope, id) is its key, and `id` a hash of what makes it unique, so that writing it twice is harmless.
 */
export const Notification = z.object({
  scope: z.string(),
  id: z.number(),
  kind: NotificationKind,
  channel: Channel,
  target: z.string(),
  language: Language,
  alertId: z.number().optional(),
  userId: z.number().optional(),
  contactId: z.number().optional(),
  ruleId: z.number().optional(),
  sourceId: z.number().optional(),
  run: z.number().optional(),
  stepId: z.number().optional(),
  /** ACCEPTED, RESOLVED or ESCALATED for an UPDATE; GREW or RAISED for one with news. */
  change: z.string().optional(),
  /**
   * An UPDATE that tells of this news, by the rules that wake people. `text` has it in ready-made words for versions that
   * do not know of news.
   */
  news: AlertNews.optional(),
  /** The alerts a SUMMARY names. */
  alertIds: z.array(z.number()).optional(),
  /** The failed notification because of which this one is sent before its time. */
  broughtForwardBy: z.number().optional(),
  /** Ready-made words, for what is not rendered from an alert when it is sent. */
  text: z.string().optional(),
  subject: z.string().optional(),
  /** An e-mail's link to what this is the id of; on the host of a status page where it says so. Its token is made with the mail. */
  link: z.object({ purpose: LinkPurpose, id: z.string(), origin: z.string().optional() }).optional(),
  status: NotificationStatus,
  /** When it is to be sent. */
  at: Instant,
  /** When the tick takes care of it if nobody has; absent in a final state. */
  dueAt: Instant.optional(),
  attempts: z.number(),
  sendingSince: Instant.optional(),
  /** When a send whose result nobody knows is repeated, or the next way is taken; absent: when its sender must be dead. */
  retryAt: Instant.optional(),
  /** The way that does not take it at the moment, and since when the ways have not. */
  trouble: z.object({ driver: z.string(), since: Instant }).optional(),
  sentAt: Instant.optional(),
  driver: z.string().optional(),
  providerId: z.string().optional(),
  error: z.string().optional(),
  /** The call went out and nobody took it. */
  notAnswered: z.boolean().optional(),
  createdAt: Instant,
});
export type Notification = z.infer<typeof Notification>;

/**
 * A message on a notification queue: one item to send. `about` repeats of the item what else the sender will look at, so
 * that all of it is read in one call; where the item says otherwise, the item counts.
 */
export const NotificationMessage = z.object({
  v: z.literal(1),
  scope: z.string(),
  id: z.number(),
  about: Notification.pick({
    kind: true,
    channel: true,
    target: true,
    alertId: true,
    userId: true,
    sourceId: true,
  }).optional(),
});
export type NotificationMessage = z.infer<typeof NotificationMessage>;

/** The message that asks to send a notification. */
export function messageOf(
  notification: Pick<Notification, 'scope' | 'id'> & NonNullable<NotificationMessage['about']>,
): NotificationMessage {
  const { scope, id, kind, channel, target, alertId, userId, sourceId } = notification;
  return { v: 1, scope, id, about: { kind, channel, target, alertId, userId, sourceId } };
}

/** A message that asks to tell an alert's responders of a change; from `on-change`. */
export const UpdateMessage = z.object({
  v: z.literal(1),
  announce: z.enum(['ACCEPTED', 'RESOLVED', 'ESCALATED']),
  alertId: z.number(),
  /** The alert's version that made the change: part of the notification ids. */
  version: z.number(),
});
export type UpdateMessage = z.infer<typeof UpdateMessage>;

export const alertScope = (alertId: number): string => `ALERT#${alertId}`;
