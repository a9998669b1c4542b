import { describe, expect, it } from 'vitest';
import { readAll } from '../../web/client/all.ts';
import { isMatch, matching, moved } from '../../web/ui/match.ts';
import { referenceName, referenceNote } from '../../web/ui/references.ts';
import { placeAt } from '../../web/ui/sortable.tsx';

describe('what is looked for', () => {
  it.each([
    ['', 'anything', true],
    ['mull', 'Jürgen Müller', true],
    ['MÜLLER jurgen', 'Jürgen Müller', true],
    ['muller ada', 'Jürgen Müller', false],
    ['ÇA', 'Ca va', true],
  ])('“%s” in “%s”: %s', (search, text, expected) => {
    expect(isMatch(search, text)).toBe(expected);
  });

  it('stands first where a name begins with it', () => {
    const names = ['Team Berlin', 'Berlin', 'Bern', 'Berliner Nacht'];
    expect(matching(names, 'berl', (name) => [name])).toEqual(['Berlin', 'Berliner Nacht', 'Team Berlin']);
  });
});

describe('the order of what is picked', () => {
  it('changes by taking one to another place', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  });

  it('stays where there is no such place', () => {
    expect(moved(['a', 'b'], 0, 2)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 5, 0)).toEqual(['a', 'b']);
  });

  it('follows the pointer past the middle of a neighbour', () => {
    const rows = [0, 40, 80].map((top) => ({ top, height: 40 }));
    expect(placeAt(rows, 0, 55)).toBe(0);
    expect(placeAt(rows, 0, 65)).toBe(1);
    expect(placeAt(rows, 0, 500)).toBe(2);
    expect(placeAt(rows, 2, -10)).toBe(0);
  });
});

describe('names', () => {
  it('are what people know it by', () => {
    expect(referenceName({ id: 7, firstName: 'Ada', lastName: 'Lovelace' })).toBe('Ada Lovelace');
    expect(referenceName({ id: 7, name: 'Web shop' })).toBe('Web shop');
    expect(referenceName({ id: 7 })).toBe('#7');
    expect(referenceName({ id: '01ABC' })).toBe('01ABC');
    expect(referenceNote({ id: 7, email: 'ada@example.org' })).toBe('ada@example.org');
  });
});

describe('the whole of a list', () => {
  const listOf = (count: number) => {
    const asked: number[] = [];
    const read = async (offset: number, size: number) => {
      asked.push(offset);
      return Array.from({ length: Math.max(Math.min(size, count - offset), 0) }, (_, at) => offset + at);
    };
    return { asked, read };
  };

  it('is one page where that is not full', async () => {
    const { asked, read } = listOf(9);
    expect(await readAll(read, 10)).toEqual({ items: [0, 1, 2, 3, 4, 5, 6, 7, 8], isCut: false });
    expect(asked).toEqual([0]);
  });

  it('is read in its order, a few pages at once', async () => {
    const { asked, read } = listOf(63);
    const { items, isCut } = await readAll(read, 10);
    expect(items).toEqual(Array.from({ length: 63 }, (_, at) => at));
    expect(isCut).toBe(false);
    expect(asked).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80]);
  });

  it('is cut where nobody would look through it', async () => {
    const { read } = listOf(1000);
    const { items, isCut } = await readAll(read, 10, 50);
    expect(items).toHaveLength(50);
    expect(isCut).toBe(true);
  });
});
