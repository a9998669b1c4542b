import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Bundle, bundleHandlers } from '../../lib/bundle.ts';

export interface Minified {
  /** Each function has a folder of its name in here. */
  readonly outdir: string;
  readonly bundles: readonly Bundle[];
}

let made: Promise<Minified> | undefined;

/** All functions, bundled as they are deployed: once for all test files of this process. */
export function minified(): Promise<Minified> {
  made ??= bundle();
  return made;
}

async function bundle(): Promise<Minified> {
  const outdir = path.resolve(`node_modules/.cache/tocsin/minified-${process.env.VITEST_POOL_ID}`);
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  return { outdir, bundles: await bundleHandlers({ outdir, minify: true }) };
}
