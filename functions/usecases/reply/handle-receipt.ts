import type { Notification } from '../../domain/notification/notification.ts';
import { readReference } from '../../domain/notification/reference.ts';
import type { Context } from '../../ports/context.ts';
import { afterFailure, afterSilence } from '../notification/failure.ts';
import { freeLine } from '../notification/free-line.ts';
import { endNotification, logOf, stateOf } from '../notification/record.ts';

type ReceiptContext = Context<'store' | 'workflow' | 'notifications'>;

/** What a provider says became of a message. */
export interface Receipt {
  readonly driver: string;
  readonly providerId: string;
  /** The notification's reference, where the provider sends it back. */
  readonly reference?: string | undefined;
  /** NOT_ANSWERED: the phone rang and nobody picked up; that is no failure of the channel, but it reached nobody. */
  readonly outcome: 'DELIVERED' | 'FAILED' | 'NOT_ANSWERED';
  readonly reason: string;
}

/**
 * Notes what became of a message. A delivery also ends a send whose result nobody knew. A failure acts like a refusal:
 * the person's next rule, or the next level. After a call that nobody took the person's next rule follows at once. The end of
 * a call frees its line.
 */
export async function handleReceipt(ctx: ReceiptContext, receipt: Receipt): Promise<void> {
  const { driver, providerId, outcome } = receipt;
  const notification = await notificationOf(ctx, receipt);
  if (notification === undefined) {
    ctx.log.info('a receipt names no notification', { driver, providerId });
    return;
  }
  if (driver.startsWith('voice.')) await freeLine(ctx, notification);
  switch (outcome) {
    case 'DELIVERED':
      return noteDelivery(ctx, notification, receipt);
    case 'FAILED':
      return noteFailure(ctx, notification, receipt);
    case 'NOT_ANSWERED':
      return noteSilence(ctx, notification, receipt);
  }
}

async function notificationOf(ctx: ReceiptContext, { driver, providerId, reference }: Receipt) {
  const named = reference === undefined ? undefined : readReference(reference);
  return named
    ? ctx.store.notifications.get(named.scope, named.id)
    : ctx.store.notifications.byProviderId(driver, providerId);
}

async function noteDelivery(ctx: ReceiptContext, notification: Notification, receipt: Receipt): Promise<void> {
  const { status } = notification;
  if (status !== 'SENT' && status !== 'SENDING') return;
  const { driver, providerId } = receipt;
  const sentAt = notification.sentAt ?? ctx.clock.now();
  const changes = { driver, providerId, sentAt };
  // The delivery of what was noted as sent is no news in the timeline.
  const news = status === 'SENDING' ? { user: await receiverOf(ctx, notification) } : { logged: false };
  await endNotification(ctx, notification, { status: 'DELIVERED', changes, ...news });
}

/** A call that rang was made, also when nobody knew so far; an older one of a repeated send says nothing any more. */
async function noteSilence(ctx: ReceiptContext, notification: Notification, receipt: Receipt): Promise<void> {
  const { status, providerId } = notification;
  const isLatest = status === 'SENDING' || (status === 'SENT' && providerId === receipt.providerId);
  if (!isLatest) return;
  if (notification.notAnswered !== true) await markUnanswered(ctx, notification, receipt);
  await afterSilence(ctx, notification);
}

async function markUnanswered(ctx: ReceiptContext, before: Notification, receipt: Receipt): Promise<void> {
  const { driver, providerId, reason } = receipt;
  const user = await receiverOf(ctx, before);
  const changes = { driver, providerId, sentAt: before.sentAt ?? ctx.clock.now() };
  const isSent = before.status === 'SENT' || (await endNotification(ctx, before, { status: 'SENT', user, changes }));
  const { dueAt: _due, ...rest } = before;
  const sent: Notification = { ...rest, ...changes, status: 'SENT' };
  const log = logOf(ctx, sent, { status: 'NOT_ANSWERED', reason, user });
  const isNoted = isSent && (await ctx.store.notifications.move({ ...sent, notAnswered: true }, stateOf(sent), log));
  if (!isNoted) throw new Error('the notification changed while its receipt was noted');
}

const receiverOf = async (ctx: ReceiptContext, { userId }: Notification) =>
  userId === undefined ? undefined : ctx.store.users.get(userId);

async function noteFailure(ctx: ReceiptContext, notification: Notification, receipt: Receipt): Promise<void> {
  if (notification.status === 'SENDING') throw new Error('the receipt came before the send was noted');
  if (notification.status === 'FAILED') return afterFailure(ctx, notification);
  const isLatest = notification.status === 'SENT' && notification.providerId === receipt.providerId;
  if (!isLatest) return;
  const user = await receiverOf(ctx, notification);
  const { reason } = receipt;
  const moved = await endNotification(ctx, notification, {
    status: 'FAILED',
    reason,
    user,
    changes: { error: reason },
  });
  if (moved) await afterFailure(ctx, { ...notification, status: 'FAILED' });
}
