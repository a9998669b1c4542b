import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { aPageBrowser, type PageBrowser } from '../support/page-browser.ts';
import { tenOClock } from './stage.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still', canary: false });
});
beforeEach(() => cloud.reset());
afterAll(() => cloud.stop());

const host = 'inside.pages.localhost';
const browser = (at = host, ip?: string): PageBrowser => aPageBrowser(cloud.url, at, ip);

async function made(path: string, body: object): Promise<{ readonly id: number; readonly url: string }> {
  const answer = await cloud.api('POST', path, body);
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status);
  return answer.body;
}

const aUser = (email: string, role: string) =>
  made('/api/users?send-no-invitation=true', { email, firstName: 'A', lastName: 'Person', role });

/** An activated private page of one service, called Vault. */
async function aPage(facts: Record<string, unknown> = {}) {
  const vault = await made('/api/services', { name: 'Vault' });
  const page = await made('/api/status-pages', {
    name: 'Inside',
    subdomain: 'inside',
    visibility: 'PRIVATE',
    services: [{ id: vault.id }],
    ...facts,
  });
  expect((await cloud.api('PUT', `/api/status-pages/${page.id}/activate`)).status).toBe(200);
  await cloud.settle();
  return { vault, page };
}

const mailsTo = async (address: string) =>
  (await cloud.outbox()).filter(({ channel, to }) => channel === 'EMAIL' && to === address);

/** Asks for a link, and follows the one that was sent; undefined when none was. */
async function signIn(visitor: PageBrowser, email: string, to = '/'): Promise<string | undefined> {
  const before = (await mailsTo(email)).length;
  expect((await visitor.post('/auth/email', { email, to })).status).toBe(202);
  await cloud.settle();
  const mail = (await mailsTo(email)).slice(before).at(-1);
  if (mail === undefined) return undefined;
  const links = mail.text.match(/https?:\S+\/auth\/link\/\S+/g) ?? [];
  expect(links).toHaveLength(1);
  const link = links[0] ?? '';
  expect((await visitor.get(new URL(link).pathname)).status).toBe(200);
  const answer = await visitor.post(new URL(link).pathname, undefined);
  expect([answer.status, answer.headers.location]).toEqual([303, to]);
  return link;
}

const isShown = async (visitor: PageBrowser, path = '/status.json'): Promise<boolean> => {
  const { status, body } = await visitor.follow(path);
  const isThere = status === 200 && body.includes('Vault');
  if (!isThere) expect(body).not.toContain('Vault');
  return isThere;
};

