import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { realDelay } from './native-timers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = path.join(root, 'node_modules/.cache/tocsin');
/** Running local clouds still load from the folder they started with. */
const keptFor = 6 * 60 * 60 * 1000;
const longestBuild = 120_000;

/** The repository's folder. */
export const repository = root;

/**
 * A folder made of the files named, built once for each content of theirs. Processes that want the same at the same
 * time wait for the first of them, and nobody sees half a folder.
 */
export async function cachedFolder(
  name: string,
  sources: readonly string[],
  build: (directory: string) => Promise<void>,
): Promise<string> {
  const parent = path.join(cache, name);
  const directory = path.join(parent, await hashOf(sources));
  await mkdir(parent, { recursive: true });
  while (!(await use(directory))) {
    const unfinished = `${directory}.unfinished`;
    if (!(await begin(unfinished))) {
      await realDelay(50);
      continue;
    }
    try {
      // Another may have been done with it since the look above.
      if (existsSync(directory)) continue;
      await build(unfinished);
      await rename(unfinished, directory);
      await removeOld(parent);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }
  return directory;
}

/** Whether the folder is there; notes that it was used. */
async function use(directory: string): Promise<boolean> {
  if (!existsSync(directory)) return false;
  await utimes(directory, new Date(), new Date());
  return true;
}

/** Whether this process is the one to build; one that died while building is taken over from. */
async function begin(unfinished: string): Promise<boolean> {
  try {
    await mkdir(unfinished);
    return true;
  } catch {
    const { birthtimeMs } = await stat(unfinished).catch(() => ({ birthtimeMs: Date.now() }));
    if (birthtimeMs < Date.now() - longestBuild) await rm(unfinished, { recursive: true, force: true });
    return false;
  }
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

/** Removes what nobody has used for a while. */
async function removeOld(parent: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    const folder = path.join(parent, entry);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < Date.now() - keptFor) await rm(folder, { recursive: true, force: true });
  }
}
