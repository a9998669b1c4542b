import { NotFoundError } from '../../domain/errors.ts';
import type { Notification, NotificationStatus } from '../../domain/notification/notification.ts';
import { shownEnd } from '../../domain/user/push-targets.ts';
import type { Context } from '../../ports/context.ts';
import { ownUser } from '../user/change.ts';
import { contactOf } from './contacts.ts';
import type { ContactInput } from './verify.ts';

/** Milliseconds between two looks: whoever asked waits for the answer of the provider, not for ever. */
const pauses = [100, 200, 300, 400, 500, 500, 1000, 1000, 1000, 1000, 1000];

/** The message as it is once a provider has taken or refused it, or as it was found last. */
export async function awaitResult(ctx: Context<'store'>, message: Notification): Promise<Notification> {
  let latest = message;
  for (const pause of ctx.clock.wait === undefined ? [] : pauses) {
    if (!isUnderWay(latest)) break;
    await ctx.clock.wait?.(pause);
    latest = (await ctx.store.notifications.get(message.scope, message.id)) ?? latest;
  }
  return latest;
}

/** What has become of a test message since. Throws NotFoundError for one that was not sent to this contact. */
export async function readTest(
  ctx: Context<'store' | 'actor'>,
  { userId, kind, contactId, testId }: ContactInput & { readonly testId: number },
): Promise<Notification> {
  const contact = contactOf(await ownUser(ctx, userId), kind, contactId);
  const message = await ctx.store.notifications.get(`USER#${userId}`, testId);
  if (message?.kind !== 'TEST' || message.contactId !== contact.id) throw new NotFoundError('test', testId);
  return message;
}

const isUnderWay = ({ status }: Notification): boolean => status === 'QUEUED' || status === 'SENDING';

const results: Readonly<Record<NotificationStatus, 'SCHEDULED' | 'SENT' | 'DELIVERED' | 'ERROR'>> = {
  QUEUED: 'SCHEDULED',
  SENDING: 'SCHEDULED',
  SENT: 'SENT',
  DELIVERED: 'DELIVERED',
  FAILED: 'ERROR',
  SUPPRESSED: 'ERROR',
  AGGREGATED: 'ERROR',
  CANCELLED: 'ERROR',
};

/** A test message on the wire: a provider has taken it (SENT), it has arrived (DELIVERED), or why it has not. */
export function presentTest({ id, channel, target, status, error, notAnswered }: Notification): object {
  const isSilent = status === 'SENT' && notAnswered === true;
  const result = isSilent ? 'ERROR' : results[status];
  const errorMessage = isSilent ? 'NOT_ANSWERED' : result === 'SENT' || result === 'DELIVERED' ? undefined : error;
  const to = channel === 'PUSH' ? shownEnd(target) : target;
  return { id, method: channel, target: to, status: result, ...(errorMessage !== undefined && { errorMessage }) };
}
