import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';

const browser = await launchBrowser();
afterAll(async () => browser?.close());

/** `npm start` with the demo seed, as a process of its own: it takes over its clock. */
async function startDemo(): Promise<{ url: string } & AsyncDisposable> {
  const process_ = spawn(process.execPath, ['local/start.ts', '--port', '0', '--ephemeral'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let url: string | undefined;
  for await (const line of createInterface({ input: process_.stdout })) {
    url = /ready at (\S+)/.exec(line)?.[1];
    if (url) break;
  }
  if (!url) throw new Error('npm start ended before it was ready');
  process_.stdout.resume();
  return {
    url,
    async [Symbol.asyncDispose]() {
      if (process_.exitCode !== null) return;
      process_.kill('SIGTERM');
      await once(process_, 'exit');
    },
  };
}

it.skipIf(!browser)(
  'a newcomer sounds the alarm, sees a phone ring, answers, and sees the escalation end',
  async () => {
    await using demo = await startDemo();
    const page = await browser?.newPage();
    if (!page) throw new Error('no browser');
    page.setDefaultTimeout(60_000);
    await page.goto(`${demo.url}/_local/`);
    await page.getByText('All quiet.').waitFor();
    await page.getByRole('button', { name: 'Send a test alert' }).first().click();
    await page.getByRole('dialog').getByRole('option', { name: 'Shop' }).waitFor({ state: 'attached' });
    await page.getByRole('textbox', { name: 'What happened' }).fill('Disk on db-1 is full');
    await page.getByRole('button', { name: 'Sound the alarm' }).click();

    await page.locator('.sms', { hasText: 'Disk on db-1 is full' }).waitFor();
    const escalation = page.locator('.execution', { hasText: 'Disk on db-1 is full' });
    await escalation.getByText('running', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^A\d accept$/ }).click();

    await escalation.getByText('Stopped: Accepted').waitFor();
    expect(await escalation.locator('.cause').textContent()).toMatch(/Accepted by .+ SMS/i);
  },
  240_000,
);
