import type { Browser, Page } from 'playwright-core';
import type { sessionOf } from '../browser/console/session.ts';
import type { LocalCloud } from '../support/local-cloud.ts';

const usableSeconds = 2;

/** Of so many visits the one in the middle counts: a machine is never quite quiet. */
const visits = 5;

/** A phone of some years ago with a slow line: a quarter of this machine's processor, Lighthouse's slow 4G. */
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true } as const;
const slowProcessor = { rate: 4 };
const slowLine = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};

export interface Row {
  readonly what: string;
  readonly value: string;
  readonly budget?: string;
  readonly isOver?: boolean;
}

export type Cookie = Awaited<ReturnType<typeof sessionOf>> & { readonly url: string };

export async function timesOnPhone(browser: Browser, cloud: LocalCloud, cookie: Cookie): Promise<Row[]> {
  // What was begun for the first time here would be counted there: functions, and files that are published on demand.
  const before = await browser.newContext({ ...phone, reducedMotion: 'reduce' });
  await before.addCookies([cookie]);
  const warm = await before.newPage();
  await until(warm, `${cloud.url}/`, () => accept(warm).waitFor());
  await before.close();

  const seen: Visit[] = [];
  while (seen.length < visits) seen.push(await visit(browser, cloud, cookie));
  const middle = (of: (one: Visit) => number): number =>
    seen.map(of).toSorted((a, b) => a - b)[Math.floor(visits / 2)] ?? Number.NaN;
  return [
    seconds(
      'an alert can be accepted, first visit',
      middle(({ first }) => first),
      usableSeconds,
    ),
    { what: 'the quickest and the slowest of these', value: range(seen.map(({ first }) => first)) },
    { what: 'work of the page until then', value: `${middle(({ work }) => work).toFixed(2)} s` },
    { what: 'requests until then', value: String(middle(({ requests }) => requests)) },
    { what: 'bytes until then', value: `${(middle(({ bytes }) => bytes) / 1024).toFixed(0)} KB` },
    seconds(
      'the same, another visit',
      middle(({ again }) => again),
      usableSeconds,
    ),
  ];
}

const range = (values: readonly number[]): string =>
  `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)} s`;

interface Visit {
  /** Seconds until an alert can be accepted, and when the page is opened once more. */
  readonly first: number;
  readonly again: number;
  readonly work: number;
  readonly requests: number;
  readonly bytes: number;
}

/** Of somebody whose browser has nothing yet. */
async function visit(browser: Browser, cloud: LocalCloud, cookie: Cookie): Promise<Visit> {
  const context = await browser.newContext({ ...phone, reducedMotion: 'reduce' });
  await context.addCookies([cookie]);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Emulation.setCPUThrottlingRate', slowProcessor);
  await devtools.send('Network.emulateNetworkConditions', slowLine);
  // Of the main thread's own time, whatever else this machine does meanwhile.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  let [requests, bytes] = [0, 0];
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    requests += 1;
    bytes += encodedDataLength;
  });
  const first = await until(page, `${cloud.url}/`, () => accept(page).waitFor());
  const traffic = { requests, bytes };
  const work = await worked();
  const again = await until(page, `${cloud.url}/`, () => accept(page).waitFor());
  await context.close();
  return { first, again, work, ...traffic };
}

const accept = (page: Page) => page.getByRole('button', { name: /^accept/i }).first();

export async function until(page: Page, address: string, stands: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await stands();
  return (performance.now() - begun) / 1000;
}

export const seconds = (what: string, value: number, budget?: number): Row => ({
  what,
  value: `${value.toFixed(2)} s`,
  ...(budget !== undefined && { budget: `${budget} s`, isOver: value > budget }),
});
