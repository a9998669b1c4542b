import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Weight {
  readonly files: readonly string[];
  /** Bytes as they travel, gzipped. */
  readonly bytes: number;
}

/** Every file of a build of the console, by its path. */
export async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

const importPattern = /(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g;
/** What a chunk that is loaded later needs beside itself, as the bundler lists it at the beginning of a chunk that loads such ones. */
const listPattern = /m\.f=\[([^\]]*)\]/;
const lazyPattern = /import\(\s*["'`]\.\/([\w.-]+\.js)["'`]\s*\)(?:\s*,\s*__vite__mapDeps\(\[([\d,]*)\]\))?/g;

async function withImports(folder: string, first: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (found.has(file)) return;
    found.add(file);
    if (!file.endsWith('.js')) return;
    const source = await readFile(path.join(folder, file), 'utf8');
    for (const [, name] of source.matchAll(importPattern)) await visit(`assets/${name}`);
  };
  for (const file of first) await visit(file);
  return found;
}

/**
 * What a browser loads until the first screen stands, or the one whose chunk has this name: the page, what it names, what those import, and
 * the same of the screen. Throws where the build has no such screen.
 */
export async function firstLoad(folder: string, screen?: string): Promise<Weight> {
  const html = await readFile(path.join(folder, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, file = '']) => file);
  const shell = await withImports(folder, named);
  const chunks: string[] = [];
  for (const file of [...shell].filter((one) => one.endsWith('.js'))) {
    const source = await readFile(path.join(folder, file), 'utf8');
    const listed = [...(listPattern.exec(source)?.[1] ?? '').matchAll(/["'`]([^"'`]+)["'`]/g)].map(
      ([, one = '']) => one,
    );
    for (const [, name = '', needed = ''] of source.matchAll(lazyPattern)) {
      if (!new RegExp(`^${screen}-[\\w-]{8}\\.js$`).test(name)) continue;
      const others = needed.split(',').flatMap((index) => (index === '' ? [] : (listed[Number(index)] ?? [])));
      chunks.push(`assets/${name}`, ...others);
    }
  }
  if (screen !== undefined && chunks.length === 0)
    throw new Error(`the build has no screen ${screen} that is loaded later`);
  const files = [...new Set(['index.html', ...shell, ...(await withImports(folder, chunks))])];
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(path.join(folder, file))).length));
  return { files, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
