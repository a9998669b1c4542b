import { InvalidInputError } from '../../domain/errors.ts';
import type { Method, User } from '../../domain/user/user.ts';

/**
 * The contact a rule leads to: an e-mail address for EMAIL, none for PUSH (all devices get it), a phone for the rest.
 * Throws InvalidInputError when it is missing, not the user's, or of the wrong kind.
 */
export function contactFor(
  user: User,
  method: Method,
  contact: { readonly id: number } | null | undefined,
): { readonly contactId?: number } {
  if (method === 'PUSH') {
    if (contact) throw new InvalidInputError('contact', 'must be null with method PUSH');
    return {};
  }
  if (!contact) throw new InvalidInputError('contact', `is required with method ${method}`);
  const [fitting, others, kind] =
    method === 'EMAIL'
      ? ([user.emails, user.phones, 'an e-mail'] as const)
      : ([user.phones, user.emails, 'a phone'] as const);
  if (fitting.some(({ id }) => id === contact.id)) return { contactId: contact.id };
  if (others.some(({ id }) => id === contact.id))
    throw new InvalidInputError('contact.id', `must be ${kind} contact with method ${method}`);
  throw new InvalidInputError('contact.id', `the user has no contact ${contact.id}`);
}
