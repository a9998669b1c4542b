import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { KeyValueStores } from '../aws/key-value-store.ts';
import type { S3, StoredObject } from '../aws/sqs-s3/types.ts';
import type { DeployedBehaviour, DeployedDistribution, Deployment } from '../deployment.ts';
import type { Access } from '../runtime/access.ts';
import type { Serve } from '../runtime/public-server.ts';
import { type EdgeFunction, type EdgeRequest, type EdgeResponse, loadEdgeFunction } from './edge-function.ts';
import { addressOf, covers, normalisedPath, viewerAddress, viewerRequest } from './viewer-request.ts';

export interface EdgeOptions {
  readonly deployment: Deployment;
  readonly s3: Pick<S3, 'get'>;
  readonly keyValueStores: Pick<KeyValueStores, 'read'>;
  readonly access: Access;
  /** The HTTP API, which is the origin of some paths. */
  readonly api: Serve;
  readonly now: () => number;
}

type Headers = Record<string, string>;

/** CloudFront compresses what is at least so large, and text. */
const leastCompressed = 1000;
const compressedTypes = /^(text\/|image\/svg\+xml|application\/(json|javascript|xml|[\w.-]+\+(json|xml)))/;

/** One distribution on this machine. */
export interface Edge {
  readonly serve: Serve;
  /** Whether a request for this path is led to a bucket. */
  leadsToFiles(path: string): boolean;
}

/**
 * A distribution that the templates deploy: its functions, its behaviours, its origins and what it makes of their errors. It keeps no
 * cache.
 */
export function serveDistribution(
  { arn, behaviours, errors, keyValueStoreArn = '' }: DeployedDistribution,
  { deployment, s3, keyValueStores, access, api, now }: EdgeOptions,
): Edge {
  const get = async (key: string): Promise<string> => {
    const value = keyValueStores.read(keyValueStoreArn, key);
    if (value === undefined) throw new Error('KeyNotFound');
    return value;
  };
  const loaded = new Map<string, EdgeFunction>();
  const call = (code: string): EdgeFunction => {
    const known = loaded.get(code) ?? loadEdgeFunction(code, { get, now });
    loaded.set(code, known);
    return known;
  };
  const buckets = new Map(
    deployment.buckets.map(({ name }) => [`${name}.s3.${deployment.region}.amazonaws.com`, name]),
  );

  async function fetchObject(bucket: string, uri: string): Promise<StoredObject | undefined> {
    const key = keyIn(uri);
    const need = { action: 's3:GetObject', resource: `arn:aws:s3:::${bucket}/${key}` };
    if (!(await access.serviceMay('cloudfront.amazonaws.com', need, arn))) return undefined;
    return s3.get(bucket, key);
  }

  /** A file as the bucket answers it, or what the distribution says where there is none. */
  async function answerFile(bucket: string, request: EdgeRequest): Promise<EdgeResponse & { readonly data: Buffer }> {
    const found = await fetchObject(bucket, request.uri);
    if (found !== undefined) return { statusCode: 200, headers: headersOf(found), data: found.body };
    const error = errors.find(({ status }) => status === 403);
    const page = error && (await fetchObject(bucket, error.path));
    if (error && page) return { statusCode: error.answeredAs, headers: headersOf(page), data: page.body };
    return {
      statusCode: 403,
      headers: { 'content-type': { value: 'application/xml' } },
      data: Buffer.from('<Error/>'),
    };
  }

  async function serveFile(
    bucket: string,
    behaviour: DeployedBehaviour,
    request: EdgeRequest,
    ip: string,
    sent: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { data, ...answered } = await answerFile(bucket, request);
    const isError = answered.statusCode >= 400;
    const after =
      behaviour.onResponse === undefined || isError
        ? answered
        : ((await call(behaviour.onResponse)({
            version: '1.0',
            context: { eventType: 'viewer-response' },
            viewer: { ip },
            request,
            response: answered,
          })) as EdgeResponse);
    send(sent, response, after.statusCode, withPolicy(behaviour, plain(after.headers)), data, behaviour.compresses);
  }

  function behaviourFor(uri: string): DeployedBehaviour | undefined {
    const path = normalisedPath(uri);
    return behaviours.find(({ pathPattern }) => covers(pathPattern, path));
  }

  async function serve(sent: IncomingMessage, response: ServerResponse): Promise<void> {
    const ip = viewerAddress(sent);
    const request = viewerRequest(sent);
    const behaviour = behaviourFor(request.uri);
    if (behaviour === undefined) return send(sent, response, 404, {}, Buffer.of(), false);
    if (!behaviour.methods.includes(request.method))
      return send(sent, response, 403, { 'content-type': 'text/html' }, Buffer.from('<h1>403 ERROR</h1>'), false);
    const asked =
      behaviour.onRequest === undefined
        ? request
        : await call(behaviour.onRequest)({
            version: '1.0',
            context: { eventType: 'viewer-request' },
            viewer: { ip },
            request,
          });
    if ('statusCode' in asked) {
      const { body } = asked;
      const text = typeof body === 'string' ? body : (body?.data ?? '');
      return send(sent, response, asked.statusCode, plain(asked.headers), Buffer.from(text), false);
    }
    const bucket = buckets.get(behaviour.origin);
    if (bucket !== undefined) return serveFile(bucket, behaviour, asked, ip, sent, response);
    return api(forOrigin(sent, asked, behaviour.origin, ip), answering(response, behaviour));
  }

  return { serve, leadsToFiles: (path) => buckets.has(behaviourFor(path)?.origin ?? '') };
}

