import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');
// Two folders deep, as this one: the state machine's file is found from there.
const bundle = join(root, 'dist/simulation/simulation.mjs');

/**
 * The simulation as one file. Node itself does not read the e-mails' .tsx; and in one file nothing is loaded while a run
 * goes on, so that nothing but the scheduler says what comes next.
 */
export async function loadSimulation(): Promise<typeof import('./simulation.ts')> {
  const outfile = `${bundle.slice(0, -'.mjs'.length)}-${process.pid}.mjs`;
  await build({
    entryPoints: [join(import.meta.dirname, 'simulation.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  await rename(outfile, bundle);
  return import(pathToFileURL(bundle).href);
}
