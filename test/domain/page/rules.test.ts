import { describe, expect, it } from 'vitest';
import { problemWithPicture, problemWithWebAddress } from '../../../functions/domain/page/pictures.ts';
import {
  isMailEntry,
  isRange,
  kindProblems,
  pageProblems,
  structureProblems,
} from '../../../functions/domain/page/rules.ts';
import type { PageElement, StatusPage } from '../../../functions/domain/page/status-page.ts';
import { aStatusPage, tenOClock } from '../../support/factories.ts';

const taken = { own: ['api.example.com', 'console.example.com'], pages: 'pages.example.com:4010' };
const fieldsOf = (facts: Partial<StatusPage>) => pageProblems(aStatusPage(1, facts), taken).map(({ field }) => field);
const many = <T>(count: number, of: (index: number) => T) => Array.from({ length: count }, (_, index) => of(index));

describe('a page', () => {
  it.each<[string, Partial<StatusPage>]>([
    ['a label alone', { subdomain: 'acme' }],
    ['a label of any case with a domain', { subdomain: 'Acme-2.ilert.io' }],
    ['a label of 63 characters', { subdomain: 'a'.repeat(63) }],
    ['a domain of its own', { domain: 'status.acme.org' }],
    ['a domain with a dot at its end', { domain: 'Status.acme.org.' }],
    ['no domain', { domain: '' }],
    ['a zone', { timezone: 'Europe/Berlin' }],
    ['no zone', { timezone: '' }],
    ['a hundred services', { services: many(100, (index) => index + 1) }],
    ['lists of a private page', { visibility: 'PRIVATE', ipWhitelist: ['192.0.2.1'], emailWhitelist: ['example.com'] }],
    ['500 ranges', { visibility: 'PRIVATE', ipWhitelist: many(500, (index) => `10.0.0.${index % 256}`) }],
    ['audiences of a private page', { visibility: 'PRIVATE', audienceSpecific: true }],
    ['everybody of a private page', { visibility: 'PRIVATE', accountWideView: true }],
  ])('may have %s', (_what, facts) => expect(fieldsOf(facts)).toEqual([]));

  it.each<[string, Partial<StatusPage>, string]>([
    ['no label', { subdomain: '' }, 'subdomain'],
    ['a label that begins with a hyphen', { subdomain: '-acme' }, 'subdomain'],
    ['a label that ends with a hyphen', { subdomain: 'acme-.example.com' }, 'subdomain'],
    ['a label of 64 characters', { subdomain: 'a'.repeat(64) }, 'subdomain'],
    ['a label with an underscore', { subdomain: 'ac_me' }, 'subdomain'],
    ['a label with an umlaut', { subdomain: 'äcme' }, 'subdomain'],
    ['an empty first label', { subdomain: '.example.com' }, 'subdomain'],
    ['an address as its label', { subdomain: 'https://acme.example.com' }, 'subdomain'],
    ['a path behind the label', { subdomain: 'acme.example.com/x' }, 'subdomain'],
    ['a blank', { subdomain: 'acme .example.com' }, 'subdomain'],
    ['a domain of one word', { domain: 'status' }, 'domain'],
    ['an address for a domain', { domain: 'https://status.acme.org' }, 'domain'],
    ['a port', { domain: 'status.acme.org:443' }, 'domain'],
    ['an IP address for a domain', { domain: '192.0.2.1' }, 'domain'],
    ['the host of the API', { domain: 'API.example.com.' }, 'domain'],
    ['the host below which pages live', { domain: 'pages.example.com' }, 'domain'],
    ['the host of another page', { domain: 'other.pages.example.com' }, 'domain'],
    ['a zone that is none', { timezone: 'Europe/Atlantis' }, 'timezone'],
    ['an offset for a zone', { timezone: '+02:00' }, 'timezone'],
    ['101 services', { services: many(101, (index) => index + 1) }, 'services'],
    ['a service twice', { services: [1, 2, 1] }, 'services[2].id'],
    ['a metric twice', { metrics: [5, 5] }, 'metrics[1].id'],
    ['addresses of a public page', { ipWhitelist: ['192.0.2.1'] }, 'ipWhitelist'],
    ['mail of a public page', { emailWhitelist: ['example.com'] }, 'emailWhitelist'],
    ['audiences of a public page', { audienceSpecific: true }, 'audienceSpecific'],
    ['everybody of a public page', { accountWideView: true }, 'accountWideView'],
    [
      'addresses of audiences',
      { visibility: 'PRIVATE', audienceSpecific: true, ipWhitelist: ['192.0.2.1'] },
      'ipWhitelist',
    ],
    [
      'mail of audiences',
      { visibility: 'PRIVATE', audienceSpecific: true, emailWhitelist: ['example.com'] },
      'emailWhitelist',
    ],
    [
      '501 ranges',
      { visibility: 'PRIVATE', ipWhitelist: many(501, (index) => `10.0.0.${index % 256}`) },
      'ipWhitelist',
    ],
    ['what is no range', { visibility: 'PRIVATE', ipWhitelist: ['192.0.2.1', 'x'] }, 'ipWhitelist[1]'],
    ['what is no mail', { visibility: 'PRIVATE', emailWhitelist: ['a@example.com', '@'] }, 'emailWhitelist[1]'],
    ['a picture over http', { logoUrl: 'http://example.com/logo.png' }, 'logoUrl'],
    ['an icon that is a script', { faviconUrl: 'javascript:alert(1)' }, 'faviconUrl'],
    ['a logo that leads to a script', { logoRedirectUrl: 'javascript:alert(1)' }, 'logoRedirectUrl'],
  ])('may not have %s', (_what, facts, field) => expect(fieldsOf(facts)).toEqual([field]));
});

