import { describe, expect, it } from 'vitest';
import { isListedAddress, isListedMail, maySeePage } from '../../../functions/domain/page/may-see.ts';
import { problemWithPicture, problemWithWebAddress } from '../../../functions/domain/page/pictures.ts';
import {
  isMailEntry,
  isRange,
  kindProblems,
  pageProblems,
  structureProblems,
  takesSubscribers,
} from '../../../functions/domain/page/rules.ts';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import { aStatusPage, tenOClock } from '../../support/factories.ts';

const taken = { own: ['api.example.com'], pages: 'pages.example.com:4010' };
const problemsOf = (facts: Partial<StatusPage>, hosts: Parameters<typeof pageProblems>[1] = taken) =>
  pageProblems(aStatusPage(1, facts), hosts).map(({ field, message }) => `${field} ${message}`);
const many = <T>(count: number, of: (index: number) => T) => Array.from({ length: count }, (_, index) => of(index));
const isPrivate = { visibility: 'PRIVATE' } as const;

describe('what is wrong with a page', () => {
  it.each<[string, Partial<StatusPage>]>([
    ['domain is the host of the API or of the console', { domain: 'api.example.com' }],
    ['domain must not be below pages.example.com, where pages have their label', { domain: 'pages.example.com' }],
    ['domain must be a domain name such as status.example.com', { domain: 'example.123' }],
    ['services must be at most 100', { services: many(101, (index) => index + 1) }],
    ['metrics must be at most 50', { metrics: many(51, (index) => index + 1) }],
    ['logoUrl must be an https address or data:image/…', { logoUrl: 'http://example.com/logo.png' }],
    ['logoRedirectUrl must be an http or https address', { logoRedirectUrl: 'ftp://example.com' }],
    ['ipWhitelist is for private pages only', { ipWhitelist: ['192.0.2.1'] }],
    [
      'emailWhitelist is not for audience-specific pages, which people have to sign in to',
      { ...isPrivate, audienceSpecific: true, emailWhitelist: ['example.com'] },
    ],
    [
      'ipWhitelist[0] must be an address or a range such as 192.0.2.0/24 or 2001:db8::/32',
      { ...isPrivate, ipWhitelist: ['x', 'y'] },
    ],
    ['emailWhitelist[0] must be an e-mail address or a domain', { ...isPrivate, emailWhitelist: ['x'] }],
    [
      'emailWhitelist must be at most 500',
      { ...isPrivate, emailWhitelist: many(501, (index) => `a${index}@example.com`) },
    ],
  ])('is told: %s', (told, facts) => expect(problemsOf(facts)).toEqual([told]));

  it('is nothing at the bounds', () => {
    const mail = many(500, (index) => `a${index}@example.com`);
    expect(problemsOf({ metrics: many(50, (index) => index + 1) })).toEqual([]);
    expect(problemsOf({ ...isPrivate, emailWhitelist: mail })).toEqual([]);
    expect(problemsOf({ domain: 'status.undefined' }, { own: [] })).toEqual([]);
    expect(problemsOf({ domain: 'notpages.example.com' })).toEqual([]);
    const long = `${many(4, () => 'a'.repeat(61)).join('.')}.`;
    expect(problemsOf({ domain: `${long}${'b'.repeat(253 - long.length)}` })).toEqual([]);
    expect(problemsOf({ domain: `${long}${'b'.repeat(254 - long.length)}` })).toHaveLength(1);
    expect(problemsOf({ subdomain: `acme.${'a.'.repeat(20)}` })).toEqual([]);
    expect(problemsOf({ subdomain: `acme.${'a.'.repeat(21)}` })).toHaveLength(1);
  });

  it('is told of its structure in words', () => {
    const elements = [
      { id: 1, type: 'SERVICE' as const, options: [] },
      { id: 1, type: 'SERVICE' as const, options: [], children: [{ id: 3, type: 'SERVICE' as const, options: [] }] },
      { id: 9, type: 'GROUP' as const, options: [] },
    ];
    const problems = structureProblems({ services: [1], groups: [], elements });
    expect(problems.map(({ field, message }) => `${field} ${message}`)).toEqual([
      'structure.elements[1].id is named twice',
      'structure.elements[1].children is for groups only',
      'structure.elements[1].children[0].id there is no service 3 on this page',
      'structure.elements[2].id there is no group 9 on this page',
    ]);
    expect(structureProblems({ services: [], groups: [] })).toEqual([]);
  });

  it('is that its kind changes once it was activated', () => {
    const activated = aStatusPage(1, { ...isPrivate, activatedAt: tenOClock });
    const next = { ...activated, visibility: 'PUBLIC' as const, audienceSpecific: true };
    const message = 'cannot be changed once the page was activated';
    expect(kindProblems(next, activated)).toEqual([
      { field: 'visibility', message },
      { field: 'audienceSpecific', message },
    ]);
  });
});

