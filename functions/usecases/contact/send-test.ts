import { ConflictError, InvalidInputError } from '../../domain/errors.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import type { Context } from '../../ports/context.ts';
import { testText } from '../../render/account-texts.ts';
import { ownUser } from '../user/change.ts';
import { contactOf, placeOf } from './contacts.ts';
import { sendToContact } from './send-to-contact.ts';
import type { ContactInput } from './verify.ts';

/** Sends a test message to a verified contact, by the method asked for where the contact has several. */
export async function testContact(
  ctx: Context<'store' | 'notifications' | 'actor'>,
  { userId, kind, contactId, method }: ContactInput & { readonly method?: 'EMAIL' | 'SMS' | 'VOICE' },
): Promise<Notification> {
  const user = await ownUser(ctx, userId);
  const contact = contactOf(user, kind, contactId);
  if (!contact.verified) throw new ConflictError(`contact ${contactId} is not verified yet`);
  const place = placeOf(contact, method === 'VOICE' ? 'VOICE' : 'SMS');
  if (method !== undefined && method !== place.channel)
    throw new InvalidInputError('method', `a contact of this kind is not reached by ${method}`);
  return sendToContact(ctx, user, place, { kind: 'TEST', ...testText(user.language) });
}
