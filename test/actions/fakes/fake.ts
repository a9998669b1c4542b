import type { HttpAnswer } from '../../../functions/actions/answers.ts';
import type { HttpRequest } from '../../../functions/actions/driver.ts';
import type { HttpTarget } from '../play.ts';

/** A ticket as the fakes tell tests of it. */
export interface FakeTicket {
  readonly reference: string;
  readonly title: string;
  readonly text: string;
  readonly isClosed: boolean;
  readonly comments: readonly string[];
}

/** A fake of a tool with tickets. */
export interface TicketFake {
  readonly target: HttpTarget;
  tickets(): readonly FakeTicket[];
  /** Somebody closes a ticket there. */
  closeByHand(reference: string): void;
}

export const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});
export const empty = (status: number): HttpAnswer => ({ status, headers: {}, body: '' });

/** A request as a fake looks at it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** What the pattern of the path has named. */
  readonly named: Readonly<Record<string, string>>;
}

type Handler = (call: Call) => HttpAnswer;

/** The members of a value that may be an object. */
export const inside = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/** Routes such as `GET /issue/:id`; the first that fits answers. Bodies must be what their headers say. */
export function routed(
  host: string,
  routes: Readonly<Record<string, Handler>>,
  otherwise: {
    check?: (request: HttpRequest) => HttpAnswer | undefined;
    notFound: () => HttpAnswer;
    badJson: () => HttpAnswer;
  },
): HttpTarget {
  const compiled = Object.entries(routes).map(([route, handler]) => {
    const [method = '', path = ''] = route.split(' ');
    const pattern = path.replace(/[.]/g, '\\.').replace(/:(\w+)/g, '(?<$1>[^/]+)');
    return { method, pattern: new RegExp(`^${pattern}$`), handler };
  });
  return (request) => {
    const url = new URL(request.url);
    if (url.host !== host) throw new Error(`${url.host} was asked instead of ${host}`);
    if (url.username !== '') throw new Error('credentials in an address are not sent');
    for (const name of Object.keys(request.headers))
      if (name !== name.toLowerCase()) throw new Error(`the header ${name} is not in lower case`);
    const refusal = otherwise.check?.(request);
    if (refusal !== undefined) return refusal;
    let body: unknown = {};
    if (request.body !== undefined) {
      if (!request.headers['content-type']?.startsWith('application/json')) return otherwise.badJson();
      try {
        body = JSON.parse(request.body);
      } catch {
        return otherwise.badJson();
      }
    }
    for (const { method, pattern, handler } of compiled) {
      const match = request.method === method ? pattern.exec(url.pathname) : null;
      if (match === null) continue;
      const named = Object.fromEntries(
        Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
      );
      const { method: asked, headers } = request;
      return handler({
        method: asked,
        path: url.pathname,
        query: url.searchParams,
        headers,
        body: inside(body),
        named,
      });
    }
    return otherwise.notFound();
  };
}

export const basicOf = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
