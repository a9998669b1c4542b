import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../functions/domain/pattern-outline.ts';

const sizeOf = (pattern: string) => {
  const outline = outlineOf(pattern);
  if (typeof outline === 'string') throw new Error(outline);
  return outline.size;
};

describe('the size of a pattern', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['\\d', 1],
    ['\\pL\\p{Greek}\\x{41}', 4],
    ['\\u0041\\u{1F600}', 2],
    ['\\u{1F60000}', 10],
    ['[a-z]', 1],
    ['[^]\\]x]y', 2],
    ['[[:alpha:]-[]z', 2],
    ['\\Qab', 4],
    ['\\Qa{9}\\E', 8],
    ['a{3}', 3],
    ['a{2,5}', 5],
    ['a{2,}', 2],
    ['a{0}', 1],
    ['a{12}b', 13],
    ['a{,3}', 5],
    ['(ab)', 4],
    ['(ab){3}', 12],
    ['((a){2}b){3}', 27],
    ['a|b', 3],
    ['(?:a)', 5],
    ['(?i)a', 2],
    ['(ab', 4],
    ['ab)', 3],
    ['a\\', 2],
    ['\n', 1],
  ])('%j is %i', (pattern, size) => expect(sizeOf(pattern)).toBe(size));
});

describe('the outline of a pattern', () => {
  it.each([
    ['a(?=b)', { body: 'a', ahead: 'b', settings: '', size: 6 }],
    ['(?i)a(?-s:b)(?s-m)(?=c)', { body: '(?i)a(?-s:b)(?s-m)', ahead: 'c', settings: '(?i)(?s-m)', size: 15 }],
    ['(?:(?i)a)', { body: '(?:(?i)a)', settings: '', size: 6 }],
    ['(a|b)(?=c)', { body: '(a|b)', ahead: 'c', settings: '', size: 10 }],
    ['(a(?=b))', { body: '(a(?=b))', settings: '', size: 8 }],
    ['a(?=b)c', { body: 'a(?=b)c', settings: '', size: 7 }],
    ['a|b', { body: 'a|b', settings: '', size: 3 }],
    [
      '\\u0041\\Q\\u0041\\E\\u{42}\\\\u0041',
      { body: '\\x{0041}\\Q\\u0041\\E\\x{42}\\\\u0041', settings: '', size: 18 },
    ],
  ])('%j', (pattern, outline) => expect(outlineOf(pattern)).toEqual(outline));

  it('is none where a look-ahead ends but one of several alternatives', () => {
    expect(outlineOf('a|b(?=c)')).toMatch(/^has a look-ahead in one of several alternatives/);
  });
});
