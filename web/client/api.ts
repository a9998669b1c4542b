import createClient, { type Client } from 'openapi-fetch';
import { setServerTime } from '../time/now.tsx';
import { ApiError, unreachable } from './error.ts';
import { noteAnswer } from './kept.ts';
import type { components, paths } from './schema.ts';

/** What the API calls something, by its name in the description. */
export type Api<Name extends keyof components['schemas']> = components['schemas'][Name];

export type Paths = paths;

/** The typed calls of the API, on the console's own host: `api.PUT('/alerts/{id}/accept', …)`. Answers come through `answer`. */
export const api: Client<paths> = createClient<paths>({
  baseUrl: '/api',
  fetch: (request) => globalThis.fetch(request),
  querySerializer: { array: { style: 'form', explode: true } },
});

interface Reply<Body> {
  readonly data?: Body;
  readonly error?: unknown;
  readonly response: Response;
}

export interface Answered<Body> {
  readonly body: Body;
  /** Of what was read: goes into `If-Match` when it is written. */
  readonly etag?: string;
  /** When the service worker had stored it, if the network did not answer. */
  readonly keptAt?: string;
}

const listeners = new Set<() => void>();

/** Calls back whenever the API says that nobody is signed in any more. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What a call answered, with the headers that matter. Throws `ApiError` when it was refused or did not get through. */
export async function answered<Body>(call: Promise<Reply<Body>>): Promise<Answered<Body>> {
  const { data, error, response } = await call.catch((reason: unknown) => {
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
    throw unreachable(reason);
  });
  setServerTime(response.headers.get('date'));
  if (response.status === 401) for (const listener of listeners) listener();
  if (!response.ok) throw ApiError.of(response.status, error);
  const etag = response.headers.get('etag') ?? undefined;
  const keptAt = response.headers.get('x-tocsin-kept-at') ?? undefined;
  noteAnswer(keptAt);
  return { body: data as Body, ...(etag && { etag }), ...(keptAt && { keptAt }) };
}

/** The body alone. */
export const answer = async <Body>(call: Promise<Reply<Body>>): Promise<Body> => (await answered(call)).body;
