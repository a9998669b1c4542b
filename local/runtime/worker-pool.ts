import { native } from './native-timers.ts';
import type { WorkerHandle } from './worker-handle.ts';

/** The worker threads of every function: those that work, and those kept warm for a while after. */
export interface WorkerPool {
  /** An idle worker of the function, or a new one. */
  take(name: string): WorkerHandle;
  /** Keeps a worker for the next invocation, or ends it when its code is outdated. */
  giveBack(name: string, worker: WorkerHandle): Promise<void>;
  /** Those of one function, or all. */
  workers(name?: string): readonly WorkerHandle[];
  /** The code of the function has changed: idle workers end now, busy ones with what they do. */
  outdate(name: string): void;
}

export interface WorkerPoolOptions {
  readonly start: (name: string, onExit: (worker: WorkerHandle) => void) => WorkerHandle;
  /** When so many live, an idle one ends before the next starts. */
  readonly aliveAtMost: number;
  /** How long an idle worker is kept, in real milliseconds. */
  readonly idleFor: number;
}

interface Idle {
  readonly name: string;
  readonly worker: WorkerHandle;
  readonly timer: NodeJS.Timeout;
}

/** Keeps workers warm as long as they are likely to be needed again: each of them is a whole JavaScript engine. */
export function poolWorkers({ start, aliveAtMost, idleFor }: WorkerPoolOptions): WorkerPool {
  const alive = new Map<WorkerHandle, string>();
  const outdated = new WeakSet<WorkerHandle>();
  /** Longest idle first. */
  let idle: Idle[] = [];

  const workers = (name?: string) =>
    [...alive].filter(([, owner]) => name === undefined || owner === name).map(([worker]) => worker);

  function leaveIdle(isMeant: (one: Idle) => boolean): Idle[] {
    const meant = idle.filter(isMeant);
    for (const { timer } of meant) native.clearTimeout(timer);
    idle = idle.filter((one) => !meant.includes(one));
    return meant;
  }

  function endIdle(isMeant: (one: Idle) => boolean) {
    for (const { worker } of leaveIdle(isMeant)) void worker.kill();
  }

  /** One whose function keeps another idle worker, or the one that has been idle longest. */
  function endLeastNeeded() {
    const spare = idle.find(({ name }, at) => idle.findIndex((one) => one.name === name) < at);
    const least = spare ?? idle[0];
    endIdle((one) => one === least);
  }

  return {
    take(name) {
      leaveIdle(({ worker }) => !worker.isAlive());
      const warm = idle.findLast((one) => one.name === name);
      if (warm) {
        leaveIdle((one) => one === warm);
        return warm.worker;
      }
      if (workers().filter((one) => one.isAlive()).length >= aliveAtMost) endLeastNeeded();
      const worker = start(name, (ended) => {
        alive.delete(ended);
        leaveIdle((one) => one.worker === ended);
      });
      alive.set(worker, name);
      return worker;
    },
    async giveBack(name, worker) {
      if (outdated.has(worker)) await worker.kill();
      if (!worker.isAlive()) return;
      const timer = native.setTimeout(() => endIdle((one) => one.worker === worker), idleFor);
      timer.unref();
      idle.push({ name, worker, timer });
    },
    workers,
    outdate(name) {
      for (const worker of workers(name)) outdated.add(worker);
      endIdle((one) => one.name === name);
    },
  };
}
