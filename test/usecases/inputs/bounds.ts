import { describe, expect, it } from 'vitest';
import type * as z from 'zod';

/** How much one field takes: characters of text, items of a list, or numbers. */
export type Bound =
  | {
      readonly shortest: number;
      readonly longest: number;
      readonly textOf: (length: number) => unknown;
      readonly isNeeded: boolean;
    }
  | { readonly least: number; readonly most: number; readonly item: unknown }
  | { readonly from: number; readonly to: number };

const xs = (length: number): string => 'x'.repeat(length);
/** Text of at most so many characters; `shortest` is the shortest that `textOf` makes. */
export const chars = (longest: number, textOf: (length: number) => unknown = xs, shortest = 0): Bound => ({
  shortest,
  longest,
  textOf,
  isNeeded: false,
});
/** Text of a character at least. */
export const words = (longest: number, textOf: (length: number) => unknown = xs): Bound => ({
  shortest: 1,
  longest,
  textOf,
  isNeeded: true,
});
/** An object of one member, whose name has so many characters. */
export const named =
  (value: unknown) =>
  (length: number): object => ({ [xs(length)]: value });
/** A list of at most so many such items, and of none unless `least` says otherwise. */
export const items = (most: number, item: unknown, least = 0): Bound => ({ least, most, item });
/** A whole number. */
export const numbers = (from: number, to: number): Bound => ({ from, to });

/** A value that begins with one text and ends with another, and is as long as is asked. */
export const around =
  (start: string, end = '') =>
  (length: number): string =>
    `${start}${'x'.repeat(length - start.length - end.length)}${end}`;

/** The same with a value at the place: `a.0.b` is `b` of the first of the list `a`. */
export function withValue(body: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const isIndex = /^\d+$/.test(name);
  const at = (body as Record<string, unknown> | undefined)?.[name];
  const changed = withValue(at, rest, value);
  if (!isIndex) return { ...(body as object), [name]: changed };
  const list = [...((body as unknown[] | undefined) ?? [])];
  list[Number(name)] = changed;
  return list;
}

const list = (count: number, item: unknown) => Array.from({ length: count }, () => item);

/** What is just taken, and what is just too much or too little. */
function edges(bound: Bound): { readonly taken: readonly unknown[]; readonly refused: readonly unknown[] } {
  if ('longest' in bound) {
    const { shortest, longest, textOf, isNeeded } = bound;
    const refused = [textOf(longest + 1), ...(isNeeded ? [textOf(0)] : [])];
    return { taken: [textOf(shortest), textOf(longest)], refused };
  }
  if ('from' in bound)
    return { taken: [bound.from, bound.to], refused: [bound.from - 1, bound.to + 1, bound.from + 0.5] };
  const { least, most, item } = bound;
  return {
    taken: [list(least, item), list(most, item)],
    refused: [list(most + 1, item), ...(least > 0 ? [list(least - 1, item)] : [])],
  };
}

/** Tests that fields of an input take as much as is promised, and nothing more: what is refused is named. */
export function takes(name: string, schema: z.ZodType, body: unknown, bounds: Readonly<Record<string, Bound>>): void {
  describe(name, () => {
    it('takes a body that is right', () => expect(schema.safeParse(body)).toMatchObject({ success: true }));

    it.each(Object.entries(bounds))('holds %s to its bounds', (place, bound) => {
      const path = place === '' ? [] : place.split('.');
      const parse = (value: unknown) => schema.safeParse(withValue(body, path, value));
      const { taken, refused } = edges(bound);
      for (const value of taken) expect(parse(value).error?.issues ?? []).toEqual([]);
      for (const value of refused) {
        const named = parse(value).error?.issues.map((issue) => issue.path.join('.')) ?? [];
        expect(named.some((one) => one === place || place.startsWith(`${one}.`) || one.startsWith(place))).toBe(true);
      }
    });
  });
}
