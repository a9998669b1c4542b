import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { type Mutant, mutantsOf } from './mutants.ts';

/** The tests that are near enough to the code to be run for every mutant: all in memory. */
const nearTests =
  'test/{domain,usecases,integrations,actions,channels,reply,security,api,render,store,sign-in,chat,callbacks,edge}/**/*.test.{ts,tsx}';
/** Near, but slow and about something else: other engines, the synthesized template, races, what grows with the deployment. */
const slowTests =
  /store\/(dynamo|moto|local-cloud|list-cost|reference-races)|usecases\/page\/crowded-page|security\/(dependencies|regexes|growth|audit-day)/;

export const testFiles = (globs: readonly string[]): readonly string[] =>
  globSync(globs.length > 0 ? [...globs] : nearTests)
    .filter((file) => !slowTests.test(file))
    .sort();

export const sourceFiles = (): readonly string[] => globSync('functions/**/*.{ts,tsx}').sort();

/** Every mutant of every source file: an id means the same in all processes of a run. */
export function allMutants(): readonly Mutant[] {
  const mutants: Mutant[] = [];
  for (const file of sourceFiles()) mutants.push(...mutantsOf(file, readFileSync(file, 'utf8'), mutants.length));
  return mutants;
}

const imports = /(?:from|import\()\s*'(\.[^']+)'|import '(\.[^']+)'/g;

/** Answers what a file hangs on: itself and what it imports, however far, each with the hash of its text. */
export function dependencies(): (file: string) => Readonly<Record<string, string>> {
  const texts = new Map<string, { hash: string; imported: readonly string[] }>();
  const read = (file: string) => {
    const known = texts.get(file);
    if (known) return known;
    const text = readFileSync(file, 'utf8');
    const imported = [...text.matchAll(imports)]
      .map(([, from, bare]) => normalize(join(dirname(file), from ?? bare ?? '')))
      .filter((path) => existsSync(path));
    const made = { hash: createHash('sha256').update(text).digest('base64url').slice(0, 12), imported };
    texts.set(file, made);
    return made;
  };
  return (file) => {
    const seen = new Set([file]);
    for (const path of seen) for (const other of read(path).imported) seen.add(other);
    return Object.fromEntries([...seen].map((path) => [path, read(path).hash]));
  };
}
