import { readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { buildConsole } from '../../../web/build.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const ofApi = /^\/(api|auth|answer|callbacks|subscribe|_local)(\/|$)|^\/health$/;

/** The console's files, built now, on one host with the API of a cloud that does not serve them itself. */
export async function serveConsole(api: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const folder = join(tmpdir(), `console-${process.pid}`);
  await buildConsole(folder);

  const passOn = (from: IncomingMessage, to: ServerResponse) => {
    const { origin, host: _host, ...headers } = from.headers;
    const asked = request(`${api}${from.url}`, {
      method: from.method,
      headers: { ...headers, ...(origin && { origin: api }) },
    });
    asked.on('response', (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    asked.on('error', () => to.destroy());
    from.pipe(asked);
  };

  const server = createServer(async (from, to) => {
    const { pathname } = new URL(from.url ?? '/', 'http://console');
    if (ofApi.test(pathname)) return passOn(from, to);
    const name = extname(pathname) === '' ? '/index.html' : normalize(pathname);
    const body = await readFile(join(folder, name)).catch(() => undefined);
    to.writeHead(body ? 200 : 404, {
      'content-type': types[extname(name)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    }).end(body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
