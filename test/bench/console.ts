import type { Browser, Page } from 'playwright-core';
import { buildConsole } from '../../local/synth.ts';
import { launchBrowser } from '../browser/browser.ts';
import { sessionOf } from '../browser/console/session.ts';
import { firstLoad } from '../support/console-weight.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { type Cookie, type Row, seconds, timesOnPhone, until } from './console-phone.ts';
import { printTable } from './table.ts';

const budgetKilobytes = 120;
const alerts = 1000;

/** Prints what the console weighs and how long it takes in a browser. Resolves with what is over its budget. */
export async function benchConsole(): Promise<string[]> {
  const rows = [...(await weights())];
  print('The console: what is loaded before the first screen stands, gzipped', rows);
  const browser = await launchBrowser();
  if (browser === undefined) console.log('\nThere is no browser to measure the console in.');
  else {
    const cloud = await startLocalCloud({ seed: 'none' });
    try {
      const { integrationKey } = await setUp(cloud);
      await send(cloud, integrationKey, 1);
      const cookie = { ...(await sessionOf(cloud, 'admin@example.com')), url: cloud.url };
      const onPhone = await timesOnPhone(browser, cloud, cookie);
      print('The console on a phone: a quarter of this processor, 1.6 Mbit/s with 150 ms', onPhone);
      await send(cloud, integrationKey, alerts - 1);
      const onComputer = await timesOnComputer(browser, cloud, cookie);
      print('The console on this computer', onComputer);
      rows.push(...onPhone, ...onComputer);
    } finally {
      await browser.close();
      await cloud.stop();
    }
  }
  return rows.flatMap(({ what, isOver }) => (isOver ? [`console: ${what}`] : []));
}

const print = (title: string, rows: readonly Row[]): void =>
  printTable(
    title,
    ['what', 'value', 'budget', ''],
    rows.map(({ what, value, budget = '', isOver }) => [what, value, budget, budget && (isOver ? 'OVER' : 'ok')]),
  );

async function weights(): Promise<Row[]> {
  const { files, bytes } = await firstLoad(await buildConsole());
  const kilobytes = bytes / 1024;
  const isOver = kilobytes > budgetKilobytes;
  return [
    { what: 'first load', value: `${kilobytes.toFixed(1)} KB`, budget: `${budgetKilobytes} KB`, isOver },
    { what: 'its files', value: String(files.length) },
  ];
}

async function timesOnComputer(browser: Browser, cloud: LocalCloud, cookie: Cookie): Promise<Row[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await context.addCookies([cookie]);
  const page = await context.newPage();
  return [...(await listOf(page, cloud)), await yearOf(page, cloud)];
}

/** The newest hundred of a thousand open alerts, and all of them, as somebody who wants to see each. */
async function listOf(page: Page, cloud: LocalCloud): Promise<Row[]> {
  const shown = page.locator('[data-alert]');
  const newest = await until(page, `${cloud.url}/alerts`, () => shown.nth(99).waitFor());
  const begun = performance.now();
  for (let count = 200; count <= alerts; count += 100) {
    await page.getByRole('button', { name: 'Show more', exact: true }).click();
    await shown.nth(count - 1).waitFor();
  }
  const all = (performance.now() - begun) / 1000;
  return [
    seconds(`the newest hundred of ${alerts} alerts stand, on a computer`, newest),
    seconds('the other nine hundred, page by page', all),
  ];
}

/** Weeks, days, office hours, week ends in eights, a late watch: as a large team has them. */
async function yearOf(page: Page, cloud: LocalCloud): Promise<Row> {
  const users = [{ id: 1 }];
  for (let number = 2; number <= 10; number++) {
    const person = { firstName: `Person ${number}`, lastName: 'Bench', email: `p${number}@example.com`, role: 'USER' };
    users.push({ id: (await cloud.api('POST', '/api/users?send-no-invitation=true', person)).body.id });
  }
  const workdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];
  const daily = (from: string, to: string) =>
    workdays.map((dayOfWeek) => ({ from: { dayOfWeek, time: from }, to: { dayOfWeek, time: to } }));
  const weekEnd = [{ from: { dayOfWeek: 'FRIDAY', time: '17:00' }, to: { dayOfWeek: 'MONDAY', time: '09:00' } }];
  const layer = (name: string, rotation: string, restrictions?: readonly object[]) => ({
    name,
    rotation,
    users,
    startsOn: '2026-01-05T09:00',
    ...(restrictions && { restrictionType: 'TIMES_OF_WEEK', restrictions }),
  });
  const { status, body } = await cloud.api('POST', '/api/schedules', {
    name: 'Five layers',
    timezone: 'Europe/Berlin',
    type: 'RECURRING',
    scheduleLayers: [
      layer('Weeks', 'P7D'),
      layer('Days', 'P1D'),
      layer('Office', 'P1D', daily('09:00', '17:00')),
      layer('Week ends', 'PT8H', weekEnd),
      layer('Late', 'P7D', daily('22:00', '23:00')),
    ],
  });
  if (status !== 201) throw new Error(`the schedule was refused: ${JSON.stringify(body)}`);
  const address = `${cloud.url}/on-call/schedules/${body.id}?look=year`;
  const stands = () => page.locator('.on-call-bar, .on-call-crowd').nth(20).waitFor();
  return seconds('a year of a schedule of five layers stands, on a computer', await until(page, address, stands));
}

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
