import type * as z from 'zod';
import type { Action } from '../../domain/access/can.ts';
import { DomainError, InvalidInputError } from '../../domain/errors.ts';
import { HttpError, type HttpReply, type HttpRequest } from '../../platform/http.ts';
import type { Context } from '../../ports/context.ts';

/** What use cases of the API may touch. */
export type ApiContext = Context<
  | 'store'
  | 'notifications'
  | 'workflow'
  | 'actionWork'
  | 'blobs'
  | 'tokens'
  | 'fetch'
  | 'settings'
  | 'operation'
  | 'actor'
>;

/** One call of a route: who calls, with what. */
export interface Call {
  readonly ctx: ApiContext;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: HttpRequest['headers'];
  /** The parsed JSON body, undefined when empty; throws when it is none. */
  readonly body: () => unknown;
  /** The body as it came, for forms. */
  readonly text: string;
}

export interface Route {
  readonly method: string;
  /** Segments between slashes; `{id}` takes one, `{name+}` the rest with its slashes. */
  readonly path: string;
  /** What the caller must be allowed to do with what the path names. */
  readonly operation: Action | typeof publicly;
  /** Answers without a key: the path is the credential, or there is nothing to protect. */
  readonly isPublic: boolean;
  readonly run: (call: Call) => Promise<HttpReply>;
  /** What the body must be. */
  readonly input?: z.ZodType;
  /** The query parameters it reads. */
  readonly query?: readonly string[];
  /** Those of them that a call is refused without. */
  readonly requiredQuery?: readonly string[];
  /** Further names of them, of former versions. */
  readonly formerQuery?: readonly string[];
  /** Whether it can be held to what the caller has read. */
  readonly takesIfMatch?: boolean;
}

/** What a route says of itself for the API's description. */
export type Description = Pick<Route, 'input' | 'query' | 'requiredQuery' | 'formerQuery' | 'takesIfMatch'>;

/** What public routes have in the place of an operation. */
const publicly = 'public' as const;

/** A route that needs a caller, for an operation that `can` knows; the use case asks about the thing itself. */
export const route = (
  method: string,
  path: string,
  operation: Action,
  run: Route['run'],
  description: Description = {},
): Route => ({ ...description, method, path, operation, isPublic: false, run });

/** A route that anybody may call. */
export const publicRoute = (method: string, path: string, run: Route['run'], description: Description = {}): Route => ({
  ...description,
  method,
  path,
  operation: publicly,
  isPublic: true,
  run,
});

export interface Match<R = Route> {
  readonly route: R;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Finds the route of a request in a table; of several the one first in the table. Throws 404 for an unknown path and
 * 405 for a method the path does not have.
 */
export function router<R extends Pick<Route, 'method' | 'path'>>(
  routes: readonly R[],
): (method: string, path: string) => Match<R> {
  const table = routes.map((route) => ({ route, pattern: route.path.split('/') }));
  return (method, path) => {
    const segments = path.split('/');
    const allowed = new Set<string>();
    for (const { route, pattern } of table) {
      const params = match(pattern, segments);
      if (params === undefined) continue;
      if (route.method === method) return { route, params };
      allowed.add(route.method);
    }
    if (allowed.size === 0)
      throw new HttpError(404, 'NOT_FOUND', `there is nothing at ${method} ${path.slice(0, 200)}`);
    const methods = [...allowed].join(', ');
    throw new HttpError(405, 'NOT_ALLOWED', `${method} is not possible here, only ${methods}`, { allow: methods });
  };
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (part.endsWith('+}')) {
      params[part.slice(1, -2)] = segments.slice(index).join('/');
      return params;
    }
    if (part.startsWith('{')) {
      if (segment === '') return undefined;
      params[part.slice(1, -1)] = segment;
    } else if (part !== segment) return undefined;
  }
  const isWhole =
    segments.length === pattern.length || (segments.length === pattern.length + 1 && segments.at(-1) === '');
  return isWhole ? params : undefined;
}

/** The numeric id in the path; 400 naming it when it is no number. */
export function idIn({ params }: Pick<Call, 'params'>, name = 'id'): number {
  const text = params[name] ?? '';
  const id = Number(text);
  if (!/^\d{1,16}$/.test(text) || !Number.isSafeInteger(id)) throw new InvalidInputError(name, 'must be a number');
  return id;
}

/** The body, which must be a JSON object. */
export function objectBody({ body }: Pick<Call, 'body'>): object {
  const value = body();
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidInputError('', 'a JSON object is expected as the body');
  return value;
}

export const ok = (body: unknown): HttpReply => ({ status: 200, body });
export const noContent: HttpReply = { status: 204 };

/** 201 with the address of what was created. */
export const created = (ctx: Pick<ApiContext, 'settings'>, path: string, body: unknown): HttpReply => ({
  status: 201,
  headers: { location: `${ctx.settings.publicUrl}${path}` },
  body,
});

/** Too many calls in too short a time. */
export const rateLimited = (message: string): DomainError => new DomainError('RATE_LIMITED', message);
