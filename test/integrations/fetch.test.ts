import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { boundedFetch } from '../../functions/platform/fetch.ts';

const servers: Server[] = [];

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('a bounded fetch', () => {
  it('answers status and body', async () => {
    const url = await serve((_request, response) => response.writeHead(404).end('nothing'));
    expect(await boundedFetch(url)).toEqual({ status: 404, body: 'nothing' });
  });

  it('follows no redirect', async () => {
    const url = await serve((request, response) =>
      request.url === '/' ? response.writeHead(302, { location: '/inside' }).end() : response.end('secret'),
    );
    await expect(boundedFetch(url)).rejects.toThrow();
  });

  it('gives up on a body that is too long', async () => {
    const url = await serve((_request, response) => response.end(Buffer.alloc(70_000)));
    await expect(boundedFetch(url)).rejects.toThrow('too long');
  });

  it('asks the emulated SNS where there is one', async () => {
    const emulated = await serve((request, response) => response.end(request.url));
    vi.stubEnv('AWS_ENDPOINT_URL_SNS', emulated);
    const { body } = await boundedFetch('https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=1');
    expect(body).toBe('/?Action=ConfirmSubscription&Token=1');
  });
});
