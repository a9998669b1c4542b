/** What the console's own host serves that is no file of the console. */
const ofApi = /^\/(?:api|auth|answer|callbacks|subscribe|_local)(?:\/|$)|^\/(?:health|subscribe[^/]*)$/;

/** Answers of the API that nobody needs offline, or that are too long. */
const notKept = /^\/api\/(?:api-docs|audit-log|reports|integrations|ical)(?:\/|$)/;

/** What the worker does with a request. */
export type Way =
  /** A page of the console: its shell is here. */
  | 'shell'
  /** A file of the console. */
  | 'file'
  /** An answer of the API that is kept for when the network is away. */
  | 'kept'
  /** None of the worker's business. */
  | 'network';

/** What is asked, as far as that decides. */
export interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

/** Decides over a request of a console that is at `origin` and whose files are these. */
export function wayOf({ method, mode, url }: Asked, origin: string, files: ReadonlySet<string>): Way {
  const { origin: host, pathname } = new URL(url);
  if (method !== 'GET' || host !== origin) return 'network';
  if (ofApi.test(pathname))
    return pathname.startsWith('/api/') && mode !== 'navigate' && !notKept.test(pathname) ? 'kept' : 'network';
  if (mode === 'navigate') return 'shell';
  return files.has(pathname) || pathname.startsWith('/assets/') ? 'file' : 'network';
}

/** So many answers are kept; the oldest make room. */
export const mostKept = 100;

/** Longer answers are not. */
export const longestKept = 1_000_000;

/** The header by which the console sees that an answer is the last known one. */
export const keptAtHeader = 'x-tocsin-kept-at';

/** The answer as it is kept: with the time, and without what belongs to the connection. */
export function asKept(headers: Headers, body: string, now: Date): Response | undefined {
  if (body.length > longestKept || !headers.get('content-type')?.includes('json')) return undefined;
  return new Response(body, {
    status: 200,
    headers: {
      'content-type': headers.get('content-type') ?? 'application/json',
      [keptAtHeader]: now.toISOString(),
      ...(headers.get('etag') && { etag: headers.get('etag') ?? '' }),
    },
  });
}
