import { describe, expect, it } from 'vitest';
import { longestTemplate } from '../../../functions/domain/template/template.ts';
import { problemOf } from './read.ts';

/** The template up to the first character that cannot be read, and the rest of it. */
const wrong: readonly (readonly [string, string, RegExp])[] = [
  ['{{ title', '', /^ends where }} is expected/],
  ['{{ title }', '', /ends where }}/],
  ['{{', '', /ends where a name/],
  ['a {{ x.', '', /ends where a name/],
  ['a {{ x[', '', /ends where the number/],
  ['a {{ x[1', '', /ends where \]/],
  ['a {{ x.upperCase(', '', /ends where/],
  ['a {{ x.upperCase()', '', /ends where }}/],
  ['a {{ x.join("b', '', /ends where "/],
  ['a {{ x.join("b }}', '', /ends where "/],
  ['{{ x.splitTakeAt("b", 1', '', /ends where \)/],
  ['{{#a}} b', '', /ends before the section a does/],
  ['{{#a}}{{#b}}{{/b}}', '', /ends before the section a does/],
  ['{{#a}}{{#b}}', '', /ends before the section b does/],
  ['{{ ', '}}', /a name is expected/],
  ['{{', '}}', /a name is expected/],
  ['{{ # ', '}}', /a name is expected/],
  ['a {{ b ', 'c }}', /^}} is expected/],
  ['{{ a.', '.b }}', /a name/],
  ['{{ a.', '[0] }}', /a name/],
  ['{{ a[', 'b] }}', /the number of an item/],
  ['{{ a[', '-1] }}', /the number of an item/],
  ['{{ a[0', 'x] }}', /\]/],
  ['{{ a[0]', 'b }}', /}}/],
  ['{{', '{ a }}}', /a name/],
  ['{{ a', '{b }}', /}}/],
  ['{{ a', '" }}', /}}/],
  ['{{ a }', ' b }}', /}}/],
  ['{{ .', 'upperCase() }}', /}}/],
  ['{{ upperCase', '() }}', /applied to a value/],
  ['{{ a.upperCase().b', ' }}', /\( is expected/],
  ['{{ a.upperCase()', '[0] }}', /}}/],
  ['{{ a.upperCase ', '() }}', /}}/],
  ['{{ a.', 'shout() }}', /there is no function shout$/],
  ['{{ a.', 'uppercase() }}', /did you mean upperCase\?/],
  ['{{ a.upperCase().', 'constructor() }}', /there is no function/],
  ['{{ a.upperCase(', '1) }}', /takes no argument here/],
  ['{{ a.substring(', ') }}', /a whole number is expected/],
  ['{{ a.substring(', '"1") }}', /a whole number is expected/],
  ['{{ a.substring(1, ', '"1") }}', /a whole number is expected/],
  ['{{ a.substring(1, 2, ', '3) }}', /takes no argument here/],
  ['{{ a.substring(1', '.5) }}', /\)/],
  ['{{ a.substring(', '12345678901234567890) }}', /at most 15 digits/],
  ['{{ a.substring(1, ', ') }}', /a whole number is expected/],
  ['{{ a.substring(1 ', '2) }}', /a comma or \)/],
  ['{{ a.replaceAll("b"', ') }}', /a text in double quotes is expected/],
  ['{{ a.replaceAll("b", ', '2) }}', /a text in double quotes is expected/],
  ['{{ a.join(', "'b') }}", /double quotes/],
  ['{{ a.join(', 'b) }}', /double quotes/],
  ['{{ a.joinFromObjectArray(', ') }}', /double quotes/],
  ['{{ a.splitTakeAt(" "', ') }}', /a whole number/],
  ['{{ a.extractRegex(', '"(") }}', /the pattern cannot be read/],
  ['{{ a.extractRegex(', '"a(?!b)") }}', /the pattern has a look-ahead/],
  ['{{ a.extractRegexGroups(', '"(a)\\1") }}', /the pattern refers back/],
  ['{{ a.extractRegex(', '5) }}', /a pattern in double quotes/],
  ['{{#a.upperCase', '() }}x{{/a}}', /a section has no functions/],
  ['x {{ ', '/a }}', /there is no section a/],
  ['{{#a}}{{/a}}{{', '/a}}', /there is no section a/],
  ['{{#a}}{{#b}}{{/ ', 'a}}{{/b}}', /the section b ends first/],
  ['{{#a}}{{/', 'b}}', /the section a ends first/],
  [`${'{{#a}}'.repeat(50)}{{`, `#a}}${'{{/a}}'.repeat(51)}`, /at most 50 deep/],
  [`${'{{ a.extractRegex("b{1000}") }}'.repeat(9)}{{ `, 'a.extractRegex("b{1000}") }}', /too large together/],
  ['x'.repeat(longestTemplate), 'x', /longer than 16384/],
];

describe('a template that cannot be read', () => {
  it.each(wrong)('says where: %.60s⚡%.20s', (read, rest, message) => {
    const problem = problemOf(read + rest);
    expect(problem?.position).toBe(read.length);
    expect(problem?.message).toMatch(message);
  });

  it('is not one that is just unusual', () => {
    for (const text of [
      '',
      '{',
      '}}',
      '{ {',
      'a\n',
      '{{ a }}}',
      `${'{{#a}}'.repeat(50)}${'{{/a}}'.repeat(50)}`,
      '{{ a.join( ) }}',
    ])
      expect([text, problemOf(text)]).toEqual([text, undefined]);
  });
});
