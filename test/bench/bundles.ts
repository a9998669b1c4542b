import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleHandlers, bytesLoadedAtOnce } from '../../lib/bundle.ts';
import { synthesize } from '../../local/synth.ts';
import { loadDeployment } from '../../local/template.ts';
import { printTable } from './table.ts';

const ingestBudgetKilobytes = 450;
const budgetKilobytes = 650;
const loadBudget = 4;
const runs = 5;
/** Nothing is called while a function is loaded. */
const addresses = { aws: 'http://127.0.0.1:1', public: 'http://127.0.0.1:1' };

/** Milliseconds of a fresh Node that runs this code, the least of some runs: what is left when the machine is not busy. */
function fastest(code: string, environment: Record<string, string> = {}): number {
  const times = Array.from({ length: runs }, () => {
    const start = process.hrtime.bigint();
    execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
      env: { ...process.env, ...environment },
    });
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  return Math.min(...times);
}

/** Prints each function's minified size (what it loads at once) and its load time. Resolves with those over budget. */
export async function benchBundles(): Promise<string[]> {
  const outdir = mkdtempSync(join(tmpdir(), 'tocsin-bundles-'));
  try {
    const bundles = await bundleHandlers({ outdir, minify: true });
    const { functions, region } = await loadDeployment(await synthesize(), addresses);
    const environmentOf = (name: string) => ({
      ...functions.find((one) => one.name === name)?.environment,
      AWS_REGION: region,
    });
    const empty = fastest('');
    const over: string[] = [];
    const rows = bundles.map(({ name, directory, metafile }) => {
      const kilobytes = bytesLoadedAtOnce(metafile) / 1024;
      const ratio =
        fastest(`await import(${JSON.stringify(join(directory, 'index.mjs'))})`, environmentOf(name)) / empty;
      const budget = name === 'ingest' ? ingestBudgetKilobytes : budgetKilobytes;
      const isFine = kilobytes <= budget && ratio <= loadBudget;
      if (!isFine) over.push(name);
      return [name, kilobytes.toFixed(0), String(budget), ratio.toFixed(1), String(loadBudget), isFine ? 'ok' : 'OVER'];
    });
    printTable('Bundles', ['function', 'KB', 'budget', 'load ÷ empty Node', 'budget', ''], rows);
    return over;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
