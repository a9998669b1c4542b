import { notificationId } from '../../domain/notification/id.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { queuedFor } from '../../domain/notification/queued.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { queueFor } from '../notification/requeue.ts';
import { isWithinQuota } from '../notification/within-quota.ts';

type ConfirmContext = Context<'store' | 'notifications'>;

const confirmationId = notificationId(['confirmation']);

export interface Confirmation {
  readonly scope: string;
  readonly channel: 'SMS' | 'EMAIL';
  readonly target: string;
  readonly user: User;
  readonly text: string;
  readonly subject?: string;
  readonly alertId?: number;
}

/** True when this message was answered before; its confirmation is queued again in case that was missed. */
export async function isConfirmed(ctx: ConfirmContext, scope: string): Promise<boolean> {
  const confirmation = await ctx.store.notifications.get(scope, confirmationId);
  if (confirmation?.status === 'QUEUED') await queueFor(ctx, confirmation);
  return confirmation !== undefined;
}

/** Answers an inbound message on its channel, once. Its existence says that the message was dealt with. */
export async function confirm(ctx: ConfirmContext, confirmation: Confirmation): Promise<void> {
  const { scope, channel, target, user, text, subject, alertId } = confirmation;
  const now = ctx.clock.now();
  const notification: Notification = {
    scope,
    id: confirmationId,
    kind: 'CONFIRMATION',
    channel,
    target,
    language: user.language,
    userId: user.id,
    ...(alertId !== undefined && { alertId }),
    text,
    ...(subject !== undefined && { subject }),
    ...queuedFor(now, now),
  };
  await ctx.store.notifications.add([notification]);
  await queueFor(ctx, notification);
}

/** Two machines must not talk to each other for ever. */
const toldAtMost = { most: 20, within: { hours: 1 } };

/** Whether this sender may be told once more what is possible; machines that answer each other come to an end here. */
export const mayBeTold = (ctx: Context<'store'>, sender: string, scope: string): Promise<boolean> =>
  isWithinQuota(ctx, toldAtMost, `CHOICES#${sender}`, scope);
