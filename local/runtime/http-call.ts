import { request } from 'node:http';

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** One JSON call by node:http: `fetch` keeps timers that virtual time would run. Rejects when nobody answers. */
export function httpCall(
  url: string,
  method: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const json = body === undefined ? undefined : JSON.stringify(body);
    const outgoing = request(
      url,
      { method, agent: false, headers: { ...(json ? { 'content-type': 'application/json' } : {}), ...headers } },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, body: parsed(text) });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(json);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
