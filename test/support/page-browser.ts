import { type Visited, visit } from './visit.ts';

/** The end of a walk of redirects. */
export interface Followed extends Visited {
  readonly url: string;
  readonly hops: number;
}

/** A browser as far as cookies and redirects go, on one host, from one address. */
export function aPageBrowser(url: string, host: string, ip = '192.0.2.200') {
  const jar = new Map<string, string>();

  function keep({ headers }: Visited): void {
    for (const cookie of [headers['set-cookie'] ?? []].flat()) {
      const [pair = '', ...attributes] = cookie.split('; ');
      const name = pair.slice(0, pair.indexOf('='));
      if (attributes.includes('Max-Age=0')) jar.delete(name);
      else jar.set(name, pair.slice(name.length + 1));
    }
  }

  async function send(
    method: string,
    path: string,
    { headers = {}, body, keeps = true }: { headers?: Record<string, string>; body?: unknown; keeps?: boolean } = {},
  ): Promise<Visited> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await visit(url, host, path, {
      method,
      headers: {
        'x-local-source-ip': ip,
        ...(cookie !== '' && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(method !== 'GET' && { 'sec-fetch-site': 'same-origin' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (keeps) keep(answer);
    return answer;
  }

  return {
    jar,
    send,
    get: (path: string, headers: Record<string, string> = {}) => send('GET', path, { headers }),
    post: (path: string, body: unknown, headers: Record<string, string> = {}) => send('POST', path, { body, headers }),
    /** Follows redirects like a browser, twenty at most; throws for one that leads to another host. */
    async follow(
      path: string,
      headers: Record<string, string> = {},
      { keeps = true }: { keeps?: boolean } = {},
    ): Promise<Followed> {
      let at = path;
      for (let hops = 0; hops <= 20; hops += 1) {
        const answer = await send('GET', at, { headers, keeps });
        const { location } = answer.headers;
        if (answer.status < 300 || answer.status > 399 || typeof location !== 'string')
          return { ...answer, url: at, hops };
        if (!location.startsWith('/') || location.startsWith('//')) throw new Error(`led to ${location}`);
        at = location;
      }
      throw new Error(`${path} leads in circles`);
    },
  };
}

export type PageBrowser = ReturnType<typeof aPageBrowser>;
