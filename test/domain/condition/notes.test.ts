import { expect, it } from 'vitest';
import { mostSteps } from '../../../functions/domain/condition/evaluate.ts';
import { evaluated } from './read.ts';

const event = { text: 'disk', list: [1], object: {}, nothing: null, pattern: '(' };

it.each<[text: string, result: boolean, notes: [position: number, message: string][]]>([
  ["3 >= 'three' or 3 < 9", true, [[2, "'three' is not a number, so this comparison is false"]]],
  ['event.text > 3', false, [[11, "'disk' is not a number, so this comparison is false"]]],
  ['event.absent.x > 3', false, [[15, 'nil (event.absent.x) is not a number, so this comparison is false']]],
  ['event.text not > 3', true, [[11, "'disk' is not a number, so this comparison is false, and its negation true"]]],
  ['event.list contains 1', false, [[11, 'a list is not a text, so this comparison is false']]],
  ['event.object starts_with x', false, [[13, 'an object is not a text, so this comparison is false']]],
  ['event.text in event.text', false, [[11, "'disk' is not a list, so this comparison is false"]]],
  ['event.text contains_any nil', false, [[11, 'nil is not a list, so this comparison is false']]],
  ['event.text', false, [[0, "'disk' is not true or false, so it counts as false"]]],
  ['true and event.nothing', false, [[9, 'nil (event.nothing) is not true or false, so it counts as false']]],
  ['soon is_in {"id":1,"type":"SUPPORT_HOUR"}', false, [[5, "'soon' is not a time, so this comparison is false"]]],
  [
    'nil > true',
    false,
    [
      [4, 'nil is not a number, so this comparison is false'],
      [4, 'true is not a number, so this comparison is false'],
    ],
  ],
  ['event.absent > event.absent', false, [[13, 'nil (event.absent) is not a number, so this comparison is false']]],
  ['event.absent == nil', true, []],
  ["event.absent == 'x'", false, []],
  ["event.absent != 'x'", true, []],
  ['true or event.text > 3', true, []],
])('%s is %s, and says why', (text, result, notes) => {
  const expected = notes.map(([position, message]) => ({ position, message }));
  expect(evaluated(text, event)).toMatchObject({ result, notes: expected });
});

it('tells of a pattern in the data that cannot be read', () => {
  const { result, notes } = evaluated('event.text regex event.pattern', event);
  expect(result).toBe(false);
  expect(notes).toEqual([
    { position: 11, message: expect.stringMatching(/^the pattern .*, so this comparison is false$/) },
  ]);
});

it('cuts long texts, and stops after twenty notes', () => {
  const { notes } = evaluated(Array.from({ length: 50 }, () => 'event.text > 3').join(' or '), {
    text: 'x'.repeat(5_000),
  });
  expect(notes).toHaveLength(20);
  expect(notes[0]?.message.length).toBeLessThan(120);
});

it('is given up when it takes too long, and says so after what it said before', () => {
  const long = { text: 'x'.repeat(mostSteps) };
  const text = `event.absent > 3 or ${Array.from({ length: 60 }, () => "event.text contains 'y'").join(' or ')}`;
  const { steps, ...given } = evaluated(text, long);
  expect(given).toEqual({
    result: false,
    notes: [
      { position: 13, message: 'nil (event.absent) is not a number, so this comparison is false' },
      { position: 0, message: 'this condition takes too long with this data, and was given up' },
    ],
    isUnfinished: true,
  });
  expect(steps).toBeGreaterThan(mostSteps);
});

it('is not given up because of what fails elsewhere', () => {
  const isIn = () => {
    throw new Error('no answer');
  };
  expect(() => evaluated('now is_in {"id":1,"type":"SUPPORT_HOUR"}', {}, { isIn })).toThrow('no answer');
});

it.each([
  ['true', 1],
  ["event.text == 'disk'", 2],
  ["event.text contains 'k'", 3],
  ['event.text in ["a", "b"]', 5],
  ["event.text regex 'k'", 2_502],
  ['event.text regex event.key', 12_503],
])('%s is a work of %i steps', (text, steps) => {
  expect(evaluated(text, { ...event, key: 'k' }).steps).toBe(steps);
});
