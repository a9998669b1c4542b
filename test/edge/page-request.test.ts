import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createPageKeys } from '../../functions/platform/page-keys.ts';
import { notFoundFile } from '../../functions/render/page/not-found.ts';
import { type EdgeRequest, type EdgeResponse, loadEdgeFunction } from '../../local/edge/edge-function.ts';
import { edgeSyntaxProblems } from './runtime-syntax.ts';

const source = readFileSync(new URL('../../functions/edge/page-request.js', import.meta.url), 'utf8');
const now = Date.parse('2026-11-28T12:00:00Z');
const secret = 'a secret of the store';

const entries: Record<string, unknown> = {
  'host:acme.pages.example.com': { page: 7, kind: 'PUBLIC' },
  'host:inside.pages.example.com': {
    page: 8,
    kind: 'PRIVATE',
    ips: ['10.1.0.0/16', '192.0.2.7', '2001:db8::/32', '2001:db9::5'],
  },
  'host:customers.pages.example.com': { page: 9, kind: 'AUDIENCE' },
  secrets: { origin: 'the way', keys: { k2: secret, k1: 'the one before' } },
};

const handler = loadEdgeFunction(source, {
  get: async (key) => {
    if (!(key in entries)) throw new Error('KeyNotFound');
    return JSON.stringify(entries[key]);
  },
  now: () => now,
});

interface Asked {
  readonly host?: string;
  readonly path?: string;
  readonly method?: string;
  readonly ip?: string;
  readonly cookie?: string;
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
}

const valued = (members: Record<string, string>) =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, { value }]));

async function ask({
  host = 'acme.pages.example.com',
  path = '/',
  method = 'GET',
  ip = '198.51.100.1',
  cookie,
  headers = {},
  query = {},
}: Asked) {
  return handler({
    version: '1.0',
    context: { eventType: 'viewer-request' },
    viewer: { ip },
    request: {
      method,
      uri: path,
      querystring: valued(query),
      headers: valued({ host, ...headers }),
      cookies: valued(cookie === undefined ? {} : { 'tocsin-page': cookie }),
    },
  });
}

/** The key in the bucket that a request ends at, or the status that it is answered with. */
async function endOf(asked: Asked): Promise<string | number> {
  const result = await ask(asked);
  return 'uri' in result ? result.uri : result.statusCode;
}

const cookieFor = (
  page: number,
  variant: string,
  { life = 60, key = 'k2', by = secret, address = '' } = {},
): string => {
  const end = `${Math.floor(now / 1000) + life}${address && 'a'}`;
  const said = [page, variant, end, ...(address === '' ? [] : [address])].join('.');
  const signature = createHmac('sha256', by).update(said).digest('base64url');
  return `${variant}.${end}.${key}.${signature}`;
};

