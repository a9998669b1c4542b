import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type ConsoleBench, startConsole } from './console/harness.ts';
import { stories } from './console/stories/index.ts';

const browser = await launchBrowser();
let bench: ConsoleBench;
beforeAll(async () => {
  if (browser) bench = await startConsole(browser);
}, 240_000);
afterAll(async () => {
  await bench?.close();
  await browser?.close();
});

describe.skipIf(!browser)('somebody at the console', { timeout: 180_000 }, () => {
  it.each(stories.map((story) => [story.name, story] as const))('%s', async (_name, { run, expected }) => {
    if (expected) bench.expectComplaint(expected);
    await run(bench);
    for (const context of bench.browser.contexts()) await context.close();
    expect(bench.complaints()).toEqual([]);
  });
});
