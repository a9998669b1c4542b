import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Deployment } from '../deployment.ts';
import { addressHeader } from '../edge/viewer-request.ts';
import type { Access } from './access.ts';
import { corsHeaders, isPreflight } from './cors.ts';
import type { Functions } from './functions.ts';
import { chooseRoute, type RouteMatch } from './http-route.ts';
import type { Metrics } from './metrics.ts';

export interface HttpApiOptions {
  readonly deployment: Deployment;
  readonly functions: Functions;
  readonly access: Access;
  readonly metrics: Pick<Metrics, 'record'>;
}

/** The largest request body an HTTP API takes for a Lambda integration, in bytes. */
const largestBody = 6 * 1024 * 1024;

/** Serves the deployment's routes as an HTTP API with Lambda integrations, payload format 2.0. */
export function serveHttpApi({ deployment, functions, access, metrics }: HttpApiOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const dimensions = { ApiId: deployment.apiId };
    response.once('finish', () => {
      const value = response.statusCode >= 500 ? 1 : 0;
      metrics.record({ namespace: 'AWS/ApiGateway', name: '5xx', dimensions, value });
    });
    const answer = (status: number, message: string) =>
      send(response, status, { 'content-type': 'application/json' }, JSON.stringify({ message }));

    for (const [name, value] of Object.entries(corsHeaders(deployment.cors, request))) response.setHeader(name, value);
    if (isPreflight(deployment.cors, request)) return send(response, 204, {}, '');

    const body = await readBody(request);
    if (!body) return answer(413, 'Request Entity Too Large');
    const url = new URL(request.url ?? '/', 'http://local');
    const match = chooseRoute(deployment.routes, request.method ?? 'GET', url.pathname);
    if (!match) return answer(404, 'Not Found');

    const { functionName } = match.route;
    const target = deployment.functions.find((each) => each.name === functionName);
    const need = { action: 'lambda:InvokeFunction', resource: target?.arn ?? '' };
    const mayInvoke = await access.serviceMay('apigateway.amazonaws.com', need, sourceArn(deployment, match));
    if (!mayInvoke) return answer(500, 'Internal Server Error');

    const result = await functions.invoke(functionName, eventOf(request, url, body, match, deployment.apiId));
    if (result.ok) return sendResult(response, result.payload);
    if (result.error.errorType === 'TooManyRequestsException') return answer(503, 'Service Unavailable');
    return answer(500, 'Internal Server Error');
  };
}

function sourceArn({ region, accountId, apiId }: Deployment, { route }: RouteMatch): string {
  const path = route.path === '$default' ? '/$default' : route.path;
  return `arn:aws:execute-api:${region}:${accountId}:${apiId}/$default/${route.method}${path}`;
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
  }
  return size <= largestBody ? Buffer.concat(chunks) : undefined;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
function eventOf(request: IncomingMessage, url: URL, body: Buffer, match: RouteMatch, apiId: string) {
  const { route, pathParameters } = match;
  const headers = joinedHeaders(request);
  const { cookie, ...others } = headers;
  const query = joinedQuery(url.searchParams);
  const now = new Date();
  const isBase64Encoded = body.length > 0 && (isPacked(headers) || !isText(headers['content-type']));
  return {
    version: '2.0',
    routeKey: route.path === '$default' ? '$default' : `${route.method} ${route.path}`,
    rawPath: decodedPath(url.pathname),
    rawQueryString: url.search.slice(1),
    ...(cookie ? { cookies: cookie.split(/;\s*/) } : {}),
    headers: others,
    ...(Object.keys(query).length > 0 ? { queryStringParameters: query } : {}),
    requestContext: {
      accountId: 'anonymous',
      apiId,
      domainName: (headers.host ?? 'localhost').replace(/:\d+$/, ''),
      domainPrefix: apiId,
      http: {
        method: request.method,
        path: decodedPath(url.pathname),
        protocol: 'HTTP/1.1',
        sourceIp: (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.path === '$default' ? '$default' : `${route.method} ${route.path}`,
      stage: '$default',
      time: gatewayTime(now),
      timeEpoch: now.getTime(),
    },
    ...(Object.keys(pathParameters).length > 0 ? { pathParameters } : {}),
    ...(body.length > 0 ? { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') } : {}),
    isBase64Encoded,
  };
}

/** An HTTP API hands on the path with its escapes undone; a malformed one stays as it came. */
function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A compressed body is no text, whatever its type says. */
const isPacked = (headers: Record<string, string>): boolean =>
  (headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity';

/** Bodies of these types travel as text, every other one in base64. */
function isText(contentType: string | undefined): boolean {
  return contentType === undefined
    ? true
    : /^(text\/|application\/(json|javascript|xml)\b|application\/[\w.+-]+\+(json|xml)\b)/i.test(contentType);
}

function joinedHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headersDistinct)
      .filter(([name]) => name !== addressHeader)
      .map(([name, values]) => [name, (values ?? []).join(name === 'cookie' ? '; ' : ',')]),
  );
}

function joinedQuery(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]));
}

/** `21/Nov/2026:20:51:18 +0000` */
function gatewayTime(at: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(at.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

/** A result without a status code is the body of a 200, as payload format 2.0 has it. */
function sendResult(response: ServerResponse, payload: string): void {
  const result: unknown = JSON.parse(payload);
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    send(response, 200, { 'content-type': 'application/json' }, payload);
    return;
  }
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = result as HandlerResult;
  const outgoing: Record<string, string | string[]> = { 'content-type': 'text/plain; charset=utf-8' };
  for (const [name, value] of Object.entries(headers)) outgoing[name.toLowerCase()] = String(value);
  if (cookies.length > 0) outgoing['set-cookie'] = [...cookies];
  send(response, statusCode, outgoing, Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
}

interface HandlerResult {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string | string[]>>,
  body: string | Buffer,
): void {
  response.writeHead(status, { ...headers, 'apigw-requestid': randomUUID(), date: new Date().toUTCString() });
  response.end(body);
}
