import type { Equivalent } from './equivalent.ts';

/** Of what is read, reckoned and shown: mails, timelines, flows and pages. */
export const readings: readonly Equivalent[] = [
  {
    file: 'functions/domain/page/next-look.ts',
    line: 'const sooner',
    original: 'one < other',
    mutant: 'one <= other',
    reason: 'of two instants that are the same it does not matter which is taken',
  },
  {
    file: 'functions/domain/event-flow/wait.ts',
    line: 'latest > bound ? bound',
    original: 'latest > bound',
    mutant: 'latest >= bound',
    reason: 'of two instants that are the same it does not matter which is taken',
  },
  {
    file: 'functions/domain/page/view-of.ts',
    line: 'const past = timeline(changes',
    original: 'latest(since, historyFrom(now))',
    mutant: 'since',
    reason: 'what is older is told of no day and counts for no percentage; it is left out for the time that would take',
  },
  {
    file: 'functions/domain/incident/write.ts',
    line: 'affected: [...said.affected],',
    original: 'affected: [...said.affected],',
    mutant: '(nothing)',
    reason: 'it is in what was said, too; the copy is there for the types',
  },
  {
    file: 'functions/domain/page/rules.ts',
    line: "hostOf(text).split('.').at(-1) ?? ''",
    original: "hostOf(text).split('.').at(-1) ?? ''",
    mutant: "hostOf(text).split('.').at(-1)",
    reason: 'a text that was split has a last part; the default is there for the types',
  },
  ...['first', 'last'].map((mutant) => ({
    file: 'functions/domain/service/uptime.ts',
    line: 'if (first && last && lengthOf',
    original: 'first && last',
    mutant,
    reason: 'a run has both a first and a last, or neither; the guard is there for the types',
  })),
  {
    file: 'functions/domain/mail/parse-mail.ts',
    line: "const [head = ''] = text.split",
    original: '1',
    mutant: '2',
    reason: 'only the first part is taken; not more is cut off for the time that would take',
  },
  {
    file: 'functions/domain/mail/readable-text.ts',
    line: 'const code = /^#x/i.test(name)',
    original: '/^#x/i',
    mutant: '/#x/i',
    reason: 'the name of a character has no # but at its begin',
  },
];
