import { describe, expect, it } from 'vitest';
import { aimed } from '../../../functions/domain/notification/aim.ts';
import type { Notification, NotificationKind } from '../../../functions/domain/notification/notification.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import {
  type ApiKey,
  endOfSuccessor,
  isLimitedKey,
  isValidKey,
  keyText,
} from '../../../functions/domain/user/api-key.ts';
import {
  contactById,
  contactProblem,
  hasOptedOut,
  targetOf,
  withTexts,
} from '../../../functions/domain/user/contact-use.ts';
import { countryKnownOf, isCountryAllowed, phoneCountriesIn } from '../../../functions/domain/user/phone-countries.ts';
import type { EmailContact, Method, PhoneContact } from '../../../functions/domain/user/user.ts';
import { aUser, tenOClock } from '../../support/factories.ts';

const phone = (facts: Partial<PhoneContact> = {}): PhoneContact => ({
  id: 12,
  target: '0151 1',
  e164: '+49151',
  regionCode: 'DE',
  primary: true,
  status: 'OK',
  verified: true,
  ...facts,
});
const email = (facts: Partial<EmailContact> = {}): EmailContact => ({
  id: 11,
  target: 'Ada@example.com',
  address: 'ada@example.com',
  status: 'OK',
  verified: true,
  ...facts,
});
const locked = { status: 'LOCKED' } as const;

