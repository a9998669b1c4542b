import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { violationsOf } from './axe.ts';
import { inTurn, launchBrowser } from './browser.ts';

const browser = await launchBrowser();
let cloud: LocalCloud;
let home: string;
let open: { readonly id: number; readonly url: string };

const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="180" height="48"><rect width="180" height="48" rx="8" fill="#0b5"/><text x="90" y="31" font-family="sans-serif" font-size="20" text-anchor="middle" fill="#fff">Northwind</text></svg>`;

beforeAll(async () => {
  if (!browser) return;
  cloud = await startLocalCloud({ seed: 'none' });
  const { body: vault } = await cloud.api('POST', '/api/services', { name: 'Vault' });
  const { status, body: page } = await cloud.api('POST', '/api/status-pages', {
    name: 'Northwind inside',
    subdomain: 'inside',
    visibility: 'PRIVATE',
    services: [{ id: vault.id }],
    emailWhitelist: ['partner.example'],
    logoUrl: `data:image/svg+xml,${encodeURIComponent(logo)}`,
    showIncidentHistoryOption: true,
    customCss: '#email { display: none }',
  });
  expect(status, JSON.stringify(page)).toBe(201);
  expect((await cloud.api('PUT', `/api/status-pages/${page.id}/activate`)).status).toBe(200);
  await cloud.settle();
  home = page.url;
  open = await aPublicPage();
}, 200_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
});

async function aPublicPage(): Promise<typeof open> {
  const services: { id: number }[] = [];
  for (const name of ['Shop', 'A service with quite a long name for a narrow window', 'دعم العملاء']) {
    const { body } = await cloud.api('POST', '/api/services', { name });
    services.push({ id: body.id });
  }
  const facts = { name: 'Northwind outside', subdomain: 'outside', visibility: 'PUBLIC', showSubscribeAction: true };
  const { body: page } = await cloud.api('POST', '/api/status-pages', { ...facts, services });
  expect((await cloud.api('PUT', `/api/status-pages/${page.id}/activate`)).status).toBe(200);
  await cloud.settle();
  return page;
}

const looks = [
  ['light and wide', { viewport: { width: 1280, height: 900 }, colorScheme: 'light', locale: 'en-GB' }],
  ['dark and narrow', { viewport: { width: 320, height: 640 }, colorScheme: 'dark', locale: 'de-DE' }],
] as const satisfies readonly (readonly [string, BrowserContextOptions])[];

/** What browsers had to say of our pages: a refused style or picture above all. */
const complaints: string[] = [];

async function newPage(options: BrowserContextOptions): Promise<Page> {
  const context = await browser?.newContext({ reducedMotion: 'reduce', timezoneId: 'UTC', ...options });
  const page = await context?.newPage();
  if (!page) throw new Error('no browser');
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4(0\d|10)/.test(message.text())) complaints.push(message.text());
  });
  return page;
}

/** Looks at a page as it is: nothing that axe finds, nothing that hangs over the edge. */
async function look(page: Page, name: string): Promise<void> {
  expect(await violationsOf(page), name).toEqual([]);
  const { width } = page.viewportSize() ?? { width: 0 };
  expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/private-page-${name}-${width}.png`, fullPage: true });
}

const newest = async () => (await cloud.outbox()).at(-1)?.seq ?? 0;

async function linkSent(since: number): Promise<string> {
  const sent = () =>
    cloud.outbox(since).then((messages) => messages.filter(({ text }) => text.includes('/auth/link/')));
  await expect.poll(async () => (await sent()).length, { timeout: 30_000 }).toBe(1);
  return /https?:\S+\/auth\/link\/\S+/.exec((await sent())[0]?.text ?? '')?.[0] ?? '';
}

