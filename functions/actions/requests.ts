import type { HttpRequest } from './driver.ts';
import { decoded } from './secrets.ts';

type Headers = Readonly<Record<string, string>>;

const agent = 'Tocsin';

/** A request with a JSON body, where there is one. */
export function jsonRequest(
  method: HttpRequest['method'],
  url: string,
  { headers = {}, body }: { readonly headers?: Headers; readonly body?: unknown } = {},
): HttpRequest {
  const own = { accept: 'application/json', 'user-agent': agent };
  if (body === undefined) return { kind: 'http', method, url, headers: { ...own, ...headers } };
  return {
    kind: 'http',
    method,
    url,
    headers: { ...own, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

/** The header of Basic authentication. */
export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

export const bearer = (token: string): string => `Bearer ${token}`;

/** An address below a tool's own, however many slashes stand between them; its parameters are encoded. */
export function under(base: string, path: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const { origin, pathname } = new URL(base);
  let root = pathname;
  while (root.endsWith('/')) root = root.slice(0, -1);
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  return `${origin}${root}${path}${asked.length === 0 ? '' : `?${asked.join('&')}`}`;
}

/** A tool's own address, where it was copied with a part of its path that follows: up to the segment of this name. */
export function upTo(segment: string, address: string): string {
  const { origin, pathname } = new URL(address);
  const segments = pathname.split('/');
  const at = segments.findIndex((one) => one.toLowerCase() === segment.toLowerCase());
  return `${origin}${(at < 0 ? segments : segments.slice(0, at)).join('/')}`;
}

/** The address with these parameters beside its own. */
export function withQuery(url: string, query: Readonly<Record<string, string | undefined>>): string {
  const address = new URL(url);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) address.searchParams.set(name, value);
  return address.href;
}

/** Who stands before the @ of an address goes into a header, percent-decoded; addresses with them are not called. */
export function withoutUser(url: string): { readonly url: string; readonly headers: Headers } {
  const address = new URL(url);
  if (address.username === '' && address.password === '') return { url: address.href, headers: {} };
  const authorization = basic(decoded(address.username), decoded(address.password));
  address.username = '';
  address.password = '';
  return { url: address.href, headers: { authorization } };
}
