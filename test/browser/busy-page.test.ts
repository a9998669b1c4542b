import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOf } from './axe.ts';
import { inTurn, launchBrowser } from './browser.ts';
import { fillWithTenAlerts } from './busy-cloud.ts';
import { type FakeCloud, startFakeCloud } from './fake-cloud.ts';

const browser = await launchBrowser();
afterAll(async () => browser?.close());

const sizes = [
  [390, 844],
  [768, 1024],
  [1280, 800],
  [1440, 900],
] as const;
const looks = ['light', 'dark'] as const;

/** The panels whose areas meet, wherever the page is scrolled to: `phones over calls at 600`. */
async function overlapsOf(page: Page): Promise<string[]> {
  const found = new Set<string>();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let top = 0; top < height; top += 150) {
    const pairs = await page.evaluate((y) => {
      window.scrollTo({ top: y, behavior: 'instant' });
      const panels = [...document.querySelectorAll('main .panel:not([hidden])')].map((panel) => {
        const { left, right, top, bottom } = panel.getBoundingClientRect();
        return { id: panel.id, left, right, top, bottom };
      });
      return panels.flatMap((one, index) =>
        panels
          .slice(index + 1)
          .filter(
            (other) =>
              one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
          )
          .map((other) => `${one.id} over ${other.id} at ${y}`),
      );
    }, top);
    for (const pair of pairs) found.add(pair);
  }
  return [...found];
}

/** Controls whose words do not fit into them, and those that reach out of what shows them. */
const cutControls = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isOut = (inner: DOMRect, outer: DOMRect) =>
      inner.left < outer.left - 1 ||
      inner.right > outer.right + 1 ||
      inner.top < outer.top - 1 ||
      inner.bottom > outer.bottom + 1;
    const people = document.querySelector('.people')?.getBoundingClientRect();
    const chips = [...document.querySelectorAll('.person')].filter(
      (chip) => people && isOut(chip.getBoundingClientRect(), people),
    );
    const keys = [...document.querySelectorAll('.keypad button, .clock button')].filter(
      (key) => key.scrollWidth > key.clientWidth + 1,
    );
    return [...chips, ...keys].map((element) => element.textContent ?? '');
  });

describe.skipIf(!browser).each(sizes)('with five people and ten alerts, the page at %i × %i', (width, height) => {
  let cloud: FakeCloud;
  beforeAll(async () => {
    cloud = await startFakeCloud();
    fillWithTenAlerts(cloud);
  });
  afterAll(async () => cloud[Symbol.asyncDispose]());

  it.each(
    inTurn(
      looks,
      sizes.findIndex(([each]) => each === width),
    ),
  )(
    'in %s: no panel covers another, nothing is cut, everybody can use it',
    async (colorScheme) => {
      const options = { viewport: { width, height }, colorScheme, reducedMotion: 'reduce' } as const;
      const page = await (await browser?.newContext(options))?.newPage();
      if (!page) throw new Error('no browser');
      page.setDefaultTimeout(60_000);
      await page.goto(`${cloud.url}/_local/`);
      await page.getByText('KubePodCrashLooping').first().waitFor();
      expect(await overlapsOf(page)).toEqual([]);
      expect(await cutControls(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);

      await page.locator('iframe').evaluate((frame) => frame.remove());
      expect(await violationsOf(page)).toEqual([]);
      await page.context().close();
    },
    120_000,
  );
});

describe.skipIf(!browser)('with five people and ten alerts, the page', () => {
  let cloud: FakeCloud;
  let page: Page;
  const missing: string[] = [];
  beforeAll(async () => {
    cloud = await startFakeCloud();
    fillWithTenAlerts(cloud);
    const options = { viewport: { width: 1280, height: 800 }, timezoneId: 'Europe/Berlin' };
    const opened = await (await browser?.newContext(options))?.newPage();
    if (!opened) throw new Error('no browser');
    page = opened;
    page.setDefaultTimeout(60_000);
    page.on('response', (response) => void (response.status() === 404 && missing.push(response.url())));
    await page.goto(`${cloud.url}/_local/`);
    await page.getByText('KubePodCrashLooping').first().waitFor();
  });
  afterAll(async () => cloud[Symbol.asyncDispose]());

  it('shows the text that waits for its answer, whatever came after it', async () => {
    await page.getByRole('button', { name: 'Ada Lovelace', exact: true, pressed: true }).waitFor();
    await page.getByRole('button', { name: 'A6 accept' }).waitFor();
    const isSeen = await page.evaluate(() => {
      const feed = document.querySelector('.feed')?.getBoundingClientRect();
      const text = [...document.querySelectorAll('.card.sms')].at(-1)?.getBoundingClientRect();
      return feed && text && text.top >= feed.top && text.bottom <= feed.bottom;
    });
    expect(isSeen).toBe(true);
  });

  it.each([
    ['KubePodCrashLooping', ['Told', 'Konrad Zuse', '1 of 3 of Around the clock', 'at 21:12:00, in 4 min 30 s']],
    ['Disk almost full', ['Grace Hopper, Konrad Zuse', '2 of 3 of Around the clock', 'Maximiliane']],
    ['Certificate of', ['3 of 3 of Around the clock', 'nobody; this is the last level']],
    ['Queue orders', ['Alan Turing (accepted)', 'Accepted by Alan Turing by SMS']],
  ])('says of %s who was told, on which level, and who is next and when', async (summary, words) => {
    const text = await page.locator('.execution', { hasText: summary }).textContent();
    for (const expected of words) expect(text).toContain(expected);
  });

  it('says until when an execution that has ended was in its last state', async () => {
    const ended = page.locator('.execution', { hasText: 'Queue orders' });
    expect(await ended.locator('.states').textContent()).toContain('Wait until next step until 21:04:00');
    const running = page.locator('.execution', { hasText: 'KubePodCrashLooping' });
    expect(await running.locator('.states').textContent()).toContain('Wait until next step now');
  });

  it('leaves the canary out, says so, and asks for nothing that is not there', async () => {
    expect(await page.locator('.execution').count()).toBe(10);
    await page.getByText('Without 2 of the canary').waitFor();
    expect(missing).toEqual([]);
  });

  it('names the zone of its clock, and lets time run and stand', async () => {
    expect(await page.locator('#now').textContent()).toBe('21:07:30 CET');
    await page.getByText('standing still').waitFor();
    await page.getByRole('button', { name: 'Run' }).click();
    cloud.answers['/_local/clock'] = { now: '2026-11-21T20:07:31.000Z', running: true };
    await page.getByText('· running', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect
      .poll(() => cloud.asked)
      .toEqual(
        expect.arrayContaining([
          { method: 'POST', path: '/_local/clock/run', body: {} },
          { method: 'POST', path: '/_local/clock/advance', body: { seconds: 0 } },
        ]),
      );
  });
});
