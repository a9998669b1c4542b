import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mend } from '../../functions/integrations/mend.ts';

const read = (text: string): unknown => JSON.parse(mend(text) ?? 'null');

describe('JSON that a template has broken', () => {
  it.each<[string, string, unknown]>([
    ['quotes', '{"t":"x","m":"[Down] addr "NOT FOUND" shop"}', { t: 'x', m: '[Down] addr "NOT FOUND" shop' }],
    [
      'a quoted word and a comma',
      '{"s":"he said "down", and left","k":"1"}',
      { s: 'he said "down", and left', k: '1' },
    ],
    ['a quote at the end', '{"s":"ends with "quote"","k":"1"}', { s: 'ends with "quote"', k: '1' }],
    ['line breaks and tabs', '{"s":"one\r\ntwo\tthree"}', { s: 'one\r\ntwo\tthree' }],
    ['paths of Windows', '{"s":"C:\\Users\\x"}', { s: 'C:\\Users\\x' }],
    ['JSON within a text', '{"s":"got {"a":1,"b":"c"} back","k":1}', { s: 'got {"a":1,"b":"c"} back', k: 1 }],
    ['JSON as a text', '{"s":"{"a":1,"b":"c"}","k":1}', { s: '{"a":1,"b":"c"}', k: 1 }],
    ['no value', '{"a":,"b":1,"c":}', { a: null, b: 1, c: null }],
    ['a macro as value', '{"id": {EVENT.ID}, "n": $N, "l": 007}', { id: '{EVENT.ID}', n: '$N', l: '007' }],
    ['a comma too many', '{"a":[1,2,],"b":1,}', { a: [1, 2], b: 1 }],
    ['a comma too few', '{"a":"x"\n "b":1}', { a: 'x', b: 1 }],
    ['an end that was cut off in a text', '{"a":{"b":"cut of', { a: { b: 'cut of' } }],
    ['an end that was cut off after a comma', '{"a":"x",', { a: 'x' }],
    ['an end that was cut off after a name', '{"a":1,"b"', { a: 1, b: null }],
    ['one object after the other', '{"a":1}\n{"a":2}', [{ a: 1 }, { a: 2 }]],
    ['something behind it', '{"a":1} and so on', { a: 1 }],
    ['quotes in a list', '[{"a":"b "c" d"},{"a":"e"}]', [{ a: 'b "c" d' }, { a: 'e' }]],
  ])('is read when it has %s', (_case, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each(['[Shop] [Down] timeout', '{EVENT.ID} is down', 'plain', '', "{'a':1}"])(
    'is not made of the text %j',
    (text) => {
      expect(mend(text)).toBeUndefined();
    },
  );

  it('reads sound JSON as it is', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 4 }), { minKeys: 1 }),
        (value) => {
          const text = JSON.stringify(value);
          expect(read(text)).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('makes JSON of whatever begins like it', () => {
    const pieces = fc.constantFrom(
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '\\',
      '\n',
      ' ',
      'a',
      '1',
      '"a":',
      '"x"',
      'null',
      '\\u12',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const mended = mend(`{"a":${parts.join('')}`);
        expect(() => JSON.parse(mended ?? '')).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['quotes', `{"a":"${'x"y '.repeat(200_000)}"}`],
    ['ends', `{"a":"${'"}'.repeat(400_000)}`],
    ['commas', `{"a":"${'",'.repeat(400_000)}`],
    ['blanks', `{"a":"${`"${' '.repeat(2_000)}`.repeat(400)}`],
    ['macros', `{"a":${'{x'.repeat(400_000)}`],
    ['names', `{"a":"${'" "b":'.repeat(130_000)}`],
  ])('costs no more than its length when it is full of %s', (_case, text) => {
    const begun = performance.now();
    mend(text);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
