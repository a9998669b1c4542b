import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AwsAnswer, AwsCall } from '../runtime/aws-channel.ts';
import { realDelay } from '../runtime/native-timers.ts';
import { AwsError, errorResponse } from './aws-error.ts';
import { type Faults, faultError } from './faults.ts';
import { readRequest, requestOf } from './read-request.ts';
import type { RequestLog } from './requests.ts';
import type { RoleCheck } from './roles.ts';
import type { AwsRequest, AwsResponse, AwsService } from './service.ts';

export interface Front {
  readonly url: string;
  /** The same as a call to `url`, of the threads of this process. */
  call(call: AwsCall): Promise<AwsAnswer>;
  close(): Promise<void>;
}

export interface FrontOptions {
  /** May be filled after the start, for services that have to know the front's address. */
  readonly services: readonly AwsService[];
  /** Without it every call is allowed. */
  readonly roles?: RoleCheck;
  readonly faults?: Faults;
  readonly requests?: RequestLog;
  /**
   * Ends the worker that made this call, for the crash faults; its headers carry the session token it was given.
   * What it answers is awaited, so that the worker never sees how its call ended.
   */
  readonly killWorker?: (principal: string, request: AwsRequest) => unknown;
  /** The event that the function making this call works on, as JSON text. */
  readonly eventOf?: (principal: string, request: AwsRequest) => string | undefined;
}

/** How long a slow call takes longer than others, in real time: enough to count the calls that wait for each other. */
const slowMilliseconds = 250;

/** The answer to a call, or `dropped` when the caller shall find its connection closed. */
type Outcome = { readonly response: AwsResponse; readonly allowed: boolean } | 'dropped';

/** The one endpoint of all AWS services. Faults come first, then the role check, then the service. */
export async function startFront(options: FrontOptions): Promise<Front> {
  const server = createServer((message, response) => {
    answer(options, message, response).catch((error: unknown) => {
      // A worker that died in the middle of its call is nobody's error.
      if (!message.destroyed || message.complete) console.error('the local AWS front failed', error);
      message.socket.destroy();
    });
  });
  // Time may stand still for long between two calls on one connection.
  Object.assign(server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0, timeout: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    call: (call) => outcomeOf(options, requestOf(call)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(options: FrontOptions, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await readRequest(message);
  const outcome = await outcomeOf(options, request);
  if (outcome === 'dropped') return void message.socket.destroy();
  const { status, headers, body } = outcome;
  response.writeHead(status, {
    ...headers,
    ...(request.method !== 'HEAD' && { 'content-length': Buffer.byteLength(body) }),
  });
  response.end(body);
}

/** Has the call done, notes it, and says what its caller gets. */
async function outcomeOf(options: FrontOptions, request: AwsRequest): Promise<AwsAnswer> {
  const began = performance.now();
  const called = options.services.find(({ service }) => service === request.service);
  const outcome = await callService(called, options, request);
  const { service, action, principal } = request;
  const status = outcome === 'dropped' ? 0 : outcome.response.status;
  const allowed = outcome === 'dropped' || outcome.allowed;
  options.requests?.record({ function: principal, service, action, status, allowed, began, ended: performance.now() });
  return outcome === 'dropped' ? outcome : answerOf(request, outcome.response);
}

async function callService(
  service: AwsService | undefined,
  options: FrontOptions,
  request: AwsRequest,
): Promise<Outcome> {
  const fault = options.faults?.strike(request, () => options.eventOf?.(request.principal, request));
  switch (fault) {
    case 'error':
    case 'error5xx':
    case 'throttle':
    case 'conflict':
      return failed(request, faultError(fault, request), true);
    case 'timeout':
      return 'dropped';
    case 'slow':
      await realDelay(slowMilliseconds);
      return serve(service, options, request);
    case 'crash-before':
      await options.killWorker?.(request.principal, request);
      return 'dropped';
    case 'after':
      await serve(service, options, request);
      return 'dropped';
    case 'crash-after':
      await serve(service, options, request);
      await options.killWorker?.(request.principal, request);
      return 'dropped';
    case undefined:
      return serve(service, options, request);
  }
}

async function serve(service: AwsService | undefined, options: FrontOptions, request: AwsRequest): Promise<Outcome> {
  try {
    if (!service) {
      throw new AwsError('UnknownOperationException', `the local cloud has no service ${request.service}`, 404);
    }
    const refusal = await options.roles?.refusal(request, service.permissions(request));
    if (refusal !== undefined) return failed(request, refused(request, refusal), false);
    return { response: await service.handle(request), allowed: true };
  } catch (error) {
    if (error instanceof AwsError) return failed(request, error, true);
    console.error(`${request.service} ${request.action} failed in the local cloud`, error);
    return failed(request, new AwsError('InternalFailure', (error as Error).message, 500), true);
  }
}

function failed(request: AwsRequest, error: AwsError, allowed: boolean): Outcome {
  return { response: errorResponse(request.service, error, request.headers), allowed };
}

function refused({ service }: AwsRequest, message: string): AwsError {
  const code = service === 's3' ? 'AccessDenied' : service === 'sns' ? 'AuthorizationError' : 'AccessDeniedException';
  return new AwsError(code, message, service === 'dynamodb' || service === 'states' ? 400 : 403);
}

function answerOf({ method }: AwsRequest, { status, headers, body }: AwsResponse): AwsAnswer {
  const id = crypto.randomUUID();
  return {
    status,
    headers: {
      // The SDK corrects its clock by this, so it has to tell the virtual time.
      date: new Date().toUTCString(),
      'x-amzn-requestid': id,
      'x-amz-request-id': id,
      ...headers,
    },
    body: method === 'HEAD' ? '' : body,
  };
}
