import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { cachedFolder } from '../../../local/runtime/cached-folder.ts';
import { realDelay } from '../../../local/runtime/native-timers.ts';

const name = `test-${process.pid}`;
const sources = ['local/runtime/cached-folder.ts'];
let parent: string | undefined;
afterEach(async () => {
  if (parent) await rm(parent, { recursive: true });
});

it('builds once, however many want it at the same time', async () => {
  let builds = 0;
  const wanted = () =>
    cachedFolder(name, sources, async (directory) => {
      builds += 1;
      await realDelay(50);
      await writeFile(path.join(directory, 'made'), 'whole');
    });
  const folders = await Promise.all([wanted(), wanted(), wanted()]);
  parent = path.dirname(folders[0] ?? '');
  expect(new Set(folders).size).toBe(1);
  expect(builds).toBe(1);
  expect(await readFile(path.join(await wanted(), 'made'), 'utf8')).toBe('whole');
});

it('leaves nothing behind when building fails', async () => {
  let unfinished = '';
  const failing = cachedFolder(name, sources, async (directory) => {
    unfinished = directory;
    throw new Error('no disk');
  });
  await expect(failing).rejects.toThrow('no disk');
  parent = path.dirname(unfinished);
  expect(existsSync(unfinished)).toBe(false);
});
