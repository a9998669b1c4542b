import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { type AwsAnswer, type AwsCall, callAwsBy } from './aws-channel.ts';
import { type LoadedCode, loadCode } from './load-code.ts';

/** What a worker thread is started with. */
export interface WorkerSettings {
  readonly file: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  /** Virtual time, in milliseconds, as one 64-bit integer. */
  readonly clock: SharedArrayBuffer;
}

export interface InvocationMessage {
  readonly kind: 'invoke';
  /** As new: the module is run once more before, so that it knows nothing of earlier invocations. */
  readonly isAsNew: boolean;
  readonly requestId: string;
  readonly event: string;
  readonly timeoutMilliseconds: number;
}

export interface AwsAnswerMessage {
  readonly kind: 'aws';
  readonly number: number;
  readonly answer: AwsAnswer;
}

export interface LambdaError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export type WorkerMessage =
  | { readonly kind: 'log'; readonly text: string }
  | { readonly kind: 'aws'; readonly number: number; readonly call: AwsCall }
  /** The module is loaded: the invocation begins. */
  | { readonly kind: 'begun'; readonly requestId: string }
  /** With the processor time that the thread has used for it. */
  | {
      readonly kind: 'answer';
      readonly requestId: string;
      readonly payload: string;
      readonly processorMilliseconds: number;
    }
  | { readonly kind: 'error'; readonly requestId: string; readonly error: LambdaError };

type Handler = (event: unknown, context: unknown) => unknown;

const settings = workerData as WorkerSettings;
const port = parentPort;
if (!port) throw new Error('this file runs in a worker thread only');

const send = (message: WorkerMessage) => port.postMessage(message);

let numbered = 0;
showVirtualTime(new BigInt64Array(settings.clock));
sendOutput(process.stdout);
sendOutput(process.stderr);
const calls = new Map<number, (answer: AwsAnswer) => void>();
callAwsBy(
  (call) =>
    new Promise((answered) => {
      numbered += 1;
      calls.set(numbered, answered);
      send({ kind: 'aws', number: numbered, call });
    }),
  process.env.AWS_ENDPOINT_URL ?? '',
);
catchWebhooks(process.env.AWS_ENDPOINT_URL ?? '', process.env.AWS_ACCESS_KEY_ID ?? '');

let loading: Promise<LoadedCode> | undefined;
let handler: Handler | undefined;
let invocations = 0;
/** After the first, so that the next thread has it soon, and when what functions do often has been done. */
const keptAfter = [1, 20];

port.on('message', (message: InvocationMessage | AwsAnswerMessage) => {
  if (message.kind === 'invoke') return invoke(message);
  calls.get(message.number)?.(message.answer);
  calls.delete(message.number);
});

async function invoke({ isAsNew, requestId, event, timeoutMilliseconds }: InvocationMessage) {
  try {
    const isLoaded = loading !== undefined;
    loading ??= load();
    const code = await loading;
    if (isAsNew && isLoaded) handler = handlerOf(code.anew?.() ?? code.exports);
    handler ??= handlerOf(code.exports);
    send({ kind: 'begun', requestId });
    const before = process.threadCpuUsage();
    const answer = await handler(JSON.parse(event), contextOf(requestId, timeoutMilliseconds));
    const payload = JSON.stringify(answer) ?? 'null';
    const { user, system } = process.threadCpuUsage(before);
    send({ kind: 'answer', requestId, payload, processorMilliseconds: (user + system) / 1000 });
    invocations += 1;
    if (keptAfter.includes(invocations)) code.keepCompiled();
  } catch (error) {
    send({ kind: 'error', requestId, error: lambdaError(error) });
  }
}

const load = () =>
  loadCode(settings.file).catch((error: unknown) => {
    throw Object.assign(error instanceof Error ? error : new Error(String(error)), {
      name: 'Runtime.ImportModuleError',
    });
  });

function handlerOf({ handler }: LoadedCode['exports']): Handler {
  if (typeof handler === 'function') return handler as Handler;
  throw Object.assign(new Error('index.handler is undefined or not exported'), { name: 'Runtime.HandlerNotFound' });
}

/** The context object of the Node.js runtime, without what only callbacks used. */
function contextOf(requestId: string, timeoutMilliseconds: number) {
  const endsAt = performance.now() + timeoutMilliseconds;
  return {
    functionName: settings.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: settings.functionArn,
    memoryLimitInMB: String(settings.memoryMb),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${settings.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAt - performance.now())),
  };
}

function lambdaError(error: unknown): LambdaError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}

/** `Date` tells virtual time; timers and `performance` stay real. */
function showVirtualTime(clock: BigInt64Array) {
  const now = () => Number(Atomics.load(clock, 0));
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length > 0 ? values : [now()], newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
  });
}

/** Output goes to the main thread with the answer's own port, so it arrives before the answer. */
function sendOutput(stream: NodeJS.WriteStream) {
  stream.write = (chunk: Uint8Array | string, encodingOrDone?: unknown, done?: unknown) => {
    send({ kind: 'log', text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8') });
    const callback = typeof encodingOrDone === 'function' ? encodingOrDone : done;
    if (typeof callback === 'function') callback();
    return true;
  };
}

/** Functions that ask what people have named; of others only what is known to be of another tool is caught. */
const asksAnybody = new Set(['run-action', 'receive-callback', 'handle-callback']);
const caughtHosts =
  /(?:^|\.)(?:slack\.com|trafficmanager\.net|botframework\.com|microsoftonline\.com|zoom\.us|oauth2\.googleapis\.com)$/;

/**
 * What functions ask of the internet goes to the local cloud's outbox and nowhere else: all that alert actions and chats ask, signed
 * posts (as Standard Webhooks has it), and pushes to browsers. The address was looked at before; where its name leads is not asked. This machine is really asked.
 */
function catchWebhooks(endpoint: string, functionName: string) {
  const sessionToken = process.env.AWS_SESSION_TOKEN ?? '';
  const { request } = https;
  const { request: requestPlain } = http;
  const credential = `AWS4-HMAC-SHA256 Credential=${functionName}/20260101/local/webhook/aws4_request`;
  type Answered = (response: IncomingMessage) => void;

  function isCaught({ hostname }: URL, headers: Readonly<Record<string, string>> = {}): boolean {
    if (/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)) return false;
    const isPush = headers.ttl !== undefined && headers['content-encoding'] === 'aes128gcm';
    return isPush || headers['webhook-id'] !== undefined || asksAnybody.has(functionName) || caughtHosts.test(hostname);
  }

  const catching =
    (otherwise: typeof https.request) =>
    (url: URL | string | RequestOptions, options: RequestOptions, answered: Answered) => {
      const headers = options?.headers as Readonly<Record<string, string>> | undefined;
      if (!(url instanceof URL) || !isCaught(url, headers))
        return Reflect.apply(otherwise, undefined, [url, options, answered]);
      const { method, signal } = options;
      // The receiver is `local/outbox/webhooks.ts`.
      const marked = {
        ...headers,
        'x-local-webhook': url.href,
        ...(headers?.authorization !== undefined && { 'x-local-webhook-authorization': headers.authorization }),
        authorization: credential,
        // For which event, and by which worker: what breaks calls asks for it.
        'x-amz-security-token': sessionToken,
      };
      return requestPlain(endpoint, { method, headers: marked, ...(signal && { signal }) }, answered);
    };
  https.request = catching(request) as typeof https.request;
  http.request = catching(requestPlain as typeof https.request) as typeof http.request;
  syncBuiltinESMExports();
}
