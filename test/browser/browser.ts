import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Starts a browser: the one at CHROME_PATH, or on Linux the one from npm. Undefined where there is none. */
export async function launchBrowser(): Promise<Browser | undefined> {
  const installed = process.env.CHROME_PATH;
  if (installed !== undefined)
    return existsSync(installed) ? playwright.launch({ executablePath: installed }) : undefined;
  if (process.platform !== 'linux') return undefined;
  try {
    // One process for everything is for Lambda; a graphics card that is imitated takes a quarter of the time.
    const args = chromium.args.filter((arg) => !/single-process|gpu|angle|swiftshader/.test(arg));
    args.push('--disable-gpu', '--disable-software-rasterizer');
    return await playwright.launch({ executablePath: await chromium.executablePath(), args });
  } catch (error) {
    console.warn(`no browser to test with: ${(error as Error).message.split('\n')[0]}`);
    return undefined;
  }
}

/** How the test at this place of its file is looked at: in a usual run, which has to be short, one way in turns; `SCREENS=all` takes all. */
export const inTurn = <T>(looks: readonly T[], place: number): readonly T[] =>
  process.env.SCREENS === 'all' ? looks : looks.filter((_look, index) => index === place % looks.length);
