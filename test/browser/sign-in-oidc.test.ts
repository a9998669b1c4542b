import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { startProvider } from '../support/real-provider.ts';
import { violationsOf } from './axe.ts';
import { launchBrowser } from './browser.ts';

const browser = await launchBrowser();
let cloud: LocalCloud;
let provider: Awaited<ReturnType<typeof startProvider>>;

const ada = {
  email: 'ada@staff.example',
  email_verified: true,
  given_name: 'Ada',
  family_name: 'Lovelace',
  phone_number: '+4915123450001',
  groups: ['shop', 'something else'],
};
const people = { ada, eve: { ...ada, email: 'eve@staff.example', email_verified: false } };

beforeAll(async () => {
  if (!browser) return;
  cloud = await startLocalCloud({ seed: 'none' });
  provider = await startProvider(people, `${cloud.url}/auth/oidc/callback`);
}, 200_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
  await provider?.stop();
});

async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser?.newContext({ reducedMotion: 'reduce', locale: 'en-GB', ...options });
  const page = await context?.newPage();
  if (!page) throw new Error('no browser');
  page.setDefaultTimeout(60_000);
  return page;
}

/** From our sign-in page over the pages of the provider and back. */
async function comeAs(page: Page, login: string): Promise<void> {
  await page.goto(`${cloud.url}/auth/login?to=%2Fauth%2Faccount`);
  await page.getByRole('link', { name: 'Sign in with Company' }).click();
  await page.waitForURL(`${provider.issuer}/**`);
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill('whatever');
  await page.locator('button[type=submit]').click();
  await page.getByText('Continue').click();
  await page.waitForURL(`${cloud.url}/**`);
}

describe.skipIf(!browser)('signing in over a real OpenID provider', () => {
  it('makes somebody new a user in their team, and lets them in', async () => {
    const team = (await cloud.api('POST', '/api/teams', { name: 'Shop', visibility: 'PRIVATE' })).body;
    const made = await cloud.api('POST', '/api/identity-providers', {
      name: 'Company',
      issuer: provider.issuer,
      clientId: provider.client.id,
      clientSecret: provider.client.secret,
      domains: ['staff.example'],
      scopes: ['openid', 'email', 'profile', 'phone', 'groups'],
      defaultRole: 'RESPONDER',
      teamMappings: [{ value: 'shop', team: { id: team.id }, teamRole: 'USER' }],
      provision: true,
    });
    expect([made.status, made.body.redirectUrl]).toEqual([201, `${cloud.url}/auth/oidc/callback`]);

    const page = await newPage();
    await comeAs(page, 'ada');
    await page.waitForURL('**/auth/account');
    await page.getByText('ada@staff.example').waitFor();
    const session = await page.evaluate(async () => (await fetch('/auth/session')).json());
    expect(session).toMatchObject({ user: { email: 'ada@staff.example', role: 'RESPONDER' } });
    const { id } = session.user;
    expect((await cloud.api('GET', `/api/teams/${team.id}`)).body.members).toMatchObject([
      { user: { id, firstName: 'Ada', lastName: 'Lovelace' }, role: 'USER' },
    ]);
    const phones = (await cloud.api('GET', `/api/users/${id}/contacts/phone-numbers`)).body;
    expect(phones).toMatchObject([{ target: '+4915123450001', verified: true, primary: true }]);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/auth/login');
    await page.goto(`${cloud.url}/auth/login?to=%2Fauth%2Faccount`);
    await page.getByRole('link', { name: 'Sign in with Company' }).click();
    await page.waitForURL('**/auth/account');
    expect((await cloud.api('GET', '/api/users')).body).toHaveLength(2);
    await page.context().close();

    const lines = (await cloud.logs()).map(({ line }) => line).join('\n');
    for (const secret of [provider.client.secret, 'ada@staff.example', '15123450001'])
      expect(lines).not.toContain(secret);
  }, 120_000);

  it.each([
    ['light and wide', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
    ['dark and narrow', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }],
  ] as const satisfies readonly (readonly [string, BrowserContextOptions])[])(
    'is offered on a page that everybody can use: %s',
    async (_look, options) => {
      const page = await newPage(options);
      await page.goto(`${cloud.url}/auth/login`);
      await page.getByRole('link', { name: 'Sign in with Company' }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
      const width = options.viewport.width;
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const folder = process.env.SCREENSHOTS;
      if (folder) await page.screenshot({ path: `${folder}/sign-in-over-${width}.png`, fullPage: true });
      await page.context().close();
    },
    60_000,
  );

  it('tells somebody whose address is not verified that they are not let in', async () => {
    const page = await newPage();
    await comeAs(page, 'eve');
    await page.getByRole('alert').getByText('does not lead in here').waitFor();
    expect(await page.evaluate(async () => (await fetch('/auth/session')).status)).toBe(401);
    expect((await cloud.api('GET', '/api/users')).body).toHaveLength(2);
    await page.context().close();
  }, 120_000);
});
