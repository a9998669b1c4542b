import { existsSync } from 'node:fs';
import fs, { readFile, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { cachedFolder, repository } from '../../../local/runtime/cached-folder.ts';
import { realDelay } from '../../../local/runtime/native-timers.ts';

const name = `test-${process.pid}`;
const sources = ['local/runtime/cached-folder.ts'];
afterEach(() => rm(path.join(repository, 'node_modules/.cache/tocsin', name), { recursive: true, force: true }));

it('builds once, however many want it at the same time', async () => {
  let builds = 0;
  const wanted = () =>
    cachedFolder(name, sources, async (directory) => {
      builds += 1;
      await realDelay(50);
      await writeFile(path.join(directory, 'made'), 'whole');
    });
  const folders = await Promise.all([wanted(), wanted(), wanted()]);
  expect(new Set(folders).size).toBe(1);
  expect(builds).toBe(1);
  expect(await readFile(path.join(await wanted(), 'made'), 'utf8')).toBe('whole');
});

it('is the same folder for who saw nothing and comes to build it only when another is done', async () => {
  const make = (directory: string) => writeFile(path.join(directory, 'made'), 'whole');
  const { mkdir } = fs;
  let builds = 0;
  onTestFinished(() => useMkdir(mkdir));
  useMkdir((async (folder: string, options?: { recursive: true }) => {
    const laterOne = folder.endsWith('.unfinished');
    if (laterOne) useMkdir(mkdir);
    if (laterOne) await cachedFolder(name, sources, make);
    return mkdir(folder, options);
  }) as typeof mkdir);
  const folder = await cachedFolder(name, sources, async (directory) => {
    builds += 1;
    await make(directory);
  });
  expect(builds).toBe(0);
  expect(existsSync(`${folder}.unfinished`)).toBe(false);
  expect(await readFile(path.join(folder, 'made'), 'utf8')).toBe('whole');
});

function useMkdir(mkdir: typeof fs.mkdir) {
  fs.mkdir = mkdir;
  syncBuiltinESMExports();
}

it('leaves nothing behind when building fails', async () => {
  let unfinished = '';
  const failing = cachedFolder(name, sources, async (directory) => {
    unfinished = directory;
    throw new Error('no disk');
  });
  await expect(failing).rejects.toThrow('no disk');
  expect(existsSync(unfinished)).toBe(false);
});
