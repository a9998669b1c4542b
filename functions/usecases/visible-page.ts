import type { Page } from '../ports/page.ts';

const readAtOnce = 50;

type Read<T> = (page: Page) => Promise<readonly T[]>;

/**
 * The page of those that `keep` leaves over. A short page tells clients that it is the last one, so what is kept from
 * somebody must not make their pages short: as much is read as it takes.
 */
export async function visiblePage<T>(
  read: Read<T>,
  keep: (entries: readonly T[]) => readonly T[] | Promise<readonly T[]>,
  { offset, limit }: Page,
): Promise<T[]> {
  const kept: T[] = [];
  for (let start = 0; kept.length < offset + limit; start += readAtOnce) {
    const entries = await read({ offset: start, limit: readAtOnce });
    kept.push(...(await keep(entries)));
    if (entries.length < readAtOnce) break;
  }
  return kept.slice(offset, offset + limit);
}

/** All there are, page by page. */
export const everything = <T>(read: Read<T>): Promise<T[]> =>
  visiblePage(read, (entries) => entries, { offset: 0, limit: Number.POSITIVE_INFINITY });
