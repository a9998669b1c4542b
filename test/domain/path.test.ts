import { describe, expect, it } from 'vitest';
import { readPath } from '../../functions/domain/path.ts';

const data = {
  a: { b: [{ c: 'deep' }, null, 0], 'any key': false, 0: 'zero' },
  text: 'abc',
  nothing: null,
};

describe('a path through JSON', () => {
  it.each<[string, (string | number)[], unknown]>([
    ['the root itself', [], data],
    ['a member of a member', ['a', 'any key'], false],
    ['an entry of a list', ['a', 'b', 0, 'c'], 'deep'],
    ['null', ['a', 'b', 1], null],
    ['a member that is named by a number', ['a', 0], 'zero'],
    ['nothing beyond the end of a list', ['a', 'b', 3], undefined],
    ['nothing before its begin', ['a', 'b', -1], undefined],
    ['no entry by a text', ['a', 'b', '0'], undefined],
    ['no member of a text', ['text', 0], undefined],
    ['no member of null', ['nothing', 'x'], undefined],
    ['no member of what is absent', ['x', 'y', 'z'], undefined],
    ['no length', ['a', 'b', 'length'], undefined],
    ['no length of a text', ['text', 'length'], undefined],
    ['no constructor', ['constructor', 'prototype'], undefined],
    ['no prototype', ['__proto__', 'toString'], undefined],
  ])('finds %s', (_what, steps, expected) => {
    expect(readPath(data, steps)).toEqual(expected);
  });

  it('finds an own member called __proto__', () => {
    expect(readPath(JSON.parse('{"__proto__":{"x":1}}'), ['__proto__', 'x'])).toBe(1);
  });
});