describe('the edge function', () => {
  it('fits: 10 KB, and only what runtime 2.0 is documented to know', () => {
    expect(Buffer.byteLength(source)).toBeLessThanOrEqual(10 * 1024);
    expect(edgeSyntaxProblems(source)).toEqual([]);
  });

  it.each([
    ['/', '/p/7/public/index.en.html'],
    ['/incidents/12', '/p/7/public/incidents/12/index.en.html'],
    ['/maintenances/9', '/p/7/public/maintenances/9/index.en.html'],
    ['/history', '/p/7/public/history/index.en.html'],
    ['/history/2026-11', '/p/7/public/history/2026-11/index.en.html'],
    ['/style.css', '/p/7/public/style.css'],
    ['/status.json', '/p/7/public/status.json'],
    ['/api/v2/summary.json', '/p/7/public/api/v2/summary.json'],
    ['/api/v2/incidents/unresolved.json', '/p/7/public/api/v2/incidents/unresolved.json'],
    ['/api/v2/scheduled-maintenances/active.json', '/p/7/public/api/v2/scheduled-maintenances/active.json'],
    ['/metrics.json', '/p/7/public/metrics.json'],
    ['/history.atom', '/p/7/public/history.atom'],
    ['/maintenances.ics', '/p/7/public/maintenances.ics'],
    ['/badge.svg', '/p/7/public/badge.svg'],
    ['/widget.js', '/p/7/public/widget.js'],
    ['/robots.txt', '/p/7/public/robots.txt'],
  ])('leads %s to the page that the host stands for', async (path, key) => {
    expect(await endOf({ path })).toBe(key);
    expect(await endOf({ path, method: 'HEAD' })).toBe(key);
    expect(await endOf({ path, host: 'ACME.pages.example.com.:4010' })).toBe(key);
  });

  it("hands nothing of the visitor's on to the bucket", async () => {
    const result = (await ask({ path: '/', query: { 'list-type': '2', versionId: 'x' }, cookie: 'a' })) as EdgeRequest;
    expect(result.querystring).toEqual({});
    expect(result.cookies).toEqual({});
  });

  it.each([
    ['asked for', { query: { lng: 'de' } }, 'de'],
    ['asked for against the browser', { query: { lng: 'en' }, headers: { 'accept-language': 'de-DE,de;q=0.9' } }, 'en'],
    ["the browser's", { headers: { 'accept-language': 'de-AT,en;q=0.5' } }, 'de'],
    ['neither', { query: { lng: '../x' }, headers: { 'accept-language': 'fr' } }, 'en'],
  ])('chooses the language that is %s', async (_name, asked, language) => {
    expect(await endOf(asked)).toBe(`/p/7/public/index.${language}.html`);
  });

  it.each([
    '//status.json',
    '/status.json/',
    '/history/',
    '/incidents/12/',
    '/./status.json',
    '/p/7/public/status.json',
    '/p/8/all/status.json',
    '/../p/8/all/index.en.html',
    '/%2e%2e/p/8/all/index.en.html',
    '/auth/../p/8/all/status.json',
    '/auth//status.json',
    '/auth/..',
    '/auth/%2e%2e/status.json',
    '/auth/',
    '/subscribe/../p/8/all/status.json',
    '/subscribe%2fx',
    '/incidents/12/../../../8/all/status.json',
    '/incidents/0',
    '/incidents/12345678901234567',
    '/incidents/1x',
    '/history/2026-13',
    '/index.en.html',
    '/STATUS.JSON',
    '/status.json%00',
    '/status.json;x',
    '/status.json\\',
    '/api/v2/',
    '/api/events',
    '/_local/outbox',
    '',
  ])('finds nothing at %j', async (path) => {
    expect(await endOf({ path })).toBe(404);
  });

  it('leads back from there, in the look of the page, with the bytes that a host without a page gets', async () => {
    const nowhere = (await ask({ path: '/nothing' })) as EdgeResponse;
    expect(nowhere.body).toEqual({ encoding: 'text', data: notFoundFile.body });
    expect(nowhere.headers['content-security-policy']?.value).toContain("style-src 'self'");
    expect(await ask({ host: 'unknown.pages.example.com' })).toEqual(nowhere);
  });

  it.each(['unknown.pages.example.com', '', 'a'.repeat(254), 'acme.pages.example.com.evil.example', '__proto__'])(
    'finds nothing at host %j',
    async (host) => {
      expect(await endOf({ host })).toBe(404);
      expect(await endOf({ host, path: '/auth/login' })).toBe(404);
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('refuses %s on files', async (method) => {
    expect(await endOf({ method })).toBe(405);
    expect(await endOf({ method, host: 'inside.pages.example.com' })).toBe(405);
  });

  it('hands forms on with the page and the visitor, whatever the visitor says of them', async () => {
    const headers = {
      'x-tocsin-page': '8',
      'x-tocsin-host': 'evil.example',
      'x-tocsin-viewer': '10.1.2.3',
      'x-forwarded-host': 'evil.example',
    };
    for (const path of ['/auth/login', '/auth/link/abc_DEF-1', '/subscribe', '/subscribe/confirm/a-b_c']) {
      const { uri, headers: sent } = (await ask({ path, method: 'POST', headers })) as EdgeRequest;
      expect(uri).toBe(path);
      expect([sent['x-tocsin-page']?.value, sent['x-tocsin-host']?.value, sent['x-tocsin-viewer']?.value]).toEqual([
        '7',
        'acme.pages.example.com',
        '198.51.100.1',
      ]);
    }
  });
});

describe('a private page at the edge', () => {
  const host = 'inside.pages.example.com';

  it.each(['/', '/status.json', '/incidents/12', '/history.rss', '/nothing', '/badge.svg'])(
    'leads a stranger from %s to the door, and tells nothing',
    async (path) => {
      const result = (await ask({ host, path })) as EdgeResponse;
      expect(result.statusCode).toBe(302);
      expect(result.headers.location?.value).toBe(`/auth/page?to=${encodeURIComponent(path)}`);
      expect(result.headers['cache-control']?.value).toBe('no-store');
    },
  );

  it.each([
    '10.1.0.0',
    '10.1.255.255',
    '192.0.2.7',
    '2001:db8::1',
    '2001:DB8:ffff:ffff:ffff:ffff:ffff:ffff',
    '2001:db9::5',
    '::ffff:10.1.2.3',
    '::ffff:0a01:0203',
  ])('lets %s in, which is listed', async (ip) => {
    expect(await endOf({ host, ip, path: '/status.json' })).toBe('/p/8/all/status.json');
  });

  it.each([
    '10.2.0.0',
    '10.0.255.255',
    '192.0.2.8',
    '2001:db7:ffff::',
    '2001:db9::6',
    '::10.1.2.3',
    '10.1.2',
    '10.1.2.3.4',
    '10.1.2.256',
    '',
    'x',
    ':::',
    '1::2::3',
    '2001:db8:',
  ])('does not let %j in', async (ip) => {
    expect(await endOf({ host, ip })).toBe(302);
  });

  it('lets in who shows a page cookie, to the variant that it names, while it lasts', async () => {
    expect(await endOf({ host, cookie: cookieFor(8, 'all') })).toBe('/p/8/all/index.en.html');
    expect(await endOf({ host, cookie: cookieFor(8, 'all', { life: 1 }) })).toBe('/p/8/all/index.en.html');
    expect(await endOf({ host, cookie: cookieFor(8, 'all', { key: 'k1', by: 'the one before' }) })).toBe(
      '/p/8/all/index.en.html',
    );
    expect(await endOf({ host: 'customers.pages.example.com', cookie: cookieFor(9, 'Xy_9-z') })).toBe(
      '/p/9/Xy_9-z/index.en.html',
    );
  });

  const good = cookieFor(8, 'all');
  it.each([
    ['that has ended', cookieFor(8, 'all', { life: 0 })],
    ['of another page', cookieFor(9, 'all')],
    ['signed with another secret', cookieFor(8, 'all', { by: 'guessed' })],
    ['of a key that is gone', cookieFor(8, 'all', { key: 'k0' })],
    ['signed with what the API knows the way by', cookieFor(8, 'all', { key: 'origin', by: 'the way' })],
    ['for another address', cookieFor(8, 'all', { address: '203.0.113.7' })],
    ['for another address, told as for all', cookieFor(8, 'all', { address: '198.51.100.1' }).replace('a.k', '.k')],
    ['of a key that every object has', cookieFor(8, 'all', { key: 'constructor' })],
    ['whose variant is another', good.replace('all', 'oll')],
    ['whose variant is a path', cookieFor(8, '../9/x')],
    ['whose end is another', good.replace(/\.\d{10}\./, '.9999999999.')],
    ['cut short', good.slice(0, -1)],
    ['with more', `${good}.x`],
    ['without signature', good.slice(0, good.lastIndexOf('.') + 1)],
    ['empty', ''],
  ])('does not believe a cookie %s', async (_name, cookie) => {
    expect(await endOf({ host, cookie })).toBe(302);
  });

  it('lets in who shows the cookie of their own address, from there alone', async () => {
    const cookie = cookieFor(8, 'all', { address: '203.0.113.7' });
    expect(await endOf({ host, cookie, ip: '203.0.113.7', path: '/status.json' })).toBe('/p/8/all/status.json');
    expect(await endOf({ host, cookie, ip: '203.0.113.8', path: '/status.json' })).toBe(302);
  });

  it('believes no address list of an audience page, and no header that names an address', async () => {
    expect(await endOf({ host: 'customers.pages.example.com', ip: '10.1.2.3' })).toBe(302);
    const headers = {
      'x-forwarded-for': '10.1.2.3',
      'cloudfront-viewer-address': '10.1.2.3:1',
      'x-local-source-ip': '10.1.2.3',
    };
    expect(await endOf({ host, headers })).toBe(302);
  });
});

describe('the keys of the way', () => {
  const host = 'inside.pages.example.com';
  const at = new Date(now).toISOString() as Parameters<ReturnType<typeof createPageKeys>['sign']>[1];
  const keysOf = (generation: number) => createPageKeys('a master secret', generation);

  async function isLetThrough(cookie: string, generation: number, ip = '203.0.113.1'): Promise<boolean> {
    const known: Record<string, string> = {
      [`host:${host}`]: JSON.stringify(entries[`host:${host}`]),
      secrets: keysOf(generation).entry,
    };
    const way = loadEdgeFunction(source, {
      get: async (key) => known[key] ?? Promise.reject(new Error()),
      now: () => now,
    });
    const request = {
      method: 'GET',
      uri: '/status.json',
      querystring: {},
      headers: valued({ host }),
      cookies: valued({ '__Host-tocsin-page': cookie }),
    };
    const result = await way({ version: '1.0', context: { eventType: 'viewer-request' }, viewer: { ip }, request });
    return 'uri' in result;
  }

  it('are good as long as the next generation lasts, there and here', async () => {
    const cookie = keysOf(2).sign({ pageId: 8, variant: 'all' }, at);
    for (const [generation, isGood] of [
      [1, false],
      [2, true],
      [3, true],
      [4, false],
    ] as const) {
      expect([generation, await isLetThrough(cookie, generation)]).toEqual([generation, isGood]);
      expect(keysOf(generation).letsThrough(cookie, { pageId: 8 }, at)).toBe(isGood);
      expect(keysOf(generation).isOrigin(JSON.parse(keysOf(2).entry).origin)).toBe(isGood);
    }
  });

  it('bind what was given to an address to it, there and here', async () => {
    const pass = { pageId: 8, variant: 'all', address: '203.0.113.1' };
    const cookie = keysOf(1).sign(pass, at);
    for (const [ip, isGood] of [
      ['203.0.113.1', true],
      ['203.0.113.2', false],
    ] as const) {
      expect(await isLetThrough(cookie, 1, ip)).toBe(isGood);
      expect(keysOf(1).letsThrough(cookie, { pageId: 8, address: ip }, at)).toBe(isGood);
    }
    expect(keysOf(1).letsThrough(cookie, { pageId: 9, address: '203.0.113.1' }, at)).toBe(false);
  });

  it('fit into an entry of the store', () => {
    expect(Buffer.byteLength(keysOf(999_999).entry)).toBeLessThan(1000);
  });
});

describe('the cell that the function runs in', () => {
  const run = (code: string) =>
    loadEdgeFunction(`import cf from 'cloudfront';\n${code}`, { get: async () => '' })({} as never);

  it('has no code made of text, no network, no process and no time but what it is given', async () => {
    await expect(run("async function handler() { return eval('1'); }")).rejects.toThrow();
    await expect(run("async function handler() { return new Function('return 1')(); }")).rejects.toThrow();
    for (const name of ['fetch', 'process', 'require', 'setTimeout'])
      await expect(run(`async function handler() { return ${name}; }`)).rejects.toThrow(`${name} is not defined`);
  });

  it('refuses a file that is too large or wants another module', () => {
    expect(() => loadEdgeFunction(`// ${'x'.repeat(11_000)}`, { get: async () => '' })).toThrow('10240 bytes');
    expect(() => loadEdgeFunction("import fs from 'fs';", { get: async () => '' })).toThrow('no module fs');
  });
});