describe('ranges of addresses', () => {
  it.each([
    '192.0.2.1',
    '192.0.2.0/24',
    '0.0.0.0/0',
    '10.0.0.1/32',
    '2001:db8::/32',
    '::1',
    '::ffff:192.0.2.1',
    '::/0',
  ])('are %s', (text) => expect(isRange(text)).toBe(true));

  it.each(['', ' 192.0.2.1', '192.0.2', '192.0.2.256', '192.0.2.0/33', '192.0.2.0/', '192.0.2.0/-1', '192.0.2.0/24/8'])(
    'are not %s',
    (text) => expect(isRange(text)).toBe(false),
  );

  it.each(['2001:db8::/129', 'fe80::1%eth0', '2001:db8::1::2', 'example.com', '192.0.2.1-9', '0x7f.1', '1e1.0.0.1/8'])(
    'are not %s either',
    (text) => expect(isRange(text)).toBe(false),
  );
});

describe('who is let in by mail', () => {
  it.each(['ada@example.com', 'Ada+x@Example.com', 'example.com', 'sub.example.co.uk'])('may be %s', (text) =>
    expect(isMailEntry(text)).toBe(true),
  );

  it.each(['', '@', 'ada@', '@example.com', 'ada@example', 'example', '*.example.com', 'a b@example.com', '10.0.0.1'])(
    'may not be %s',
    (text) => expect(isMailEntry(text)).toBe(false),
  );

  it.each(['<ada@example.com>', 'ada@example.com,bob@example.com', 'https://example.com', `${'a'.repeat(65)}@b.com`])(
    'may not be %s either',
    (text) => expect(isMailEntry(text)).toBe(false),
  );
});

