import { describe, expect, it } from 'vitest';
import { functionNames } from '../../../functions/domain/template/functions.ts';
import { rendered } from './read.ts';

const dinesh = 'I am the best software engineer at Pied Piper - Dinesh Chugtai';
const gilfoyle = 'In your dreams - Bertram Gilfoyle';
const better = 'I am better than Gilfoyle - Dinesh Chugtai';
const notTrue = 'Not true - Bertram Gilfoyle';
const companies = [
  { name: 'PiedPiper', ceo: 'Richard Hendricks' },
  { name: 'Hooli', ceo: 'Gavin Belson' },
  { name: 'Raviga', ceo: 'Peter Gregory' },
];

/** Function with arguments, the value, the text; the values with names are those of the published examples. */
const conformance: readonly (readonly [string, unknown, string])[] = [
  ['substring(5, 7)', 'Test result', 'res'],
  ['substring(5)', 'Test result', 'result'],
  ['substring(0,0)', 'abc', 'a'],
  ['substring(-2,1)', 'abc', 'ab'],
  ['substring(2,1)', 'abc', ''],
  ['substring(1,90)', 'abc', 'bc'],
  ['substring(9)', 'abc', ''],
  ['substring(1,1)', 'a😀b', '😀'],
  ['substring(1)', 12345, '2345'],
  ['lowerCase()', 'Gavin Belson from Hooli', 'gavin belson from hooli'],
  ['upperCase()', 'Gavin Belson from Hooli', 'GAVIN BELSON FROM HOOLI'],
  ['upperCase()', null, ''],
  ['upperCase()', true, 'TRUE'],
  ['replaceAll("Gavin Belson", "Richard Hendricks")', 'Gavin Belson owns Hooli', 'Richard Hendricks owns Hooli'],
  ['replaceAll(".", "")', 'a.b.c', 'abc'],
  ['replaceAll("a", "aa")', 'aXa', 'aaXaa'],
  ['replaceAll("", "x")', 'abc', 'abc'],
  ['replaceAll("$", "$&")', '$1', '$&1'],
  ['splitTakeAt("Belson, ", 1)', 'Gavin Belson, Richard and Russ', 'Richard and Russ'],
  ['splitTakeAt(" ",0)', 'Disk is full', 'Disk'],
  ['splitTakeAt(" ",7)', 'Disk is full', ''],
  ['splitTakeAt(" ",-1)', 'Disk is full', ''],
  ['splitTakeAt(".", 1)', 'a.b', 'b'],
  ['startsWithTake("I am the best", "In your dreams - Bertram Gilfoyle")', dinesh, gilfoyle],
  ['startsWithTake("you", "x")', dinesh, dinesh],
  ['startsWithTake("i am", "x")', dinesh, dinesh],
  ['equalsTake("I am better than Gilfoyle - Dinesh Chugtai", "Not true - Bertram Gilfoyle")', better, notTrue],
  ['equalsTake("I am", "x")', better, better],
  ['equalsTake("5", "five")', 5, 'five'],
  ['endsWithTake("Dinesh Chugtai", "Lies")', dinesh, 'Lies'],
  ['endsWithTake("Piper", "Lies")', dinesh, dinesh],
  ['containsTake("rocks", "Pied Piper rocks")', 'Hooli rocks', 'Pied Piper rocks'],
  ['containsTake("rocks", "Pied Piper rocks")', 'Hooli', 'Hooli'],
  ['startsWithTakeOrDrop("I am the best", "In your dreams - Bertram Gilfoyle")', dinesh, gilfoyle],
  ['startsWithTakeOrDrop("I am the best", "x")', 'Pied Piper', ''],
  ['equalsTakeOrDrop("Pied Piper", "yes")', 'Pied Piper', 'yes'],
  ['equalsTakeOrDrop("Hooli", "yes")', 'Pied Piper', ''],
  ['endsWithTakeOrDrop("Piper", "yes")', 'Pied Piper', 'yes'],
  ['endsWithTakeOrDrop("Hooli", "yes")', 'Pied Piper', ''],
  ['containsTakeOrDrop("rocks", "yes")', 'Hooli rocks', 'yes'],
  ['containsTakeOrDrop("rocks", "yes")', 'Pied Piper', ''],
  ['startsWithElse("I am the best", "x")', dinesh, dinesh],
  ['startsWithElse("I am the best", "In your dreams - Bertram Gilfoyle")', 'Pied Piper', gilfoyle],
  ['equalsElse("Pied Piper", "x")', 'Pied Piper', 'Pied Piper'],
  ['equalsElse("Hooli", "x")', 'Pied Piper', 'x'],
  ['endsWithElse("Piper", "x")', 'Pied Piper', 'Pied Piper'],
  ['endsWithElse("Hooli", "x")', 'Pied Piper', 'x'],
  ['containsElse("rocks", "Pied Piper rocks")', 'Hooli rocks', 'Hooli rocks'],
  ['containsElse("rocks", "Pied Piper rocks")', 'Pied Piper', 'Pied Piper rocks'],
  ['startsWithElseOrDrop("I am the best", "x")', dinesh, ''],
  ['startsWithElseOrDrop("I am the best", "x")', 'Pied Piper', 'x'],
  ['equalsElseOrDrop("Pied Piper", "x")', 'Pied Piper', ''],
  ['equalsElseOrDrop("Hooli", "x")', 'Pied Piper', 'x'],
  ['endsWithElseOrDrop("Piper", "x")', 'Pied Piper', ''],
  ['endsWithElseOrDrop("Hooli", "x")', 'Pied Piper', 'x'],
  ['containsElseOrDrop("rocks", "x")', 'Hooli rocks', ''],
  ['containsElseOrDrop("rocks", "Pied Piper rocks")', 'Pied Piper', 'Pied Piper rocks'],
  ['equalsElse("a", "nothing there")', undefined, 'nothing there'],
  ['formatUnixMs()', 1674950737000, 'Jan 29, 2023, 12:05:37 AM'],
  ['formatUnixMs("M")', '1674950737000', 'Jan 29, 2023, 12:05:37 AM'],
  ['formatUnixMs("S")', 1674950737000, '1/29/23, 12:05 AM'],
  ['formatUnixMs("L")', 1674950737000, 'January 29, 2023 at 12:05:37 AM UTC'],
  ['formatUnixMs("F")', 1674950737000, 'Sunday, January 29, 2023 at 12:05:37 AM Coordinated Universal Time'],
  ['formatUnixMs("x")', 1674950737000, 'Jan 29, 2023, 12:05:37 AM'],
  ['formatUnixMs("s")', 1674950737000, 'Jan 29, 2023, 12:05:37 AM'],
  ['formatUnixMs()', 0, 'Jan 1, 1970, 12:00:00 AM'],
  ['formatUnixMs()', -1, 'Dec 31, 1969, 11:59:59 PM'],
  ['formatUnixMs()', 'yesterday', 'yesterday'],
  ['formatUnixMs()', 9e99, '9e+99'],
  ['formatUnixMs()', null, ''],
  ['formatUnixSec()', 1674950737, 'Jan 29, 2023, 12:05:37 AM'],
  ['formatUnixSec("S")', 1674950737, '1/29/23, 12:05 AM'],
  ['formatUnixSec("L")', '1674950737.9', 'January 29, 2023 at 12:05:37 AM UTC'],
  ['formatUnixSec("F")', 1674993937, 'Sunday, January 29, 2023 at 12:05:37 PM Coordinated Universal Time'],
  ['formatDateString()', '2021-05-25T21:24:56.771Z', 'May 25, 2021, 9:24:56 PM'],
  ['formatDateString("S")', '2021-05-25T21:24:56.771Z', '5/25/21, 9:24 PM'],
  ['formatDateString("L")', '2021-05-25T23:24:56+02:00', 'May 25, 2021 at 9:24:56 PM UTC'],
  ['formatDateString()', '2021-05-25 21:24:56.771234567+0000', 'May 25, 2021, 9:24:56 PM'],
  ['formatDateString("F")', '2021-05-25', 'Tuesday, May 25, 2021 at 12:00:00 AM Coordinated Universal Time'],
  ['formatDateString()', '2021-13-45T00:00:00Z', '2021-13-45T00:00:00Z'],
  ['formatDateString()', 'soon', 'soon'],
  ['join()', ['PiedPiper', 'Hooli', 'Aviato'], 'PiedPiper, Hooli, Aviato'],
  ['join("- ")', ['PiedPiper', 'Hooli', 'Aviato'], 'PiedPiper- Hooli- Aviato'],
  ['join()', [1, true, null, { a: 1 }], '1, true, , {"a":1}'],
  ['join()', [], ''],
  ['join()', 'one', 'one'],
  ['joinFromObjectArray("name")', companies, 'PiedPiper\nHooli\nRaviga'],
  ['joinFromObjectArr("ceo", "+")', companies, 'Richard Hendricks+Gavin Belson+Peter Gregory'],
  ['joinFromObjectArray("name", ",")', [{ name: 'a' }, 'b', null, { other: 1 }, { name: 2 }], 'a,2'],
  ['joinFromObjectArray("constructor")', companies, ''],
  ['extractRegex("[A-Z]+-[0-9]+")', 'see OPS-42 and OPS-43', 'OPS-42'],
  ['extractRegex("[a-z]+-[0-9]+")', 'see OPS-42', ''],
  ['extractRegex("(?i)[a-z]+-[0-9]+")', 'see OPS-42', 'OPS-42'],
  ['extractRegex("\\d+")', 'error 500', '500'],
  ['extractRegex("(?<=Service:)(.*)(?=is)")', 'Service: CPU is down', ' CPU '],
  ['extractRegexGroups("(\\w+)@(\\w+)")', 'root@db1 is full', 'rootdb1'],
  ['extractRegexGroups("(?<=Service:)(.*)(?=is)")', 'Service: CPU is down', ' CPU '],
  ['extractRegexGroups("a|(b)")', 'a', ''],
  ['extractRegexGroups("(x)")', 'a', ''],
  ['extractRegex("a.c").upperCase().replaceAll("B", "-")', 'xabc', 'A-C'],
  ['join("").substring(1).lowerCase()', ['A', 'B', 'C'], 'bc'],
];

describe('a function of a template', () => {
  it.each(conformance)('%s of %j', (call, value, text) => {
    expect(rendered(`{{ var.${call} }}`, { var: value })).toBe(text);
  });

  it('is tried above, each of them', () => {
    const tried = new Set(conformance.flatMap(([call]) => [...call.matchAll(/(\w+)\(/g)].map(([, name]) => name)));
    expect(functionNames.filter((name) => !tried.has(name))).toEqual([]);
  });

  it('writes dates as the platform does, but for the narrow blanks', () => {
    const styles = { S: 'short', M: 'medium', L: 'long', F: 'full' } as const;
    for (const [letter, style] of Object.entries(styles)) {
      const format = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', dateStyle: style, timeStyle: style });
      for (let month = 0; month < 12; month++) {
        const at = Date.UTC(2023, month, 1 + month * 2, month * 2, month, 59 - month);
        const text = format.format(at).replaceAll('\u202f', ' ');
        expect(rendered(`{{ at.formatUnixMs("${letter}") }}`, { at })).toBe(text);
      }
    }
  });
});
