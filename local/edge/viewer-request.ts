import type { IncomingMessage } from 'node:http';
import type { EdgeRequest, EdgeValue } from './edge-function.ts';

const entries = (values: Iterable<readonly [string, string]>): Record<string, EdgeValue> =>
  Object.fromEntries([...values].map(([name, value]) => [name, { value }]));

/** Where the visitor comes from, as tests and people say; nobody else gets to see the header. */
export const addressHeader = 'x-local-source-ip';

/** The address of the visitor; this machine's own unless said otherwise. */
export const viewerAddress = ({ headers }: IncomingMessage): string => {
  const said = headers[addressHeader];
  return typeof said === 'string' && said !== '' ? said : '127.0.0.1';
};

/** A request as CloudFront shows it to a function: the path as it was sent, cookies apart from the headers. */
export function viewerRequest(request: IncomingMessage): EdgeRequest {
  const [path = '/', ...query] = (request.url ?? '/').split('?');
  const headers = Object.entries(request.headersDistinct)
    .filter(([name]) => name !== 'cookie' && name !== addressHeader)
    .map(([name, values]) => [name, (values ?? []).join(',')] as const);
  const cookies = (request.headers.cookie ?? '')
    .split(/;\s*/)
    .filter((cookie) => cookie.includes('='))
    .map((cookie) => [cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1)] as const);
  return {
    method: request.method ?? 'GET',
    uri: path,
    querystring: entries(queryOf(query.join('?'))),
    headers: entries(headers),
    cookies: entries(cookies),
  };
}

/** Names and values stay as they are escaped. */
const queryOf = (text: string): [string, string][] =>
  text
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', ...value] = part.split('=');
      return [name, value.join('=')];
    });

/** The address of a request after the function, with its query. */
export function addressOf({ uri, querystring }: EdgeRequest): string {
  const query = Object.entries(querystring).map(([name, { value }]) => (value === '' ? name : `${name}=${value}`));
  return query.length === 0 ? uri : `${uri}?${query.join('&')}`;
}

const unreserved = /[A-Za-z0-9._~-]/;

/** The path by which CloudFront chooses a behaviour: escapes that need none undone, dot segments and double slashes removed. */
export function normalisedPath(path: string): string {
  const plain = path.replaceAll(/%([0-9a-f]{2})/gi, (written, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    return unreserved.test(character) ? character : written;
  });
  const kept: string[] = [];
  const segments = plain.split(/\/+/).slice(plain.startsWith('/') ? 1 : 0);
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  return `/${kept.join('/')}`;
}

/** Whether a path pattern with `*` and `?` covers the path; without a pattern, each. */
export function covers(pattern: string | undefined, path: string): boolean {
  if (pattern === undefined) return true;
  const absolute = pattern.startsWith('/') ? pattern : `/${pattern}`;
  const source = absolute
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(path);
}
