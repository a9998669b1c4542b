import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOf } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { fillWithAnAlert, fillWithChats, startFakeCloud } from './fake-cloud.ts';

const browser = await launchBrowser();
afterAll(async () => browser?.close());

const phone = { width: 390, height: 844 };
const desk = { width: 1440, height: 900 };

async function openPage(
  url: string,
  { viewport = desk, colorScheme = 'light' as 'light' | 'dark' } = {},
): Promise<Page> {
  const context = await browser?.newContext({ viewport, colorScheme, timezoneId: 'UTC', reducedMotion: 'reduce' });
  const page = await context?.newPage();
  if (!page) throw new Error('no browser');
  page.setDefaultTimeout(60_000);
  await page.goto(`${url}/_local/`);
  await page.getByText('20:07:30').first().waitFor();
  return page;
}

const problemsOf = async (page: Page) => {
  await letAxeIntoTheMail(page);
  return violationsOf(page);
};

/** axe runs in every frame; the one of a mail runs no scripts, and axe would wait for it for ever. */
async function letAxeIntoTheMail(page: Page): Promise<void> {
  const frame = page.locator('iframe[sandbox]');
  if ((await frame.count()) === 0) return;
  await frame.evaluate((element) => {
    const loaded = new Promise((resolve) => element.addEventListener('load', resolve, { once: true }));
    element.removeAttribute('sandbox');
    element.setAttribute('srcdoc', `${element.getAttribute('srcdoc')} `);
    return loaded.then(() => undefined);
  });
}

/** For looking at, where a folder is named. */
async function see(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.locator('#chats').screenshot({ path: `${folder}/${name}.png` });
}

