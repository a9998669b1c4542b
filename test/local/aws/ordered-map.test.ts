import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderedMap } from '../../../local/aws/dynamodb/ordered-map.ts';

const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', '~'), minLength: 1, maxLength: 4 });
const change = fc.record({ key, isRemoval: fc.boolean() });
const bounds = fc.record({ gt: key, gte: key, lt: key, lte: key, reverse: fc.boolean() }, { requiredKeys: [] });

describe('the ordered map', () => {
  it('walks every range as a sorted list would', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), bounds, (changes, range) => {
        const map = new OrderedMap<number>();
        const plain = new Map<string, number>();
        for (const [i, { key: of, isRemoval }] of changes.entries()) {
          if (isRemoval) map.delete(of);
          else map.set(of, i);
          if (isRemoval) plain.delete(of);
          else plain.set(of, i);
        }
        const expected = [...plain]
          .filter(([of]) => range.gt === undefined || of > range.gt)
          .filter(([of]) => range.gte === undefined || of >= range.gte)
          .filter(([of]) => range.lt === undefined || of < range.lt)
          .filter(([of]) => range.lte === undefined || of <= range.lte)
          .sort(([a], [b]) => (a < b ? -1 : 1));
        expect([...map.entries(range)]).toEqual(range.reverse ? expected.reverse() : expected);
        expect(map.size).toBe(plain.size);
      }),
      { numRuns: 500 },
    );
  });

  it('stays sorted over many chunks', () => {
    const map = new OrderedMap<number>();
    const keys = Array.from({ length: 5_000 }, (_, i) => String((i * 7919) % 5_000).padStart(4, '0'));
    for (const of of keys) map.set(of, Number(of));
    for (const of of keys.filter((_, i) => i % 3 === 0)) map.delete(of);
    const left = keys.filter((_, i) => i % 3 !== 0).sort();
    expect([...map.entries()].map(([of]) => of)).toEqual(left);
    const middle = [...map.entries({ gte: '2000', lt: '3000', reverse: true })].map(([of]) => of);
    expect(middle).toEqual(left.filter((of) => of >= '2000' && of < '3000').reverse());
  });
});
