import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { type Visit, visit } from '../support/visit.ts';
import { tenOClock } from './stage.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still', canary: false });
});
beforeEach(() => cloud.reset());
afterAll(() => cloud.stop());

const host = 'acme.pages.localhost';
const see = (path: string, sent: Visit = {}, at = host) => visit(cloud.url, at, path, sent);
const from = (ip: string, rest: Record<string, string> = {}): Visit => ({
  headers: { 'x-local-source-ip': ip, ...rest },
});

async function made(path: string, body: object): Promise<{ readonly id: number; readonly url: string }> {
  const answer = await cloud.api('POST', path, body);
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status);
  return answer.body;
}

/** A page of two services, called Shop and Mail, that visitors reach unless said otherwise. */
async function aPage(facts: Record<string, unknown> = {}, isActive = true) {
  const shop = await made('/api/services', { name: 'Shop' });
  const mail = await made('/api/services', { name: 'Mail' });
  const page = await made('/api/status-pages', {
    name: 'Acme',
    subdomain: 'Acme.example.com',
    visibility: 'PUBLIC',
    showIncidentHistoryOption: true,
    services: [{ id: shop.id }, { id: mail.id }],
    ...facts,
  });
  if (isActive) expect((await cloud.api('PUT', `/api/status-pages/${page.id}/activate`)).status).toBe(200);
  await cloud.settle();
  return { shop, mail, page };
}

const statuses = async () => {
  const { status, body } = await see('/status.json');
  expect(status).toBe(200);
  return JSON.parse(body).components.map(({ name, status }: { name: string; status: string }) => `${name} ${status}`);
};

const setStatus = async (id: number, status: string) => {
  const { body } = await cloud.api('GET', `/api/services/${id}`);
  expect((await cloud.api('PUT', `/api/services/${id}`, { ...body, status })).status).toBe(200);
};

