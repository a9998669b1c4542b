/**
 * `npm run load [-- part … [--write]]`: how the system bears ten and a hundred times as much, measured on the local cloud.
 * With `--write` the tables replace those of docs/performance.md. Ends with status 1 when a promise is broken.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { printTable } from '../bench/table.ts';
import { actions } from './actions.ts';
import { events } from './events.ts';
import { handOver } from './hand-over.ts';
import { heartbeats } from './heartbeats.ts';
import { lists } from './lists.ts';
import { memory } from './memory.ts';
import { openAlerts } from './open-alerts.ts';
import { recipients } from './recipients.ts';
import { duration, markdownOf, type Part, replaceSection, type Section } from './report.ts';
import { storm } from './storm.ts';

const page = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

const parts: readonly Part[] = [
  { name: 'events', run: events },
  { name: 'hand-over', run: handOver },
  { name: 'actions', run: () => actions() },
  { name: 'recipients', run: recipients },
  { name: 'open-alerts', run: openAlerts },
  { name: 'memory', run: memory },
  { name: 'heartbeats', run: heartbeats },
  { name: 'storm', run: storm },
  { name: 'lists', run: lists },
];

const words = process.argv.slice(2);
const writes = words.includes('--write');
const wanted = words.filter((word) => word !== '--write');
const unknown = wanted.filter((word) => !parts.some(({ name }) => name === word));
if (unknown.length > 0)
  throw new Error(`unknown: ${unknown.join(', ')}; there are ${parts.map(({ name }) => name).join(', ')}`);

const violations: string[] = [];
for (const part of parts) {
  if (wanted.length > 0 && !wanted.includes(part.name)) continue;
  const startedAt = performance.now();
  const section = await part.run();
  const took = performance.now() - startedAt;
  for (const { title, head, rows } of section.tables) printTable(title, head, rows);
  console.log(`\n${part.name}: ${duration(took)}`);
  violations.push(...section.violations.map((violation) => `${part.name}: ${violation}`));
  if (writes)
    writeFileSync(page, replaceSection(readFileSync(page, 'utf8'), part.name, contentOf(part.name, section, took)));
}
console.log(violations.length === 0 ? '\nEvery promise was kept.' : `\nBroken: ${violations.join('; ')}`);
process.exitCode = violations.length === 0 ? 0 : 1;

function contentOf(name: string, { tables }: Section, took: number): string {
  const [{ model = 'unknown processor' } = {}] = cpus();
  const machine = `${cpus().length} × ${model.trim()}, Node ${process.versions.node}, ${process.platform}`;
  const made = `\`npm run load -- ${name}\`, ${new Date().toISOString().slice(0, 10)}, ${machine}; ${duration(took)}.`;
  return ['', made, '', ...tables.flatMap((table) => [markdownOf(table), ''])].join('\n');
}
