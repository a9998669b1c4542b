import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { bundleHandlers } from '../../lib/bundle.ts';

type Outputs = Awaited<ReturnType<typeof bundleHandlers>>[number]['metafile']['outputs'];

/** Bytes of the files that are loaded at once: drivers and the S3 client come when they are needed. */
function loadedAtOnce(outputs: Outputs): number {
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

it.each(['send-notification', 'handle-reply'])('%s is at most 650 KB, SDK included', async (name) => {
  const outdir = await mkdtemp(path.join(tmpdir(), 'tocsin-bundle-'));
  try {
    const [bundle] = await bundleHandlers({ outdir, names: [name], minify: true });
    const bytes = loadedAtOnce(bundle?.metafile.outputs ?? {});
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThanOrEqual(650_000);
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
});