describe('a public page', () => {
  it('is at its address once it is activated, and before as unknown as any other', async () => {
    const { page } = await aPage({}, false);
    expect(page.url).toBe(`http://${host}:${new URL(cloud.url).port}/`);
    const unknown = await see('/', {}, 'nobody.pages.localhost');
    expect(await see('/')).toEqual(unknown);
    expect(unknown.status).toBe(404);
    await cloud.api('PUT', `/api/status-pages/${page.id}/activate`);
    await cloud.settle();
    const shown = await see('/');
    expect(shown.status).toBe(200);
    expect(shown.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(shown.body).toContain('data-page-status="OPERATIONAL"');
    for (const name of [
      'ACME.pages.localhost',
      'acme.pages.localhost.',
      `acme.pages.localhost:${new URL(cloud.url).port}`,
    ])
      expect((await see('/', {}, name)).body).toBe(shown.body);
    expect((await see('/', { headers: { 'accept-language': 'de-DE' } })).body).toContain('<html lang="de"');
  });

  it('serves each of its files, documents with their own policy and data for every site', async () => {
    await aPage();
    const paths = ['/style.css', '/status.json', '/metrics.json', '/history.atom', '/history.rss', '/maintenances.ics']
      .concat(['/badge.svg', '/widget.json', '/widget.js', '/robots.txt', '/history', '/api/v2/summary.json'])
      .concat(['/api/v2/incidents/unresolved.json', '/api/v2/scheduled-maintenances/active.json']);
    for (const path of ['/', ...paths]) {
      const { status, headers } = await see(path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).not.toContain('unsafe-inline');
      expect(headers['cache-control']).toContain('stale-if-error=86400');
      const isData = /json|atom|rss|ics|svg|widget/.test(path);
      expect([path, headers['access-control-allow-origin']]).toEqual([path, isData ? '*' : undefined]);
      expect(Object.keys(headers).filter((name) => name.startsWith('x-amz-meta'))).toEqual([]);
    }
  });

  it('shows a change when all that it causes is done, and an incident at an address of its own', async () => {
    const { shop } = await aPage();
    await setStatus(shop.id, 'DEGRADED');
    await cloud.settle();
    expect(await statuses()).toEqual(['Shop degraded_performance', 'Mail operational']);
    const incident = await made('/api/incidents', {
      summary: 'The shop is closed',
      status: 'INVESTIGATING',
      affectedServices: [{ impact: 'MAJOR_OUTAGE', service: { id: shop.id } }],
    });
    await cloud.settle();
    expect(await statuses()).toEqual(['Shop major_outage', 'Mail operational']);
    expect((await see(`/incidents/${incident.id}`)).body).toContain('The shop is closed');
    await cloud.api('DELETE', `/api/incidents/${incident.id}`);
    await cloud.settle();
    expect((await see(`/incidents/${incident.id}`)).status).toBe(404);
  });

  it('shows planned work within 90 seconds of its start and of its end', async () => {
    const { mail } = await aPage();
    await made('/api/maintenance-windows', {
      summary: 'New disks',
      timezone: 'UTC',
      start: '2026-11-21T10:30:00Z',
      end: '2026-11-21T11:00:00Z',
      services: [{ id: mail.id }],
    });
    await cloud.advance(30 * 60 - 10);
    expect(await statuses()).toEqual(['Shop operational', 'Mail operational']);
    await cloud.advance(100);
    expect(await statuses()).toEqual(['Shop operational', 'Mail under_maintenance']);
    await cloud.advance(30 * 60);
    expect(await statuses()).toEqual(['Shop operational', 'Mail operational']);
  });

  it('stays as it was when every function and the table are down, and says how old it is', async () => {
    const { shop } = await aPage();
    const renderedAt = /data-rendered="([^"]+)"/.exec((await see('/')).body)?.[1];
    await cloud.faults.add({ service: 'dynamodb', action: '*', rate: 1, seed: 1, kind: 'error5xx' });
    for (const name of ['api', 'render-page', 'on-change', 'tick', 'sign-in'])
      await cloud.control('POST', 'stop', { function: name });
    expect((await cloud.api('GET', `/api/services/${shop.id}`)).status).toBeGreaterThanOrEqual(500);
    const shown = await see('/');
    expect(shown.status).toBe(200);
    expect(renderedAt).toBeDefined();
    expect(shown.body).toContain(`data-rendered="${renderedAt}"`);
    expect((await see('/history.rss')).status).toBe(200);
    await cloud.control('DELETE', 'stop');
    await cloud.faults.clear();
  });

  it('shows within a minute what could not be shown', async () => {
    const { shop } = await aPage();
    await cloud.faults.add({
      function: 'render-page',
      service: 's3',
      action: 'PutObject',
      rate: 1,
      seed: 1,
      kind: 'error5xx',
    });
    await setStatus(shop.id, 'PARTIAL_OUTAGE');
    await cloud.advance(60);
    expect(await statuses()).toEqual(['Shop operational', 'Mail operational']);
    await cloud.faults.clear();
    await cloud.advance(120);
    expect(await statuses()).toEqual(['Shop partial_outage', 'Mail operational']);
  });

  it('moves with its label, and goes with its page', async () => {
    const { page } = await aPage();
    const { body } = await cloud.api('GET', `/api/status-pages/${page.id}`);
    await cloud.api('PUT', `/api/status-pages/${page.id}`, {
      ...body,
      subdomain: 'moved',
      domain: 'status.acme.example',
    });
    await cloud.settle();
    expect((await see('/')).status).toBe(404);
    expect((await see('/', {}, 'moved.pages.localhost')).status).toBe(200);
    expect((await see('/', {}, 'Status.ACME.example')).status).toBe(200);
    await cloud.api('DELETE', `/api/status-pages/${page.id}`);
    await cloud.settle();
    for (const name of ['moved.pages.localhost', 'status.acme.example', host])
      if (name.endsWith('localhost')) expect((await see('/', {}, name)).status).toBe(404);
  });

  it('is where /_local says, for people', async () => {
    const answer = await visit(cloud.url, new URL(cloud.url).host, '/_local/pages/acme/status.json?lng=de');
    expect([answer.status, answer.headers.location]).toEqual([
      302,
      `http://acme.pages.localhost:${new URL(cloud.url).port}/status.json?lng=de`,
    ]);
  });
});

