import type { MemoryTable } from '../../functions/store/memory/table.ts';
import type { Item } from '../../functions/store/table.ts';

/** Thousands of requests leave nearly every item as it is. */
const texts = new WeakMap<Item, string>();

function textOf(item: Item): string {
  const known = texts.get(item);
  if (known !== undefined) return known;
  const { lastUsedOn, writer, ...rest } = item;
  const text = JSON.stringify(item.type === 'APIKEY' ? rest : { ...rest, writer });
  texts.set(item, text);
  return text;
}

/**
 * All that somebody has written, in no order, as text to be compared, a line for each item; how often keys were used, and when last,
 * nobody has written.
 */
export const contentOf = ({ table }: { readonly table: MemoryTable }): string =>
  [...table.kept()]
    .filter(({ type }) => type !== 'KEY_USAGE')
    .map(textOf)
    .sort()
    .join('\n');
