import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numberOfWireId, wireIdOf } from '../../functions/domain/wire-id.ts';

const anyId = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

it('is a ULID that leads back to its number and sorts as it does', () => {
  fc.assert(
    fc.property(anyId, anyId, (one, other) => {
      expect(wireIdOf(one)).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
      expect(numberOfWireId(wireIdOf(one))).toBe(one);
      expect(numberOfWireId(wireIdOf(one).toLowerCase())).toBe(one);
      expect(wireIdOf(one) < wireIdOf(other)).toBe(one < other);
    }),
  );
});

it.each([
  ['nothing', ''],
  ['a number', '123456'],
  ['a letter that no ULID has', `${wireIdOf(5).slice(0, 25)}U`],
  ['a ULID of before the first number', '00000000000000000000000000'],
  ['a ULID that nobody made here', `${wireIdOf(5).slice(0, 25)}1`],
  ['a number beyond what is counted', 'ZZZZZZZZZZZZZZZZZZZZZZZZZZ'],
  ['the first number beyond', wireIdOf(Number.MAX_SAFE_INTEGER + 1)],
])('%s is no id', (_case, text) => {
  expect(numberOfWireId(text)).toBeUndefined();
});
