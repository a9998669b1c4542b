import { EventEmitter } from 'node:events';
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { Readable } from 'node:stream';

/** A call to AWS on its way from a worker to the front. */
export interface AwsCall {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** What came of it; `dropped` as if the connection had closed. */
export type AwsAnswer =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string | Uint8Array }
  | 'dropped';

/**
 * Sends what the SDK asks of the endpoint by `send` instead of through a socket: the main thread is the other end of both, and
 * need not read HTTP. Asked through `node:http`, so that the SDK and what functions make of it stay as they are.
 */
export function callAwsBy(send: (call: AwsCall) => Promise<AwsAnswer>, endpoint: string): void {
  const { request } = http;
  const { port } = new URL(endpoint);
  http.request = ((options: URL | string | RequestOptions, ...rest: [(response: IncomingMessage) => void]) => {
    if (!isPlain(options) || String(options.port) !== port) return Reflect.apply(request, http, [options, ...rest]);
    const { method = 'GET', path, headers } = options;
    const call = { method, url: path ?? '/', headers: textsOf(headers as http.OutgoingHttpHeaders) };
    return new DirectRequest((body) => send({ ...call, body }), rest[0]) as unknown as ClientRequest;
  }) as typeof http.request;
  syncBuiltinESMExports();
}

const isPlain = (options: URL | string | RequestOptions): options is RequestOptions =>
  typeof options === 'object' && !(options instanceof URL);

const textsOf = (headers: http.OutgoingHttpHeaders = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));

/** A connection that stands and is never idle for too long. */
const socket = Object.freeze({
  connecting: false,
  setKeepAlive() {},
  setTimeout() {},
  removeListener() {},
  destroy() {},
});

/** As much of a `ClientRequest` as the SDK's handler uses. */
class DirectRequest extends EventEmitter {
  readonly socket = socket;
  destroyed = false;
  readonly #send: (body: string | Uint8Array) => Promise<AwsAnswer>;
  readonly #written: Uint8Array[] = [];

  constructor(
    send: (body: string | Uint8Array) => Promise<AwsAnswer>,
    answered: ((response: IncomingMessage) => void) | undefined,
  ) {
    super();
    this.#send = send;
    if (answered) this.once('response', answered);
  }

  write(chunk: string | Uint8Array): boolean {
    this.#written.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    return true;
  }

  end(last?: string | Uint8Array): this {
    if (last !== undefined && this.#written.length > 0) this.write(last);
    const body = this.#written.length > 0 ? Buffer.concat(this.#written) : (last ?? '');
    // A message takes all of the memory along that bytes are a part of.
    this.#send(typeof body === 'string' ? body : new Uint8Array(body)).then(
      (answer) => this.#arrive(answer),
      (error: Error) => this.destroy(error),
    );
    return this;
  }

  destroy(error?: Error): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    queueMicrotask(() => {
      if (error !== undefined) this.emit('error', error);
      this.emit('close');
    });
    return this;
  }

  #arrive(answer: AwsAnswer): void {
    if (this.destroyed) return;
    if (answer === 'dropped') {
      this.destroy(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
      return;
    }
    const { status, headers, body } = answer;
    const chunks = body.length === 0 ? [] : [typeof body === 'string' ? Buffer.from(body) : body];
    const response = Object.assign(Readable.from(chunks, { objectMode: false }), {
      statusCode: status,
      statusMessage: http.STATUS_CODES[status] ?? '',
      headers,
      complete: true,
    });
    response.once('close', () => this.emit('close'));
    this.emit('response', response);
  }
}
