import { describe, expect, it } from 'vitest';
import { coloursOf, drawn, momentAt, placeOf, stripes } from '../../../web/screens/on-call/drawing.ts';
import type { Bar } from '../../../web/screens/on-call/lanes.ts';

const window = { start: 0, end: 1000 };
const bar = (start: number, end: number, userId = 1): Bar => ({ userId, start, end });

describe('a line of time', () => {
  it('has a place for each moment, and a moment for each place', () => {
    expect(placeOf(250, window)).toBe(0.25);
    expect(momentAt(0.25, window)).toBe(250);
    expect([momentAt(-1, window), momentAt(2, window)]).toEqual([0, 1000]);
  });

  it('draws bars cut to what is shown, and says that they go on', () => {
    expect(drawn([bar(-500, 100), bar(100, 900), bar(900, 2000), bar(2000, 3000)], window, 1000)).toEqual([
      { kind: 'bar', bar: bar(-500, 100), left: 0, width: 0.1, isCutBefore: true, isCutAfter: false },
      { kind: 'bar', bar: bar(100, 900), left: 0.1, width: 0.8, isCutBefore: false, isCutAfter: false },
      { kind: 'bar', bar: bar(900, 2000), left: 0.9, width: expect.closeTo(0.1), isCutBefore: false, isCutAfter: true },
    ]);
  });

  it('draws as one what is too narrow to be told apart, and no more pieces than fit', () => {
    const many = Array.from({ length: 1000 }, (_, index) => bar(index, index + 1, index % 3));
    const pieces = drawn(many, window, 500);
    expect(pieces.length).toBeLessThan(500 / 20);
    expect(pieces.flatMap((one) => (one.kind === 'crowd' ? one.bars : [one.bar]))).toEqual(many);
    const widths = pieces.reduce((sum, { width }) => sum + width, 0);
    expect(widths).toBeCloseTo(1, 6);
  });

  it('keeps apart what is narrow and far from each other', () => {
    const pieces = drawn([bar(0, 1), bar(500, 501), bar(502, 503)], window, 500);
    expect(pieces.map(({ kind, left }) => [kind, left])).toEqual([
      ['bar', 0],
      ['crowd', 0.5],
    ]);
  });

  it('draws a wide bar between narrow ones as its own', () => {
    const pieces = drawn([bar(0, 2), bar(2, 4), bar(4, 500), bar(500, 502)], window, 500);
    expect(pieces.map(({ kind }) => kind)).toEqual(['crowd', 'bar', 'bar']);
  });

  it('paints a crowd in the colours of its bars, and nothing between them', () => {
    const crowd = { kind: 'crowd', bars: [bar(0, 10, 1), bar(20, 40, 2)], left: 0, width: 0.04 } as const;
    const painted = stripes(crowd, window, ({ userId }) => `C${userId}`);
    expect(painted).toContain('C1 58%, var(--card)) 0.00%');
    expect(painted).toContain('transparent 25.00%, transparent 50.00%');
    expect(painted).toContain('C2 58%, var(--card)) 100.00%');
  });
});

describe('colours', () => {
  it('are the ones that people chose', () => {
    const colours = coloursOf([
      { id: 1, shiftColor: '1a2b3c' },
      { id: 2, shiftColor: '#abc' },
      { id: 3, shiftColor: 'url(https://example.com)' },
    ]);
    expect(colours.get(1)).toBe('#1a2b3c');
    expect(colours.get(2)).toBe('#abc');
    expect(colours.get(3)).toMatch(/^hsl\(\d+ 62% 50%\)$/);
  });

  it('are apart from each other, and the same each time', () => {
    // Their own hues are all the same.
    const people = Array.from({ length: 12 }, (_, index) => ({ id: 360 * (index + 1) }));
    const colours = [...coloursOf(people).values()];
    expect(new Set(colours).size).toBe(12);
    expect([...coloursOf(people.toReversed()).values()]).toEqual(colours);
  });

  it('are there for a crowd as well', () => {
    expect(coloursOf(Array.from({ length: 300 }, (_, id) => ({ id }))).size).toBe(300);
  });
});
