// Pictures of the console for the documentation: `npm run pictures`, or some of them: `npm run pictures -- now alert`.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../browser.ts';
import { startConsole } from '../harness.ts';
import { settled } from '../look.ts';
import { seedAlerting } from './alerting.ts';
import { seedAlerts } from './alerts.ts';
import { seedCommunication } from './communication.ts';
import { galleryPage, looks, pictureName } from './page.ts';
import { seedPeople } from './people.ts';
import { type Ids, shown } from './screens.ts';

const docs = fileURLToPath(new URL('../../../../docs', import.meta.url));
const folder = process.env.SCREENSHOTS ?? `${docs}/images/console`;
/** A Tuesday morning in Berlin, so that pictures change only with the console. */
const now = '2026-05-12T06:40:00Z';

const browser = await launchBrowser();
if (!browser) throw new Error('There is no browser to take pictures with: CHROME_PATH names one.');
const wanted = process.argv.slice(2);
const bench = await startConsole(browser, { now });
try {
  const ids = await seed();
  const shrink = await shrinker(browser);
  await mkdir(folder, { recursive: true });
  for (const one of looks) {
    const { look, width, height } = one;
    const options = { viewport: { width, height }, colorScheme: look, timezoneId: 'Europe/Berlin' } as const;
    const page = await bench.open('/', options);
    for (const { name, path, before } of shown) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      await page.goto(`${bench.url}${path(ids)}`);
      await settled(page);
      await before?.(page);
      // Counts and names of other things come after the screen itself.
      await page.waitForLoadState('networkidle', { timeout: 4000 }).catch(() => undefined);
      const picture = await page.screenshot({ animations: 'disabled' });
      await writeFile(`${folder}/${pictureName(name, one)}`, await shrink(picture));
    }
    await page.context().close();
  }
  if (folder.startsWith(docs)) await writeFile(`${docs}/console-screens.md`, galleryPage(shown));
  for (const complaint of bench.complaints()) console.warn(complaint);
} finally {
  await bench.close();
  await browser.close();
}

async function seed(): Promise<Ids> {
  const { cloud } = bench;
  const people = await seedPeople(cloud);
  const alerting = await seedAlerting(cloud, people);
  const communication = await seedCommunication(cloud, people);
  return { ...alerting, ...communication, alert: await seedAlerts(cloud) };
}

/** Makes WebP of PNG, which is a third of it: the browser can. */
async function shrinker(from: Browser): Promise<(png: Buffer) => Promise<Buffer>> {
  const page: Page = await from.newPage();
  return async (png) => {
    const data = await page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.66);
    }, png.toString('base64'));
    return Buffer.from(data.slice(data.indexOf(',') + 1), 'base64');
  };
}
