import { dirname } from 'node:path';
import type { Mutant } from './mutants.ts';
import type { Reach } from './reach.ts';
import type { Verdict } from './verdicts.ts';

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

export function scoreLine(verdicts: ReadonlyMap<Mutant, Verdict>): string {
  const noticed = [...verdicts.values()].filter((verdict) => verdict === 'noticed').length;
  return `mutation score ${percent(noticed, verdicts.size)} (${noticed} of ${verdicts.size} noticed)`;
}

export const progressLine = (verdicts: ReadonlyMap<Mutant, Verdict>, all: number, before: number, ms: number): string =>
  `… ${verdicts.size} of ${all}, ${((1000 * (verdicts.size - before)) / ms).toFixed(1)} a second; ${scoreLine(verdicts)}`;

/** Where a bug was planted that nobody noticed, what stood there and what it was made into. */
export const survivorLines = (
  { id, file, line, original, mutant }: Mutant,
  reach?: ReadonlyMap<number, readonly Reach[]>,
): readonly string[] => [
  `${file}:${line}${reach?.has(id) === false ? '  (no test comes through here)' : ''}`,
  `  - ${original}`,
  `  + ${mutant}`,
];

/** The score of each folder. */
export function folders(verdicts: ReadonlyMap<Mutant, Verdict>): readonly string[] {
  const byFolder = Map.groupBy(verdicts, ([{ file }]) => dirname(file));
  return [...byFolder]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([folder, own]) => {
      const noticed = own.filter(([, verdict]) => verdict === 'noticed').length;
      return `${folder.padEnd(44)} ${percent(noticed, own.length).padStart(7)}  (${noticed} of ${own.length})`;
    });
}
