import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageView } from '../../functions/domain/page/view.ts';
import { pageFiles } from '../../functions/render/page/files.ts';
import { pagePolicy } from '../../functions/render/page/policy.ts';
import { aBusyView, aService, aView } from '../render/page/view.ts';
import { violationsOf } from './axe.ts';
import { launchBrowser } from './browser.ts';

const browser = await launchBrowser();
let server: Server;
let home: string;
let shown: PageView = aBusyView();
const complaints: string[] = [];

/** The files of a page as the distribution serves them. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page');
    const path = pathname.slice(1);
    const language = searchParams.get('lng') ?? (request.headers['accept-language']?.startsWith('de') ? 'de' : 'en');
    const files = pageFiles(shown);
    const file = files.get(path) ?? files.get(`${path === '' ? '' : `${path}/`}index.${language}.html`);
    const { type, body } = file ?? { type: 'text/html', body: files.get(`404/index.${language}.html`)?.body ?? '' };
    response.writeHead(file ? 200 : 404, { 'content-type': type, 'content-security-policy': pagePolicy }).end(body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser?.close();
  server.closeAllConnections();
  server.close();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser?.newContext({ reducedMotion: 'reduce', timezoneId: 'America/New_York', ...options });
  const page = await context?.newPage();
  if (!page) throw new Error('no browser');
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
  });
  await page.goto(`${home}${path}`);
  return page;
}

/** Nothing that axe finds, nothing that hangs over the edge, nothing that the browser refused. */
async function look(page: Page, name: string): Promise<void> {
  expect(await violationsOf(page), name).toEqual([]);
  const { width } = page.viewportSize() ?? { width: 0 };
  expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
  expect(complaints).toEqual([]);
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/page-${name}-${width}.png`, fullPage: true });
}

const widths = [320, 768, 1440] as const;
const schemes = ['light', 'dark'] as const;

describe.skipIf(!browser)('a status page in a browser', { timeout: 120_000 }, () => {
  it.each(schemes.flatMap((scheme) => widths.map((width) => [scheme, width] as const)))(
    'is sound in %s at %d pixels',
    async (colorScheme, width) => {
      shown = aBusyView();
      const page = await open('/', { colorScheme, viewport: { width, height: 900 }, locale: 'en-GB' });
      await look(page, `busy-${colorScheme}`);
      await page.context().close();
    },
  );

  it.each(['/incidents/100', '/maintenances/201', '/history', '/history/2026-10', '/nothing'])(
    'is sound at %s',
    async (path) => {
      shown = aBusyView();
      const page = await open(path, { viewport: { width: 390, height: 800 }, locale: 'de-DE' });
      await look(page, path.replaceAll('/', '-').slice(1));
      expect(await page.locator('html').getAttribute('lang')).toBe('de');
      await page.context().close();
    },
  );

  it('is sound with three columns, when all is well and when there is nothing', async () => {
    const services = Array.from({ length: 14 }, (_, index) => aService(index + 1, `Service ${index + 1}`));
    for (const [name, view] of [
      ['wide', aView({ elements: services, page: { ...aView().page, layout: 'RESPONSIVE' } })],
      ['empty', aView({ page: { ...aView().page, hasHistory: false, hasSubscribe: false } })],
    ] as const) {
      shown = view;
      const page = await open('/', { viewport: { width: 1280, height: 900 } });
      await look(page, name);
      await page.context().close();
    }
  });

  it("shows times in the reader's zone, and without script in the page's, each with its name", async () => {
    shown = aBusyView();
    const page = await open('/', { locale: 'en-GB' });
    expect(await page.locator('time[data-rendered]').textContent()).toMatch(/28 November 2026 at 08:24 (GMT-5|EST)/);
    await page.context().close();
    const plain = await open('/', { javaScriptEnabled: false, locale: 'en-GB' });
    expect(await plain.locator('time[data-rendered]').textContent()).toBe('28 November 2026 at 14:24 CET');
    await plain.context().close();
  });

  it('tells by keyboard alone what happened on which day, and opens groups, without script', async () => {
    shown = aBusyView();
    const page = await open('/', { javaScriptEnabled: false, locale: 'en-GB' });
    const webhooks = page.locator('[data-service="8"]');
    expect(await webhooks.locator('summary').count()).toBe(1);
    await webhooks.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await webhooks.getByText('25 November: 30 min of major outage, 97.917 %').isVisible()).toBe(true);
    const group = page.locator('[data-group="11"]');
    expect(await group.getByText('Reports').isVisible()).toBe(false);
    await group.getByText('2 services').focus();
    await page.keyboard.press('Enter');
    expect(await group.getByText('Reports').isVisible()).toBe(true);
    await page.context().close();
  });

  it('prints on white paper what it shows on a dark screen, groups that are closed included', async () => {
    const view = aBusyView();
    for (const appearance of ['DARK', undefined] as const) {
      shown = { ...view, page: { ...view.page, appearance } };
      const page = await open('/', { colorScheme: 'dark', locale: 'en-GB' });
      const member = page.locator('[data-group="11"]').getByText('Reports');
      const lightness = () =>
        page.evaluate(() => {
          const [red = 0, green = 0, blue = 0] = (getComputedStyle(document.body).color.match(/\d+/g) ?? []).map(
            Number,
          );
          return (red + green + blue) / 3;
        });
      expect(await lightness()).toBeGreaterThan(128);
      expect(await member.isVisible()).toBe(false);
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await lightness()).toBeLessThan(128);
      expect(await member.isVisible()).toBe(true);
      await page.context().close();
    }
  });

  it('fetches itself again while it is looked at, without being loaded anew', async () => {
    shown = aView({ elements: [aService(1, 'Website')] });
    const page = await open('/', { locale: 'en-GB' });
    await page.clock.install();
    await page.reload();
    shown = aView({ elements: [aService(1, 'Website', { status: 'MAJOR_OUTAGE' })] });
    await page.clock.runFor(61_000);
    await expect.poll(() => page.locator('.hero h2').textContent()).toBe('Major Service Outage');
    expect(await page.locator('body').getAttribute('data-page-status')).toBe('MAJOR_OUTAGE');
    await page.context().close();
  });

  it('costs two requests', async () => {
    shown = aBusyView();
    const page = await open('/nothing');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${home}/`, { waitUntil: 'networkidle' });
    expect(asked).toEqual(['/', '/style.css']);
    await page.context().close();
  });
});
