import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { launchBrowser } from './browser.ts';

const browser = await launchBrowser();
let cloud: LocalCloud;
let home: string;

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
}, 200_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
});

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
    if (message.type() === 'error' && !/40[0-9]/.test(message.text())) complaints.push(message.text());
  });
  return page;
}

/** Looks at a page as it is: nothing that axe finds, nothing that hangs over the edge. */
async function look(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map(({ target }) => target).join()}`)).toEqual(
    [],
  );
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
  it.each(looks)(
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