describe('a private page', () => {
  it('is for users who may read it, by a session on its own host that is good for nothing else', async () => {
    const { page } = await aPage();
    await made('/api/status-pages', { name: 'Other', subdomain: 'other', visibility: 'PRIVATE', services: [] }).then(
      ({ id }) => cloud.api('PUT', `/api/status-pages/${id}/activate`),
    );
    const ada = await aUser('ada@example.com', 'RESPONDER');
    const laptop = browser();
    const form = await laptop.follow('/history?x=1', { accept: 'text/html' });
    expect(form.status).toBe(200);
    expect(form.url).toMatch(/^\/auth\/login\?to=/);
    expect(form.body).toContain('Inside');
    expect(form.body).not.toContain('Vault');
    expect(await signIn(laptop, 'ada@example.com', '/status.json')).toContain(`http://${host}:`);
    expect(await isShown(laptop)).toBe(true);
    for (const path of ['/', '/history.atom', '/maintenances.ics', '/badge.svg', '/metrics.json', '/style.css']) {
      const { status, headers } = await laptop.follow(path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers['cache-control']).toMatch(/private|no-store/);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
    expect(JSON.parse((await laptop.get('/auth/session')).body)).toMatchObject({
      user: { id: ada.id, email: 'ada@example.com', role: 'RESPONDER' },
    });
    const own = JSON.parse((await laptop.get('/auth/sessions')).body);
    expect(own).toMatchObject([{ current: true, statusPage: { id: page.id } }]);
    await cloud.settle();
    const other = browser('other.pages.localhost');
    const api = browser(new URL(cloud.url).host);
    for (const elsewhere of [other, api]) for (const [name, value] of laptop.jar) elsewhere.jar.set(name, value);
    expect((await api.get('/api/users/current')).status).toBe(401);
    expect((await api.get('/auth/session')).status).toBe(401);
    expect((await other.get('/auth/session')).status).toBe(401);
    expect((await other.follow('/status.json')).status).toBe(401);
  });

  it('is not for stakeholders outside of its teams: they are answered like everybody, and sent nothing', async () => {
    await aPage();
    await aUser('stella@example.com', 'STAKEHOLDER');
    await aUser('rob@example.com', 'RESPONDER');
    const shape = async (email: string) => {
      const { status, headers, body } = await browser().post('/auth/email', { email });
      const { date: _date, 'apigw-requestid': _id, 'set-cookie': cookies = [], ...rest } = headers;
      return { status, body, rest, cookies: [cookies].flat().map((one) => one.replace(/=[\w-]+\.[\w-]+;/, '=…;')) };
    };
    const [known, ...others] = await Promise.all(
      ['rob@example.com', 'stella@example.com', 'nobody@example.com'].map(shape),
    );
    for (const other of others) expect(other).toEqual(known);
    await cloud.settle();
    expect(await mailsTo('stella@example.com')).toEqual([]);
    expect(await mailsTo('nobody@example.com')).toEqual([]);
    expect(await mailsTo('rob@example.com')).toHaveLength(1);
  });

  it('lets in listed addresses and domains, exactly those, as nobody’s user', async () => {
    await aPage({ emailWhitelist: ['Grace@Partner.example', 'Customer.example'] });
    for (const email of ['grace@partner.example', 'Anybody@CUSTOMER.example']) {
      const visitor = browser();
      expect(await signIn(visitor, email.toLowerCase())).toBeDefined();
      expect(await isShown(visitor)).toBe(true);
      expect(JSON.parse((await visitor.get('/auth/session')).body)).toMatchObject({
        user: null,
        email: email.toLowerCase(),
      });
    }
    for (const email of ['eve@partner.example', 'eve@sub.customer.example', 'eve@evilcustomer.example'])
      expect(await signIn(browser(), email)).toBeUndefined();
  });

  it('opens to every user where it says so', async () => {
    await aPage({ accountWideView: true });
    await aUser('stella@example.com', 'STAKEHOLDER');
    const visitor = browser();
    expect(await signIn(visitor, 'stella@example.com')).toBeDefined();
    expect(await isShown(visitor)).toBe(true);
  });

  it('opens to listed addresses without signing in, however many there are, and only from there', async () => {
    const many = Array.from({ length: 40 }, (_, index) => `198.51.100.${index}`);
    await aPage({ ipWhitelist: [...many, '2001:db8::/32', '203.0.113.0/24'] });
    for (const ip of ['198.51.100.7', '2001:db8::1', '203.0.113.200']) {
      const visitor = browser(host, ip);
      expect(await isShown(visitor, '/')).toBe(true);
      const elsewhere = browser(host, '192.0.2.1');
      for (const [name, value] of visitor.jar) elsewhere.jar.set(name, value);
      expect(await isShown(elsewhere)).toBe(false);
    }
    expect((await browser(host, '198.51.100.99').follow('/status.json')).status).toBe(401);
  });

  it('is closed within a minute of whatever opened it being taken away, on every path', async () => {
    const { page } = await aPage({ emailWhitelist: ['grace@partner.example'] });
    const ada = await aUser('ada@example.com', 'RESPONDER');
    await aUser('bob@example.com', 'RESPONDER');
    const [byRole, byList, bySession] = [browser(), browser(), browser()];
    await signIn(byRole, 'ada@example.com');
    await signIn(byList, 'grace@partner.example');
    await signIn(bySession, 'bob@example.com');
    const all = [byRole, byList, bySession];
    for (const one of all) expect(await isShown(one)).toBe(true);
    const { body: stored } = await cloud.api('GET', `/api/users/${ada.id}`);
    await cloud.api('PUT', `/api/users/${ada.id}`, { ...stored, role: 'STAKEHOLDER' });
    const { body: was } = await cloud.api('GET', `/api/status-pages/${page.id}`);
    await cloud.api('PUT', `/api/status-pages/${page.id}`, { ...was, emailWhitelist: [] });
    const kept = new Map(bySession.jar);
    expect((await bySession.post('/auth/sign-out', undefined)).status).toBe(204);
    expect(await isShown(bySession)).toBe(false);
    for (const [name, value] of kept) bySession.jar.set(name, value);
    await cloud.advance(60);
    for (const one of all)
      for (const path of ['/', '/status.json', '/history.rss', '/badge.svg', '/api/v2/summary.json'])
        expect([path, await isShown(one, path)]).toEqual([path, false]);
    for (const one of all) expect((await one.get('/auth/session')).status).toBe(401);
  });

  it('leads nobody in circles, whatever their browser keeps', async () => {
    await aPage({ emailWhitelist: ['grace@partner.example'] });
    const visitor = browser();
    await signIn(visitor, 'grace@partner.example');
    const session = [...visitor.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const forgetful = browser();
    const answer = await forgetful.follow('/', { cookie: session, accept: 'text/html' }, { keeps: false });
    expect([answer.status, answer.hops]).toEqual([403, 2]);
    for (const made of ['all.1000000000.k1.x', 'all.9999999999.k1.x', 'x']) {
      const cookie = `${session}; tocsin-page=${made}`;
      const round = await browser().follow('/', { cookie, accept: 'text/html' }, { keeps: false });
      expect([made, round.status]).toEqual([made, 403]);
    }
  });
});

describe('a page with an audience for each customer', () => {
  const at = 'customers.pages.localhost';
  const everyFile = ['/', '/status.json', '/api/v2/summary.json', '/api/v2/components.json', '/api/v2/incidents.json']
    .concat(['/history', '/history.atom', '/history.rss', '/maintenances.ics', '/badge.svg', '/widget.json'])
    .concat(['/metrics.json', '/api/v2/scheduled-maintenances/upcoming.json']);

  /** Red and Blue are customers with a service each, and one that both have; Secret is nobody's. */
  async function twoCustomers() {
    const [rita, berta, admin] = await Promise.all([
      aUser('rita@red.example', 'STAKEHOLDER'),
      aUser('berta@blue.example', 'STAKEHOLDER'),
      aUser('ada@example.com', 'ADMIN'),
    ]);
    const aTeam = (name: string, user: number) =>
      made('/api/teams', { name, visibility: 'PRIVATE', members: [{ user: { id: user }, role: 'STAKEHOLDER' }] });
    const [red, blue] = [await aTeam('Red', rita.id), await aTeam('Blue', berta.id)];
    const aService = (name: string, teams: readonly { id: number }[]) =>
      made('/api/services', { name, teams: teams.map(({ id }) => ({ id })) });
    const services = {
      red: await aService('RedShop', [red]),
      blue: await aService('BlueShop', [blue]),
      both: await aService('Mail', [red, blue]),
      secret: await aService('SecretCore', []),
    };
    const page = await made('/api/status-pages', {
      name: 'Customers',
      subdomain: 'customers',
      visibility: 'PRIVATE',
      audienceSpecific: true,
      showIncidentHistoryOption: true,
      services: Object.values(services).map(({ id }) => ({ id })),
    });
    expect((await cloud.api('PUT', `/api/status-pages/${page.id}/activate`)).status).toBe(200);
    const impact = (service: { id: number }) => ({ impact: 'MAJOR_OUTAGE', service: { id: service.id } });
    const anIncident = (summary: string, ...affected: { id: number }[]) =>
      made('/api/incidents', { summary, status: 'INVESTIGATING', affectedServices: affected.map(impact) });
    const incidents = {
      red: await anIncident('RedFire', services.red, services.secret),
      blue: await anIncident('BlueFire', services.blue),
    };
    await made('/api/maintenance-windows', {
      summary: 'BlueDisks',
      timezone: 'UTC',
      start: '2026-11-22T10:30:00Z',
      end: '2026-11-22T11:00:00Z',
      services: [{ id: services.blue.id }],
    });
    await cloud.settle();
    return { rita, berta, admin, red, blue, services, page, incidents };
  }

  const names = async (visitor: PageBrowser): Promise<string[]> => {
    const { status, body } = await visitor.follow('/status.json');
    return status === 200 ? JSON.parse(body).components.map(({ name }: { name: string }) => name) : [];
  };

  it('shows each what is theirs and no trace of anything else, in every file', async () => {
    const { incidents } = await twoCustomers();
    const [rita, berta, ada] = [browser(at), browser(at), browser(at)];
    await signIn(rita, 'rita@red.example');
    await signIn(berta, 'berta@blue.example');
    await signIn(ada, 'ada@example.com');
    expect(await names(rita)).toEqual(['RedShop', 'Mail']);
    expect(await names(berta)).toEqual(['BlueShop', 'Mail']);
    expect(await names(ada)).toEqual(['RedShop', 'BlueShop', 'Mail', 'SecretCore']);
    const paths = (incident: { id: number }) => [...everyFile, `/incidents/${incident.id}`];
    for (const [visitor, own, foreign] of [
      [rita, incidents.red, /Blue|Secret/],
      [berta, incidents.blue, /Red|Secret/],
    ] as const)
      for (const path of paths(own)) {
        const { status, headers, body } = await visitor.follow(path);
        expect([path, status]).toEqual([path, 200]);
        expect(body).not.toMatch(foreign);
        expect(headers['cache-control']).toMatch(/private|no-store/);
        expect(headers['access-control-allow-origin']).toBeUndefined();
      }
    expect((await rita.follow(`/incidents/${incidents.blue.id}`)).status).toBe(404);
    expect((await berta.follow(`/incidents/${incidents.red.id}`)).status).toBe(404);
    expect((await rita.follow('/history.atom')).body).toContain('RedFire');
    expect((await berta.follow('/maintenances.ics')).body).toContain('BlueDisks');
  });

  it('lets nobody name another variant, by path, cookie or header', async () => {
    await twoCustomers();
    const [rita, berta] = [browser(at), browser(at)];
    await signIn(rita, 'rita@red.example');
    await signIn(berta, 'berta@blue.example');
    await names(rita);
    await names(berta);
    const [own, other] = [rita, berta].map(({ jar }) => (jar.get('tocsin-page') ?? '').split('.'));
    const variant = other?.[0] ?? '';
    expect(variant).toMatch(/^[\w-]{24}$/);
    const forged = [variant, ...(own?.slice(1) ?? [])].join('.');
    const stranger = browser(at);
    stranger.jar.set('tocsin-page', forged);
    expect((await stranger.follow('/status.json')).status).toBe(401);
    for (const path of [`/p/1/${variant}/status.json`, `/${variant}/status.json`, `/status.json?variant=${variant}`]) {
      const { body } = await rita.follow(path, { 'x-tocsin-variant': variant });
      expect(body).not.toContain('Blue');
    }
  });

  it('follows who is a member of what, within a minute', async () => {
    const { red, blue, rita: person } = await twoCustomers();
    const rita = browser(at);
    await signIn(rita, 'rita@red.example');
    expect(await names(rita)).toEqual(['RedShop', 'Mail']);
    const members = (...ids: number[]) => ids.map((id) => ({ user: { id }, role: 'STAKEHOLDER' }));
    const { body: wasRed } = await cloud.api('GET', `/api/teams/${red.id}`);
    const { body: wasBlue } = await cloud.api('GET', `/api/teams/${blue.id}`);
    await cloud.api('PUT', `/api/teams/${red.id}`, { ...wasRed, members: [] });
    await cloud.api('PUT', `/api/teams/${blue.id}`, { ...wasBlue, members: members(person.id) });
    await cloud.advance(60);
    expect(await names(rita)).toEqual(['BlueShop', 'Mail']);
    await cloud.api('PUT', `/api/teams/${blue.id}`, { ...wasBlue, members: [] });
    await cloud.advance(60);
    expect(await names(rita)).toEqual([]);
    for (const path of everyFile) expect((await rita.follow(path)).body).not.toMatch(/Red|Blue|Mail|Secret/);
  });

  it('is looked at as a team beforehand', async () => {
    const { page, blue } = await twoCustomers();
    const { status, body } = await cloud.api('GET', `/api/status-pages/${page.id}/preview?team=${blue.id}`);
    expect(status).toBe(200);
    expect(String(body)).toContain('BlueShop');
    expect(String(body)).not.toMatch(/Red|Secret/);
  });
});
