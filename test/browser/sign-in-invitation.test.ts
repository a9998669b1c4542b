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

/** Each look with somebody of its own. */
const looks = [
  ['light and wide', { viewport: { width: 1280, height: 900 }, colorScheme: 'light', locale: 'en-GB' }, 'Ada'],
  ['dark and narrow', { viewport: { width: 320, height: 640 }, colorScheme: 'dark', locale: 'de-DE' }, 'Grace'],
] as const satisfies readonly (readonly [string, BrowserContextOptions, string])[];

/** What browsers had to say of our pages: a refused style or script above all. */
const complaints: string[] = [];

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

/** Looks at a page as it is: nothing that axe finds, nothing that hangs over the edge. */
async function look(page: Page, name: string, notAsked: string[] = []): Promise<void> {
  expect(await violationsOf(page, { without: notAsked }), name).toEqual([]);
  const { width } = page.viewportSize() ?? { width: 0 };
  expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/invitation-${name}-${width}.png`, fullPage: true });
}

interface Mail {
  readonly text: string;
  readonly html: string;
}

/** The mails to an address whose subject fits; waits for the first. */
async function mailTo(address: string, subject: RegExp): Promise<Mail> {
  const sent = async () =>
    (await cloud.outbox()).filter((message) => message.to === address && subject.test(message.subject ?? ''));
  await expect.poll(async () => (await sent()).length, { timeout: 30_000 }).toBe(1);
  const [mail] = await sent();
  return { text: mail?.text ?? '', html: mail?.html ?? '' };
}

describe.skipIf(!browser)('an invitation', () => {
  it.each(inTurn(looks, 0))(
    'leads from the mail to a passkey, which signs in from then on: %s',
    async (_look, options, firstName) => {
      const email = `${firstName.toLowerCase()}@example.com`;
      const language = options.locale === 'de-DE' ? 'de' : 'en';
      const person = { email, firstName, lastName: 'Hopper', role: 'USER', language };
      expect((await cloud.api('POST', '/api/users', person)).status).toBe(201);
      const mail = await mailTo(email, /invitation|Einladung/);

      const page = await newPage(options);
      await page.setContent(mail.html);
      // A mail's subject is its heading.
      await look(page, 'mail', ['page-has-heading-one']);
      const link = new URL((await page.locator('a').first().getAttribute('href')) ?? '');
      expect(link.origin).toBe(cloud.url);
      expect(mail.text).toContain(link.href);

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
      await page.goto(`${home}${link.pathname}`);
      await page.getByText(`${firstName} Hopper`).waitFor();
      await look(page, 'asks');
      await page.locator('button[type=submit]').click();
      await page.waitForURL('**/auth/welcome');
      await page.getByText(email).waitFor();
      await look(page, 'welcome');
      await page.locator('#passkey-name').fill('Laptop');
      await page.locator('button[data-passkey=register]').click();
      await page.waitForURL(`${home}/`);
      await page.goto(`${home}/auth/account`);
      await page.locator('li', { hasText: 'Laptop' }).first().waitFor();
      await look(page, 'account');
      const session = await page.evaluate(async () => (await fetch('/auth/sessions')).json());
      expect(session).toEqual([expect.objectContaining({ method: 'INVITATION', current: true })]);
      await mailTo(email, /passkey was added|Passkey hinzugefügt/);

      const other = await newPage(options);
      await other.goto(`${home}${link.pathname}`);
      await other.getByRole('alert').waitFor();
      await look(other, 'over');
      await other.context().close();

      await page.getByRole('button', { name: /^(Sign out|Abmelden)$/ }).click();
      await page.waitForURL('**/auth/login');
      await page.locator('button[data-passkey=sign-in]').click();
      await page.waitForURL(`${home}/`);
      await page.goto(`${home}/auth/account`);
      await page.getByText(email).waitFor();
      await page.context().close();
      expect(complaints).toEqual([]);
    },
    120_000,
  );

  it.each(inTurn(looks, 1))(
    'works without a script, and leaves a browser alone in which somebody else is signed in: %s',
    async (_look, options, firstName) => {
      const email = `${firstName.toLowerCase()}.two@example.com`;
      const person = { email, firstName, lastName: 'Two', role: 'USER' };
      expect((await cloud.api('POST', '/api/users', person)).status).toBe(201);
      const { text } = await mailTo(email, /invitation/);
      const link = /http\S+\/auth\/invitation\/\S+/.exec(text)?.[0] ?? '';
      const page = await newPage({ ...options, javaScriptEnabled: false });
      await page.goto(link);
      await page.locator('button[type=submit]').click();
      await page.waitForURL('**/auth/welcome');
      await page.locator('a.button').click();
      await page.waitForURL(`${cloud.url}/`);
      await page.goto(`${cloud.url}/auth/account`);
      await page.getByText(email).waitFor();

      const next = { email: `third.${email}`, firstName: 'Third', lastName: 'Person', role: 'USER' };
      expect((await cloud.api('POST', '/api/users', next)).status).toBe(201);
      const third = /http\S+\/auth\/invitation\/\S+/.exec((await mailTo(next.email, /invitation/)).text)?.[0] ?? '';
      await page.goto(third);
      await page.getByRole('alert').waitFor();
      await page.locator('form[action="/auth/sign-out"] button').click();
      await page.waitForURL('**/auth/login');
      await page.goto(third);
      await page.locator('button[type=submit]').click();
      await page.waitForURL('**/auth/welcome');
      await page.getByText(next.email).waitFor();
      await page.context().close();
      expect(complaints).toEqual([]);
    },
    120_000,
  );

  it.each(inTurn(looks, 2))(
    'says whom it is for where somebody else is signed in: %s',
    async (_look, options, firstName) => {
      const invite = async (email: string) => {
        const person = { email, firstName, lastName: 'Three', role: 'USER' };
        expect((await cloud.api('POST', '/api/users', person)).status).toBe(201);
        return /http\S+\/auth\/invitation\/\S+/.exec((await mailTo(email, /invitation/)).text)?.[0] ?? '';
      };
      const page = await newPage(options);
      await page.goto(await invite(`${firstName}.four@example.com`));
      await page.locator('button[type=submit]').click();
      await page.waitForURL('**/auth/welcome');
      await page.goto(await invite(`${firstName}.five@example.com`));
      await page.getByRole('alert').waitFor();
      await look(page, 'somebody-else');
      await page.context().close();
      expect(complaints).toEqual([]);
    },
    120_000,
  );
});
