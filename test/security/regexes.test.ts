import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keyOf, regexesOfSource } from './regexes.ts';

const checked: Record<string, string> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'checked-regexes.json'), 'utf8'),
);
const { found, dynamic } = regexesOfSource();

/** Without a quantifier that has no end, a match looks at each place of its input a fixed number of times. */
const isBounded = ({ pattern }: { readonly pattern: string }): boolean =>
  !/[*+]|\{\d+,\}/.test(pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]/g, 'x'));

it('every regular expression is bounded, or was proved to need no more than time in proportion to its input', () => {
  const unchecked = found.filter((regex) => !isBounded(regex) && !checked[keyOf(regex)]?.startsWith('safe'));
  expect(unchecked, 'run: npm install --no-save recheck@4.5.0 && node test/security/check-regexes.ts').toEqual([]);
});

it('the reader of the source finds those that are there', () => {
  expect(found.length).toBeGreaterThan(100);
  expect(found.find(({ pattern }) => pattern.includes('style|script'))?.files).toEqual([
    'domain/mail/readable-text.ts',
  ]);
  expect([{ pattern: 'a{2,}' }, { pattern: '[*]+' }, { pattern: 'a*' }].map(isBounded)).toEqual([false, false, false]);
  expect([{ pattern: '^[*+]{1,9}\\+$' }, { pattern: 'a?' }].map(isBounded)).toEqual([true, true]);
});

it('none is made at run time, so none can be made of what a stranger sends', () => {
  expect(dynamic).toEqual([]);
});