function keyIn(uri: string): string {
  try {
    return decodeURIComponent(uri.slice(1));
  } catch {
    return uri.slice(1);
  }
}

function headersOf({ contentType, cacheControl, metadata = {}, etag }: StoredObject): EdgeResponse['headers'] {
  const values: Headers = {
    'content-type': contentType,
    ...(cacheControl !== undefined && { 'cache-control': cacheControl }),
    ...(etag !== undefined && { etag }),
    ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}

const plain = (headers: EdgeResponse['headers']): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, { value }]) => [name.toLowerCase(), value]));

function withPolicy({ headers }: DeployedBehaviour, own: Headers): Headers {
  const set = (all: DeployedBehaviour['headers']) => Object.fromEntries(all.map(({ name, value }) => [name, value]));
  return {
    ...set(headers.filter(({ override }) => !override)),
    ...own,
    ...set(headers.filter(({ override }) => override)),
  };
}

/** The request as the HTTP API gets it: what the function has made of it, under the API's own host. */
function forOrigin(sent: IncomingMessage, asked: EdgeRequest, host: string, ip: string): IncomingMessage {
  const cookies = Object.entries(asked.cookies).map(([name, { value }]) => `${name}=${value}`);
  const forwarded = [asked.headers['x-forwarded-for']?.value, ip].filter((each) => each !== undefined).join(', ');
  const headers: Headers = {
    ...plain(asked.headers),
    host,
    'x-forwarded-for': forwarded,
    ...(cookies.length > 0 && { cookie: cookies.join('; ') }),
  };
  const distinct = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return Object.defineProperties(sent, {
    url: { value: addressOf(asked) },
    headers: { value: headers },
    headersDistinct: { value: distinct },
  });
}

/** The API's answer with the headers of the behaviour. */
function answering(response: ServerResponse, behaviour: DeployedBehaviour): ServerResponse {
  const writeHead = response.writeHead.bind(response);
  const write = (status: number, headers: Headers = {}) => writeHead(status, withPolicy(behaviour, headers));
  return Object.defineProperty(response, 'writeHead', { value: write });
}

function send(
  { headers: asked, method }: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Headers,
  data: Buffer,
  mayCompress: boolean,
): void {
  const own = { ...headers, date: new Date().toUTCString() };
  if (status === 200 && headers.etag !== undefined && asked['if-none-match'] === headers.etag) {
    response.writeHead(304, own).end();
    return;
  }
  const accepted = String(asked['accept-encoding'] ?? '');
  const isWorthIt =
    mayCompress && data.length >= leastCompressed && compressedTypes.test(headers['content-type'] ?? '');
  const encoding = !isWorthIt
    ? undefined
    : /\bbr\b/.test(accepted)
      ? 'br'
      : /\bgzip\b/.test(accepted)
        ? 'gzip'
        : undefined;
  const body = encoding === 'br' ? brotliCompressSync(data) : encoding === 'gzip' ? gzipSync(data) : data;
  response.writeHead(status, {
    ...own,
    ...(encoding !== undefined && { 'content-encoding': encoding, vary: 'accept-encoding' }),
    'content-length': body.length,
  });
  response.end(method === 'HEAD' ? undefined : body);
}
