/**
 * `npm run cost`: writes docs/cost.md and the tables of docs/scale.md from the committed counts and the price table, and
 * prints what an idle month costs. `npm run cost -- --count` counts anew first (two minutes, on local clouds of its own),
 * `-- --pages` only what status pages do, `-- --console` only what the console asks (half a minute), `-- --features` only what features of a source add (a minute), `-- --resources` only what
 * the templates contain (seconds). Ends with status 1 where a feature takes more than it may.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printTable } from '../bench/table.ts';
import { listTotal, totalAfterFree } from './bill.ts';
import { readCounted, writeCounted, writeFeatures } from './counted.ts';
import { overBudget, readFeatures, steps } from './features.ts';
import { idleBill } from './month.ts';
import { pages } from './pages.ts';
import { dollars } from './words.ts';

const flag = { type: 'boolean', default: false } as const;
const { values } = parseArgs({ options: { count: flag, pages: flag, console: flag, features: flag, resources: flag } });

if (values.count || values.pages || values.console || values.resources) {
  const { countResources } = await import('./resources.ts');
  const counted = values.count ? await (await import('./paths.ts')).countPaths() : readCounted().paths;
  const ofPages = values.count || values.pages ? await (await import('./page-paths.ts')).countPages() : {};
  const ofConsole = values.count || values.console ? await (await import('./console-paths.ts')).countConsole() : {};
  const paths = { ...counted, ...ofPages, ...ofConsole };
  writeCounted({ ...countResources(), paths });
}

if (values.count || values.features) writeFeatures(await (await import('./feature-paths.ts')).countFeatures());
const features = readFeatures();
printTable(
  'Calls and units of the table for each event, by the feature of its source',
  ['feature', ...steps.flatMap((step) => [`${step}: reads`, 'writes', 'read units', 'write units'])],
  Object.entries(features).map(([name, uses]) => [
    name,
    ...steps.flatMap((step) => {
      const { reads, writes, readUnits, writeUnits } = uses[step];
      return [reads, writes, readUnits, writeUnits].map(String);
    }),
  ]),
);
for (const broken of overBudget(features)) {
  console.log(`over budget: ${broken}`);
  process.exitCode = 1;
}

const counted = readCounted();
for (const { file, write } of pages) {
  const before = readFileSync(file, 'utf8');
  const after = write(before, counted);
  if (after !== before) console.log(`${file.pathname.split('/').slice(-2).join('/')} is written anew`);
  writeFileSync(file, after);
}

const lines = idleBill(counted);
printTable(
  'An idle month',
  ['item', 'quantity', 'unit', 'USD', 'after free quantities'],
  lines.map(({ name, quantity, unit, list, afterFree }) => [
    name,
    quantity.toPrecision(4),
    unit,
    dollars(list),
    dollars(afterFree),
  ]),
);
console.log(`\nIn all ${dollars(listTotal(lines))}, ${dollars(totalAfterFree(lines))} after free quantities.`);
