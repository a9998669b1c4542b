import { describe, expect, it } from 'vitest';
import { longestCondition, parseCondition } from '../../../functions/domain/condition/parse.ts';
import { conditionOf, problemOf } from './read.ts';

/** Where each text stops being a condition: the index of the first character that cannot be read. */
const table: readonly [text: string, position: number, message: RegExp][] = [
  ['', 0, /ends too early: a value/],
  ['   ', 3, /ends too early: a value/],
  ['event.a ==', 10, /ends too early: a value/],
  ['event.a == ', 11, /ends too early/],
  ['event.a == 1 and', 16, /ends too early/],
  ['event.a == 1 or ', 16, /ends too early/],
  ['not', 3, /ends too early/],
  ['event.a not', 11, /operator after 'not'/],
  ['event.a not foo', 12, /operator after 'not'/],
  ['not not true', 4, /'not' is a word of the language/],
  ['(event.a == 1', 13, /'\)' is expected/],
  ['(event.a == 1))', 14, /closes nothing/],
  [')', 0, /a value/],
  ['()', 1, /a value/],
  ['and event.a', 0, /'and' is a word of the language/],
  ['event.a and and event.b', 12, /'and' is a word of the language/],
  ['event.a event.b', 8, /'and', 'or' or an operator/],
  ["event.a == 'x' 'y'", 15, /'and', 'or' or an operator/],
  ['event.a = 1', 8, /did you mean ==/],
  ['event.a === 1', 10, /a value/],
  ['event.a <> 1', 9, /a value/],
  ['event.a ! 1', 8, /'and', 'or' or an operator/],
  ['event.a == 1 && event.b', 13, /did you mean and/],
  ['event.a == 1 || event.b', 13, /did you mean or/],
  ['event.a == 1 AND event.b', 13, /did you mean and/],
  ['event.a == 1 Or event.b', 13, /did you mean or/],
  ['event.a contain x', 8, /did you mean contains/],
  ['event.a startswith x', 8, /did you mean starts_with/],
  ['event.a not_foo x', 8, /'and', 'or' or an operator/],
  ["event.a == 'x", 13, /' at the end of the text/],
  ["event.a == 'x\\'", 15, /' at the end of the text/],
  ['event.a == "x"', 11, /single quotes/],
  ['event.a == while', 11, /'while' is a word of the language/],
  ['end == event.a', 0, /'end' is a word of the language/],
  ['event.a == contains', 11, /'contains' is a word of the language/],
  ['event.a contains and event.b', 17, /'and' is a word of the language/],
  ['(event.a) == 1', 10, /'and', 'or' or an operator/],
  ['event.', 6, /ends too early: a name/],
  ['event..a', 6, /a name/],
  ['event.1a', 6, /a name/],
  ['event.pod-name == 1', 9, /write the name as/],
  ['event.größe == 1', 8, /write the name as/],
  ['event[', 6, /ends too early/],
  ['event[]', 6, /a name in single quotes, or a number/],
  ['event[0', 7, /ends too early/],
  ["event['a", 8, /' at the end of the text/],
  ["event['a'", 9, /ends too early: '\]'/],
  ["event['a'x]", 9, /'\]' is expected/],
  ['event[a b]', 7, /'\]' is expected/],
  ['event["a"]', 6, /a name in single quotes/],
  ['event.a in [1, 2', 16, /',' or '\]'/],
  ['event.a in [1 2]', 14, /',' or '\]'/],
  ['event.a in [1,]', 14, /a JSON value/],
  ["event.a in ['x']", 12, /a JSON value/],
  ['event.a in [x]', 12, /a JSON value/],
  ['event.a in ["x]', 15, /at the end of the text/],
  ['event.a in ["\\x"]', 14, /escape is not known/],
  ['event.a in ["\\', 14, /ends too early: '"' at the end of the text/],
  ['event.a in ["\n"]', 13, /at the end of the text/],
  ['event.a in [01]', 13, /',' or '\]'/],
  ['event.a in [9223372036854775808]', 12, /beyond 64 bits/],
  ['event.a == {"x" 1}', 16, /':'/],
  ['event.a == {x:1}', 12, /a name in double quotes/],
  ['event.a == {"x":1', 17, /',' or '}'/],
  ['event.a == 9223372036854775808', 11, /beyond 64 bits/],
  ['event.a == -9223372036854775809', 11, /beyond 64 bits/],
  ["event.a regex '('", 14, /the pattern/],
  ["event.a regex '(?!x)y'", 14, /the pattern/],
  ["event.a == 1 and event.b not regex '['", 35, /the pattern/],
  ['trigger_count > 3', 13, /a duration between 5s and 2d/],
  ['trigger_count. > 3', 14, /a duration/],
  ['trigger_count.4s > 3', 14, /a duration/],
  ['trigger_count.3d > 3', 14, /a duration/],
  ['trigger_count.49h > 3', 14, /a duration/],
  ['trigger_count.10 > 3', 14, /a duration/],
  ['trigger_count.10M > 3', 14, /a duration/],
  ['trigger_count.PT > 3', 14, /a duration/],
  ['resetting_trigger_count.PT1S > 3', 24, /a duration/],
  ['3 < trigger_count.1w', 18, /a duration/],
  ['now is_in 5', 10, /^{"id": 1/],
  ['now is_in event.hours', 10, /^{"id": 1/],
  ['now is_in {"id":1}', 10, /^{"id": 1/],
  ['now is_in {"type":"SUPPORT_HOUR"}', 10, /^{"id": 1/],
  ['now is_in {"id":-1,"type":"SUPPORT_HOUR"}', 10, /whole number/],
  ['now is_in [{"id":1,"type":"SUPPORT_HOUR"}]', 10, /^{"id": 1/],
  ['now is_in {"id":1,"type":"USER"}', 10, /the type must be/],
  ['now is_in {"id":1,"type":"support_hour"}', 10, /the type must be/],
  ['now is_in {"id":"1","type":"SUPPORT_HOUR"}', 10, /whole number/],
  ['now is_in {"id":1.5,"type":"SUPPORT_HOUR"}', 10, /whole number/],
  ['now is_in {"id":9007199254740993,"type":"SUPPORT_HOUR"}', 10, /whole number/],
];

it.each(table)('%j cannot be read at %i', (text, position, message) => {
  expect(problemOf(text)).toEqual({ position, message: expect.stringMatching(message) });
});

const reserved =
  'break at do as const continue def else end eq function for gte gt if import is let lte lt loop namespace package require return var void when while';

it.each(reserved.split(' '))('%s has to be quoted as a text, and is fine in a path', (word) => {
  expect(problemOf(`event.a == ${word}`)).toMatchObject({ position: 11 });
  expect(problemOf(`event.a ${word} 1`)).toMatchObject({ position: 8 });
  expect(parseCondition(`event.${word} == '${word}'`)).toMatchObject({ ok: true });
});

it('a word that goes on after the name of a counter is a text', () => {
  conditionOf('event.a == trigger_counts');
});

it.each(['1.5e3', '1.5.2', '1.', '1e3'])('%s without quotes is a text, and no number', (word) => {
  expect(conditionOf(word)).toMatchObject({ kind: 'value', operand: { kind: 'literal', value: word } });
});

it.each([
  ['event.a end event.b', 8],
  ['event.a not_in_there event.b', 8],
  ['(event.a) contains 1', 10],
  [`event.a ${'x'.repeat(60)}`, 8],
])('%j is not taken for another word', (text, position) => {
  expect(problemOf(text)).toEqual({ position, message: "'and', 'or' or an operator is expected here" });
});

describe('the bounds of a condition', () => {
  const refusedAt = (text: string) => problemOf(text).position;

  it('takes 16,384 characters and no more', () => {
    const longest = `event.a == '${'x'.repeat(longestCondition - 13)}'`;
    expect(longest.length).toBe(longestCondition);
    conditionOf(longest);
    expect(problemOf(` ${longest}`)).toEqual({ position: 16_384, message: 'has more than 16384 characters' });
  });

  it('takes parentheses 200 deep', () => {
    conditionOf(`${'('.repeat(200)}true${')'.repeat(200)}`);
    expect(refusedAt(`${'('.repeat(201)}true${')'.repeat(201)}`)).toBe(200);
    expect(refusedAt('('.repeat(16_384))).toBe(200);
    expect(refusedAt('not('.repeat(4_096))).toBe(803);
  });

  it('takes lists 50 deep', () => {
    conditionOf(`event.a in ${'['.repeat(50)}${']'.repeat(50)}`);
    expect(refusedAt('['.repeat(16_384))).toBe(50);
    expect(refusedAt('{"a":'.repeat(3_276))).toBe(250);
  });

  it('takes as many parts side by side as fit', () => {
    conditionOf(`true${' or(true)'.repeat(1_820)}`);
    conditionOf(`1${' and 1'.repeat(2_730)}`);
    conditionOf(`event${'[0]'.repeat(5_459)}`);
  });

  it('takes 60 questions of hours and shifts', () => {
    const one = 'now is_in {"id":0,"type":"SUPPORT_HOUR"}';
    const many = (count: number) => Array.from({ length: count }, () => one).join(' or ');
    conditionOf(many(60));
    expect(problemOf(many(61))).toEqual({
      position: many(61).lastIndexOf('{'),
      message: 'has more than 60 comparisons with is_in',
    });
  });

  it('takes 100 patterns', () => {
    const many = (count: number) => Array.from({ length: count }, () => "event.a regex 'x+'").join(' or ');
    conditionOf(many(100));
    expect(problemOf(many(101)).message).toMatch(/more than 100 patterns/);
  });
});
