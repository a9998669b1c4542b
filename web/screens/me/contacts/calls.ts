import { answer, api } from '../../../client/api.ts';
import { refresh } from '../../../client/query.ts';
import type { Email, PhoneNumber } from '../own.ts';

export type ContactKind = 'emails' | 'phones';

const refreshContacts = (): Promise<void> =>
  refresh('/users/{user}/contacts/emails', '/users/{user}/contacts/phone-numbers');

/** What is added: an address, or a number with its country where it is written without. */
export interface NewContact {
  readonly target: string;
  readonly regionCode: string;
}

export async function addContact(user: number, kind: ContactKind, added: NewContact): Promise<Email | PhoneNumber> {
  const params = { path: { user } };
  const { target, regionCode } = added;
  const contact =
    kind === 'emails'
      ? await answer(api.POST('/users/{user}/contacts/emails', { params, body: { target } }))
      : await answer(api.POST('/users/{user}/contacts/phone-numbers', { params, body: { target, regionCode } }));
  await refreshContacts();
  return contact;
}

export async function removeContact(user: number, kind: ContactKind, id: number): Promise<void> {
  const params = { path: { user, id } };
  if (kind === 'emails') await answer(api.DELETE('/users/{user}/contacts/emails/{id}', { params }));
  else await answer(api.DELETE('/users/{user}/contacts/phone-numbers/{id}', { params }));
  await refreshContacts();
}

/** Makes a number the one that is meant where only one is. */
export async function makePrimary(user: number, { id, target, regionCode }: PhoneNumber): Promise<void> {
  const params = { path: { user, id } };
  const body = { target, regionCode, primary: true };
  await answer(api.PUT('/users/{user}/contacts/phone-numbers/{id}', { params, body }));
  await refreshContacts();
}

/** Sends a code; with the code, verifies. */
export async function verifyContact(user: number, kind: ContactKind, id: number, code?: string): Promise<void> {
  const own = { params: { path: { user, id } }, body: code === undefined ? {} : { code } };
  if (kind === 'emails') await answer(api.POST('/users/{user}/contacts/emails/{id}/verify', own));
  else await answer(api.POST('/users/{user}/contacts/phone-numbers/{id}/verify', own));
  if (code !== undefined) await refreshContacts();
}