describe('people outside', () => {
  const open = aStatusPage(1, { activatedAt: tenOClock });
  it.each<[string, StatusPage | undefined, boolean]>([
    ['a public page', open, true],
    ['no page', undefined, false],
    ['a private page', { ...open, ...isPrivate }, false],
    ['a page that hides how', { ...open, showSubscribeAction: false }, false],
    ['a page that was not activated', aStatusPage(1), false],
  ])('may subscribe to %s: %s', (_what, page, may) => {
    expect(takesSubscribers(page)).toBe(may);
  });

  it.each([
    ['2001:db8::1/128', true],
    ['192.0.2.0/32', true],
    ['192.0.2.0/1234', false],
    ['192.0.2.0/2x', false],
    ['192.0.2.0/0x10', false],
  ])('come from a range: %s %s', (text, is) => expect(isRange(text)).toBe(is));

  it.each([
    [`${'a'.repeat(64)}@b.com`, true],
    [`${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`, true],
    [`${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(62)}`, false],
    ['a,b@example.com', false],
    ['"a"@example.com', false],
    ['a@b@example.com', false],
  ])('write from %s: %s', (text, may) => expect(isMailEntry(text)).toBe(may));
});

describe('who is let in', () => {
  const page = aStatusPage(1, {
    ...isPrivate,
    emailWhitelist: ['Ada@example.com', 'Acme.org.'],
    ipWhitelist: ['192.0.2.1', '198.51.100.0/24', '2001:db8::/32', '2001:db9::5'],
  });
  it.each([
    ['ada@EXAMPLE.com', true],
    ['bob@example.com', false],
    ['bob@acme.org', true],
    ['bob@www.acme.org', false],
    ['acme.org@example.com', false],
  ])('by mail: %s %s', (mail, is) => {
    expect(isListedMail(page, mail)).toBe(is);
    expect(isListedMail({ ...page, visibility: 'PUBLIC' }, mail)).toBe(false);
    expect(isListedMail({ ...page, audienceSpecific: true }, mail)).toBe(false);
  });

  it.each([
    ['192.0.2.1', true],
    ['192.0.2.2', false],
    ['198.51.100.255', true],
    ['198.51.101.0', false],
    ['2001:db8:ffff::1', true],
    ['2001:db9::5', true],
    ['2001:db9::6', false],
    ['x', false],
  ])('from an address: %s %s', (address, is) => {
    expect(isListedAddress(page, address)).toBe(is);
    expect(isListedAddress({ ...page, visibility: 'PUBLIC' }, address)).toBe(false);
    expect(isListedAddress({ ...page, audienceSpecific: true }, address)).toBe(false);
  });

  it('is no alert source or tool, however open a private page is', () => {
    const source = { kind: 'source', sourceId: 5, name: 'Prometheus', via: 'API' } as never;
    expect(maySeePage(source, { ...page, accountWideView: true })).toBe(false);
    expect(maySeePage(source, { ...page, visibility: 'PUBLIC' })).toBe(true);
  });
});

describe('pictures', () => {
  const says = (url: string) => problemWithPicture(url) ?? 'fine';
  it.each([
    ['an address that only mentions data', 'https://example.com/?data:image/png,x', 'fine'],
    ['a text', 'data:text/html,x', 'must be data:image/ with png, jpeg, gif, webp, avif, x-icon or svg+xml'],
    [
      'a text that only mentions a picture',
      'data:text/html,data:image/png,x',
      'must be data:image/ with png, jpeg, gif, webp, avif, x-icon or svg+xml',
    ],
    ['as much as may be', `data:image/png,${'a'.repeat(100_000 - 15)}`, 'fine'],
    ['more than may be', `data:image/png,${'a'.repeat(100_001 - 15)}`, 'must have at most 100000 characters'],
    ['a dot matrix that only mentions a drawing', 'data:image/png,data:image/svg,<script', 'fine'],
    ['what cannot be decoded', 'data:image/svg+xml,%zz', 'cannot be read'],
    [
      'a drawing that only seems to be packed',
      'data:image/svg+xml;base64;x=y,<svg><script>alert(1)</script></svg>',
      'must be a drawing without scripts, animations, and anything that it loads',
    ],
    [
      'a drawing that is packed in capitals',
      `DATA:image/SVG+xml;BASE64,${Buffer.from('<svg onload="a()"/>').toString('base64')}`,
      'must be a drawing without scripts, animations, and anything that it loads',
    ],
    ['a drawing', 'data:image/svg+xml,<svg><path d="M0 0"/></svg>', 'fine'],
  ])('%s', (_what, url, said) => expect(says(url)).toBe(said));

  it('lead to an address of two thousand letters at most, without a name or a password', () => {
    const long = (length: number) => `https://example.com/${'a'.repeat(length - 20)}`;
    expect(problemWithWebAddress(long(2000))).toBeUndefined();
    expect(problemWithWebAddress(long(2001))).toBe('must be an http or https address');
    expect(problemWithWebAddress('https://:secret@example.com')).toBe('must be an http or https address');
    expect(problemWithWebAddress('https://ada@example.com')).toBe('must be an http or https address');
    expect(problemWithWebAddress(undefined)).toBeUndefined();
  });
});
