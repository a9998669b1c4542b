import type { MemoryTable } from '../../functions/store/memory/table.ts';

/** All that somebody has written; how often keys were used, and when last, nobody did. */
export const writtenItems = (table: MemoryTable): object[] =>
  table
    .items()
    .filter(({ type }) => type !== 'KEY_USAGE')
    .map(({ lastUsedOn, writer, ...item }) => (item.type === 'APIKEY' ? item : { ...item, writer }));

/** The same as text to be compared. */
export const contentOf = ({ table }: { readonly table: MemoryTable }): string =>
  JSON.stringify(
    writtenItems(table)
      .map((item) => JSON.stringify(item))
      .sort(),
  );