describe.skipIf(!browser)('the page of the local cloud', () => {
  it.each([
    ['light, at a desk', desk, 'light'],
    ['dark, on a phone', phone, 'dark'],
  ] as const)(
    'is accessible and fits: %s',
    async (_case, viewport, colorScheme) => {
      await using cloud = await startFakeCloud();
      const page = await openPage(cloud.url, { viewport, colorScheme });
      await page.getByRole('heading', { name: 'Escalations' }).waitFor();
      expect(await problemsOf(page)).toEqual([]);
      fillWithAnAlert(cloud);
      await fillWithChats(cloud);
      await page.getByText('Press 1 to accept').waitFor();
      await page.getByRole('button', { name: 'Slack C0OPS' }).click();
      await page.getByText('I look into it').waitFor();
      expect(await problemsOf(page)).toEqual([]);
      await see(page, `slack-${colorScheme}-${viewport.width}`);
      await page.getByRole('button', { name: 'Teams 19:ops' }).click();
      await page.locator('.teams-card').waitFor();
      await see(page, `teams-${colorScheme}-${viewport.width}`);
      await page.getByText('tick silent').waitFor();
      expect(await problemsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
      await page.getByRole('button', { name: 'Send a test alert' }).first().click();
      await page.getByRole('option', { name: 'Demo monitoring' }).waitFor({ state: 'attached' });
      expect(await problemsOf(page)).toEqual([]);
    },
    120_000,
  );

  describe('with an alert', () => {
    let cloud: Awaited<ReturnType<typeof startFakeCloud>>;
    let page: Page;
    beforeAll(async () => {
      cloud = await startFakeCloud();
      fillWithAnAlert(cloud);
      page = await openPage(cloud.url);
    });
    afterAll(async () => cloud[Symbol.asyncDispose]());

    it('shows a phone for each person, by name where it is known', async () => {
      await page.getByRole('button', { name: 'Ada Lovelace', exact: true, pressed: true }).waitFor();
      expect(await page.getByRole('list', { name: 'Whose phone' }).textContent()).toContain('+4917000000002');
    });

    it('answers a text by its code and by words of one’s own', async () => {
      await page.getByRole('button', { name: 'A7 accept' }).click();
      await expect.poll(() => cloud.texts).toEqual(['A7']);
      await page.getByRole('textbox', { name: 'Text message' }).fill('ack 7');
      await page.keyboard.press('Enter');
      await expect.poll(() => cloud.texts).toEqual(['A7', 'ack 7']);
    });

    it('takes the next text, and leaves the focus alone, while one is under way', async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      cloud.untilReplied = promise;
      const field = page.getByRole('textbox', { name: 'Text message' });
      await field.fill('which?');
      await page.keyboard.press('Enter');
      await page.keyboard.type('resolve 7');
      await page.keyboard.press('Enter');
      await expect.poll(() => cloud.texts).toEqual(['A7', 'ack 7', 'which?', 'resolve 7']);
      await page.getByRole('button', { name: '1 accept' }).focus();
      resolve();
      await page.locator('.answers').getByText('resolve 7').waitFor();
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('accept');
    });

    it('presses a key of a call by keyboard and shows what the caller hears', async () => {
      await page.getByRole('button', { name: '1 accept' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Thank you. The alert is accepted.').waitFor();
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('accept');
    });

    it('answers a push and an e-mail by their buttons', async () => {
      await page.locator('.push').getByRole('button', { name: 'Resolve' }).click();
      await page.locator('#mail').getByRole('button', { name: 'Accept' }).click();
      const links = () => cloud.asked.filter(({ path }) => path.startsWith('/answer/')).map(({ path }) => path);
      await expect.poll(links).toEqual(['/answer/r1', '/answer/a1']);
    });

    it('shows a mail without running its scripts', async () => {
      const frame = page.frameLocator('iframe');
      await frame.getByRole('heading', { name: 'Checkout: payment API answers 503' }).waitFor();
      expect(await page.locator('iframe').getAttribute('sandbox')).not.toContain('allow-scripts');
    });

    it('tells where each escalation stands and how it ended', async () => {
      const running = page.locator('.execution', { hasText: 'Checkout: payment API answers 503' });
      expect(await running.locator('[aria-current=step]').textContent()).toContain('Wait until next step');
      const ended = page.locator('.execution', { hasText: 'Disk on db-1' });
      expect(await ended.textContent()).toMatch(/Stopped: Accepted[\s\S]*Grace Hopper accepted by SMS/);
    });

    it('finds AWS calls', async () => {
      const rows = page.locator('#call-rows tr');
      await page.getByRole('searchbox').fill('process-event dynamodb');
      await expect.poll(() => rows.allTextContents()).toEqual(['3process-eventdynamodbTransactWriteItems200']);
      await page.getByRole('searchbox').fill('');
      await page.getByRole('checkbox', { name: 'only failed or refused' }).check();
      await expect.poll(() => rows.count()).toBe(2);
    });

    it('moves time, breaks calls and posts events', async () => {
      await page.getByRole('button', { name: '+5 min' }).click();
      await page
        .getByRole('textbox', { name: 'Action' })
        .or(page.getByRole('combobox', { name: 'Action' }))
        .fill('PutItem');
      await page.getByRole('button', { name: 'Break it' }).click();
      await page.getByRole('button', { name: 'Send a test alert' }).click();
      await page.getByRole('option', { name: 'Demo monitoring' }).waitFor({ state: 'attached' });
      await page.getByRole('button', { name: 'Sound the alarm' }).click();
      const summary = 'Checkout: payment API answers 503';
      await expect
        .poll(() => cloud.asked)
        .toEqual(
          expect.arrayContaining([
            { method: 'POST', path: '/_local/clock/advance', body: { seconds: 300 } },
            {
              method: 'POST',
              path: '/_local/faults',
              body: { service: 'dynamodb', action: 'PutItem', kind: 'error', count: 1 },
            },
            {
              method: 'POST',
              path: '/api/events',
              body: { integrationKey: 'il1api-demo', eventType: 'ALERT', summary },
            },
          ]),
        );
    });

    it('starts afresh when the outbox was emptied', async () => {
      cloud.outbox.store.reset();
      await page.getByText('All quiet.').waitFor();
    });
  });
});
