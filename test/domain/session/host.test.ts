import { describe, expect, it } from 'vitest';
import { hostAt, isForeign } from '../../../functions/domain/session/host.ts';

const host = hostAt('https://tocsin.example.com');
const evil = 'https://evil.example';
const own = 'https://tocsin.example.com';

describe('a request that brings cookies', () => {
  it.each([
    ['from this host', 'POST', own, 'same-origin', false],
    ['from this host, in an old browser', 'POST', own, undefined, false],
    ['of no page', 'POST', undefined, 'none', false],
    ['of no browser', 'DELETE', undefined, undefined, false],
    ['of one of our pages without referrer', 'POST', 'null', 'same-origin', false],
    ['of any page without origin', 'POST', 'null', undefined, true],
    ['from a sandbox', 'POST', 'null', 'cross-site', true],
    ['from another site', 'POST', evil, 'cross-site', true],
    ['from another site, in an old browser', 'PUT', evil, undefined, true],
    ['from another site that lies', 'POST', evil, 'same-origin', true],
    ['from a neighbour', 'DELETE', 'https://other.example.com', 'same-site', true],
    ['from a neighbour without origin', 'DELETE', undefined, 'same-site', true],
    ['from this host without TLS', 'POST', 'http://tocsin.example.com', 'cross-site', true],
    ['from this host on another port', 'POST', 'https://tocsin.example.com:8443', undefined, true],
    ['from a name that begins alike', 'POST', 'https://tocsin.example.com.evil.example', undefined, true],
    ['by any other method', 'PATCH', evil, undefined, true],
    ['to read', 'GET', evil, 'cross-site', false],
  ])('%s', (_case, method, origin, fetchSite, expected) => {
    expect(isForeign({ method, hasCookies: true, origin, fetchSite }, host)).toBe(expected);
  });

  it('is the only one that matters', () => {
    expect(isForeign({ method: 'POST', hasCookies: false, origin: evil, fetchSite: 'cross-site' }, host)).toBe(false);
  });
});

it('knows this machine by both its names, and passkeys by the one that is a name', () => {
  expect(hostAt('http://127.0.0.1:4010')).toEqual({
    origin: 'http://127.0.0.1:4010',
    origins: ['http://127.0.0.1:4010', 'http://localhost:4010'],
    passkeyDomain: 'localhost',
    passkeyOrigin: 'http://localhost:4010',
    isSecure: false,
  });
  expect(host).toEqual({
    origin: own,
    origins: [own],
    passkeyDomain: 'tocsin.example.com',
    passkeyOrigin: own,
    isSecure: true,
  });
});
