import { readFileSync } from 'node:fs';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Instant, millisecondsOf } from '../../functions/domain/time.ts';
import type { SignIn } from '../../functions/handlers/sign-in/create-sign-in.ts';
import { type EdgeRequest, loadEdgeFunction } from '../../local/edge/edge-function.ts';
import type { rememberedPublishing } from './published.ts';

const source = readFileSync(new URL('../../functions/edge/page-request.js', import.meta.url), 'utf8');

export interface Asked {
  readonly host: string;
  readonly path: string;
  readonly method?: string;
  /** Of the connection. */
  readonly ip?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly setCookies: readonly string[];
  readonly body: string;
  /** Who has answered. */
  readonly by: 'edge' | 'bucket' | 'api';
  /** What the bucket was asked with. */
  readonly asked?: EdgeRequest;
}

const valued = (members: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, { value }]));
const plain = (members: EdgeRequest['headers']) =>
  Object.fromEntries(Object.entries(members).map(([name, { value }]) => [name, value]));

/** The function is read once, as CloudFront does; the world around it is that of the site that was made last. */
const world = { get: async (_key: string): Promise<string> => '', now: () => 0 };
const edge = loadEdgeFunction(source, { get: (key) => world.get(key), now: () => world.now() });

/** The way to status pages in memory: the deployed edge function before the published files and signing in. */
export function pageSite({
  published: { hosts, objects },
  signIn,
  clock,
}: {
  readonly published: Pick<ReturnType<typeof rememberedPublishing>, 'hosts' | 'objects'>;
  readonly signIn: SignIn;
  readonly clock: { now(): Instant };
}) {
  world.get = async (key) => {
    const value = hosts.get(key);
    if (value === undefined) throw new Error('KeyNotFound');
    return value;
  };
  world.now = () => millisecondsOf(clock.now());

  /** The HTTP API itself, which is open to the world at an address of its own. */
  async function api(asked: Omit<Asked, 'host'>): Promise<Answered> {
    const { path, method = 'GET', ip = '198.51.100.1', headers = {}, cookies = {}, body } = asked;
    const [rawPath = '/', rawQueryString = ''] = path.split('?');
    const result = await signIn({
      version: '2.0',
      rawPath,
      rawQueryString,
      headers,
      cookies: Object.entries(cookies).map(([name, value]) => `${name}=${value}`),
      requestContext: { http: { method, path: rawPath, sourceIp: ip } },
      ...(body !== undefined && { body }),
      isBase64Encoded: false,
    } as unknown as APIGatewayProxyEventV2);
    return {
      status: result.statusCode ?? 0,
      headers: (result.headers ?? {}) as Record<string, string>,
      setCookies: result.cookies ?? [],
      body: String(result.body ?? ''),
      by: 'api',
    };
  }

  async function visit(asked: Asked): Promise<Answered> {
    const { host, path, method = 'GET', ip = '198.51.100.1', headers = {}, cookies = {}, body } = asked;
    const [uri = '/', query = ''] = path.split('?');
    const result = await edge({
      version: '1.0',
      context: { eventType: 'viewer-request' },
      viewer: { ip },
      request: {
        method,
        uri,
        querystring: valued(Object.fromEntries(new URLSearchParams(query))),
        headers: valued({ ...headers, host }),
        cookies: valued(cookies),
      },
    });
    if ('statusCode' in result) {
      const text = typeof result.body === 'string' ? result.body : (result.body?.data ?? '');
      return { status: result.statusCode, headers: plain(result.headers), setCookies: [], body: text, by: 'edge' };
    }
    if (result.uri.startsWith('/p/')) {
      const found = objects.get(result.uri.slice(1));
      const kept: Record<string, string> = found === undefined ? {} : { 'cache-control': found.cacheControl };
      return {
        status: found === undefined ? 404 : 200,
        headers: kept,
        setCookies: [],
        body: found?.body ?? '',
        by: 'bucket',
        asked: result,
      };
    }
    // CloudFront's own address reaches the API, and the Host it knows.
    const sent = { ...plain(result.headers), host: 'api.example.com' };
    return api({ path, method, ip: '130.176.0.1', headers: sent, cookies, ...(body !== undefined && { body }) });
  }

  return { visit, api };
}
