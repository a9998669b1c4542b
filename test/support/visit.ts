import { request } from 'node:http';

export interface Visit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Visited {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Asks the local cloud under another host, with the path exactly as written: what browsers would tidy up comes as it is. */
export function visit(
  url: string,
  host: string,
  path: string,
  { method = 'GET', headers = {}, body }: Visit = {},
): Promise<Visited> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { hostname, port, path, method, agent: false, headers: { host, ...headers } },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        const { statusCode = 0, headers: answered } = response;
        resolve({ status: statusCode, headers: answered, body: Buffer.concat(chunks).toString('utf8') });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
