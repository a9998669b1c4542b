import type { MessageStore } from '../store.ts';

/** What a function asks of a host on the internet. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The same where it is no text. */
  readonly bytes?: Buffer;
}

export interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Json = Readonly<Record<string, unknown>>;

/** A tool on the internet, as far as Tocsin speaks with it. What it keeps is in the outbox. */
export interface Target {
  /** Whether a request is for it. */
  isFor(url: URL, asked: Pick<Asked, 'headers'>): boolean;
  answer(asked: Asked): Answered | Promise<Answered>;
  /** Forgets what is not kept in the outbox. */
  reset?(): void;
}

export interface TargetWorld {
  readonly store: MessageStore;
  /** The time, as ISO text. */
  now(): string;
  /** Where Tocsin is reached, without a trailing slash. */
  publicUrl(): string;
}

export const json = (status: number, body: unknown): Answered => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});
export const plain = (status: number, body: string): Answered => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});

/** The members of a value that may be an object. */
export const inside = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What a body says: JSON, or a form whose members may be JSON. */
export function membersOf({ headers, body }: Pick<Asked, 'headers' | 'body'>): Json {
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries([...new URLSearchParams(body)].map(([name, value]) => [name, jsonOr(value)]));
  return inside(jsonOr(body));
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A request with what the pattern of its path has named. */
export interface Call extends Asked {
  readonly named: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly members: Json;
}

/** Answers by routes such as `GET /issue/:id`, of which the first that fits counts; `:` names one segment of the path. */
export function routed(
  routes: Readonly<Record<string, (call: Call) => Answered>>,
  notFound: () => Answered = () => json(404, { message: 'Not Found' }),
): (asked: Asked) => Answered {
  const compiled = Object.entries(routes).map(([route, handler]) => {
    const [method = '', path = ''] = route.split(' ');
    const pattern = path.replace(/[.]/g, '\\.').replace(/:(\w+)/g, '(?<$1>[^/]+)');
    return { method, pattern: new RegExp(`${pattern}$`, 'i'), handler };
  });
  return (asked) => {
    for (const { method, pattern, handler } of compiled) {
      const match = method === asked.method ? pattern.exec(asked.url.pathname) : null;
      if (match === null) continue;
      const named = Object.fromEntries(
        Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
      );
      return handler({ ...asked, named, query: asked.url.searchParams, members: membersOf(asked) });
    }
    return notFound();
  };
}
