import { QueryObserver } from '@tanstack/query-core';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { answer, api, type Paths } from './api.ts';
import type { ApiError } from './error.ts';
import { queries } from './query.ts';

type ListOf<Path extends keyof Paths> = Paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

/** Paths that answer a list, page by page. */
export type ListPath = {
  [Path in keyof Paths]: Path extends `${string}{${string}`
    ? never
    : ListOf<Path> extends readonly unknown[]
      ? Path
      : never;
}[keyof Paths];

export type ItemOf<Path extends ListPath> = ListOf<Path> extends readonly (infer Item)[] ? Item : never;

/** Where the API gives less than a hundred at once. */
const pageSizes: Partial<Record<ListPath, number>> = {
  '/schedules': 20,
  '/alert-sources': 50,
  '/escalation-policies': 50,
  '/status-pages': 50,
  '/support-hours': 50,
};

/** As many as somebody would look through; lists that are longer say that they are cut. */
export const mostEntries = 3000;

/** How many pages are asked for at the same time once the first one was full. */
const atOnce = 4;

/** All pages of a list, in their order, until one is not full: the first alone, then a few at once. */
export async function readAll<Item>(
  readPage: (offset: number, size: number) => Promise<readonly Item[]>,
  size: number,
  most: number = mostEntries,
): Promise<{ readonly items: readonly Item[]; readonly isCut: boolean }> {
  const items: Item[] = [...(await readPage(0, size))];
  let isFull = items.length >= size;
  for (let offset = size; isFull && offset < most; offset += size * atOnce) {
    const offsets = Array.from({ length: atOnce }, (_, page) => offset + page * size).filter((one) => one < most);
    const pages = await Promise.all(offsets.map((one) => readPage(one, size)));
    items.push(...pages.flat());
    isFull = (pages.at(-1)?.length ?? 0) >= size;
  }
  return { items, isCut: isFull };
}

export interface All<Item> {
  /** Undefined until all of them are there. */
  readonly items: readonly Item[] | undefined;
  /** There are more than anybody would look through. */
  readonly isCut: boolean;
  readonly error: ApiError | undefined;
  readonly reload: () => Promise<unknown>;
}

type Reader<Item> = (path: string, init: object) => Promise<{ data?: readonly Item[]; response: Response }>;

/** Reads the whole of a list, page by page, once for everything that shows it: `useAll('/users')`. */
export function useAll<Path extends ListPath>(
  path: Path,
  query: Readonly<Record<string, string | readonly string[]>> = {},
  { enabled = true, every }: { readonly enabled?: boolean; readonly every?: number } = {},
): All<ItemOf<Path>> {
  const key = JSON.stringify([path, query]);
  const options = useMemo(
    () => ({
      queryKey: [path, 'all', query],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        readAll(
          (offset, size): Promise<readonly ItemOf<Path>[]> =>
            answer(
              (api.GET as unknown as Reader<ItemOf<Path>>)(path, {
                params: { query: { ...query, 'start-index': offset, 'max-results': size } },
                signal,
              }),
            ),
          pageSizes[path] ?? 100,
        ),
      staleTime: 30_000,
      enabled,
      ...(every !== undefined && { refetchInterval: every }),
    }),
    [key, enabled, every],
  );
  const [observer] = useState(() => new QueryObserver(queries, options));
  const [, show] = useState(0);
  useEffect(() => observer.subscribe(() => show((count) => count + 1)), [observer]);
  useEffect(() => observer.setOptions(options), [observer, options]);
  const { data, error } = observer.getOptimisticResult(queries.defaultQueryOptions(options));
  return {
    items: data?.items,
    isCut: data?.isCut ?? false,
    error: error === null ? undefined : (error as ApiError),
    reload: () => observer.refetch(),
  };
}
