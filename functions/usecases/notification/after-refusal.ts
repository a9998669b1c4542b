import type { Notification } from '../../domain/notification/notification.ts';
import type { SendResult } from '../../ports/channels.ts';
import type { Context } from '../../ports/context.ts';
import { forgetDevice } from './forget-device.ts';

/** Keeps in mind what a provider's refusal says of the target: a device that is gone, a number that wants no texts. */
export async function afterRefusal(
  ctx: Context<'store' | 'notifications'>,
  sending: Notification,
  { gone = false, optedOut = false }: Extract<SendResult, { outcome: 'rejected' }>,
): Promise<void> {
  if (gone) await forgetDevice(ctx, sending);
  if (!optedOut) return;
  const { noteOptOut } = await import('../contact/opt-out.ts');
  await noteOptOut(ctx, { number: sending.target, about: [sending.scope, sending.id] });
}
