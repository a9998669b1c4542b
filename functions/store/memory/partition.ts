import type { Item } from '../table.ts';

interface Entry {
  readonly sort: string;
  readonly key: string;
  readonly item: Item;
}

const isBefore = (a: Pick<Entry, 'sort' | 'key'>, b: Pick<Entry, 'sort' | 'key'>): boolean =>
  a.sort < b.sort || (a.sort === b.sort && a.key < b.key);

/** The items of one partition in the order of their sort keys; equal ones in the order of their table keys. */
export class Partition {
  readonly #entries: Entry[] = [];

  /** The first position whose entry is not before this one. */
  #position(entry: Pick<Entry, 'sort' | 'key'>): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const found = this.#entries[middle];
      if (found !== undefined && isBefore(found, entry)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  add(entry: Entry): void {
    this.#entries.splice(this.#position(entry), 0, entry);
  }

  remove(entry: Pick<Entry, 'sort' | 'key'>): void {
    const position = this.#position(entry);
    if (this.#entries[position]?.key === entry.key) this.#entries.splice(position, 1);
  }

  /** The entries with sort keys from `from` to `to`, both included, that lie after `after` in the given direction. */
  *between(
    from: string,
    to: string,
    direction: 'ascending' | 'descending',
    after?: Pick<Entry, 'sort' | 'key'>,
  ): Generator<Entry> {
    const first = this.#position({ sort: from, key: '' });
    const end = this.#position({ sort: `${to}\u0000`, key: '' });
    const chosen = this.#entries.slice(first, end);
    if (direction === 'descending') chosen.reverse();
    for (const entry of chosen) {
      if (after === undefined || (direction === 'ascending' ? isBefore(after, entry) : isBefore(entry, after)))
        yield entry;
    }
  }
}
