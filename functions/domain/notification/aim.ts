import { contactById, targetOf } from '../user/contact-use.ts';
import type { User } from '../user/user.ts';
import type { Notification, NotificationKind } from './notification.ts';

/** What goes to a person, wherever the contact leads now; codes, tests and answers go where they were asked for. */
const aimedAtPerson: readonly NotificationKind[] = ['PAGE', 'ASSIGNMENT', 'UPDATE', 'SUMMARY', 'NOTICE'];

/** The notification with the address or number that its contact has now: a corrected one counts for what was not sent. */
export function aimed(notification: Notification, user: User | undefined): Notification {
  const { kind, channel, contactId, target } = notification;
  const isToContact = channel === 'SMS' || channel === 'VOICE' || channel === 'EMAIL';
  const contact = user && isToContact && aimedAtPerson.includes(kind) ? contactById(user, contactId) : undefined;
  if (contact === undefined || 'e164' in contact === (channel === 'EMAIL')) return notification;
  const current = targetOf(contact);
  return current.toLowerCase() === target.toLowerCase() ? notification : { ...notification, target: current };
}
