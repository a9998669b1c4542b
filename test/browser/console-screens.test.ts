import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type ConsoleBench, startConsole } from './console/harness.ts';
import { make, type Seeded, seedHostile } from './console/hostile.ts';
import { expectSound, keepPicture, type Look, looksOf, pictureLooks, pictures, settled } from './console/look.ts';
import { type Screen, screens } from './console/screens.ts';

const browser = await launchBrowser();
let bench: ConsoleBench;
let seeded: Seeded;
beforeAll(async () => {
  if (!browser) return;
  bench = await startConsole(browser);
  seeded = await seedHostile(bench.cloud);
}, 240_000);
afterAll(async () => {
  await bench?.close();
  await browser?.close();
});

const pathOf = ({ path }: Screen) => (typeof path === 'string' ? path : path(seeded));

let spoken = '';

/** Whoever looks reads this language from now on. */
async function speak(language: Look['language']) {
  if (language === spoken) return;
  const { body: me } = await bench.cloud.api('GET', '/api/users/current');
  await make(bench.cloud, 'PUT', '/api/users/current', { ...me, language });
  spoken = language;
}

/** The screen as somebody sees it who goes there; windows are closed after each, so that nothing asks on. */
async function visit(screen: Screen, { options, language }: Look) {
  await speak(language);
  const page = await bench.open(pathOf(screen), { ...options, ...(screen.as && { as: screen.as }) });
  await settled(page);
  await screen.before?.(page);
  return page;
}

describe.skipIf(!browser)('a screen of the console', { timeout: 120_000 }, () => {
  it.each(
    screens.flatMap((screen, place) =>
      looksOf(place).map((look) => [screen.name, look.name, { screen, look }] as const),
    ),
  )('%s is sound, %s, whatever is written in it', async (_screen, _look, { screen, look }) => {
    if (screen.expected) bench.expectComplaint(screen.expected);
    const page = await visit(screen, look);
    await expectSound(page, screen.name);
    await page.context().close();
    expect(bench.complaints()).toEqual([]);
  });
});

describe.skipIf(!browser || !pictures)('pictures', { timeout: 120_000 }, () => {
  it.each(screens.flatMap((screen) => pictureLooks.map((look) => [screen.name, { screen, look }] as const)))(
    'of %s',
    async (_screen, { screen, look }) => {
      const page = await visit(screen, look);
      await keepPicture(page, screen.name, look.name);
      await page.context().close();
    },
  );
});
