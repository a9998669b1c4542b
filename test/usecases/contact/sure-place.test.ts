import { describe, expect, it } from 'vitest';
import type { EmailContact, PhoneContact, User } from '../../../functions/domain/user/user.ts';
import { contactOf, placeOf, surePlaceOf, withContact } from '../../../functions/usecases/contact/contacts.ts';
import { aUser } from '../../support/factories.ts';

const email = (id: number, facts: Partial<EmailContact> = {}): EmailContact => ({
  id,
  target: `Mail${id}@example.com`,
  address: `mail${id}@example.com`,
  status: 'OK',
  verified: true,
  ...facts,
});
const phone = (id: number, facts: Partial<PhoneContact> = {}): PhoneContact => ({
  id,
  target: `0151 ${id}`,
  e164: `+49151${id}`,
  regionCode: 'DE',
  primary: false,
  status: 'OK',
  verified: true,
  ...facts,
});
const user = (facts: Partial<User>): User => aUser(1, { email: 'Login@example.com', emails: [], phones: [], ...facts });
const login = email(9, { address: 'login@example.com' });

describe('where somebody is reached in any case', () => {
  it.each<[string, Partial<User>, number | undefined]>([
    ['at the login address', { emails: [email(1), login], phones: [phone(5)] }, 9],
    ['not at a login address that is not verified', { emails: [email(1), { ...login, verified: false }] }, 1],
    ['not at a login address that is locked', { emails: [{ ...login, status: 'LOCKED' }, email(1)] }, 1],
    ['else at the first address that works', { emails: [email(1, { verified: false }), email(2), email(3)] }, 2],
    ['an address before a number', { emails: [email(3)], phones: [phone(5)] }, 3],
    ['else at the first number that works', { phones: [phone(5, { status: 'LOCKED' }), phone(6), phone(7)] }, 6],
    [
      'nowhere, when nothing works',
      { emails: [email(1, { verified: false })], phones: [phone(5, { verified: false })] },
      undefined,
    ],
  ])('is %s', (_where, facts, expected) => {
    expect(surePlaceOf(user(facts))?.id).toBe(expected);
  });

  it('says how: mail goes to what was typed, texts and calls to the whole number', () => {
    expect(placeOf(email(1))).toEqual({ id: 1, channel: 'EMAIL', target: 'Mail1@example.com' });
    expect(placeOf(phone(5))).toEqual({ id: 5, channel: 'SMS', target: '+491515' });
    expect(placeOf(phone(5), 'VOICE')).toEqual({ id: 5, channel: 'VOICE', target: '+491515' });
  });
});

describe('a contact of a user', () => {
  const somebody = user({ emails: [email(1), email(2)], phones: [phone(5)] });

  it('is found by its kind and id', () => {
    expect(contactOf(somebody, 'emails', 2).id).toBe(2);
    expect(contactOf(somebody, 'phone-numbers', 5).id).toBe(5);
    expect(() => contactOf(somebody, 'emails', 5)).toThrow('contact 5 was not found');
    expect(() => contactOf(somebody, 'phone-numbers', 1)).toThrow('contact 1 was not found');
  });

  it('is changed alone', () => {
    const changed = withContact(somebody, 2, { verified: false });
    expect(changed.emails.map(({ verified }) => verified)).toEqual([true, false]);
    expect(changed.phones).toEqual(somebody.phones);
    expect(withContact(somebody, 5, { verified: false }).phones).toMatchObject([{ verified: false }]);
  });
});
