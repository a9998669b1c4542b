import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Bundle, bundleHandlers } from '../../lib/bundle.ts';

export interface Minified {
  /** Each function has a folder of its name in here. */
  readonly outdir: string;
  readonly bundles: readonly Bundle[];
}

const kept = path.resolve('node_modules/.cache/tocsin');
/** The run of tests that this process is one of. */
const run = String(process.ppid);
const prefix = 'minified-';

let made: Promise<Minified> | undefined;

/** All functions, bundled as they are deployed: once for all processes of a run of tests. */
export function minified(): Promise<Minified> {
  made ??= bundleOrWait();
  return made;
}

async function bundleOrWait(): Promise<Minified> {
  const outdir = path.join(kept, prefix + run);
  const told = path.join(outdir, 'bundles.json');
  await mkdir(kept, { recursive: true });
  await removeOld();
  const isFirst = await mkdir(outdir).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    const bundles = await bundleHandlers({ outdir, minify: true });
    await writeFile(`${told}.new`, JSON.stringify(bundles));
    await rename(`${told}.new`, told);
    return { outdir, bundles };
  }
  for (;;) {
    const text = await readFile(told, 'utf8').catch(() => undefined);
    if (text !== undefined) return { outdir, bundles: JSON.parse(text) };
    await wait(100);
  }
}

/** Takes away what runs have left behind that are over. */
async function removeOld(): Promise<void> {
  const names = await readdir(kept);
  const runs = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const old = runs.filter((one) => one !== run && !isRunning(Number(one)));
  await Promise.all(old.map((one) => rm(path.join(kept, prefix + one), { recursive: true, force: true })));
}

function isRunning(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch {
    return false;
  }
}
