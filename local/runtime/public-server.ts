import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Who answers on the hosts of status pages. */
export interface PageHosts {
  has(host: string): boolean;
  readonly serve: Serve;
}

/** Who answers on this machine's own address what is no call of the API. */
export interface ConsoleHost {
  has(request: IncomingMessage): boolean;
  readonly serve: Serve;
}

/** Who answers what. */
export interface Answering {
  readonly control: Serve;
  readonly api: Serve;
  readonly pages: PageHosts;
  readonly console: ConsoleHost;
}

export interface PublicServer {
  readonly url: string;
  /** From now on, hosts of status pages lead to them; elsewhere paths under `/_local` are control calls, those of the console's files lead there, and all others go to the HTTP API. */
  serve(answering: Answering): void;
  close(): Promise<void>;
}

/** Takes the port on this machine's own address at once, so that its number is known; what comes before `serve` is answered 503. */
export async function listen(port: number): Promise<PublicServer> {
  let serve: Serve = async (_request, response) => answer(response, 503, 'Service Unavailable');
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error(`${request.method} ${request.url} failed in the local cloud`, error);
      if (!response.headersSent) answer(response, 500, 'Internal Server Error');
    });
  });
  // Time may stand still, or leap, while a connection is open.
  Object.assign(server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0, timeout: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(portTaken(port)) : error);
    });
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    serve({ control, api, pages, console }) {
      serve = (request, response) => {
        if (pages.has(request.headers.host ?? '')) return pages.serve(request, response);
        if (isControl(request)) return control(request, response);
        return (console.has(request) ? console.serve : api)(request, response);
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const portTaken = (port: number) =>
  `Port ${port} is taken by another program. Choose another one: npm start -- --port ${(port % 65_535) + 1}; 0 takes a free one.`;

function isControl({ url = '/' }: IncomingMessage): boolean {
  return url === '/_local' || url.startsWith('/_local/') || url.startsWith('/_local?');
}

function answer(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}
