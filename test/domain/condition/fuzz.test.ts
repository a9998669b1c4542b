import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countersOf, membershipsAsked, referencesOf } from '../../../functions/domain/condition/asked.ts';
import { evaluate, mostSteps } from '../../../functions/domain/condition/evaluate.ts';
import { longestCondition, parseCondition } from '../../../functions/domain/condition/parse.ts';
import { conditionOf, evaluated, now } from './read.ts';

/** `CONDITIONS=100000 npx vitest run test/domain/condition/fuzz.test.ts` tries as many; fewer are enough for each change. */
const numRuns = Number(process.env.CONDITIONS ?? 3_000);

const operators = [
  '==', '!=', '>', '>=', '<', '<=', 'matches', 'contains', 'starts_with', 'ends_with', 'regex', 'exact_matches',
  'exact_contains', 'in', 'contains_any', 'starts_with_any', 'ends_with_any', 'is_in',
]; // biome-ignore format: a list
const values = [
  'event', 'event.a', "event['a b'][0]", 'event.list', 'alert.x', 'context.event.a', 'nil', 'null', 'true', 'false', 'now',
  '1', '-1.5', '9007199254740993', "'text'", "'it\\'s'", 'word', '["a",1]', '{"id":1,"type":"SUPPORT_HOUR"}',
  'trigger_count.10m', 'resetting_trigger_count.PT5M',
]; // biome-ignore format: a list

const oneOf = (texts: readonly string[]) => fc.constantFrom(...texts);
const operator = fc
  .tuple(oneOf(['', 'not ', 'not_']), oneOf(operators))
  .map(([not, text]) => (/^\w/.test(text) || not !== 'not_' ? not + text : text));

/** Conditions that can be read, but for objects where none is expected and the like. */
const { condition: written } = fc.letrec<{ condition: string; comparison: string }>((tie) => ({
  comparison: fc.tuple(oneOf(values), operator, oneOf(values)).map((parts) => parts.join(' ')),
  condition: fc.oneof(
    { maxDepth: 4 },
    tie('comparison'),
    oneOf(values),
    fc.tuple(tie('condition'), oneOf([' and ', ' or ']), tie('condition')).map((parts) => parts.join('')),
    tie('condition').map((inner) => `(${inner})`),
    tie('condition').map((inner) => `not (${inner})`),
  ),
}));

/** Pieces of the language in any order, and what nobody would write. */
const jumbled = fc
  .array(
    fc.oneof(
      oneOf([...values, ...operators, 'and', 'or', 'not', '(', ')', '[', ']', '{', '}', "'", '"', '\\', '.', ' ']),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 30 },
  )
  .chain((parts) => oneOf(['', ' ']).map((between) => parts.join(between)));

/** A condition in which one place was changed. */
const spoilt = fc.tuple(written, fc.nat(), fc.string({ unit: 'binary', maxLength: 3 })).map(([text, place, other]) => {
  const at = place % (text.length + 1);
  return text.slice(0, at) + other + text.slice(at + 1);
});

const text = fc.oneof(written, spoilt, jumbled, fc.string({ unit: 'binary', maxLength: 200 }));
const data = fc.record(
  {
    a: fc.jsonValue(),
    'a b': fc.array(fc.jsonValue(), { maxLength: 5 }),
    list: fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 10 }),
  },
  { requiredKeys: [] },
);

it(`reads and evaluates ${numRuns} texts without a throw, within the bound of steps`, { timeout: 600_000 }, () => {
  let read = 0;
  fc.assert(
    fc.property(text, data, fc.boolean(), (condition, event, answer) => {
      const parsed = parseCondition(condition);
      if (!parsed.ok) {
        expect(parsed.problem.position).toBeGreaterThanOrEqual(0);
        expect(parsed.problem.position).toBeLessThanOrEqual(condition.length);
        expect(parsed.problem.message).not.toBe('');
        return;
      }
      read++;
      const surroundings = { roots: { event, context: { event } }, now };
      const { result, steps, isUnfinished } = evaluate(parsed.condition, { ...surroundings, isIn: () => answer });
      expect(typeof result).toBe('boolean');
      expect(isUnfinished).toBe(false);
      expect(steps).toBeLessThanOrEqual(mostSteps);
      expect(evaluate(parsed.condition, { ...surroundings, isIn: () => answer }).result).toBe(result);
      referencesOf(parsed.condition);
      membershipsAsked(parsed.condition, surroundings);
      countersOf(parsed.condition, surroundings);
    }),
    { numRuns },
  );
  expect(read).toBeGreaterThan(numRuns / 10);
});

it('finds the opposite where a condition is negated', () => {
  fc.assert(
    fc.property(written, data, (condition, event) => {
      const parsed = parseCondition(`not (${condition})`);
      if (parsed.ok) expect(evaluated(`not (${condition})`, event).result).toBe(!evaluated(condition, event).result);
    }),
    { numRuns: Math.min(numRuns, 3_000) },
  );
});

describe('data made to take long', () => {
  const filled = (part: string) => {
    const count = Math.floor((longestCondition + 4) / (part.length + 4));
    return Array.from({ length: count }, () => part).join(' or ');
  };
  const long = 'ab'.repeat(20_000);

  it.each<[what: string, condition: string, event: object]>([
    [
      'many comparisons with a long list',
      filled('event.a in event.b'),
      { a: 'x', b: Array.from({ length: 20_000 }, (_, index) => String(index)) },
    ],
    ['a long text in many places', filled('event.a contains event.b'), { a: long, b: `${long.slice(1)}c` }],
    [
      'many long texts in a long text',
      filled('event.a contains_any event.b'),
      { a: long, b: Array.from({ length: 20_000 }, () => 'aa') },
    ],
    [
      'many patterns on a long text',
      Array.from({ length: 100 }, () => "event.a regex '(a|b|ab)*c'").join(' or '),
      { a: long },
    ],
    [
      'many large patterns on a long text',
      Array.from({ length: 100 }, () => "event.a regex '(a?b?){40}c'").join(' or '),
      { a: long },
    ],
    ['many patterns from the data', filled('event.a regex event.b'), { a: long, b: '(a|b|ab)*c' }],
  ])('%s: ends, and says so where it was given up', (_what, condition, event) => {
    const { result, notes, steps, isUnfinished } = evaluate(conditionOf(condition), { roots: { event }, now });
    expect(result).toBe(false);
    if (isUnfinished) expect(notes.at(-1)?.message).toContain('given up');
    else expect(steps).toBeLessThanOrEqual(mostSteps);
  });
});