describe('pictures', () => {
  const svg = (text: string) => `data:image/svg+xml;base64,${Buffer.from(text).toString('base64')}`;

  it.each([
    undefined,
    '',
    'https://example.com/logo.png?v=2',
    'data:image/png;base64,iVBORw0KGgo=',
    'data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22%3E%3Cpath%20d=%22M0%200%22/%3E%3C/svg%3E',
    svg('<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>'),
    `data:image/png;base64,${'A'.repeat(99_900)}`,
  ])('may be %s', (url) => expect(problemWithPicture(url)).toBeUndefined());

  it.each([
    ['plain http', 'http://example.com/logo.png'],
    ['a document', 'data:text/html,<script>alert(1)</script>'],
    ['too large', `data:image/png;base64,${'A'.repeat(100_000)}`],
    ['credentials', 'https://user:secret@example.com/logo.png'],
    ['a blank', 'https://example.com/a b'],
    ['no address', 'logo.png'],
    ['very long', `https://example.com/${'a'.repeat(2000)}`],
    ['a script', svg('<svg><script>alert(1)</script></svg>')],
    ['a handler', svg('<svg onload="alert(1)"/>')],
    ['a document within', svg('<svg><foreignObject/></svg>')],
    ['something loaded', svg('<svg><image href="https://evil.example/x.png"/></svg>')],
    ['a script address', svg('<svg><a xlink:href="javascript:alert(1)"/></svg>')],
    ['an entity', svg('<!DOCTYPE svg [<!ENTITY x "y">]><svg/>')],
    ['what cannot be decoded', 'data:image/svg+xml,%zz'],
  ])('may not be or have: %s', (_what, url) => expect(problemWithPicture(url)).toEqual(expect.any(String)));

  it.each([
    ['http://example.com', true],
    ['https://example.com/a?b#c', true],
    ['', true],
    ['ftp://example.com', false],
    ['//example.com', false],
    ['mailto:ada@example.com', false],
  ])('lead to %s: %s', (url, may) => expect(problemWithWebAddress(url) === undefined).toBe(may));
});

describe('the structure of a page', () => {
  const group = { name: 'Shop', createdAt: tenOClock, updatedAt: tenOClock };
  const problems = (...elements: PageElement[]) =>
    structureProblems({ services: [1, 2], groups: [{ id: 9, ...group }], elements });
  const service = (id: number) => ({ id, type: 'SERVICE' as const, options: [] });
  const groupOf = (id: number, ...children: number[]): PageElement => ({
    id,
    type: 'GROUP',
    options: [],
    children: children.map(service),
  });

  it('arranges what is there', () => {
    expect(problems(groupOf(9, 2), service(1))).toEqual([]);
    expect(problems()).toEqual([]);
    expect(problems(groupOf(9))).toEqual([]);
  });

  it.each<[string, PageElement[], string]>([
    ['a service that the page does not show', [service(3)], 'structure.elements[0].id'],
    ['a group that is not there', [service(1), groupOf(8)], 'structure.elements[1].id'],
    ['a group by the id of a service', [groupOf(1)], 'structure.elements[0].id'],
    ['a service that a group would hold', [groupOf(9, 1, 3)], 'structure.elements[0].children[1].id'],
    ['a group within a group', [groupOf(9, 9)], 'structure.elements[0].children[0].id'],
    ['a service twice', [service(1), groupOf(9, 1)], 'structure.elements[1].children[0].id'],
    ['a group twice', [groupOf(9), groupOf(9)], 'structure.elements[1].id'],
    ['a service with children', [{ ...service(1), children: [service(2)] }], 'structure.elements[0].children'],
  ])('does not name %s', (_what, elements, field) =>
    expect(problems(...elements).map((problem) => problem.field)).toEqual([field]),
  );
});

describe('the kind of a page', () => {
  const activated = aStatusPage(1, { visibility: 'PRIVATE', activatedAt: tenOClock });

  it('may change until it was activated', () => {
    expect(kindProblems(aStatusPage(1), aStatusPage(1, { visibility: 'PRIVATE', audienceSpecific: true }))).toEqual([]);
    expect(kindProblems(activated, activated)).toEqual([]);
  });

  it.each<[Partial<StatusPage>, string]>([
    [{ visibility: 'PUBLIC' }, 'visibility'],
    [{ audienceSpecific: true }, 'audienceSpecific'],
  ])('may not become %o after it', (facts, field) =>
    expect(kindProblems({ ...activated, ...facts }, activated).map((problem) => problem.field)).toEqual([field]),
  );
});
