import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = path.join(root, 'node_modules/.cache/tocsin');
const keptFor = 24 * 60 * 60 * 1000;

/** The repository's folder. */
export const repository = root;

/**
 * A folder made of the files named, built once for each content of theirs. Processes that build the same at the same
 * time do not disturb each other, and nobody sees half a folder.
 */
export async function cachedFolder(
  name: string,
  sources: readonly string[],
  build: (directory: string) => Promise<void>,
): Promise<string> {
  const parent = path.join(cache, name);
  const directory = path.join(parent, await hashOf(sources));
  if (existsSync(directory)) {
    await utimes(directory, new Date(), new Date());
    return directory;
  }
  const unfinished = `${directory}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    await build(unfinished);
    await rename(unfinished, directory);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(directory)) throw error;
  }
  await removeOld(parent);
  return directory;
}

async function hashOf(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await filesIn(path.join(root, source))) {
      hash
        .update(path.relative(root, file))
        .update('\0')
        .update(await readFile(file))
        .update('\0');
    }
  }
  return hash.digest('hex').slice(0, 20);
}

async function filesIn(fileOrFolder: string): Promise<string[]> {
  if (!(await stat(fileOrFolder)).isDirectory()) return [fileOrFolder];
  const entries = await readdir(fileOrFolder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

async function removeOld(parent: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    const folder = path.join(parent, entry);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < Date.now() - keptFor) await rm(folder, { recursive: true, force: true });
  }
}
