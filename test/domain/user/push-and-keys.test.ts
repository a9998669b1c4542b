import { createECDH } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { endOfSuccessor, isLimitedKey, isValidKey, keyText } from '../../../functions/domain/user/api-key.ts';
import { countryKnownOf, isCountryAllowed, phoneCountriesIn } from '../../../functions/domain/user/phone-countries.ts';
import {
  browserTarget,
  pushTargetOf,
  pushTargetsOf,
  readBrowserTarget,
  shownEnd,
  withoutPushTarget,
} from '../../../functions/domain/user/push-targets.ts';
import { fullName, isMuted } from '../../../functions/domain/user/user.ts';
import { endpointProblem, isPointOnCurve, pushCurve } from '../../../functions/domain/user/web-push.ts';
import { aUser, tenOClock as ten } from '../../support/factories.ts';

const browser = {
  id: 14,
  endpoint: 'https://push.example.com/abc123',
  p256dh: 'key_-1',
  auth: 'secret',
  name: 'Firefox',
  createdAt: ten,
  lastSeenAt: ten,
};
const target = 'https://push.example.com/abc123#key_-1.secret';
const user = { ...aUser(1), browsers: [browser, { ...browser, id: 15, auth: 'other' }] };

describe('where a person gets pushes', () => {
  it('is each app, then each browser', () => {
    expect(pushTargetsOf(user)).toEqual([
      { id: 13, target: 'token-1', platform: 'GCM', name: undefined },
      { id: 14, target, platform: 'WEB', name: 'Firefox' },
      { id: 15, target: 'https://push.example.com/abc123#key_-1.other', platform: 'WEB', name: 'Firefox' },
    ]);
    expect(pushTargetsOf(aUser(1))).toHaveLength(1);
    expect(pushTargetOf(user, target)?.id).toBe(14);
    expect(pushTargetOf(user, 'gone')).toBeUndefined();
  });

  it('is told and read in one text', () => {
    expect(browserTarget(browser)).toBe(target);
    const { endpoint, p256dh, auth } = browser;
    expect(readBrowserTarget(target)).toEqual({ endpoint, p256dh, auth });
    for (const none of [
      'token-1',
      `x${target}`,
      `${target}!`,
      target.replace('https', 'http'),
      target.replace('.s', ''),
    ])
      expect(readBrowserTarget(none)).toBeUndefined();
  });

  it('is shown by its end, and never with its keys', () => {
    expect(shownEnd(target)).toBe('abc123');
    expect(shownEnd('a-long-token')).toBe('-token');
  });

  it('is forgotten once it takes none any more', () => {
    const without = withoutPushTarget(user, target);
    expect(without?.browsers?.map(({ id }) => id)).toEqual([15]);
    expect(without?.devices).toEqual(user.devices);
    expect(withoutPushTarget(user, 'token-1')).toEqual({ ...user, devices: [] });
    expect(withoutPushTarget(aUser(1), 'token-1')).toEqual({ ...aUser(1), devices: [] });
    expect(withoutPushTarget(user, 'gone')).toBeUndefined();
  });

  it.each([
    ['https://push.example.com/abc', undefined],
    ['https://push.example.com/a b', 'must be an address (URL)'],
    ['https://push.example.com/ä', 'must be an address (URL)'],
    ['push', 'must be an address (URL)'],
    ['http://push.example.com/abc', 'must be an https address without credentials'],
    ['https://ada@push.example.com/abc', 'must be an https address without credentials'],
    ['https://:secret@push.example.com/abc', 'must be an https address without credentials'],
    ['https://push.example.com/abc#', 'must not have a fragment'],
    ['https://127.0.0.1/abc', 'cannot be reached: the address is not public'],
  ])('may be at %s: %s', (text, problem) => expect(endpointProblem(text)).toBe(problem));

  it('has a key that is a point of the curve', () => {
    const key = createECDH(pushCurve).generateKeys();
    expect(isPointOnCurve(key.toString('base64url'))).toBe(true);
    expect(isPointOnCurve(createECDH(pushCurve).generateKeys('base64url', 'compressed'))).toBe(false);
    expect(isPointOnCurve(Buffer.concat([key, Buffer.of(1)]).toString('base64url'))).toBe(false);
    expect(isPointOnCurve(Buffer.alloc(65, 4).toString('base64url'))).toBe(false);
    expect(isPointOnCurve(createECDH(pushCurve).generateKeys('base64url', 'hybrid'))).toBe(false);
    expect(isPointOnCurve('')).toBe(false);
  });
});

describe('a key', () => {
  const key = { id: 1, hash: '', userId: 1, name: '', createdAt: ten };
  it('says what it is', () => {
    expect([keyText('s', false), keyText('s', true)]).toEqual(['tocsin_s', 'tocsin_limited_s']);
    expect([isLimitedKey('tocsin_s'), isLimitedKey('tocsin_limited_s'), isLimitedKey('x tocsin_limited_')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('opens nothing from its end on, and its successor lives as long', () => {
    const end = plus(ten, { days: 30 });
    expect(isValidKey({}, ten)).toBe(true);
    expect(isValidKey({ validUntil: end }, plus(end, { milliseconds: -1 }))).toBe(true);
    expect(isValidKey({ validUntil: end }, end)).toBe(false);
    expect(endOfSuccessor(key, end)).toBeUndefined();
    expect(endOfSuccessor({ ...key, validUntil: end }, plus(ten, { days: 20 }))).toBe(plus(ten, { days: 50 }));
  });
});

describe('a person', () => {
  it('has a name, and may be muted for a while', () => {
    expect(fullName({ firstName: '', lastName: 'Lovelace' })).toBe('Lovelace');
    expect(fullName({ firstName: 'Ada', lastName: 'Lovelace' })).toBe('Ada Lovelace');
    expect([isMuted({}, ten), isMuted({ mutedUntil: ten }, ten)]).toEqual([false, false]);
    expect(isMuted({ mutedUntil: plus(ten, { milliseconds: 1 }) }, ten)).toBe(true);
  });

  it('has numbers of countries, of which some are called', () => {
    const some = phoneCountriesIn('DE,AT');
    expect(phoneCountriesIn('*')).toBeUndefined();
    expect(['DE', 'AT', 'CH', undefined].map((country) => isCountryAllowed(some, country))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(isCountryAllowed(undefined, undefined)).toBe(true);
    const [phone] = aUser(1).phones;
    if (phone === undefined) throw new Error('there is no phone');
    const phones = [
      { ...phone, country: undefined },
      { ...phone, country: 'DE' },
      { ...phone, e164: '+1', country: 'US' },
    ];
    expect(countryKnownOf(phones as never, phone.e164)).toBe('DE');
    expect(countryKnownOf([phone], phone.e164)).toBeUndefined();
    expect(countryKnownOf(phones as never, '+2')).toBeUndefined();
  });
});
