import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Mutant } from './mutants.ts';

export type Verdict = 'noticed' | 'survived';

/** What was found the last time: by the mutant's words, and by its place in the very same text. */
export interface Verdicts {
  readonly byKey: ReadonlyMap<string, Verdict>;
  readonly byPlace: ReadonlyMap<string, Verdict>;
}

const keptIn = 'node_modules/.cache/mutation/verdicts.jsonl';

/** Names a mutant across runs: numbers move when a line is added, this does not. */
export const keyOf = ({ file, lineText, original, mutant }: Mutant): string =>
  [file, lineText, original, mutant].join('\n');

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);

const texts = new Map<string, string>();

/** Names a mutant as long as its source is the same, letter by letter. */
export function placeOf({ file, start, end, text }: Mutant): string {
  const hash = texts.get(file) ?? hashOf(readFileSync(file, 'utf8'));
  texts.set(file, hash);
  return hashOf([file, hash, start, end, text].join('\n'));
}

/** Later lines count: each verdict is added to the end as soon as it is known. */
export function lastVerdicts(): Verdicts {
  const byKey = new Map<string, Verdict>();
  const byPlace = new Map<string, Verdict>();
  let kept = '';
  try {
    kept = readFileSync(keptIn, 'utf8');
  } catch {
    // Nothing was tried yet.
  }
  for (const line of kept.split('\n')) {
    if (!line.endsWith(']')) continue;
    const [key, place, verdict] = JSON.parse(line);
    byKey.set(key, verdict);
    byPlace.set(place, verdict);
  }
  return { byKey, byPlace };
}

export function keepVerdict(mutant: Mutant, verdict: Verdict): void {
  mkdirSync(dirname(keptIn), { recursive: true });
  appendFileSync(keptIn, `${JSON.stringify([keyOf(mutant), placeOf(mutant), verdict])}\n`);
}
