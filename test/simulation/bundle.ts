import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/**
 * Builds the simulation as one file and returns its URL. Node itself does not read the e-mails' .tsx; and in one file
 * nothing is loaded while a run goes on, so that nothing but the scheduler says what comes next.
 */
export async function bundleSimulation(): Promise<string> {
  // Two folders deep, as this one: the state machine's file is found from there.
  const outfile = join(root, `dist/simulation/simulation-${process.pid}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'simulation.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  process.once('exit', () => rmSync(outfile, { force: true }));
  return pathToFileURL(outfile).href;
}

/** The simulation, bundled and loaded. */
export const loadSimulation = async (): Promise<typeof import('./simulation.ts')> => import(await bundleSimulation());
