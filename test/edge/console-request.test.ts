import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createPageKeys } from '../../functions/platform/page-keys.ts';
import { type EdgeRequest, loadEdgeFunction } from '../../local/edge/edge-function.ts';
import { edgeSyntaxProblems } from './runtime-syntax.ts';

const sourceOf = (name: string) => readFileSync(new URL(`../../functions/edge/${name}.js`, import.meta.url), 'utf8');
const valued = (members: Record<string, string>) =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, { value }]));
const askedWith = (uri: string, headers: Record<string, string> = {}) => ({
  version: '1.0' as const,
  context: { eventType: 'viewer-request' as const },
  viewer: { ip: '198.51.100.1' },
  request: {
    method: 'GET',
    uri,
    querystring: valued({ 'list-type': '2' }),
    headers: valued({ host: 'console.example.com', ...headers }),
    cookies: valued({ '__Host-tocsin-session': 'secret' }),
  },
});

describe.each(['console-request', 'console-api-request'])('%s', (name) => {
  it('fits: 10 KB, and only what runtime 2.0 is documented to know', () => {
    expect(Buffer.byteLength(sourceOf(name))).toBeLessThanOrEqual(10 * 1024);
    expect(edgeSyntaxProblems(sourceOf(name))).toEqual([]);
  });
});

describe('the way to the files of the console', () => {
  const handler = loadEdgeFunction(sourceOf('console-request'), { get: async () => '' });
  const fileFor = async (uri: string) => ((await handler(askedWith(uri))) as EdgeRequest).uri;

  it.each([
    '/assets/index-C1BRqO5A.js',
    '/assets/alerts-DkX_9-aa.css',
    '/bell.svg',
    '/sw.js',
    '/manifest.webmanifest',
    '/icons/bell-192.png',
  ])('leads %s to the file of that name', async (uri) => {
    expect(await fileFor(uri)).toBe(uri);
  });

  it.each([
    '/',
    '/alerts',
    '/alerts/123',
    '/on-call/schedules/7/',
    '/index.html',
    '/alerts/',
    // Nothing that is noted beside the files, and no way out of them.
    '/.published.json',
    '/.well-known/x.js',
    '/assets/.hidden.js',
    '/assets/../.published.json',
    '/assets/..%2f.published.json',
    '/%2e%2e/secret.js',
    '/assets//index.js',
    '//evil.example/x.js',
    '/\\evil.example\\x.js',
    '/assets/x.js%00.html',
    '/assets/x.js/',
    '/assets/x.js;.html',
    '/a/b/c/d/e.js',
    '/assets/index.js.map',
    '/tocsin-data.json',
    '/backup.zip',
    '',
  ])('shows the page for %s', async (uri) => {
    expect(await fileFor(uri)).toBe('/index.html');
  });

  it('takes nothing of a visitor along to the bucket', async () => {
    expect(await handler(askedWith('/bell.svg'))).toMatchObject({ querystring: {}, cookies: {} });
  });
});

describe('the way to the API on the host of the console', () => {
  const keys = createPageKeys('a test secret', 1);
  const handlerWith = (entries: Record<string, string>) =>
    loadEdgeFunction(sourceOf('console-api-request'), {
      get: async (key) => {
        const entry = entries[key];
        if (entry === undefined) throw new Error('KeyNotFound');
        return entry;
      },
    });

  it('says by whom it is asked and where, whatever the visitor has said', async () => {
    const forged = {
      'x-tocsin-origin': 'guess',
      'x-tocsin-page': '7',
      'x-tocsin-viewer': '203.0.113.9',
      'x-tocsin-host': 'status.example.com',
    };
    const request = (await handlerWith({ secrets: keys.entry })(askedWith('/auth/login', forged))) as EdgeRequest;
    const { 'x-tocsin-origin': origin, ...headers } = request.headers;
    expect(keys.isOrigin(origin?.value ?? '')).toBe(true);
    expect(headers).toEqual(
      valued({ host: 'console.example.com', 'x-tocsin-page': 'console', 'x-tocsin-viewer': '198.51.100.1' }),
    );
    expect(request.cookies).toEqual(valued({ '__Host-tocsin-session': 'secret' }));
    expect(request.uri).toBe('/auth/login');
  });

  it('proves nothing before a deploy has told it the secret', async () => {
    const request = (await handlerWith({})(askedWith('/auth/login', { 'x-tocsin-origin': 'guess' }))) as EdgeRequest;
    expect(request.headers['x-tocsin-origin']).toEqual({ value: '' });
    expect(keys.isOrigin('')).toBe(false);
  });
});