describe('a contact', () => {
  it.each<[string, EmailContact | PhoneContact | undefined, Method, string | undefined]>([
    ['that is there', phone(), 'SMS', undefined],
    ['that is not there', undefined, 'SMS', 'CONTACT_MISSING'],
    ['that nobody verified', email({ verified: false }), 'EMAIL', 'CONTACT_NOT_VERIFIED'],
    ['that is locked and not verified', phone({ ...locked, verified: false }), 'SMS', 'CONTACT_NOT_VERIFIED'],
    ['that is locked', phone(locked), 'VOICE', 'CONTACT_BLOCKED'],
    ['whose owner wants no texts, by text', phone({ ...locked, optedOut: true }), 'SMS', 'CONTACT_BLOCKED'],
    ['whose owner wants no texts, by call', phone({ ...locked, optedOut: true }), 'VOICE', undefined],
    [
      'that is barred, whatever its owner wants',
      phone({ status: 'BLACKLISTED', optedOut: true }),
      'VOICE',
      'CONTACT_BLOCKED',
    ],
    ['that is locked by mail', email(locked), 'EMAIL', 'CONTACT_BLOCKED'],
  ])('%s reaches somebody: %o by %s has the problem %s', (_what, contact, method, problem) => {
    expect(contactProblem(contact, method)).toBe(problem);
  });

  it('is found by its id among all, and leads to a number or an address', () => {
    const user = aUser(1, { emails: [email()], phones: [phone()] });
    expect(contactById(user, 11)).toEqual(email());
    expect(contactById(user, 12)).toEqual(phone());
    expect(contactById(user, undefined)).toBeUndefined();
    expect([targetOf(phone()), targetOf(email())]).toEqual(['+49151', 'ada@example.com']);
  });

  it('is one of a number whose owner wants no texts, or not', () => {
    expect([phone({ optedOut: true }), phone({ optedOut: false }), phone(), email()].map(hasOptedOut)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('a number whose owner wants no texts, or wants them again', () => {
  const other = phone({ id: 13, e164: '+49152' });
  const out = phone({ ...locked, optedOut: true });
  it.each<[string, PhoneContact, boolean, Partial<PhoneContact> | undefined]>([
    ['is locked', phone(), false, { status: 'LOCKED', optedOut: true }],
    [
      'stays locked by somebody else, and knows why besides',
      phone(locked),
      false,
      { status: 'LOCKED', optedOut: true },
    ],
    ['is as it was when that is known', out, false, undefined],
    ['is free again', out, true, { status: 'OK' }],
    ['stays open where it was opened since', phone({ optedOut: true }), true, { status: 'OK' }],
    ['is as it was when nobody minded', phone(), true, undefined],
    ['stays barred', phone({ status: 'BLACKLISTED' }), false, { status: 'BLACKLISTED', optedOut: true }],
    [
      'stays barred, though texts are wanted again',
      phone({ status: 'BLACKLISTED', optedOut: true }),
      true,
      { status: 'BLACKLISTED' },
    ],
  ])('%s', (_what, contact, wanted, expected) => {
    const user = aUser(1, { phones: [contact, other] });
    const changed = withTexts(user, '+49151', wanted);
    if (expected === undefined) return expect(changed).toBeUndefined();
    const { optedOut: _optedOut, ...rest } = contact;
    expect(changed).toEqual({ ...user, phones: [{ ...rest, ...expected }, other] });
  });

  it('concerns nobody who does not have it', () => {
    expect(withTexts(aUser(1, { phones: [other] }), '+49151', false)).toBeUndefined();
  });
});

describe('the countries that are texted and called', () => {
  it('are all, or those of a list', () => {
    expect(phoneCountriesIn('*')).toBeUndefined();
    expect(phoneCountriesIn('DE,GB')).toEqual(new Set(['DE', 'GB']));
    expect(isCountryAllowed(undefined, undefined)).toBe(true);
    expect(isCountryAllowed(new Set(['DE']), 'DE')).toBe(true);
    expect(isCountryAllowed(new Set(['DE']), 'FR')).toBe(false);
    expect(isCountryAllowed(new Set(['DE']), undefined)).toBe(false);
  });

  it('are known of a number by a contact that has one', () => {
    const phones = [
      phone({ country: undefined }),
      phone({ id: 13, e164: '+1', country: 'CA' }),
      phone({ id: 14, country: 'DE' }),
    ];
    expect(countryKnownOf(phones, '+49151')).toBe('DE');
    expect(countryKnownOf(phones, '+1')).toBe('CA');
    expect(countryKnownOf(phones.slice(0, 1), '+49151')).toBeUndefined();
  });
});

describe('where a notification goes when its contact was corrected', () => {
  const user = aUser(1, { emails: [email({ address: 'new@example.com' })], phones: [phone({ e164: '+49999' })] });
  const notification = (facts: Partial<Notification>): Notification => ({
    scope: 'ALERT#1',
    id: 1,
    kind: 'PAGE',
    channel: 'SMS',
    target: '+49151',
    language: 'en',
    userId: 1,
    contactId: 12,
    status: 'QUEUED',
    at: tenOClock,
    attempts: 0,
    createdAt: tenOClock,
    ...facts,
  });
  const mail = { channel: 'EMAIL', contactId: 11, target: 'old@example.com' } as const;

  it.each<NotificationKind>(['PAGE', 'ASSIGNMENT', 'UPDATE', 'SUMMARY', 'NOTICE'])('%s goes to the new one', (kind) => {
    expect(aimed(notification({ kind }), user).target).toBe('+49999');
    expect(aimed(notification({ kind, channel: 'VOICE' }), user).target).toBe('+49999');
    expect(aimed(notification({ kind, ...mail }), user).target).toBe('new@example.com');
  });

  it.each<NotificationKind>(['CONFIRMATION', 'VERIFICATION', 'TEST'])('%s goes where it was asked for', (kind) => {
    expect(aimed(notification({ kind }), user).target).toBe('+49151');
  });

  it.each<[string, Partial<Notification>]>([
    ['is a push', { channel: 'PUSH', target: 'token' }],
    ['is the canary’s', { channel: 'NULL' }],
    ['has no contact', { contactId: undefined }],
    ['has a contact that is gone', { contactId: 99 }],
    ['has a contact of another kind', { contactId: 11 }],
    ['is a mail to a number', { ...mail, contactId: 12 }],
    ['goes there already', { target: '+49999' }],
    ['goes there already, spelled otherwise', { ...mail, target: 'NEW@example.com' }],
  ])('one that %s stays as it is', (_what, facts) => {
    const one = notification(facts);
    expect(aimed(one, user)).toBe(one);
    expect(aimed(one, undefined)).toBe(one);
  });
});

describe('an API key', () => {
  const key = (facts: Partial<ApiKey> = {}): ApiKey => ({
    id: 1,
    hash: 'h',
    userId: 1,
    name: 'k',
    createdAt: tenOClock,
    ...facts,
  });

  it('says what it is, and whether it was made with limits', () => {
    expect(keyText('abc', false)).toBe('tocsin_abc');
    expect(keyText('abc', true)).toBe('tocsin_limited_abc');
    expect([keyText('abc', true), keyText('abc', false), 'xtocsin_limited_abc'].map(isLimitedKey)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('opens until its end, which is exclusive', () => {
    expect(isValidKey({}, tenOClock)).toBe(true);
    expect(isValidKey({ validUntil: tenOClock }, tenOClock)).toBe(false);
    expect(isValidKey({ validUntil: tenOClock }, minus(tenOClock, { milliseconds: 1 }))).toBe(true);
  });

  it('has a successor that lives as long as it was meant to itself', () => {
    const now = plus(tenOClock, { days: 20 });
    expect(endOfSuccessor(key(), now)).toBeUndefined();
    expect(endOfSuccessor(key({ validUntil: plus(tenOClock, { days: 30 }) }), now)).toBe(plus(now, { days: 30 }));
  });
});
