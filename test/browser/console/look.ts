import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { violationsOf } from '../axe.ts';

export interface Look {
  readonly name: string;
  /** What whoever looks has chosen to read. */
  readonly language: 'en' | 'de';
  readonly options: BrowserContextOptions;
}

/** How every screen is looked at: wide and light in English, on a small phone in the dark in German. */
export const looks: readonly Look[] = [
  {
    name: 'light',
    language: 'en',
    options: { viewport: { width: 1280, height: 900 }, colorScheme: 'light', locale: 'en-GB' },
  },
  {
    name: 'dark',
    language: 'de',
    options: { viewport: { width: 320, height: 640 }, colorScheme: 'dark', locale: 'de-DE' },
  },
];

/**
 * How the screen at this place of the list is looked at in a usual run, which has to be short: each fifth one, light and dark in turns.
 * `SCREENS=all` looks at every screen in both ways.
 */
export const looksOf = (place: number): readonly Look[] => {
  if (process.env.SCREENS === 'all') return looks;
  return place % 5 === 0 ? looks.filter((_look, turn) => turn === (place / 5) % looks.length) : [];
};

/** Besides, where pictures are kept: what people have in their hands, and on their desks. */
export const pictureLooks: readonly Look[] = [
  {
    name: 'light',
    language: 'en',
    options: { viewport: { width: 1440, height: 900 }, colorScheme: 'light', locale: 'en-GB' },
  },
  {
    name: 'dark',
    language: 'en',
    options: { viewport: { width: 1440, height: 900 }, colorScheme: 'dark', locale: 'en-GB' },
  },
  {
    name: 'light',
    language: 'en',
    options: { viewport: { width: 390, height: 844 }, colorScheme: 'light', locale: 'en-GB' },
  },
  {
    name: 'dark',
    language: 'de',
    options: { viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'de-DE' },
  },
];

/** Where pictures go, if any are wanted. */
export const pictures = process.env.SCREENSHOTS;

/** Until everything that the screen asks for at first is there. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}

/** Nothing that axe finds, nothing that hangs over the edge. */
export async function expectSound(page: Page, name: string): Promise<void> {
  expect(await violationsOf(page), name).toEqual([]);
  expect(await hangingOver(page), `${name} is wider than the screen`).toEqual([]);
  // What the hostile text sets it to, where it runs.
  expect(await page.title(), name).not.toBe('RUN');
}

/** What makes the page wider than the screen. */
const hangingOver = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const over = [...document.querySelectorAll('main *')].filter(
      (element) => element.getBoundingClientRect().right > innerWidth,
    );
    return over.length === 0 ? ['something'] : over.slice(-3).map((element) => element.outerHTML.slice(0, 160));
  });

export async function keepPicture(page: Page, name: string, look: string): Promise<void> {
  if (!pictures) return;
  await page.screenshot({
    path: `${pictures}/${name}-${look}-${page.viewportSize()?.width}.png`,
    animations: 'disabled',
  });
}
