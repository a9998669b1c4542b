import type { Browser, CDPSession, Page } from 'playwright-core';
import { buildConsole } from '../../local/synth.ts';
import { launchBrowser } from '../browser/browser.ts';
import { sessionOf } from '../browser/console/session.ts';
import { firstLoad } from '../support/console-weight.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { printTable } from './table.ts';

const budgetKilobytes = 120;
const usableSeconds = 2;
const alerts = 1000;

/** A phone of some years ago with a slow line: a quarter of this machine's processor, Lighthouse's slow 4G. */
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true } as const;
const slowProcessor = { rate: 4 };
const slowLine = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};

interface Row {
  readonly what: string;
  readonly value: string;
  readonly budget?: string;
  readonly isOver?: boolean;
}

/** Prints what the console weighs and how long it takes in a browser. Resolves with what is over its budget. */
export async function benchConsole(): Promise<string[]> {
  const rows = await weights();
  const browser = await launchBrowser();
  if (browser === undefined) console.log('\nThere is no browser to measure the console in.');
  else {
    const cloud = await startLocalCloud({ seed: 'none' });
    try {
      rows.push(...(await times(browser, cloud)));
    } finally {
      await browser.close();
      await cloud.stop();
    }
  }
  printTable(
    'The console (gzipped; a phone has a quarter of this processor and 1.6 Mbit/s with 150 ms)',
    ['what', 'value', 'budget', ''],
    rows.map(({ what, value, budget = '', isOver }) => [what, value, budget, budget && (isOver ? 'OVER' : 'ok')]),
  );
  return rows.flatMap(({ what, isOver }) => (isOver ? [`console: ${what}`] : []));
}

async function weights(): Promise<Row[]> {
  const { files, bytes } = await firstLoad(await buildConsole(), 'now');
  const kilobytes = bytes / 1024;
  const isOver = kilobytes > budgetKilobytes;
  return [
    { what: 'first load', value: `${kilobytes.toFixed(1)} KB`, budget: `${budgetKilobytes} KB`, isOver },
    { what: 'its files', value: String(files.length) },
  ];
}

async function times(browser: Browser, cloud: LocalCloud): Promise<Row[]> {
  const source = await setUp(cloud);
  await send(cloud, source.integrationKey, 1);
  const cookie = await sessionOf(cloud, 'admin@example.com');
  const context = await browser.newContext({ ...phone, reducedMotion: 'reduce' });
  await context.addCookies([{ ...cookie, url: cloud.url }]);
  const page = await context.newPage();
  // What was begun for the first time here would be counted there.
  await (await browser.newPage()).goto(`${cloud.url}/`);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Emulation.setCPUThrottlingRate', slowProcessor);
  await devtools.send('Network.emulateNetworkConditions', slowLine);

  const accept = page.getByRole('button', { name: /accept/i }).first();
  const first = await until(page, `${cloud.url}/`, () => accept.waitFor());
  const traffic = await trafficOf(page);
  const again = await until(page, `${cloud.url}/`, () => accept.waitFor());
  const rows: Row[] = [
    seconds('an alert can be accepted, first visit', first, usableSeconds),
    { what: 'requests until then', value: String(traffic.requests) },
    { what: 'bytes until then', value: `${(traffic.bytes / 1024).toFixed(0)} KB` },
    seconds('the same, another visit', again, usableSeconds),
  ];
  await fast(devtools);
  await send(cloud, source.integrationKey, alerts - 1);
  rows.push(seconds(`the list of ${alerts} alerts stands, on a computer`, await listOf(page, cloud.url)));
  return rows;
}

/** No slowness but the machine's own. */
async function fast(devtools: CDPSession): Promise<void> {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
}

async function listOf(page: Page, url: string): Promise<number> {
  return until(page, `${url}/alerts`, () =>
    page
      .getByText(/^Alert number \d+$/)
      .first()
      .waitFor(),
  );
}

async function until(page: Page, address: string, stands: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await stands();
  return (performance.now() - begun) / 1000;
}

const seconds = (what: string, value: number, budget?: number): Row => ({
  what,
  value: `${value.toFixed(2)} s`,
  ...(budget !== undefined && { budget: `${budget} s`, isOver: value > budget }),
});

const trafficOf = (page: Page) =>
  page.evaluate(() => {
    const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    const bytes = entries.reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize, 0);
    return { requests: entries.length, bytes };
  });

async function setUp(cloud: LocalCloud): Promise<{ readonly integrationKey: string }> {
  const rule = { escalationTimeout: 60, users: [{ id: 1 }] };
  const policy = await cloud.api('POST', '/api/escalation-policies', { name: 'Bench', escalationRules: [rule] });
  const source = { name: 'Bench', integrationType: 'API', escalationPolicy: { id: policy.body.id } };
  return (await cloud.api('POST', '/api/alert-sources', source)).body;
}

const atOnce = 10;

async function send(cloud: LocalCloud, integrationKey: string, count: number): Promise<void> {
  for (let start = 0; start < count; start += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, count - start) }, (_, index) =>
      cloud.api(
        'POST',
        '/api/events',
        { integrationKey, eventType: 'ALERT', summary: `Alert number ${start + index + 1}` },
        null,
      ),
    );
    await Promise.all(batch);
  }
  await cloud.settle();
}
