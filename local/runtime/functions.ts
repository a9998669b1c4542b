import { randomUUID } from 'node:crypto';
import type { DeployedFunction } from '../deployment.ts';
import type { Activity } from './activity.ts';
import type { Logs } from './logs.ts';
import type { Metrics } from './metrics.ts';
import type { LambdaError } from './worker.ts';
import { startWorker, type WorkerHandle } from './worker-handle.ts';

/** What Lambda's Invoke answers: the payload as JSON text, or the error a caller sees as `FunctionError`. */
export type InvocationResult =
  | { readonly ok: true; readonly payload: string }
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
  readonly activity: Activity;
  readonly logs: Logs;
  readonly metrics: Metrics;
  /** Names the functions that run one invocation after the other: what they count, they count for themselves. */
  readonly runsAlone?: (deployed: DeployedFunction) => boolean;
}

const largestWorkerCount = 8;

interface Pool {
  readonly deployed: DeployedFunction;
  readonly idle: WorkerHandle[];
  readonly workers: Set<WorkerHandle>;
  readonly waiting: (() => void)[];
}

/** Runs the deployment's functions in worker threads, which start when first needed and then stay. */
export function createFunctions(options: FunctionsOptions): Functions {
  const { activity, logs, metrics } = options;
  const pools = new Map<string, Pool>();
  for (const deployed of options.functions) {
    pools.set(deployed.name, { deployed, idle: [], workers: new Set(), waiting: [] });
  }
  const stopped = new Set<string>();
  const outdated = new WeakSet<WorkerHandle>();
  const deployedFiles = new Map<string, string>();
  let started = 0;

  function poolOf(name: string): Pool {
    const pool = pools.get(name);
    if (!pool) throw new Error(`the deployment has no function ${name}`);
    return pool;
  }

  function start({ deployed, workers, idle, waiting }: Pool): WorkerHandle {
    started += 1;
    const sessionToken = `${deployed.name}.${started}`;
    const worker = startWorker({
      deployed,
      sessionToken,
      program: options.built.program,
      file: deployedFiles.get(deployed.name) ?? options.built.fileOf(deployed.name),
      environment: options.environment,
      clock: options.clock,
      onLine: (line) => {
        metrics.readLine(line);
        logs.write(deployed.name, line);
      },
      onExit: () => {
        workers.delete(worker);
        const position = idle.indexOf(worker);
        if (position >= 0) idle.splice(position, 1);
        waiting.shift()?.();
      },
    });
    workers.add(worker);
    return worker;
  }

  async function take(pool: Pool): Promise<WorkerHandle> {
    for (;;) {
      const idle = pool.idle.pop();
      if (idle) return idle;
      const largest = options.runsAlone?.(pool.deployed) ? 1 : largestWorkerCount;
      if (pool.workers.size < largest) return start(pool);
      await new Promise<void>((resolve) => pool.waiting.push(resolve));
    }
  }

  async function run(name: string, event: unknown): Promise<InvocationResult> {
    const pool = poolOf(name);
    if (stopped.has(name)) {
      metrics.count(name, 'Throttles', 1);
      return { ok: false, error: { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' } };
    }
    const worker = await take(pool);
    const startedAt = performance.now();
    const result = await worker.invoke(randomUUID(), JSON.stringify(event ?? null));
    if (outdated.has(worker)) await worker.kill();
    if (worker.isAlive()) {
      pool.idle.push(worker);
      pool.waiting.shift()?.();
    }
    metrics.count(name, 'Invocations', 1);
    metrics.count(name, 'Errors', result.ok ? 0 : 1);
    metrics.count(name, 'Duration', performance.now() - startedAt);
    if (!result.ok)
      logs.write(name, JSON.stringify({ level: 'ERROR', message: 'the invocation failed', ...result.error }));
    return result;
  }

  return {
    invoke: (name, event) => activity.during(run(name, event)),
    has: (name) => pools.has(name),
    eventOf(name, sessionToken) {
      const workers = [...(pools.get(name)?.workers ?? [])];
      return workers.find((worker) => worker.sessionToken === sessionToken)?.event();
    },
    async kill(name, sessionToken) {
      const workers = [...(pools.get(name)?.workers ?? [])];
      const meant = workers.filter((worker) => (sessionToken ? worker.sessionToken === sessionToken : worker.isBusy()));
      await Promise.all(meant.map((worker) => worker.kill()));
    },
    async killAll() {
      const workers = [...pools.values()].flatMap((pool) => [...pool.workers]);
      await Promise.all(workers.map((worker) => worker.kill()));
    },
    stop: (name) => void stopped.add(poolOf(name).deployed.name),
    resume: (name) => void stopped.delete(name),
    deploy(name, file) {
      const { idle, workers } = poolOf(name);
      if (file === undefined) deployedFiles.delete(name);
      else deployedFiles.set(name, file);
      for (const worker of workers) outdated.add(worker);
      for (const worker of idle.splice(0)) void worker.kill();
    },
    stopped: () => [...stopped],
    busy: () => [...pools.values()].some((pool) => [...pool.workers].some((worker) => worker.isBusy())),
  };
}
