import type { EmailContact, Method, PhoneContact, User } from './user.ts';

type AnyContact = EmailContact | PhoneContact;

/** Why a contact cannot be used. The words are the `reason` of the timeline entry. */
export type ContactProblem = 'CONTACT_MISSING' | 'CONTACT_NOT_VERIFIED' | 'CONTACT_BLOCKED';

/** Why this method does not reach anybody by the contact; a number whose owner texted STOP can still be called. */
export function contactProblem(contact: AnyContact | undefined, method: Method): ContactProblem | undefined {
  if (contact === undefined) return 'CONTACT_MISSING';
  if (!contact.verified) return 'CONTACT_NOT_VERIFIED';
  const isOnlyTexts = contact.status === 'LOCKED' && hasOptedOut(contact) && method === 'VOICE';
  return contact.status === 'OK' || isOnlyTexts ? undefined : 'CONTACT_BLOCKED';
}

/** Whether the owner of the number wants no texts. */
export const hasOptedOut = (contact: AnyContact): boolean => 'optedOut' in contact && contact.optedOut === true;

/** The contact of this id, of whatever kind. */
export const contactById = ({ emails, phones }: User, id: number | undefined): AnyContact | undefined =>
  [...emails, ...phones].find((contact) => contact.id === id);

/** The address or number that messages to the contact go to. */
export const targetOf = (contact: AnyContact): string => ('e164' in contact ? contact.e164 : contact.address);

/** The user whose phones with this number take texts no more, or again; undefined when nothing changes. */
export function withTexts(user: User, e164: string, wanted: boolean): User | undefined {
  const isAffected = (phone: PhoneContact) => phone.e164 === e164 && hasOptedOut(phone) === wanted;
  if (!user.phones.some(isAffected)) return undefined;
  const changed = (phone: PhoneContact): PhoneContact => {
    const { optedOut: _optedOut, ...rest } = phone;
    if (wanted) return { ...rest, status: phone.status === 'LOCKED' ? 'OK' : phone.status };
    return { ...rest, optedOut: true, status: phone.status === 'OK' ? 'LOCKED' : phone.status };
  };
  return { ...user, phones: user.phones.map((phone) => (isAffected(phone) ? changed(phone) : phone)) };
}
