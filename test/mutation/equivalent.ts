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
export const equivalents: readonly Equivalent[] = [
  {
    file: 'functions/domain/schedule/turns.ts',
    line: 'overlap(within',
    original: 'end ?? Number.POSITIVE_INFINITY',
    mutant: 'Number.POSITIVE_INFINITY',
    reason:
      'each turn is cut to the end of its layer below, and one that is empty then is left out; the loop only runs longer',
  },
  {
    file: 'functions/domain/escalation/plan-step.ts',
    line: 'const reachedNobody',
    original: 'step.run !== alert.escalation.run || step.notifications.length === 0',
    mutant: 'step.run !== alert.escalation.run',
    reason:
      'a step has no notifications only when an earlier one of its run had the same, so that this run has told somebody',
  },
  {
    file: 'functions/domain/restore/reconcile.ts',
    line: 'responders && { responders }',
    original: 'responders && { responders }',
    mutant: '{ responders }',
    reason: 'the new run takes responders that are undefined for none, as it takes responders that are absent',
  },
  {
    file: 'functions/domain/reply/command.ts',
    line: 'commandsByKey.get(digit)',
    original: 'digit && commandsByKey.get(digit)',
    mutant: 'commandsByKey.get(digit)',
    reason: 'the table has no undefined and no empty key; the guard is there for the types',
  },
  {
    file: 'functions/domain/reply/command.ts',
    line: 'commandsByWord.get(word)',
    original: 'word && commandsByWord.get(word)',
    mutant: 'commandsByWord.get(word)',
    reason: 'the table has no undefined and no empty word; the guard is there for the types',
  },
  {
    file: 'functions/domain/reply/inbound-mail.ts',
    line: "address === undefined || address === ''",
    original: "address === undefined || address === ''",
    mutant: "address === ''",
    reason: 'an address that is undefined is given back either way, and undefined is what is promised then',
  },
];

export const isSame = (listed: Equivalent, { file, lineText, original, mutant }: Mutant): boolean =>
  listed.file === file && lineText.includes(listed.line) && listed.original === original && listed.mutant === mutant;

export const isEquivalent = (mutant: Mutant): boolean => equivalents.some((listed) => isSame(listed, mutant));
