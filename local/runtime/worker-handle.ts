import { Worker } from 'node:worker_threads';
import type { AwsAnswer, AwsCall } from './aws-channel.ts';
import type { InvocationResult } from './functions.ts';
import { native } from './native-timers.ts';
import type {
  AwsAnswerMessage,
  ForgetMessage,
  InstanceMessage,
  InstanceSettings,
  InvocationMessage,
  WorkerMessage,
  WorkerSettings,
} from './worker.ts';

/** A function as it is set up in a worker thread. */
export interface Instance {
  readonly number: number;
  /** The function, by its name in the deployment. */
  readonly name: string;
  /** Marks its calls to AWS. */
  readonly sessionToken: string;
  readonly timeoutSeconds: number;
  readonly settings: InstanceSettings;
}

/** A worker thread: runs one invocation at a time, of this function or that, until it dies. */
export interface WorkerHandle {
  /** The instance that works, and its event, as JSON text. */
  work(): { readonly instance: Instance; readonly event: string } | undefined;
  isAlive(): boolean;
  /** Sets an instance up; its module is loaded with the first invocation. */
  add(instance: Instance): void;
  invoke(instance: Instance, requestId: string, event: string): Promise<InvocationResult>;
  /** Takes an instance away that does not work. */
  forget(instance: Instance): void;
  /** Ends the thread; an invocation under way ends as `Runtime.ExitError`. */
  kill(): Promise<void>;
}

export interface WorkerOptions {
  /** `worker.ts` as JavaScript. */
  readonly program: string;
  readonly clock: SharedArrayBuffer;
  /** Where AWS answers. */
  readonly endpoint: string;
  /** Hears each line that is written, and by whom. */
  readonly onLine: (line: string, writtenBy: Instance | undefined) => void;
  readonly onAwsCall: (call: AwsCall) => Promise<AwsAnswer>;
  readonly onExit: () => void;
}

/** Starts a thread that has nothing of this process's environment. */
export function startWorker(options: WorkerOptions): WorkerHandle {
  const workerData: WorkerSettings = { clock: options.clock, endpoint: options.endpoint };
  const worker = new Worker(options.program, {
    workerData,
    execArgv: [],
    env: { TZ: 'UTC' },
    resourceLimits: { maxOldGenerationSizeMb: oldGenerationMb, maxYoungGenerationSizeMb: youngGenerationMb },
  });
  worker.unref();

  let alive = true;
  let current: Invocation | undefined;
  let latest: Instance | undefined;
  const post = (message: InstanceMessage | ForgetMessage | InvocationMessage | AwsAnswerMessage) => {
    if (alive) worker.postMessage(message);
  };
  const fail = (errorType: string, errorMessage: string) =>
    current?.end({ ok: false, error: { errorType, errorMessage } });

  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'log') return eachLine(message.text, (line) => options.onLine(line, latest));
    if (message.kind === 'aws') return void answerCall(message.number, message.call);
    if (message.requestId !== current?.requestId) return;
    if (message.kind === 'begun') current.begin();
    else if (message.kind === 'answer') {
      const { payload, processorMilliseconds } = message;
      current.end({ ok: true, payload, processorMilliseconds });
    } else current.end({ ok: false, error: message.error });
  });
  const answerCall = async (number: number, call: AwsCall) =>
    post({ kind: 'aws', number, answer: await options.onAwsCall(call) });
  worker.on('error', (error: Error) => {
    alive = false;
    const line = { level: 'ERROR', message: 'uncaught', error: String(error.stack ?? error) };
    options.onLine(JSON.stringify(line), latest);
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
    work: () => current,
    isAlive: () => alive,
    kill,
    add: ({ number, settings }) => post({ kind: 'instance', instance: number, settings }),
    forget: ({ number }) => post({ kind: 'forget', instance: number }),
    async invoke(instance, requestId, event) {
      const timeoutMilliseconds = instance.timeoutSeconds * 1000;
      const endIn = (limit: number) =>
        native.setTimeout(() => {
          fail('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${limit / 1000}.00 seconds`);
          void kill();
        }, limit);
      let timer = endIn(longestLoading);
      const begin = () => {
        native.clearTimeout(timer);
        timer = endIn(timeoutMilliseconds);
      };
      try {
        return await new Promise<InvocationResult>((end) => {
          current = { instance, requestId, event, begin, end };
          latest = instance;
          post({ kind: 'invoke', instance: instance.number, requestId, event, timeoutMilliseconds });
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
 * What V8 may take for a thread says how much room it leaves between two collections. The packages and all functions
 * hold some 60 MB; Lambda's gigabyte, which is there for the processor that comes with it, would be room for eight gigabytes.
 */
const oldGenerationMb = 256;

const exitError = 'Runtime.ExitError';

/** Loading the module is no part of a function's own time, as on Lambda; a busy machine needs longer for it. */
const longestLoading = 60_000;

interface Invocation {
  readonly instance: Instance;
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
