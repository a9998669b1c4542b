import type { Mutant } from './mutants.ts';

interface Equivalent {
  readonly file: string;
  /** The line it is in, or enough of it. */
  readonly line: string;
  readonly original: string;
  readonly mutant: string;
  readonly reason: string;
}

/**
 * Mutants that no test can notice, since the program does the same with them. Each was looked at by a person and has its
 * reason; "hard to test" is none. `mutants.test.ts` fails when one of them is no longer made.
 */
export const equivalents: readonly Equivalent[] = [];

export const isSame = (listed: Equivalent, { file, lineText, original, mutant }: Mutant): boolean =>
  listed.file === file && lineText.includes(listed.line) && listed.original === original && listed.mutant === mutant;

export const isEquivalent = (mutant: Mutant): boolean => equivalents.some((listed) => isSame(listed, mutant));
