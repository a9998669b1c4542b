import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { watch } from './patience.ts';

let worker: Worker | undefined;
afterEach(async () => {
  await worker?.terminate();
});

/** Why the watch gave up on a thread that runs this. */
function lostOver(code: string, patience: { working: number; idle: number }): Promise<string> {
  const thread = new Worker(code, { eval: true });
  worker = thread;
  return new Promise((resolve) => {
    const end = watch(thread, patience, (why) => {
      end();
      resolve(why);
    });
  });
}

describe("the watch over a campaign's threads", { timeout: 60_000 }, () => {
  it('gives up on one that works without an end', async () => {
    expect(await lostOver('for (;;);', { working: 500, idle: 60_000 })).toBe(
      'did not end within 0.5 s of processor time',
    );
  });

  it('gives up on one that waits for what never comes', async () => {
    expect(await lostOver('setInterval(() => {}, 1e9)', { working: 60_000, idle: 3000 })).toBe(
      'has done nothing for 3 s',
    );
  });

  it('leaves one alone that needs long but little of the processor', async () => {
    const told: string[] = [];
    const thread = new Worker('setInterval(() => { for (const end = Date.now() + 20; Date.now() < end;); }, 300)', {
      eval: true,
    });
    worker = thread;
    const end = watch(thread, { working: 10_000, idle: 3000 }, (why) => told.push(why));
    await new Promise((resolve) => setTimeout(resolve, 6000));
    end();
    expect(told).toEqual([]);
  });
});
