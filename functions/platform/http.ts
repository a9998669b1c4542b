import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import {
  DomainError,
  type DomainErrorCode,
  InvalidInputError,
  PreconditionError,
  StillNamedError,
  StillUsedError,
} from '../domain/errors.ts';
import type { Log } from '../ports/log.ts';

/** An HTTP request as routes see it. */
export interface HttpRequest {
  readonly method: string;
  /** Percent-decoded once, which HTTP APIs do themselves in payload format 2.0. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Each `name=value`. */
  readonly cookies: readonly string[];
  /** The address of whoever calls. */
  readonly sourceIp: string;
  readonly body: string;
}

export interface HttpReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values of `Set-Cookie`. */
  readonly cookies?: readonly string[];
  /** Sent as JSON, unless it is text that names its own content type. */
  readonly body?: unknown;
  /** Which state of something that can be written the body shows. */
  readonly edition?: string | undefined;
}

/** A refusal that belongs to HTTP alone, not to the domain: who are you, what path is that. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What the body says besides. */
  readonly members: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    members: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.members = members;
  }
}

/** Reads a request of an HTTP API, payload format 2.0. */
export function readRequest(event: APIGatewayProxyEventV2): HttpRequest {
  const body = event.body ?? '';
  return {
    method: event.requestContext.http.method.toUpperCase(),
    path: event.rawPath,
    query: new URLSearchParams(event.rawQueryString ?? ''),
    headers: event.headers ?? {},
    cookies: event.cookies ?? [],
    sourceIp: event.requestContext.http.sourceIp,
    body: event.isBase64Encoded === true ? Buffer.from(body, 'base64').toString('utf8') : body,
  };
}

/** The content type is exactly this, without a charset: some clients read the body only then. */
const json = { 'content-type': 'application/json' };

/** Writes the reply as Lambda's HTTP API integration expects it. */
export function writeReply({ status, headers = {}, cookies, body }: HttpReply): APIGatewayProxyStructuredResultV2 {
  const head = { statusCode: status, ...(cookies && cookies.length > 0 && { cookies: [...cookies] }) };
  if (body === undefined) return { ...head, headers: { ...headers } };
  if ('content-type' in headers) return { ...head, headers: { ...headers }, body: String(body) };
  return { ...head, headers: { ...json, ...headers }, body: JSON.stringify(body) };
}

const statusOf: Readonly<Record<DomainErrorCode, number>> = {
  INVALID: 400,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 400,
  NOT_ALLOWED: 405,
  TOO_LARGE: 413,
  RATE_LIMITED: 429,
  BUSY: 503,
  GONE: 410,
  CHANGED: 412,
};

const isTold = (part: string, isWord: boolean): boolean =>
  part === '{key}' || /^\d{1,16}$/.test(part) || (isWord && /^[a-z0-9-]{0,30}$/.test(part));

/**
 * Keys, tokens, names and addresses stand in paths: what is asked for is logged, and which by number, nothing else. Who has
 * put `{key}` in the place of a key knows that the rest are words.
 */
function withoutSecrets(path: string): string {
  const parts = path.split('/').slice(0, 12);
  const words = parts.includes('{key}') ? parts.length : parts[1] !== 'api' ? 2 : parts[2] === 'v1' ? 4 : 3;
  return parts.map((part, index) => (isTold(part, index < words) ? part : '…')).join('/');
}

/** Messages name what was sent, which may be anything. */
const bounded = (message: string): string =>
  message.length <= 500 ? message : `${message.slice(0, 499)}…`.toWellFormed();

function detailsOf(error: DomainError): { readonly details?: object } {
  if (error instanceof StillNamedError) {
    const { field, places } = error;
    return { details: { ...(field !== '' && { field }), places } };
  }
  if (error instanceof StillUsedError) return { details: { places: error.places } };
  if (error instanceof PreconditionError && error.lastChange !== undefined) return { details: error.lastChange };
  if (!(error instanceof InvalidInputError) || error.field === '') return {};
  const { field, position } = error;
  return { details: { field, ...(position !== undefined && { position }) } };
}

/** The one place where errors become answers. What nobody foresaw is logged and answered without detail. */
export function errorReply(error: unknown, log: Log, request: Pick<HttpRequest, 'method' | 'path'>): HttpReply {
  if (error instanceof HttpError) {
    const { status, code, message, headers, members } = error;
    return { status, headers, body: { status, message: bounded(message), code, ...members } };
  }
  if (error instanceof DomainError) {
    const status = statusOf[error.code];
    return { status, body: { status, message: bounded(error.message), code: error.code, ...detailsOf(error) } };
  }
  log.error('request failed', { method: request.method, path: withoutSecrets(request.path), error });
  return { status: 500, body: { status: 500, message: 'internal error', code: 'ERROR' } };
}
