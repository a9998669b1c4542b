import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, bytesLoadedAtOnce, handlerNames } from '../../lib/bundle.ts';
import { minified } from './minified.ts';

const names = await handlerNames();

describe('bundles', () => {
  let bundles: ReadonlyMap<string, Bundle>;
  beforeAll(async () => {
    bundles = new Map((await minified()).bundles.map((bundle) => [bundle.name, bundle]));
  });

  const bundleOf = (name: string): Bundle => {
    const bundle = bundles.get(name);
    if (bundle === undefined) throw new Error(`no bundle ${name}`);
    return bundle;
  };

  it.each(names)('%s is small enough to start quickly, SDK included', (name) => {
    const bytes = bytesLoadedAtOnce(bundleOf(name).metafile);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(name === 'ingest' ? 450_000 : 650_000);
  });

  it.each(names)('%s asks for no file that is not in it', async (name) => {
    const { directory, metafile } = bundleOf(name);
    const files = Object.keys(metafile.outputs).filter((file) => file.endsWith('.mjs'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const text = await readFile(path.join(directory, path.relative(directory, path.resolve(file))), 'utf8');
      expect([file, text.match(/\brequire\w*\(["']\.{1,2}\/[^"']+["']\)/g) ?? []]).toEqual([file, []]);
    }
  });

  it('ingest leaves schemas out', () => {
    const { inputs } = bundleOf('ingest').metafile;
    expect(Object.keys(inputs).filter((file) => file.includes('node_modules/zod/'))).toEqual([]);
  });
});
