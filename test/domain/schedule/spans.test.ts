import { describe, expect, it } from 'vitest';
import { layOver, overlay, type Piece } from '../../../functions/domain/schedule/overlay.ts';
import { isEmpty, joined, overlap, touches, uncovered } from '../../../functions/domain/schedule/spans.ts';

const span = (start: number, end: number) => ({ start, end });

describe('spans', () => {
  it.each([
    [span(1, 3), span(2, 4), span(2, 3), true],
    [span(1, 4), span(2, 3), span(2, 3), true],
    [span(1, 2), span(2, 3), span(2, 2), false],
    [span(2, 3), span(1, 2), span(2, 2), false],
    [span(1, 2), span(3, 4), span(3, 2), false],
  ])('%j and %j have %j in common, which is something: %s', (a, b, common, isSomething) => {
    expect(overlap(a, b)).toEqual(common);
    expect(isEmpty(overlap(a, b))).toBe(!isSomething);
    expect(touches(a, b)).toBe(isSomething);
    expect(touches(b, a)).toBe(isSomething);
  });

  it.each([
    [[], []],
    [
      [span(3, 4), span(1, 2)],
      [span(1, 2), span(3, 4)],
    ],
    [[span(1, 2), span(2, 3)], [span(1, 3)]],
    [[span(1, 9), span(2, 3), span(8, 10)], [span(1, 10)]],
    [[span(2, 3), span(1, 9)], [span(1, 9)]],
  ])('%j joined are %j', (spans, expected) => {
    expect(joined(spans)).toEqual(expected);
  });

  it.each([
    [[], [span(2, 8)]],
    [[span(0, 10)], []],
    [[span(2, 8)], []],
    [
      [span(0, 3), span(5, 6)],
      [span(3, 5), span(6, 8)],
    ],
    [
      [span(3, 4), span(4, 5)],
      [span(2, 3), span(5, 8)],
    ],
    [[span(8, 9)], [span(2, 8)]],
    [[span(9, 10), span(0, 1)], [span(2, 8)]],
    [[span(7, 12)], [span(2, 7)]],
    [[span(0, 8), span(9, 10)], []],
    [[span(2, 5), span(7, 8)], [span(5, 7)]],
  ])('of two to eight, %j leave %j', (spans, expected) => {
    expect(uncovered(span(2, 8), spans)).toEqual(expected);
  });
});

const piece = (userId: number, start: number, end: number): Piece => ({
  turn: { userId, start: 0, end: 100 },
  start,
  end,
});
const seen = (pieces: readonly Piece[]) => pieces.map(({ turn, start, end }) => `${turn.userId}:${start}-${end}`);

describe('what lies above', () => {
  it.each([
    ['in the middle', [piece(9, 3, 5)], ['1:0-3', '9:3-5', '1:5-6', '2:6-10']],
    ['over all', [piece(9, 0, 10)], ['9:0-10']],
    ['over the edge of two', [piece(9, 5, 7)], ['1:0-5', '9:5-7', '2:7-10']],
    ['from the edge of two', [piece(9, 6, 7)], ['1:0-6', '9:6-7', '2:7-10']],
    ['to the edge of two', [piece(9, 5, 6)], ['1:0-5', '9:5-6', '2:6-10']],
    ['exactly one', [piece(9, 0, 6)], ['9:0-6', '2:6-10']],
    ['before and after', [piece(8, -2, 1), piece(9, 9, 12)], ['8:-2-1', '1:1-6', '2:6-9', '9:9-12']],
    ['beside', [piece(9, 10, 12)], ['1:0-6', '2:6-10', '9:10-12']],
    ['in front', [piece(9, -3, 0)], ['9:-3-0', '1:0-6', '2:6-10']],
    ['twice in one', [piece(8, 1, 2), piece(9, 3, 4)], ['1:0-1', '8:1-2', '1:2-3', '9:3-4', '1:4-6', '2:6-10']],
    ['nothing', [], ['1:0-6', '2:6-10']],
  ])('%s is what is seen', (_case, over, expected) => {
    const under = [piece(1, 0, 6), piece(2, 6, 10)];
    expect(seen(layOver(under, over))).toEqual(expected);
    expect(seen(overlay([under, over]))).toEqual(expected);
  });

  it('is the last of a pile, however high it is', () => {
    const pile = [1, 2, 3, 4, 5].map((userId) => [piece(userId, 0, 11 - userId)]);
    expect(seen(overlay(pile))).toEqual(['5:0-6', '4:6-7', '3:7-8', '2:8-9', '1:9-10']);
    expect(overlay([])).toEqual([]);
  });
});
