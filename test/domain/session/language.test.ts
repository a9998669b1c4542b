import { describe, expect, it } from 'vitest';
import { hostAt, isForeign, isOwnMachine } from '../../../functions/domain/session/host.ts';
import { invitationQuota, letsIn, newInvitation } from '../../../functions/domain/session/invitation.ts';
import { askedLanguage } from '../../../functions/domain/session/language.ts';
import { attemptOf, quotaOfAddress, quotaOfNetwork } from '../../../functions/domain/session/link.ts';
import { networkOf } from '../../../functions/domain/session/network.ts';
import { mostPasskeys, userHandleOf } from '../../../functions/domain/session/passkey.ts';
import { safePath } from '../../../functions/domain/session/safe-path.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { tenOClock } from '../../support/factories.ts';

describe('the language a browser asks for', () => {
  it.each<[string | undefined, 'de' | 'en']>([
    [undefined, 'en'],
    ['', 'en'],
    ['de', 'de'],
    ['de-AT', 'de'],
    ['DE', 'de'],
    ['fr', 'en'],
    ['de,en', 'en'],
    ['de,en;q=0.8', 'de'],
    ['en;q=0.8, de ;q=0.9', 'de'],
    ['de;q=0.8,en;q=0.9', 'en'],
    ['de;q=0', 'en'],
    ['de;level=1;q=0.5,en;q=0.4', 'de'],
    ['de; q=0.5 ,en;q=0.4', 'de'],
    ['de;q=x,en;q=0.9', 'de'],
    ['de;q=0.1x,en;q=0.9', 'de'],
    ['de,en;q=1.0', 'en'],
    ['de;q=0.9;q=0.1,en;q=0.5', 'de'],
    ['de;xq=0.1,en;q=0.9', 'de'],
    ['de;q=0.1,de-CH;q=0.7,en;q=0.5', 'de'],
    ['dex', 'en'],
    [`${'x'.repeat(499)},de`, 'en'],
    [`${'x'.repeat(497)},de`, 'de'],
  ])('by "%s" is %s', (header, expected) => {
    expect(askedLanguage(header)).toBe(expected);
  });
});

describe('a link that lets somebody in', () => {
  it('is good for ten minutes from when they asked, for the browser that asked', () => {
    const signIn = { attemptId: 'A', email: 'ada@example.com', browserHash: 'h', to: '/x', askedAt: tenOClock };
    expect(attemptOf({ v: 1, signIn }, 7)).toEqual({
      id: 'A',
      kind: 'LINK',
      browserHash: 'h',
      userId: 7,
      email: 'ada@example.com',
      to: '/x',
      createdAt: tenOClock,
      expiresOn: plus(tenOClock, { minutes: 10 }),
    });
    const page = attemptOf({ v: 1, signIn: { ...signIn, page: 4 } });
    expect(page).toMatchObject({ page: 4 });
    expect(page).not.toHaveProperty('userId');
    expect(attemptOf({ v: 1, signIn })).not.toHaveProperty('page');
  });

  it('is sent to one address five times in a quarter of an hour, to one network as often as is allowed', () => {
    expect(quotaOfAddress).toEqual({ most: 5, within: { minutes: 15 } });
    expect(quotaOfNetwork(30)).toEqual({ most: 30, within: { minutes: 15 } });
  });
});

describe('an invitation', () => {
  const user = { id: 7, email: 'Ada@example.com' };
  const sent = newInvitation('I', user, tenOClock);

  it('is sent to one address five times in an hour', () => {
    expect(invitationQuota).toEqual({ most: 5, within: { hours: 1 } });
  });

  it('lets in for a week whoever it was sent to, at the address it was sent to', () => {
    expect(sent).toMatchObject({ userId: 7, email: 'ada@example.com', expiresOn: plus(tenOClock, { days: 7 }) });
    expect(letsIn(sent, user, minus(sent.expiresOn, { milliseconds: 1 }))).toBe(true);
    expect(letsIn(sent, user, sent.expiresOn)).toBe(false);
    expect(letsIn(sent, { ...user, id: 8 }, tenOClock)).toBe(false);
    expect(letsIn(sent, { ...user, email: 'b@example.com' }, tenOClock)).toBe(false);
    expect(letsIn(sent, { ...user, email: 'ADA@EXAMPLE.COM' }, tenOClock)).toBe(true);
  });
});

