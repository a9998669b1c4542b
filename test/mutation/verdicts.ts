import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Mutant } from './mutants.ts';

export type Verdict = 'noticed' | 'survived';
export type Verdicts = Readonly<Record<string, Verdict>>;

const keptIn = 'node_modules/.cache/mutation/verdicts.json';

/** Names a mutant across runs: numbers move when a line is added, this does not. */
export const keyOf = ({ file, lineText, original, mutant }: Mutant): string =>
  [file, lineText, original, mutant].join('\n');

export function lastVerdicts(): Verdicts {
  try {
    return JSON.parse(readFileSync(keptIn, 'utf8'));
  } catch {
    return {};
  }
}

export function keepVerdicts(verdicts: Verdicts): void {
  mkdirSync(dirname(keptIn), { recursive: true });
  writeFileSync(keptIn, JSON.stringify({ ...lastVerdicts(), ...verdicts }));
}
