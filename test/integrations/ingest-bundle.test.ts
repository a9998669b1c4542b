import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { bundleHandlers } from '../../lib/bundle.ts';

/** Bytes of the files that are loaded at once: lazily imported chunks do not count. */
function loadedAtOnce(outputs: Awaited<ReturnType<typeof bundleHandlers>>[number]['metafile']['outputs']): number {
  const seen = new Set<string>();
  const visit = (file: string): number => {
    const output = outputs[file];
    if (output === undefined || seen.has(file)) return 0;
    seen.add(file);
    const imported = output.imports.filter(({ kind }) => kind === 'import-statement');
    return imported.reduce((bytes, { path }) => bytes + visit(path), output.bytes);
  };
  return visit(Object.keys(outputs).find((file) => file.endsWith('index.mjs')) ?? '');
}

it('is at most 450 KB, SDK included, and leaves schemas and the S3 client out', async () => {
  const outdir = await mkdtemp(path.join(tmpdir(), 'tocsin-bundle-'));
  try {
    const [bundle] = await bundleHandlers({ outdir, names: ['ingest'], minify: true });
    const { inputs, outputs } = bundle?.metafile ?? { inputs: {}, outputs: {} };
    expect(loadedAtOnce(outputs)).toBeGreaterThan(100_000);
    expect(loadedAtOnce(outputs)).toBeLessThanOrEqual(450_000);
    expect(Object.keys(inputs).filter((file) => file.includes('node_modules/zod/'))).toEqual([]);
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
});
