import { describe, expect, it } from 'vitest';
import { isSameJson } from '../../functions/domain/same.ts';

describe('two JSON values', () => {
  it.each([
    [1, 1],
    ['a', 'a'],
    [null, null],
    [undefined, undefined],
    [
      [1, [2]],
      [1, [2]],
    ],
    [
      { a: 1, b: { c: [] } },
      { b: { c: [] }, a: 1 },
    ],
    [{ a: 1, b: undefined }, { a: 1 }],
  ])('%j says the same as %j', (a, b) => {
    expect(isSameJson(a, b)).toBe(true);
    expect(isSameJson(b, a)).toBe(true);
  });

  it.each([
    [1, '1'],
    [null, {}],
    [1, {}],
    ['', []],
    [[], {}],
    [[], { length: 0 }],
    ['', {}],
    [null, []],
    [[1], [1, 2]],
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: null }],
    [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
  ])('%j differs from %j', (a, b) => {
    expect(isSameJson(a, b)).toBe(false);
    expect(isSameJson(b, a)).toBe(false);
  });
});
