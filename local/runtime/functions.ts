import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import type { DeployedFunction } from '../deployment.ts';
import type { Activity } from './activity.ts';
import type { AwsAnswer, AwsCall } from './aws-channel.ts';
import type { Logs } from './logs.ts';
import type { Metrics } from './metrics.ts';
import { shareTurns } from './turns.ts';
import type { LambdaError } from './worker.ts';
import { type Instance, startWorker } from './worker-handle.ts';
import { poolWorkers } from './worker-pool.ts';

/** What Lambda's Invoke answers: the payload as JSON text, or the error a caller sees as `FunctionError`. */
export type InvocationResult =
  | { readonly ok: true; readonly payload: string; readonly processorMilliseconds: number }
  | { readonly ok: false; readonly error: LambdaError };

export interface Functions {
  /** Runs the function once and answers how it went. Waits its turn when as many invocations are running as may. */
  invoke(name: string, event: unknown): Promise<InvocationResult>;
  has(name: string): boolean;
  /** The event that the worker with this session token works on, as JSON text. */
  eventOf(name: string, sessionToken: string): string | undefined;
  /** Ends the worker that has this session token, or every busy worker of the function, in the middle of its work. */
  kill(name: string, sessionToken?: string): Promise<void>;
  /** Ends every worker; what they were doing ends as a crash. */
  killAll(): Promise<void>;
  /** Ends what works as a crash; who is idle begins its next invocation as if it had just started. */
  startAfresh(): Promise<void>;
  /** From now on the function's invocations fail as if it were throttled to nothing. */
  stop(name: string): void;
  resume(name: string): void;
  /** Replaces the code of a function, or with no file, takes its own again; what runs ends with the code it began with. */
  deploy(name: string, file: string | undefined): void;
  stopped(): readonly string[];
  busy(): boolean;
}

/** What a worker thread runs: threads start much faster from JavaScript than from a file of types. */
export interface BuiltFunctions {
  /** `worker.ts` as JavaScript. */
  readonly program: string;
  /** The file that exports a function's `handler`. */
  readonly fileOf: (name: string) => string;
}

export interface FunctionsOptions {
  readonly functions: readonly DeployedFunction[];
  readonly built: BuiltFunctions;
  /** What each function's environment has beyond its own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: SharedArrayBuffer;
  /** What functions ask of AWS at the address of their environment. */
  readonly callAws: (call: AwsCall) => Promise<AwsAnswer>;
  readonly activity: Activity;
  readonly logs: Logs;
  readonly metrics: Metrics;
  /** Names the functions that run one invocation after the other. */
  readonly runsAlone?: (deployed: DeployedFunction) => boolean;
  /** Who goes first when more invocations wait than may run: the smaller number, below `lastRank`. */
  readonly rankOf?: (deployed: DeployedFunction) => number | undefined;
  /** How many invocations run at once; one more than there are processors, and eight at most, when left out. */
  readonly atOnce?: number;
  /** How long an idle worker is kept, in real milliseconds. */
  readonly idleFor?: number;
}

/** A worker waits half of its time, for answers of the main thread, which has a processor to itself then. */
const turnsBesideProcessors = 1;
const mostTurns = 8;
/** Beside as many threads as invocations at once, so many for code of which each needs one of its own. */
const keptWarm = 16;
const idleFor = 60_000;
/** The rank of whom nobody waits for. */
const lastRank = 2;

