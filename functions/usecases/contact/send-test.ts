import { ConflictError, InvalidInputError } from '../../domain/errors.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { type ContactProblem, contactProblem } from '../../domain/user/contact-use.ts';
import type { Context } from '../../ports/context.ts';
import { testText } from '../../render/account-texts.ts';
import { refuseBeyondCaps } from '../notification/day-caps.ts';
import { ownUser } from '../user/change.ts';
import { contactOf, placeOf } from './contacts.ts';
import { sendToContact } from './send-to-contact.ts';
import { awaitResult } from './test-result.ts';
import { refuseTooManyTests } from './tests-quota.ts';
import type { ContactInput } from './verify.ts';

const words: Readonly<Record<ContactProblem, string>> = {
  CONTACT_MISSING: 'is not there',
  CONTACT_NOT_VERIFIED: 'is not verified yet',
  CONTACT_BLOCKED: 'is locked: its owner wants no texts (START ends that), or mail to it came back',
};

/**
 * Sends a test message to a contact that can be used, by the method asked for where the contact has several, and waits
 * some seconds for what becomes of it.
 */
export async function testContact(
  ctx: Context<'store' | 'notifications' | 'settings' | 'actor'>,
  { userId, kind, contactId, method }: ContactInput & { readonly method?: 'EMAIL' | 'SMS' | 'VOICE' },
): Promise<Notification> {
  const user = await ownUser(ctx, userId);
  const contact = contactOf(user, kind, contactId);
  const place = placeOf(contact, method === 'VOICE' ? 'VOICE' : 'SMS');
  const problem = contactProblem(contact, place.channel);
  if (problem !== undefined) throw new ConflictError(`contact ${contactId} ${words[problem]}`);
  if (method !== undefined && method !== place.channel)
    throw new InvalidInputError('method', `a contact of this kind is not reached by ${method}`);
  await refuseBeyondCaps(ctx, { kind: 'TEST', channel: place.channel, userId });
  await refuseTooManyTests(ctx, userId);
  return awaitResult(ctx, await sendToContact(ctx, user, place, { kind: 'TEST', ...testText(user.language) }));
}
