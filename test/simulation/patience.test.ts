import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { watch } from './patience.ts';

let worker: Worker | undefined;
afterEach(async () => {
  vi.useRealTimers();
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
    vi.useFakeTimers();
    const told: string[] = [];
    let used = 0;
    const thread = { cpuUsage: async () => ({ user: used * 1000, system: 0 }) };
    const end = watch(thread, { working: 10_000, idle: 3000 }, (why) => told.push(why));
    // An hour for nine seconds of work, with pauses that are just short enough.
    for (let turn = 0; turn < 1800; turn++) {
      used += 5;
      await vi.advanceTimersByTimeAsync(2000);
    }
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(told[0]).toBe('has done nothing for 3 s');
    end();
  });
});
