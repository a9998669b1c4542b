import type { Equivalent } from './equivalent.ts';

/** Of what is read, reckoned and shown: mails, timelines, flows and pages. */
export const readings: readonly Equivalent[] = [
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
