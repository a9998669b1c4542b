import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numberOfRule, ruleIdOf } from '../../functions/domain/automation/rule-id.ts';

const anyId = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

it('is a ULID that leads back to its number and sorts as it does', () => {
  fc.assert(
    fc.property(anyId, anyId, (one, other) => {
      expect(ruleIdOf(one)).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
      expect(numberOfRule(ruleIdOf(one))).toBe(one);
      expect(numberOfRule(ruleIdOf(one).toLowerCase())).toBe(one);
      expect(ruleIdOf(one) < ruleIdOf(other)).toBe(one < other);
    }),
  );
});

it.each([
  ['nothing', ''],
  ['a number', '123456'],
  ['a letter that no ULID has', `${ruleIdOf(5).slice(0, 25)}U`],
  ['a ULID of before the first number', '00000000000000000000000000'],
  ['a ULID that nobody made here', `${ruleIdOf(5).slice(0, 25)}1`],
  ['a number beyond what is counted', 'ZZZZZZZZZZZZZZZZZZZZZZZZZZ'],
])('%s is no id', (_case, text) => {
  expect(numberOfRule(text)).toBeUndefined();
});
