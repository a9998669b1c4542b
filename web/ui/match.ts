/** A text as it is compared: without accents and case, `Müller` as `muller`. */
export const plainText = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Whether each word that is looked for stands somewhere in one of the texts. */
export function isMatch(search: string, ...texts: readonly (string | undefined)[]): boolean {
  const all = plainText(texts.filter((text) => text !== undefined).join(' '));
  return plainText(search)
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/** What matches, those first whose text begins with what is looked for. */
export function matching<Item>(
  items: readonly Item[],
  search: string,
  textsOf: (item: Item) => readonly (string | undefined)[],
): readonly Item[] {
  if (search.trim() === '') return items;
  const start = plainText(search.trim());
  const begins = (item: Item) => plainText(textsOf(item)[0] ?? '').startsWith(start);
  const found = items.filter((item) => isMatch(search, ...textsOf(item)));
  return [...found.filter(begins), ...found.filter((item) => !begins(item))];
}

/** A list with one of its entries at another place. */
export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const item = items[from];
  if (item === undefined || from === to || to < 0 || to >= items.length) return items;
  const rest = items.toSpliced(from, 1);
  return rest.toSpliced(to, 0, item);
}
