import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { type AwsAnswer, type AwsCall, callAwsBy } from './aws-channel.ts';
import { keepPackagesCompiled, type LoadedCode, loadCode } from './load-code.ts';

/** What a worker thread is started with. */
export interface WorkerSettings {
  /** Virtual time, in milliseconds, as one 64-bit integer. */
  readonly clock: SharedArrayBuffer;
  /** Where AWS answers. */
  readonly endpoint: string;
}

/** A function as it is set up for invocations: Lambda calls it an execution environment. */
export interface InstanceSettings {
  readonly file: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** Sets an instance up, under a number of its own; its module is loaded with the first invocation. */
export interface InstanceMessage {
  readonly kind: 'instance';
  readonly instance: number;
  readonly settings: InstanceSettings;
}

/** The instance is not needed any more. */
export interface ForgetMessage {
  readonly kind: 'forget';
  readonly instance: number;
}

export interface InvocationMessage {
  readonly kind: 'invoke';
  readonly instance: number;
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

interface Instance {
  readonly settings: InstanceSettings;
  code?: LoadedCode;
  handler?: Handler;
  invocations: number;
}

const { clock, endpoint } = workerData as WorkerSettings;
const port = parentPort;
if (!port) throw new Error('this file runs in a worker thread only');

const send = (message: WorkerMessage) => port.postMessage(message);

showVirtualTime(new BigInt64Array(clock));
sendOutput(process.stdout);
sendOutput(process.stderr);
let numbered = 0;
const calls = new Map<number, (answer: AwsAnswer) => void>();
callAwsBy(
  (call) =>
    new Promise((answered) => {
      numbered += 1;
      calls.set(numbered, answered);
      send({ kind: 'aws', number: numbered, call });
    }),
  endpoint,
);
catchWebhooks();

const instances = new Map<number, Instance>();
/** Whose environment the thread has. */
let present: Instance | undefined;
let invocations = 0;
/** After the first, so that the next thread has it soon, and when what functions do often has been done. */
const keptAfter = [1, 20];
const packagesKeptAfter = [1, 20, 200];

port.on('message', (message: InstanceMessage | ForgetMessage | InvocationMessage | AwsAnswerMessage) => {
  switch (message.kind) {
    case 'instance':
      return void instances.set(message.instance, { settings: message.settings, invocations: 0 });
    case 'forget':
      return void instances.delete(message.instance);
    case 'invoke':
      return void invoke(message);
    case 'aws':
      calls.get(message.number)?.(message.answer);
      calls.delete(message.number);
  }
});

async function invoke({ instance: number, requestId, event, timeoutMilliseconds }: InvocationMessage) {
  try {
    const instance = instances.get(number);
    if (instance === undefined) throw new Error(`there is no instance ${number}`);
    become(instance);
    const { settings } = instance;
    instance.handler ??= await load(instance);
    send({ kind: 'begun', requestId });
    const before = process.threadCpuUsage();
    const answer = await instance.handler(JSON.parse(event), contextOf(settings, requestId, timeoutMilliseconds));
    const payload = JSON.stringify(answer) ?? 'null';
    const { user, system } = process.threadCpuUsage(before);
    send({ kind: 'answer', requestId, payload, processorMilliseconds: (user + system) / 1000 });
    instance.invocations += 1;
    if (keptAfter.includes(instance.invocations)) instance.code?.keepCompiled();
    invocations += 1;
    if (packagesKeptAfter.includes(invocations)) keepPackagesCompiled();
  } catch (error) {
    send({ kind: 'error', requestId, error: lambdaError(error) });
  }
}

/** Gives the thread the environment of this instance, and nothing of another's. */
function become(instance: Instance) {
  if (present === instance) return;
  present = instance;
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, instance.settings.environment);
}

const codes = new Map<string, Promise<LoadedCode>>();

async function load(instance: Instance): Promise<Handler> {
  const { file } = instance.settings;
  const loading = codes.get(file) ?? loadCode(file);
  codes.set(file, loading);
  try {
    instance.code = await loading;
    return handlerOf(await instance.code.run());
  } catch (error) {
    codes.delete(file);
    if (error instanceof NoHandler) throw error;
    throw Object.assign(error instanceof Error ? error : new Error(String(error)), {
      name: 'Runtime.ImportModuleError',
    });
  }
}

class NoHandler extends Error {
  override readonly name = 'Runtime.HandlerNotFound';
}

function handlerOf({ handler }: Readonly<Record<string, unknown>>): Handler {
  if (typeof handler === 'function') return handler as Handler;
  throw new NoHandler('index.handler is undefined or not exported');
}

/** The context object of the Node.js runtime, without what only callbacks used. */
function contextOf(settings: InstanceSettings, requestId: string, timeoutMilliseconds: number) {
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
function catchWebhooks() {
  const { request } = https;
  const { request: requestPlain } = http;
  type Answered = (response: IncomingMessage) => void;

  function isCaught({ hostname }: URL, headers: Readonly<Record<string, string>> = {}): boolean {
    if (/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)) return false;
    const isPush = headers.ttl !== undefined && headers['content-encoding'] === 'aes128gcm';
    if (isPush || headers['webhook-id'] !== undefined || caughtHosts.test(hostname)) return true;
    return asksAnybody.has(process.env.AWS_ACCESS_KEY_ID ?? '');
  }

  const catching =
    (otherwise: typeof https.request) =>
    (url: URL | string | RequestOptions, options: RequestOptions, answered: Answered) => {
      const headers = options?.headers as Readonly<Record<string, string>> | undefined;
      if (!(url instanceof URL) || !isCaught(url, headers))
        return Reflect.apply(otherwise, undefined, [url, options, answered]);
      const { method, signal } = options;
      const { AWS_ACCESS_KEY_ID: asking, AWS_SESSION_TOKEN: sessionToken = '' } = process.env;
      // The receiver is `local/outbox/webhooks.ts`.
      const marked = {
        ...headers,
        'x-local-webhook': url.href,
        ...(headers?.authorization !== undefined && { 'x-local-webhook-authorization': headers.authorization }),
        authorization: `AWS4-HMAC-SHA256 Credential=${asking}/20260101/local/webhook/aws4_request`,
        // For which event, and by which worker: what breaks calls asks for it.
        'x-amz-security-token': sessionToken,
      };
      return requestPlain(endpoint, { method, headers: marked, ...(signal && { signal }) }, answered);
    };
  https.request = catching(request) as typeof https.request;
  http.request = catching(requestPlain as typeof https.request) as typeof http.request;
  syncBuiltinESMExports();
}
