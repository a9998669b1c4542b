import { NotFoundError } from '../../domain/errors.ts';
import type { EmailContact, PhoneContact, User } from '../../domain/user/user.ts';
import type { Place } from './send-to-contact.ts';

/** The two kinds of contacts, by their name in paths. */
export type ContactKind = 'emails' | 'phone-numbers';

type AnyContact = EmailContact | PhoneContact;

/** The user's contact of this kind. Throws NotFoundError when there is none. */
export function contactOf(user: User, kind: ContactKind, id: number): AnyContact {
  const contacts: readonly AnyContact[] = kind === 'emails' ? user.emails : user.phones;
  const contact = contacts.find((candidate) => candidate.id === id);
  if (contact === undefined) throw new NotFoundError('contact', id);
  return contact;
}

/** The user with changes to one of the contacts. */
export function withContact(
  user: User,
  id: number,
  changes: Pick<Partial<AnyContact>, 'verified' | 'verification'>,
): User {
  const changed = <T extends AnyContact>(contact: T): T => (contact.id === id ? { ...contact, ...changes } : contact);
  return { ...user, emails: user.emails.map(changed), phones: user.phones.map(changed) };
}

/** Where somebody is reached in any case: at the login address, or else by the first contact that works. */
export function surePlaceOf(user: User): Place | undefined {
  const works = ({ verified, status }: AnyContact) => verified && status === 'OK';
  const login = user.emails.find((contact) => works(contact) && contact.address === user.email.toLowerCase());
  const contact = login ?? user.emails.find(works) ?? user.phones.find(works);
  return contact && placeOf(contact);
}

/** Where messages to the contact go: mail to addresses, SMS or calls to numbers. */
export const placeOf = (contact: AnyContact, phoneChannel: 'SMS' | 'VOICE' = 'SMS'): Place =>
  'e164' in contact
    ? { id: contact.id, channel: phoneChannel, target: contact.e164 }
    : { id: contact.id, channel: 'EMAIL', target: contact.target };
