import type { Mutant } from './mutants.ts';

/** Mutants that are alike, and that no test can notice for the one reason. */
export interface Family {
  readonly file: RegExp;
  readonly original: RegExp;
  readonly mutant: string;
  readonly reason: string;
}

export const families: readonly Family[] = [
  {
    file: /^functions\/usecases\/.*\/(\w+-)?kinds?\.ts$/,
    original: /^(, )?\w+: 'unsaid',?$/,
    mutant: '(nothing)',
    reason: 'the audit log says nothing of a member that is not named; it is named so that nobody forgets one',
  },
];

export const isOf = (family: Family, { file, original, mutant }: Mutant): boolean =>
  family.file.test(file) && family.original.test(original) && family.mutant === mutant;