describe('a private page', () => {
  const listed = { visibility: 'PRIVATE', ipWhitelist: ['203.0.113.0/24', '2001:db8::/32'] };

  it('is for whoever comes from a listed address; its answers are for nobody else', async () => {
    await aPage(listed);
    for (const ip of ['203.0.113.9', '2001:db8::1']) {
      const { status, headers, body } = await see('/status.json', from(ip));
      expect([ip, status]).toEqual([ip, 200]);
      expect(JSON.parse(body).components).toHaveLength(2);
      expect(headers['cache-control']).toBe('private, no-store');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it.each([
    ['from elsewhere', '203.0.114.9', {}],
    [
      'who says to come from there',
      '198.51.100.1',
      { 'x-forwarded-for': '203.0.113.9', 'cloudfront-viewer-address': '203.0.113.9:1' },
    ],
    [
      'with the header of a proxy',
      '198.51.100.1',
      { 'x-real-ip': '203.0.113.9', forwarded: 'for=203.0.113.9', 'true-client-ip': '203.0.113.9' },
    ],
    ['with headers that the way sets', '198.51.100.1', { 'x-tocsin-viewer': '203.0.113.9', 'x-tocsin-page': '1' }],
    ['with a cookie of their own making', '198.51.100.1', { cookie: 'tocsin-page=all.9999999999.k1.AAAA' }],
  ])('leads a visitor %s to the door', async (_case, ip, headers) => {
    await aPage(listed);
    for (const path of ['/', '/status.json', '/api/v2/summary.json', '/history.rss', '/incidents/1']) {
      const answer = await see(path, from(ip, headers));
      expect([path, answer.status]).toEqual([path, 302]);
      expect(answer.headers.location).toBe(`/auth/page?to=${encodeURIComponent(path)}`);
      expect(answer.body).toBe('');
    }
  });
});

describe('an attack on the way', () => {
  const paths = [
    '/p/1/public/index.en.html',
    '/../p/1/all/status.json',
    '//status.json',
    '/./status.json',
    '/%2e%2e/status.json',
  ]
    .concat(['/auth/../status.json', '/auth/%2e%2e/status.json', '/auth/..%2fstatus.json', '/subscribe/../status.json'])
    .concat(['/status.json/', '/status%2ejson', '/STATUS.JSON', '/status.json%00', '/status.json;x', '/index.en.html'])
    .concat(['/errors/404.html', '/_local/outbox', '/_local/', '/api/services', '/api/status-pages', '/health'])
    .concat([
      '/incidents/0',
      '/incidents/1/../../status.json',
      '/history/2026-13',
      '/\\status.json',
      '/ingest',
      '/api/events/key',
    ]);

  it.each([['PUBLIC'], ['PRIVATE']])(
    'by the path is refused on a %s page, and never answered by anything behind it',
    async (visibility) => {
      await aPage({ visibility });
      for (const path of paths) {
        const { status, body } = await see(path);
        expect([path, [302, 400, 401, 403, 404, 405].includes(status)]).toEqual([path, true]);
        expect(body).not.toContain('Shop');
      }
    },
  );

  it('by a query reaches the bucket with none: it lists nothing, and no answer is another one', async () => {
    await aPage();
    const plain = await see('/status.json');
    for (const query of ['?list-type=2', '?acl', '?versionId=1', '?response-content-type=text/html', '?x=1&x=2'])
      expect((await see(`/status.json${query}`)).body).toBe(plain.body);
    expect((await see('/?prefix=p/')).body).toBe((await see('/')).body);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('by %s is refused', async (method) => {
    await aPage();
    expect([403, 405]).toContain((await see('/status.json', { method })).status);
    expect([403, 405]).toContain((await see('/', { method, body: 'x' })).status);
  });

  it('by another host reaches what is there, and only that', async () => {
    await aPage();
    for (const name of [
      'acme',
      'acme.pages',
      'pages.localhost',
      'x.acme.pages.localhost',
      'acme.pages.localhost.evil.example',
    ]) {
      const { body } = await see('/status.json', {}, name);
      expect([name, body.includes('Shop')]).toEqual([name, false]);
    }
    const forwarded = await see('/status.json', { headers: { 'x-forwarded-host': host } }, 'other.pages.localhost');
    expect(forwarded.status).toBe(404);
  });
});
