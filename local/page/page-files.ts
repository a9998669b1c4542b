import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

export interface PageFile {
  readonly type: string;
  readonly body: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The files of the page at `/_local/` by their paths, read afresh so that editing them needs no restart. */
export function pageFiles(): Map<string, PageFile> {
  const folder = import.meta.dirname;
  const files = new Map<string, PageFile>();
  for (const name of readdirSync(folder)) {
    const type = types[extname(name)];
    if (!type) continue;
    const file = { type, body: readFileSync(join(folder, name)) };
    files.set(name === 'index.html' ? '/_local/' : `/_local/page/${name}`, file);
  }
  return files;
}