/** Runs the deployment's functions in worker threads, which start when needed and end when nobody needs them any more. */
export function createFunctions(options: FunctionsOptions): Functions {
  const { activity, logs, metrics } = options;
  const byName = new Map(options.functions.map((deployed) => [deployed.name, deployed]));
  const atOnce = options.atOnce ?? Math.min(mostTurns, availableParallelism() + turnsBesideProcessors);
  const turns = shareTurns(atOnce, lastRank);
  const stopped = new Set<string>();
  const deployedFiles = new Map<string, string>();
  /** What those who run alone are doing. */
  const alone = new Map<string, Promise<unknown>>();
  let started = 0;

  function deployedOf(name: string): DeployedFunction {
    const deployed = byName.get(name);
    if (!deployed) throw new Error(`the deployment has no function ${name}`);
    return deployed;
  }

  function instanceOf(name: string): Instance {
    const deployed = deployedOf(name);
    started += 1;
    const sessionToken = `${name}.${started}`;
    // What Lambda's Node takes from here would slow down every thread.
    const { NODE_OPTIONS: _unused, ...environment } = deployed.environment;
    const file = deployedFiles.get(name) ?? options.built.fileOf(name);
    return {
      number: started,
      name,
      sessionToken,
      timeoutSeconds: deployed.timeoutSeconds,
      settings: {
        file: pathToFileURL(file).href,
        functionName: deployed.functionName,
        functionArn: deployed.arn,
        memoryMb: deployed.memoryMb,
        environment: {
          ...environment,
          ...options.environment,
          TZ: 'UTC',
          AWS_LAMBDA_FUNCTION_NAME: deployed.functionName,
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(deployed.memoryMb),
          AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
          AWS_ACCESS_KEY_ID: name,
          AWS_SECRET_ACCESS_KEY: 'local',
          AWS_SESSION_TOKEN: sessionToken,
        },
      },
    };
  }

  const pool = poolWorkers({
    aliveAtMost: atOnce + keptWarm,
    idleFor: options.idleFor ?? idleFor,
    instanceOf,
    start: (onExit) =>
      startWorker({
        program: options.built.program,
        clock: options.clock,
        endpoint: options.environment.AWS_ENDPOINT_URL ?? '',
        onAwsCall: options.callAws,
        onLine(line, writtenBy) {
          metrics.readLine(line);
          logs.write(writtenBy?.name ?? '', line);
        },
        onExit,
      }),
  });

  const worksOf = (name: string) =>
    pool.placesOf(name).flatMap(({ worker, instance }) => {
      const work = worker.work();
      return work?.instance === instance ? [work] : [];
    });

  async function run(name: string, event: unknown): Promise<InvocationResult> {
    const deployed = deployedOf(name);
    if (stopped.has(name)) {
      metrics.count(name, 'Throttles', 1);
      return { ok: false, error: { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' } };
    }
    if (!options.runsAlone?.(deployed)) return work(deployed, event);
    const result = (alone.get(name) ?? Promise.resolve()).then(() => work(deployed, event));
    alone.set(
      name,
      result.catch(() => undefined),
    );
    return result;
  }

  async function work(deployed: DeployedFunction, event: unknown): Promise<InvocationResult> {
    const { name } = deployed;
    const endTurn = await turns.take(options.rankOf?.(deployed) ?? lastRank);
    try {
      const place = pool.take(name);
      const startedAt = performance.now();
      const result = await place.worker.invoke(place.instance, randomUUID(), JSON.stringify(event ?? null));
      await pool.giveBack(place);
      metrics.count(name, 'Invocations', 1);
      metrics.count(name, 'Errors', result.ok ? 0 : 1);
      metrics.count(name, 'Duration', performance.now() - startedAt);
      if (result.ok) metrics.count(name, 'ProcessorTime', result.processorMilliseconds);
      if (!result.ok)
        logs.write(name, JSON.stringify({ level: 'ERROR', message: 'the invocation failed', ...result.error }));
      return result;
    } finally {
      endTurn();
    }
  }

  return {
    invoke: (name, event) => activity.during(run(name, event)),
    has: (name) => byName.has(name),
    eventOf: (name, sessionToken) =>
      worksOf(name).find(({ instance }) => instance.sessionToken === sessionToken)?.event,
    async kill(name, sessionToken) {
      const meant = pool.placesOf(name).filter(({ worker, instance }) => {
        const isBusy = worker.work()?.instance === instance;
        return sessionToken ? instance.sessionToken === sessionToken : isBusy;
      });
      await Promise.all(meant.map(({ worker }) => worker.kill()));
    },
    async killAll() {
      await Promise.all(pool.workers().map((worker) => worker.kill()));
    },
    startAfresh: pool.startAfresh,
    stop: (name) => void stopped.add(deployedOf(name).name),
    resume: (name) => void stopped.delete(name),
    deploy(name, file) {
      if (file === undefined) deployedFiles.delete(deployedOf(name).name);
      else deployedFiles.set(deployedOf(name).name, file);
      pool.outdate(name);
    },
    stopped: () => [...stopped],
    busy: () => pool.workers().some((worker) => worker.work() !== undefined),
  };
}
