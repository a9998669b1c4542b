import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Bundle, bundleHandlers } from '../../lib/bundle.ts';
import { cachedFolder } from '../../local/runtime/cached-folder.ts';

export interface Minified {
  /** Each function has a folder of its name in here. */
  readonly outdir: string;
  readonly bundles: readonly Pick<Bundle, 'name' | 'metafile'>[];
}

const told = 'bundles.json';
let made: Promise<Minified> | undefined;

/** All functions, bundled as they are deployed: once for all test processes, and anew when something in them has changed. */
export function minified(): Promise<Minified> {
  made ??= bundleOnce();
  return made;
}

async function bundleOnce(): Promise<Minified> {
  const outdir = await cachedFolder('minified', ['functions', 'lib/bundle.ts', 'package-lock.json'], async (folder) => {
    const bundles = await bundleHandlers({ outdir: folder, minify: true });
    const kept = bundles.map(({ name, metafile }) => ({ name, metafile }));
    await writeFile(path.join(folder, told), JSON.stringify(kept));
  });
  return { outdir, bundles: JSON.parse(await readFile(path.join(outdir, told), 'utf8')) };
}
