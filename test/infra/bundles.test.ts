import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, bytesLoadedAtOnce, handlerNames } from '../../lib/bundle.ts';
import { type Minified, minified } from './minified.ts';

const names = await handlerNames();

describe('bundles', () => {
  let made: Minified;
  beforeAll(async () => {
    made = await minified();
  });

  const metafileOf = (name: string): Bundle['metafile'] => {
    const bundle = made.bundles.find((one) => one.name === name);
    if (bundle === undefined) throw new Error(`no bundle ${name}`);
    return bundle.metafile;
  };

  it.each(names)('%s is small enough to start quickly, SDK included', (name) => {
    const bytes = bytesLoadedAtOnce(metafileOf(name));
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(name === 'ingest' ? 450_000 : 650_000);
  });

  it.each(names)('%s asks for no file that is not in it', async (name) => {
    const directory = path.join(made.outdir, name);
    const files = (await readdir(directory, { recursive: true })).filter((file) => file.endsWith('.mjs'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const text = await readFile(path.join(directory, file), 'utf8');
      expect([file, text.match(/\brequire\w*\(["']\.{1,2}\/[^"']+["']\)/g) ?? []]).toEqual([file, []]);
    }
  });

  it('ingest leaves schemas out', () => {
    const { inputs } = metafileOf('ingest');
    expect(Object.keys(inputs).filter((file) => file.includes('node_modules/zod/'))).toEqual([]);
  });
});
