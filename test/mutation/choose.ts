import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { randomOf } from '../simulation/random.ts';
import { isEquivalent } from './equivalent.ts';
import type { Mutant } from './mutants.ts';
import type { Options } from './options.ts';
import { keyOf, type Verdicts } from './verdicts.ts';

const folder = /\/$/;

/** The source files that are meant: a folder means all that is in it. */
function meant({ files, changed }: Options): ReadonlySet<string> {
  const named = new Set(files.flatMap((glob) => globSync([glob, `${glob.replace(folder, '')}/**/*.{ts,tsx}`])));
  if (changed === undefined) return named;
  const differing = execFileSync('git', ['diff', '--name-only', changed, '--', 'functions'], { encoding: 'utf8' });
  return new Set(differing.split('\n').filter((file) => named.has(file)));
}

/**
 * The mutants to try, in the order in which they are tried: shuffled by the seed, so that whatever part is tried in the time
 * there is, is an even sample.
 */
export function chosen(mutants: readonly Mutant[], options: Options, last: Verdicts): readonly Mutant[] {
  const files = meant(options);
  const shuffled = mutants
    .filter((mutant) => files.has(mutant.file) && !isEquivalent(mutant))
    .filter((mutant) => !options.survivors || last.byKey.get(keyOf(mutant)) === 'survived')
    .map((mutant) => ({ mutant, at: randomOf(options.seed, keyOf(mutant)).next() }))
    .sort((a, b) => a.at - b.at);
  return shuffled.slice(0, options.max).map(({ mutant }) => mutant);
}
