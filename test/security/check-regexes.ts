/*
 * Checks every regular expression of the functions with recheck (https://makenowjust-labs.github.io/recheck/), which proves
 * how the time of a match grows with its input, and writes the verdicts to checked-regexes.json. It is not installed with
 * the project: `npm install --no-save recheck@4.5.0` first.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyOf, regexesOfSource } from './regexes.ts';

interface Verdict {
  readonly status: 'safe' | 'vulnerable' | 'unknown';
  readonly complexity?: { readonly type: string; readonly summary: string };
  readonly attack?: { readonly pattern: string };
}

const list = join(import.meta.dirname, 'checked-regexes.json');
const checker: string = 'recheck';
const { checkSync } = (await import(checker)) as {
  checkSync: (source: string, flags: string, options: { timeout: number }) => Verdict;
};

const before: Record<string, string> = JSON.parse(readFileSync(list, 'utf8'));
const after: Record<string, string> = {};
for (const regex of regexesOfSource().found) {
  const key = keyOf(regex);
  if (before[key] === undefined || process.argv.includes('--all')) {
    const { status, complexity, attack } = checkSync(regex.pattern, regex.flags, { timeout: 30_000 });
    after[key] = status === 'safe' ? `safe: ${complexity?.summary ?? complexity?.type}` : status;
    if (status !== 'safe') console.log(`${status}: ${key} in ${regex.files.join(', ')}: ${attack?.pattern ?? ''}`);
  } else after[key] = before[key] ?? '';
}
const sorted = Object.fromEntries(Object.entries(after).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(list, `${JSON.stringify(sorted, null, 2)}\n`);
console.log(`${Object.keys(after).length} regular expressions`);
if (Object.values(after).some((verdict) => !verdict.startsWith('safe'))) process.exitCode = 1;
