import { QueryClient, QueryObserver, type QueryObserverOptions } from '@tanstack/query-core';
import type { FetchResponse, MaybeOptionalInit } from 'openapi-fetch';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Answered, answered, api, type Paths } from './api.ts';
import { ApiError } from './error.ts';

/** Everything that was read, by path and parameters. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: true,
      // What was refused stays refused; what did not get through is tried again.
      retry: (count, error) => count < 3 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
      networkMode: 'always',
    },
  },
});
queries.mount();

type Operation = Record<string, unknown>;
type PathWithGet = { [Path in keyof Paths]: Paths[Path] extends { get: Operation } ? Path : never }[keyof Paths];
type InitOf<Path extends PathWithGet> = MaybeOptionalInit<Paths[Path], 'get'>;
type BodyOf<Path extends PathWithGet> = Paths[Path] extends { get: infer Get extends Operation }
  ? NonNullable<FetchResponse<Get, undefined, 'application/json'>['data']>
  : never;

type OptionsOf<Body> = QueryObserverOptions<Answered<Body>, Error, Answered<Body>, Answered<Body>>;

export interface GetOptions {
  /** Milliseconds between two questions while somebody looks; without it, it is read again when it is stale and looked at. */
  readonly every?: number;
  /** False: nothing is asked yet. */
  readonly enabled?: boolean;
}

export interface Got<Body> {
  /** Undefined until the first answer. What stood there stays while parameters change (`isOld`). */
  readonly data: Body | undefined;
  readonly etag: string | undefined;
  readonly error: ApiError | undefined;
  /** Nothing to show yet. */
  readonly isLoading: boolean;
  /** What is shown belongs to earlier parameters. */
  readonly isOld: boolean;
  /** When the service worker had stored what is shown, if it is all there is. */
  readonly keptAt: string | undefined;
  readonly reload: () => Promise<unknown>;
}

/** Back-off of what is asked again and again: twice as long for each failure, up to a minute. */
export const pauseAfter = (every: number, failures: number): number =>
  Math.min(every * 2 ** failures, Math.max(60_000, every));

const questionOf = <Path extends PathWithGet>(path: Path, init: InitOf<Path> | undefined) => ({
  queryKey: [path, init ?? {}],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
    answered<BodyOf<Path>>((api.GET as Reader)(path, { ...(init as object), signal })),
});

/** Asks now what a screen will ask when it stands, by the same path and parameters. What goes wrong is the screen's to tell. */
export const askAhead = <Path extends PathWithGet>(path: Path, init?: InitOf<Path>): Promise<void> =>
  queries.prefetchQuery(questionOf(path, init));

/**
 * Reads a path of the API and keeps it fresh: `useGet('/alerts/{id}', { params: { path: { id } } }, { every: 5000 })`. Nothing is asked
 * while the window is hidden.
 */
export function useGet<Path extends PathWithGet>(
  path: Path,
  init?: InitOf<Path>,
  { every, enabled = true }: GetOptions = {},
): Got<BodyOf<Path>> {
  const key = JSON.stringify([path, init ?? {}]);
  const options = useMemo(
    (): OptionsOf<BodyOf<Path>> => ({
      ...questionOf(path, init),
      enabled,
      placeholderData: (before) => before,
      ...(every !== undefined && {
        refetchInterval: ({ state }) => pauseAfter(every, state.fetchFailureCount),
      }),
    }),
    [key, enabled, every],
  );
  const [observer] = useState(() => new QueryObserver(queries, options));
  const [, show] = useState(0);
  useEffect(() => observer.subscribe(() => show((count) => count + 1)), [observer]);
  useEffect(() => observer.setOptions(options), [observer, options]);
  const { data, error, isPending, isPlaceholderData } = observer.getOptimisticResult(
    queries.defaultQueryOptions(options),
  );
  return {
    data: data?.body,
    etag: data?.etag,
    error: error === null ? undefined : (error as ApiError),
    isLoading: isPending && enabled,
    isOld: isPlaceholderData,
    keptAt: data?.keptAt,
    reload: () => observer.refetch(),
  };
}

type Reader = (path: string, init: object) => Promise<{ data?: never; response: Response }>;

/** Asks again whatever begins with one of these paths: after something was written there. */
export const refresh = (...starts: readonly (keyof Paths)[]): Promise<void> =>
  queries.invalidateQueries({
    predicate: ({ queryKey: [path] }) => starts.some((start) => String(path).startsWith(start)),
  });

/** Forgets everything: another person may sign in next. */
export const forgetAll = (): void => queries.clear();
