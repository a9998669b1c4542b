import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { PageFigures } from './page-render.ts';
import { printTable } from './table.ts';

const budget = { milliseconds: 50, kilobytes: 60, requests: 2 };

/** Prints what a page with 100 services, 20 groups and 5 metrics costs to render and to load. Resolves with what is over budget. */
export async function benchPages(): Promise<string[]> {
  const outdir = mkdtempSync(join(tmpdir(), 'tocsin-pages-'));
  try {
    const outfile = join(outdir, 'page-render.mjs');
    await build({
      entryPoints: [fileURLToPath(new URL('./page-render.ts', import.meta.url))],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
    const { measurePage } = (await import(pathToFileURL(outfile).href)) as { measurePage: () => PageFigures };
    const { firstPage, allFiles, travelling, whole, requests } = measurePage();
    const isFine =
      firstPage <= budget.milliseconds && travelling <= budget.kilobytes * 1024 && requests <= budget.requests;
    printTable(
      'A page with 100 services, 20 groups, 5 metrics',
      ['render', 'budget', 'all files', 'HTML + CSS, gzip', 'budget', 'as they are', 'requests', 'budget', ''],
      [
        [
          `${firstPage.toFixed(1)} ms`,
          `${budget.milliseconds} ms`,
          `${allFiles.toFixed(0)} ms`,
          `${(travelling / 1024).toFixed(1)} KB`,
          `${budget.kilobytes} KB`,
          `${(whole / 1024).toFixed(0)} KB`,
          String(requests),
          String(budget.requests),
          isFine ? 'ok' : 'OVER',
        ],
      ],
    );
    return isFine ? [] : ['status page'];
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