describe('a passkey', () => {
  it('is one of twenty at most, and says nothing of whose it is but a number', () => {
    expect(mostPasskeys).toBe(20);
    expect(Buffer.from(userHandleOf(7), 'base64url').toString()).toBe('user-7');
  });
});

describe('the host where people sign in', () => {
  it.each([
    ['https://tocsin.example.com', ['https://tocsin.example.com'], 'tocsin.example.com', true],
    ['http://127.0.0.1:8080', ['http://127.0.0.1:8080', 'http://localhost:8080'], 'localhost', false],
    ['http://localhost:8080', ['http://localhost:8080'], 'localhost', false],
    ['https://127.0.0.1.example.com', ['https://127.0.0.1.example.com'], '127.0.0.1.example.com', true],
  ])('at %s', (url, origins, passkeyDomain, isSecure) => {
    expect(hostAt(`${url}/x`)).toEqual({
      origin: url,
      origins,
      passkeyDomain,
      passkeyOrigin: origins.at(-1),
      isSecure,
    });
  });

  it('is somebody’s own machine by its address alone', () => {
    for (const url of ['http://127.0.0.1:1', 'http://[::1]:1', 'http://localhost'])
      expect(isOwnMachine(url)).toBe(true);
    for (const url of ['https://localhost', 'http://tocsin.example.com', 'http://localhost.example.com'])
      expect(isOwnMachine(url)).toBe(false);
  });

  const request = (facts: Partial<Parameters<typeof isForeign>[0]>) =>
    isForeign(
      { method: 'POST', hasCookies: true, origin: undefined, fetchSite: undefined, ...facts },
      { origins: ['https://a.example'] },
    );

  it.each<[string, Partial<Parameters<typeof isForeign>[0]>, boolean]>([
    ['from another site', { origin: 'https://b.example' }, true],
    ['from another site, by what the browser says', { origin: 'https://a.example', fetchSite: 'cross-site' }, true],
    ['from a neighbour', { fetchSite: 'same-site' }, true],
    ['from this host', { origin: 'https://a.example', fetchSite: 'same-origin' }, false],
    ['from the address bar', { fetchSite: 'none' }, false],
    ['from no browser', {}, false],
    ['from a page without referrer of this host', { origin: 'null', fetchSite: 'same-origin' }, false],
    ['from a page without referrer', { origin: 'null' }, true],
    ['from a page without referrer, by the address bar', { origin: 'null', fetchSite: 'none' }, true],
    ['without cookies', { hasCookies: false, origin: 'https://b.example' }, false],
    ['that changes nothing', { method: 'GET', origin: 'https://b.example' }, false],
    ['that asks for the head', { method: 'HEAD', origin: 'https://b.example' }, false],
    ['that asks what is allowed', { method: 'OPTIONS', origin: 'https://b.example' }, false],
    ['that deletes', { method: 'DELETE', origin: 'https://b.example' }, true],
  ])('takes a request %s for foreign: %s', (_whence, facts, expected) => {
    expect(request(facts)).toBe(expected);
  });
});

describe('the network somebody calls from', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['1::ffff:192.0.2.1', '1:0:0:0::/64'],
    ['::ffff:192.0.2.1x', '0:0:0:0::/64'],
    ['1:2::3:4:5:6:7:8', '1:2:3:4::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8::4:5:6:7', '2001:db8:0:0::/64'],
    ['2001:db8::3:4:5:6:7', '2001:db8:0:3::/64'],
    ['::2:3:4:5:6:7:8', '0:2:3:4::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['1::', '1:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['1:2:3:4:5:6:7::8', '1:2:3:4::/64'],
    ['1:2:3:4:5:6:7:8::', '1:2:3:4::/64'],
    ['2001:db8:0000:10::1', '2001:db8:0:10::/64'],
  ])('of %s is %s', (address, expected) => {
    expect(networkOf(address)).toBe(expected);
  });
});

describe('where to go after signing in', () => {
  it('is a path of bounded length that can be read', () => {
    expect(safePath(`/${'x'.repeat(1999)}`)).toHaveLength(2000);
    expect(safePath(`/${'x'.repeat(2000)}`)).toBe('/');
    for (const to of [null, undefined, '//', '///[', '/\ud800', 'x', '//here.invalid/x'])
      expect(safePath(to).startsWith('//')).toBe(false);
    expect(safePath('/a?b=c#d')).toBe('/a?b=c#d');
  });
});