describe.skipIf(!browser)('a private page', () => {
  it.each(inTurn(looks, 0))(
    'says whose it is at its door, lets in by mail, and out again: %s',
    async (_look, options) => {
      const page = await newPage(options);
      const since = await newest();
      await page.goto(`${home}history`);
      expect(new URL(page.url()).pathname).toBe('/auth/login');
      expect(await page.title()).toContain('Northwind inside');
      await page.locator('header img').waitFor();
      expect(await page.locator('header img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(180);
      expect(await page.locator('#email').isVisible()).toBe(true);
      await look(page, 'door');
      await page.locator('#email').fill('grace@partner.example');
      await page.locator('button[type=submit]').click();
      await page.getByRole('status').waitFor();
      await look(page, 'sent');
      await page.goto(await linkSent(since));
      await look(page, 'link');
      await page.locator('button[type=submit]').click();
      await page.locator('[data-page-status]').waitFor();
      expect(new URL(page.url()).pathname).toBe('/history');
      await page.goto(home);
      await page.getByText('Vault').first().waitFor();
      await look(page, 'inside');
      await page.locator('footer button').click();
      await page.locator('#email').waitFor();
      await page.goto(home);
      expect(new URL(page.url()).pathname).toBe('/auth/login');
      expect(complaints).toEqual([]);
    },
    180_000,
  );

  it('needs no script', async () => {
    const page = await newPage({ javaScriptEnabled: false });
    const since = await newest();
    await page.goto(home);
    await page.locator('#email').fill('linus@partner.example');
    await page.locator('button[type=submit]').click();
    await page.getByRole('status').waitFor();
    await page.goto(await linkSent(since));
    await page.locator('button[type=submit]').click();
    await page.locator('[data-page-status]').waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  }, 180_000);
});

describe.skipIf(!browser)('subscribing to a public page', () => {
  /** What was sent to somebody as soon as it is there, and the link of this kind in it. */
  async function linkTo(to: string, kind: string): Promise<string> {
    const found = async () => (await cloud.outbox()).filter((message) => message.to === to);
    await expect.poll(async () => (await found()).length, { timeout: 30_000 }).toBe(1);
    return new RegExp(`http[^"\\s]+/subscribe/${kind}/[\\w-]+`).exec((await found())[0]?.text ?? '')?.[0] ?? '';
  }
  const press = (page: Page) => page.locator('main button').first().click();
  const titled = (page: Page, title: RegExp) => page.locator('h1').filter({ hasText: title }).waitFor();

  it.each(inTurn(looks, 1))(
    'is asked for, corrected, confirmed, changed and ended by forms alone: %s',
    async (_look, options) => {
      const page = await newPage(options);
      const inGerman = options.locale === 'de-DE';
      const address = inGerman ? 'dark@example.com' : 'light@example.com';
      await page.goto(open.url);
      await page.locator('a[href="/subscribe"]').click();
      await titled(page, /Northwind outside/);
      expect(await page.locator('script').count()).toBe(0);
      await look(page, 'subscribe');
      await page.locator('#target').fill('nobody');
      await press(page);
      await page.getByRole('alert').waitFor();
      expect(await page.locator('#target').inputValue()).toBe('nobody');
      await look(page, 'subscribe-wrong');
      await page.locator('#target').fill(address);
      await page.getByLabel('Shop').check();
      await press(page);
      await titled(page, /One more step|Noch ein Schritt/);
      await look(page, 'subscribe-asked');

      const confirm = await linkTo(address, 'confirm');
      await page.goto(confirm);
      await look(page, 'subscribe-confirm');
      await press(page);
      await titled(page, /You are subscribed|Sie haben abonniert/);
      await look(page, 'subscribe-confirmed');
      await page.locator('a[href*="/subscribe/manage/"]').click();
      expect(await page.getByLabel('Shop').isChecked()).toBe(true);
      await page.getByLabel('دعم العملاء').check();
      await press(page);
      await page.getByRole('status').waitFor();
      expect(await page.locator('input:checked').count()).toBe(2);
      await look(page, 'subscribe-saved');
      await page.locator('a[href*="/subscribe/remove/"]').click();
      await titled(page, /Unsubscribe|Abbestellen/);
      await look(page, 'subscribe-remove');
      await press(page);
      await titled(page, /You are unsubscribed|Sie haben abbestellt/);
      await look(page, 'subscribe-removed');
      await page.goto(confirm);
      await titled(page, /over|beendet/);
      await look(page, 'subscribe-over');
      await page.goto(`${open.url}subscribe/manage/xyz`);
      await titled(page, /did not work|nicht geklappt/);
      expect(await page.locator('header').textContent()).toBe('Northwind outside');
      await look(page, 'subscribe-refused');
      expect(complaints).toEqual([]);
    },
    120_000,
  );

  it('tells the owner of a webhook how its messages are signed', async () => {
    const page = await newPage({ viewport: { width: 320, height: 640 } });
    const hook = 'https://hooks.example.com/tocsin';
    await page.goto(`${open.url}subscribe`);
    await page.getByLabel('Webhook').check();
    await page.locator('#target').fill(hook);
    await press(page);
    await page.goto(await linkTo(hook, 'confirm'));
    await press(page);
    expect(await page.locator('code').textContent()).toMatch(/^whsec_/);
    await look(page, 'subscribe-secret');
  }, 60_000);
});
