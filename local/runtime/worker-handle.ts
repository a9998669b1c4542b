import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { DeployedFunction } from '../deployment.ts';
import type { AwsAnswer, AwsCall } from './aws-channel.ts';
import type { InvocationResult } from './functions.ts';
import { canBeLoadedAgain } from './load-code.ts';
import { native } from './native-timers.ts';
import type { AwsAnswerMessage, InvocationMessage, WorkerMessage, WorkerSettings } from './worker.ts';

/** One worker thread of a function: runs one invocation at a time until it dies. */
export interface WorkerHandle {
  readonly sessionToken: string;
  isBusy(): boolean;
  /** The event it works on, as JSON text. */
  event(): string | undefined;
  isAlive(): boolean;
  invoke(requestId: string, event: string): Promise<InvocationResult>;
  /** Begins its next invocation as if it had just started, in the thread that it has; ends the thread where that cannot be. */
  startAfresh(): Promise<void>;
  /** Ends the thread; an invocation under way ends as `Runtime.ExitError`. */
  kill(): Promise<void>;
}

export interface WorkerOptions {
  readonly deployed: DeployedFunction;
  readonly sessionToken: string;
  /** `worker.ts` as JavaScript. */
  readonly program: string;
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: SharedArrayBuffer;
  readonly onLine: (line: string) => void;
  readonly onAwsCall: (call: AwsCall) => Promise<AwsAnswer>;
  readonly onExit: () => void;
}

/** Starts a thread with the function's environment and nothing else of this process's. */
export function startWorker(options: WorkerOptions): WorkerHandle {
  const { deployed, sessionToken, onLine } = options;
  // What Lambda's Node takes from here would slow down every thread.
  const { NODE_OPTIONS: _unused, ...environment } = deployed.environment;
  const workerData: WorkerSettings = {
    file: pathToFileURL(options.file).href,
    functionName: deployed.functionName,
    functionArn: deployed.arn,
    memoryMb: deployed.memoryMb,
    clock: options.clock,
  };
  const worker = new Worker(options.program, {
    workerData,
    execArgv: [],
    env: {
      ...environment,
      ...options.environment,
      TZ: 'UTC',
      AWS_LAMBDA_FUNCTION_NAME: deployed.functionName,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(deployed.memoryMb),
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_ACCESS_KEY_ID: deployed.name,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_SESSION_TOKEN: sessionToken,
    },
    resourceLimits: {
      maxOldGenerationSizeMb: Math.min(deployed.memoryMb, oldGenerationMb),
      maxYoungGenerationSizeMb: youngGenerationMb,
    },
  });
  worker.unref();

  let alive = true;
  let isAsNew = false;
  let current: Invocation | undefined;
  const fail = (errorType: string, errorMessage: string) =>
    current?.end({ ok: false, error: { errorType, errorMessage } });

  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'log') return eachLine(message.text, onLine);
    if (message.kind === 'aws') return void answerCall(message.number, message.call);
    if (message.requestId !== current?.requestId) return;
    if (message.kind === 'begun') current.begin();
    else if (message.kind === 'answer') {
      const { payload, processorMilliseconds } = message;
      current.end({ ok: true, payload, processorMilliseconds });
    } else current.end({ ok: false, error: message.error });
  });
  async function answerCall(number: number, call: AwsCall) {
    const message: AwsAnswerMessage = { kind: 'aws', number, answer: await options.onAwsCall(call) };
    if (alive) worker.postMessage(message);
  }
  worker.on('error', (error: Error) => {
    alive = false;
    onLine(JSON.stringify({ level: 'ERROR', message: 'uncaught', error: String(error.stack ?? error) }));
    fail(exitError, `RequestId: ${current?.requestId} Error: ${error.message}`);
  });
  worker.on('exit', (code) => {
    alive = false;
    fail(exitError, `RequestId: ${current?.requestId} Error: Runtime exited with error: exit status ${code}`);
    options.onExit();
  });

  const kill = async () => {
    alive = false;
    await worker.terminate();
  };

  return {
    sessionToken,
    isBusy: () => current !== undefined,
    event: () => current?.event,
    isAlive: () => alive,
    kill,
    async startAfresh() {
      if (current === undefined && canBeLoadedAgain(options.file)) isAsNew = true;
      else await kill();
    },
    async invoke(requestId, event) {
      const milliseconds = deployed.timeoutSeconds * 1000;
      const endIn = (limit: number) =>
        native.setTimeout(() => {
          fail('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${limit / 1000}.00 seconds`);
          void kill();
        }, limit);
      let timer = endIn(longestLoading);
      const begin = () => {
        native.clearTimeout(timer);
        timer = endIn(milliseconds);
      };
      try {
        return await new Promise<InvocationResult>((end) => {
          current = { requestId, event, begin, end };
          const message: InvocationMessage = {
            kind: 'invoke',
            isAsNew,
            requestId,
            event,
            timeoutMilliseconds: milliseconds,
          };
          isAsNew = false;
          worker.postMessage(message);
        });
      } finally {
        native.clearTimeout(timer);
        current = undefined;
      }
    },
  };
}

/** Node gives each thread 48 MB for young objects; one invocation at a time needs a fraction of it. */
const youngGenerationMb = 6;

/**
 * What V8 may take for a thread says how much room it leaves between two collections. A function here holds about 20 MB;
 * Lambda's gigabyte, which is there for the processor that comes with it, would be room for eight gigabytes.
 */
const oldGenerationMb = 192;

const exitError = 'Runtime.ExitError';

/** Loading the module is no part of a function's own time, as on Lambda; a busy machine needs longer for it. */
const longestLoading = 60_000;

interface Invocation {
  readonly requestId: string;
  readonly event: string;
  readonly begin: () => void;
  readonly end: (result: InvocationResult) => void;
}

function eachLine(text: string, onLine: (line: string) => void) {
  for (const line of text.split('\n')) {
    if (line.trim() !== '') onLine(line);
  }
}
