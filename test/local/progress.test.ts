import { afterEach, beforeEach, expect, it, vi } from 'vitest';

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
});
afterEach(() => vi.useRealTimers());

/** The module takes the timers it finds when it is loaded. */
async function aProgress() {
  const { showProgress } = await import('../../local/progress.ts');
  const lines: string[] = [];
  return { lines, progress: showProgress((line) => lines.push(line)) };
}

const takes = (milliseconds: number) => new Promise<string>((resolve) => setTimeout(() => resolve('it'), milliseconds));

it('says nothing of what is done at once, and hands the result through', async () => {
  const { lines, progress } = await aProgress();
  const done = progress.during('Bundling', takes(100));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await done).toBe('it');
  expect(lines).toEqual([]);
});

it('names long work when it begins, while it lasts and when it is done', async () => {
  const { lines, progress } = await aProgress();
  const done = progress.during('Bundling', takes(12_000));
  await vi.advanceTimersByTimeAsync(12_000);
  await done;
  expect(lines).toEqual([
    '  Bundling …',
    '  Bundling: still at it after 5 s',
    '  Bundling: still at it after 10 s',
    '  Bundling: 12 s',
  ]);
});

it('says how long it took that failed, too', async () => {
  const { lines, progress } = await aProgress();
  const failing = progress.during(
    'Opening',
    takes(1_000).then(() => Promise.reject(new Error('no'))),
  );
  failing.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(1_000);
  await expect(failing).rejects.toThrow('no');
  expect(lines).toEqual(['  Opening …', '  Opening: 1 s']);
});
