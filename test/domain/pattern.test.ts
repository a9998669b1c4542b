import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern, longestPattern, type Pattern } from '../../functions/domain/pattern.ts';

function pattern(text: string, options?: { readonly ignoresCase?: boolean }): Pattern {
  const compiled = compilePattern(text, options);
  if (typeof compiled === 'string') throw new Error(`${text} ${compiled}`);
  return compiled;
}

describe('a pattern', () => {
  it.each([
    ['anywhere', 'disk', 'the disk is full', 'disk', []],
    ['the leftmost place', '\\d+', 'a12b345', '12', []],
    ['with its groups', '(\\w+)-(\\d+)', 'see INC-42 now', 'INC-42', ['INC', '42']],
    ['with a group that takes no part', '(a)|(b)', 'b', 'b', ['', 'b']],
    ['with named groups', '(?<host>\\w+):(?P<port>\\d+)', 'db:80', 'db:80', ['db', '80']],
    ['behind something', '(?<=Service:)\\w+', 'Service:db', 'db', []],
    ['not behind something', '(?<!no )disk', 'no disk, disk', 'disk', []],
    ['nothing, where nothing is asked for', '', 'abc', '', []],
    ['beyond the basic plane', '.(?=!)', 'x😀!', '😀', []],
    ['by the number of a character', '\\u00e9[\\u0041-\\x42\\\\u]\\u{1F600}', 'éA😀', 'éA😀', []],
    ['as the one that asks for it writes', '(?i)DISK', 'disk', 'disk', []],
  ])('is found %s', (_name, text, input, found, groups) => {
    expect(pattern(text).firstIn(input)).toEqual({ text: found, groups });
    expect(pattern(text).isIn(input)).toBe(true);
  });

  it.each([
    ["the example of ilert's e-mail page", '(?<=Service:)(.*)(?=is)', 'Service: CPU is down', ' CPU ', [' CPU ']],
    ['the longest before it', '\\d+(?=ms)', '5 12ms', '12', []],
    ['with groups of both sides', '(a+)(b)(?=(c)d)', 'xaabcd', 'aab', ['aa', 'b', 'c']],
    ['several alternatives in a group', '(?:disk|cpu)(?= full)', 'cpu low, disk full', 'disk', []],
    ['what was set for the rest', '(?i)disk(?=FULL)', 'DiskFull', 'Disk', []],
    ['a bracket in a class and quoted', '[)(?=]+\\Q(?=a)\\E(?=!)', '()?=(?=a)!', '()?=(?=a)', []],
    ['an end', 'a(?=$)', 'aba', 'a', []],
  ])('ends with a look-ahead: %s', (_name, text, input, found, groups) => {
    expect(pattern(text).firstIn(input)).toEqual({ text: found, groups });
    expect(new RegExp(text.replace('(?i)', '').replace(/\\Q.*\\E/, '\\(\\?=a\\)'), 'iu').exec(input)?.[0]).toBe(found);
  });

  it('that is not there is not found', () => {
    expect(pattern('disk(?= full)').firstIn('disk is full')).toBeUndefined();
    expect(pattern('disk').isIn('cpu')).toBe(false);
  });

  it('minds case, or does not', () => {
    expect(pattern('Disk').isIn('DISK')).toBe(false);
    expect(pattern('Disk', { ignoresCase: true }).isIn('DISK')).toBe(true);
    expect(pattern('(?<=STRASSE: )ä+(?=!)', { ignoresCase: true }).firstIn('Strasse: ÄÄ!')?.text).toBe('ÄÄ');
  });

  it.each([
    ['a(?=b)c', /look-ahead/],
    ['(a(?=b))', /look-ahead/],
    ['a(?!b)', /look-ahead/],
    ['a(?=b(?=c))', /look-ahead/],
    ['a|b(?=c)', /alternatives/],
    ['(a)\\1', /refers back .* \\1/],
    ['(?<n>a)\\k<n>', /refers back/],
    ['(?>a)b', /atomic/],
    ['(?<=(a))b', /look-behind/],
    ['[a', /missing closing \]/],
    ['(a', /cannot be read/],
    ['a)', /cannot be read/],
    ['a)(?=b)', /cannot be read/],
    ['a++', /cannot be read/],
    ['\\', /cannot be read/],
    ['a{1001}', /too large|repeat/],
    ['((a{100}){100}){100}', /too large/],
    ['\\pL{1000}'.repeat(100), /too large/],
    ['(?:[a-z]\\d\\w){900}', /too large/],
    ['a'.repeat(longestPattern + 1), /longer than 1000/],
  ])('that is beyond it says so: %.40s', (text, problem) => {
    expect(compilePattern(text)).toMatch(problem);
  });

  it('looks at the beginning of a text that is too long for it, and says what that costs', () => {
    const small = pattern('x');
    expect(small.isIn(`${'a'.repeat(65_000)}x`)).toBe(true);
    expect(small.isIn(`${'a'.repeat(66_000)}x`)).toBe(false);
    const large = pattern('[a-z]{1,900}[0-9]');
    const started = performance.now();
    expect(large.isIn('x'.repeat(900_000))).toBe(false);
    expect(large.firstIn('x'.repeat(900_000))).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(large.costOf(900_000)).toBeGreaterThan(100 * small.costOf(100));
    expect(large.costOf(900_000)).toBe(large.costOf(65_536));
    expect(small.costOf(65_536)).toBe(4 * small.size);
    expect([small.costOf(0), small.costOf(1)]).toEqual([0, 1]);
  });

  it('and any text are read without an error, and what is found stands in the text', () => {
    const parts = fc.constantFrom(
      ...[
        '(',
        ')',
        '(?:',
        '(?=',
        '(?!',
        '(?<=',
        '(?<!',
        '(?i)',
        '(?<n>',
        '[',
        ']',
        '[^',
        '|',
        '*',
        '+',
        '?',
        '{2,3}',
        '{1000}',
      ],
      ...[
        '\\',
        '\\d',
        '\\b',
        '\\Q',
        '\\E',
        '\\pL',
        '\\u00e9',
        '^',
        '$',
        '.',
        'a',
        'b',
        'é',
        '\u{1f600}',
        '\ud800',
        '-',
        ',',
        '\n',
      ],
    );
    const patterns = fc.array(parts, { maxLength: 14 }).map((all) => all.join(''));
    const inputs = fc.array(fc.constantFrom('a', 'b', 'é', '\u{1f600}', '\ud800', '\n', '1', ' '), { maxLength: 30 });
    let compiled = 0;
    fc.assert(
      fc.property(patterns, inputs, fc.boolean(), (text, input, ignoresCase) => {
        const result = compilePattern(text, { ignoresCase });
        if (typeof result === 'string') {
          expect(result).toMatch(/^(is|has|cannot|refers) /);
          return;
        }
        compiled++;
        const all = input.join('');
        const found = result.firstIn(all);
        expect(result.isIn(all)).toBe(found !== undefined);
        if (found) expect(all.includes(found.text)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(compiled).toBeGreaterThan(100);
  });
});
