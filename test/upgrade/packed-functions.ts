import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** Every function bundles the SDK once more: a window as large as all of them finds that out. */
const parameters = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_QUALITY]: 11 };

/** Packs the code of deployed functions, `<name>/index.mjs` and chunks, into a few hundred kilobytes. */
export async function packFunctions(directory: string): Promise<Buffer> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.mjs'))
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .sort();
  const code: Record<string, string> = {};
  for (const file of files) code[file] = await readFile(path.join(directory, file), 'utf8');
  return brotliCompressSync(JSON.stringify(code), { params: parameters });
}

/** Unpacks them into a folder of this machine, once, and answers the folder. */
export async function unpackFunctions(packed: Buffer, name: string): Promise<string> {
  const directory = path.join(tmpdir(), `tocsin-functions-${name}-${packed.length}`);
  if (existsSync(directory)) return directory;
  const unfinished = await mkdtemp(`${directory}-`);
  const code: Record<string, string> = JSON.parse(brotliDecompressSync(packed).toString('utf8'));
  for (const [file, text] of Object.entries(code)) {
    await mkdir(path.dirname(path.join(unfinished, file)), { recursive: true });
    await writeFile(path.join(unfinished, file), text);
  }
  // Another process may have been faster: its folder is as good.
  await rename(unfinished, directory).catch(() => rm(unfinished, { recursive: true }));
  return directory;
}
