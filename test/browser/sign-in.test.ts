import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { violationsOf } from './axe.ts';
import { inTurn, launchBrowser } from './browser.ts';

const browser = await launchBrowser();
let cloud: LocalCloud;
/** Passkeys need a host with a name. */
let home: string;
beforeAll(async () => {
  if (!browser) return;
  cloud = await startLocalCloud({ seed: 'none' });
  home = cloud.url.replace('127.0.0.1', 'localhost');
}, 200_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
});

const looks = [
  ['light and wide', { viewport: { width: 1280, height: 900 }, colorScheme: 'light', locale: 'en-GB' }],
  ['dark and narrow', { viewport: { width: 320, height: 640 }, colorScheme: 'dark', locale: 'de-DE' }],
] as const satisfies readonly (readonly [string, BrowserContextOptions])[];

async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser?.newContext({ reducedMotion: 'reduce', timezoneId: 'UTC', ...options });
  const page = await context?.newPage();
  if (!page) throw new Error('no browser');
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => {
    if (message.type() === 'error' && !/40[0-9]|410|429/.test(message.text())) complaints.push(message.text());
  });
  return page;
}

/** What browsers had to say of our pages: a refused style or script above all. */
const complaints: string[] = [];

/** Looks at a page as it is: nothing that axe finds, nothing that hangs over the edge. */
async function look(page: Page, name: string): Promise<void> {
  expect(await violationsOf(page), name).toEqual([]);
  const { width } = page.viewportSize() ?? { width: 0 };
  expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/sign-in-${name}-${width}.png`, fullPage: true });
}

/** The link in the newest mail. */
async function linkSent(since: number): Promise<string> {
  const sent = () =>
    cloud.outbox(since).then((messages) => messages.filter(({ text }) => text.includes('/auth/link/')));
  await expect.poll(async () => (await sent()).length, { timeout: 30_000 }).toBe(1);
  return /https?:\S+\/auth\/link\/\S+/.exec((await sent())[0]?.text ?? '')?.[0] ?? '';
}

const newest = async () => (await cloud.outbox()).at(-1)?.seq ?? 0;

async function signInByMail(page: Page, origin: string): Promise<void> {
  const since = await newest();
  await page.goto(`${origin}/auth/login?to=%2Fauth%2Faccount`);
  await page.locator('#email').fill('admin@example.com');
  await page.keyboard.press('Enter');
  await page.getByRole('status').waitFor();
  const link = new URL(await linkSent(since));
  await page.goto(`${origin}${link.pathname}`);
  await page.locator('button[type=submit]').click();
  await page.waitForURL('**/auth/account');
}

describe.skipIf(!browser)('signing in', () => {
  it.each(inTurn(looks, 0))(
    'by a link that is sent by e-mail: %s',
    async (_look, options) => {
      const page = await newPage(options);
      const since = await newest();
      await page.goto(`${cloud.url}/auth/login?to=%2Fauth%2Faccount`);
      await look(page, 'login');
      await page.locator('#email').fill('admin@example.com');
      await page.locator('button[type=submit]').click();
      await page.getByRole('status').waitFor();
      await look(page, 'sent');

      const link = await linkSent(since);
      const stranger = await newPage(options);
      await stranger.goto(link);
      await look(stranger, 'link');
      await stranger.locator('button[type=submit]').click();
      await stranger.getByRole('alert').waitFor();
      await look(stranger, 'refused');
      await stranger.context().close();

      await page.goto(link);
      await page.locator('button[type=submit]').click();
      await page.waitForURL('**/auth/account');
      await page.getByText('admin@example.com').waitFor();
      await look(page, 'account');
      expect(await page.evaluate(() => document.cookie)).toBe('');
      const session = await page.evaluate(async () => (await fetch('/auth/session')).json());
      expect(session).toMatchObject({ user: { id: 1, email: 'admin@example.com', role: 'ADMIN' } });
      const me = await page.evaluate(async () => (await fetch('/api/users/current')).json());
      expect(me.id).toBe(1);

      await page.getByRole('button', { name: /^(Sign out|Abmelden)$/ }).click();
      await page.waitForURL('**/auth/login');
      expect(await page.evaluate(async () => (await fetch('/api/users/current')).status)).toBe(401);
      await page.context().close();
      expect(complaints).toEqual([]);
    },
    120_000,
  );

  it.each(inTurn(looks, 1))(
    'by a passkey, without typing an address: %s',
    async (_look, options) => {
      const page = await newPage(options);
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('WebAuthn.enable');
      await devtools.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          protocol: 'ctap2',
          transport: 'internal',
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: true,
          automaticPresenceSimulation: true,
        },
      });
      await signInByMail(page, home);
      await page.locator('#passkey-name').fill('Test bench');
      await page.locator('button[data-passkey=register]').click();
      await page.locator('li', { hasText: 'Test bench' }).first().waitFor();
      await look(page, 'account-with-passkey');
      await page.getByRole('button', { name: /^(Sign out|Abmelden)$/ }).click();
      await page.waitForURL('**/auth/login');

      await page.goto(`${home}/auth/login?to=%2Fauth%2Faccount`);
      await page.locator('button[data-passkey=sign-in]').click();
      await page.waitForURL('**/auth/account');
      const session = await page.evaluate(async () => (await fetch('/auth/sessions')).json());
      expect(session).toContainEqual(expect.objectContaining({ method: 'PASSKEY', current: true }));

      await page.getByRole('button', { name: /^(Remove|Entfernen): Test bench/ }).click();
      await page.locator('li', { hasText: 'Test bench' }).waitFor({ state: 'detached' });
      await page.goto(`${home}/auth/login`);
      await page.locator('button[data-passkey=sign-in]').click();
      await page.locator('[data-failed]:not(:empty)').waitFor();
      await look(page, 'passkey-refused');
      await page.context().close();
      expect(complaints).toEqual([]);
    },
    120_000,
  );

  it.each(inTurn(looks, 2))(
    'and an app that may act for somebody comes back with a code, or with a refusal, and its leave is taken back: %s',
    async (_look, options) => {
      const client = createServer((request, response) => response.end(`back at ${request.url}`));
      await new Promise<void>((resolve) => client.listen(0, '127.0.0.1', resolve));
      const redirectUri = `http://127.0.0.1:${(client.address() as AddressInfo).port}/callback`;
      const app = { name: 'Wallboard', redirectUris: [redirectUri] };
      const { clientId, clientSecret } = (await cloud.api('POST', '/api/developers/apps', app)).body;
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: 'profile alert:w offline_access',
        state: 'of-the-app',
      });
      const authorize = `${cloud.url}/api/developers/oauth2/authorize?${query}`;
      const page = await newPage(options);
      await signInByMail(page, cloud.url);
      for (const [button, answer] of [
        ['refuse', 'error'],
        ['allow', 'code'],
      ] as const) {
        await page.goto(authorize);
        await page.getByText('Wallboard').first().waitFor();
        await look(page, 'consent');
        await page.locator(`button[value=${button}]`).click();
        await page.waitForURL(`${redirectUri}?*`);
        const back = new URL(page.url()).searchParams;
        expect([back.has(answer), back.get('state')]).toEqual([true, 'of-the-app']);
      }
      const code = new URL(page.url()).searchParams.get('code') ?? '';
      const exchange = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
      const given = await fetch(`${cloud.url}/api/developers/oauth2/token`, {
        method: 'POST',
        body: new URLSearchParams({ ...exchange, client_id: clientId, client_secret: clientSecret }),
      });
      expect(given.status).toBe(200);
      await page.goto(`${cloud.url}/auth/account`);
      await look(page, 'account-with-app');
      await page.locator('form[action^="/auth/grants/"] button').click();
      await expect.poll(() => page.getByText('Wallboard').count()).toBe(0);
      client.close();
      await page.context().close();
      expect(complaints).toEqual([]);
    },
    120_000,
  );
});
