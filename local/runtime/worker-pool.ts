import { canBeRunAgain } from './load-code.ts';
import { native } from './native-timers.ts';
import type { Instance, WorkerHandle } from './worker-handle.ts';

/** An instance, and the thread that it is set up in. */
export interface Place {
  readonly worker: WorkerHandle;
  readonly instance: Instance;
}

/** The worker threads that all functions share: those that work, and those kept warm for a while after. */
export interface WorkerPool {
  /** An idle instance of the function, or a new one. */
  take(name: string): Place;
  /** Keeps an instance for the next invocation, or ends it when its code is outdated. */
  giveBack(place: Place): Promise<void>;
  /** All threads, idle or not. */
  workers(): readonly WorkerHandle[];
  /** Where instances of a function are, idle or not. */
  placesOf(name: string): readonly Place[];
  /** The code of the function has changed: idle instances end now, busy ones with what they do. */
  outdate(name: string): void;
  /** Ends what works as a crash; what is idle is forgotten, and its thread kept where that is the same. */
  startAfresh(): Promise<void>;
}

export interface WorkerPoolOptions {
  readonly start: (onExit: () => void) => WorkerHandle;
  /** A new instance of the function, which no thread knows yet. */
  readonly instanceOf: (name: string) => Instance;
  /** When so many live, an idle one ends before the next starts. */
  readonly aliveAtMost: number;
  /** How long an idle worker is kept, in real milliseconds. */
  readonly idleFor: number;
}

interface Thread {
  readonly worker: WorkerHandle;
  /** By the function's name. */
  readonly instances: Map<string, Instance>;
  /** What an instance of it leaves behind the next would find: it is for one instance only. */
  readonly isForOne: boolean;
}

/**
 * Keeps threads as long as they are likely to be needed again: each of them is a whole JavaScript engine. What can be run
 * again and again in one thread shares it with the other functions, one after the other, and with it the packages; that is why
 * there are never more of these than invocations at once.
 */
export function poolWorkers({ start, instanceOf, aliveAtMost, idleFor }: WorkerPoolOptions): WorkerPool {
  const threads = new Set<Thread>();
  const outdated = new WeakSet<Instance>();
  /** Longest idle first. */
  let idle: { readonly thread: Thread; readonly timer: NodeJS.Timeout }[] = [];

  function leaveIdle(isMeant: (thread: Thread) => boolean): Thread[] {
    const meant = idle.filter(({ thread }) => isMeant(thread));
    for (const { timer } of meant) native.clearTimeout(timer);
    idle = idle.filter((one) => !meant.includes(one));
    return meant.map(({ thread }) => thread);
  }

  const endIdle = (isMeant: (thread: Thread) => boolean) =>
    Promise.all(leaveIdle(isMeant).map(({ worker }) => worker.kill()));

  function newThread(isForOne: boolean): Thread {
    const alive = [...threads].filter(({ worker }) => worker.isAlive());
    const [longestIdle] = idle;
    if (alive.length >= aliveAtMost) void endIdle((thread) => thread === longestIdle?.thread);
    const thread: Thread = {
      worker: start(() => {
        threads.delete(thread);
        leaveIdle((one) => one === thread);
      }),
      instances: new Map(),
      isForOne,
    };
    threads.add(thread);
    return thread;
  }

  /** A thread that may take another instance: the one that has worked last, which is warmest. */
  function threadFor({ settings }: Instance): Thread {
    if (!canBeRunAgain(settings.file)) return newThread(true);
    return idle.findLast(({ thread }) => !thread.isForOne)?.thread ?? newThread(false);
  }

  function forget(thread: Thread, instance: Instance) {
    thread.instances.delete(instance.name);
    thread.worker.forget(instance);
  }

  return {
    take(name) {
      leaveIdle(({ worker }) => !worker.isAlive());
      const warm = idle.findLast(({ thread }) => thread.instances.has(name))?.thread;
      const instance = warm?.instances.get(name) ?? instanceOf(name);
      const thread = warm ?? threadFor(instance);
      leaveIdle((one) => one === thread);
      if (warm === undefined) {
        thread.instances.set(name, instance);
        thread.worker.add(instance);
      }
      return { worker: thread.worker, instance };
    },
    async giveBack({ worker, instance }) {
      const thread = [...threads].find((one) => one.worker === worker);
      if (thread === undefined) return;
      if (outdated.has(instance)) {
        if (thread.isForOne) await worker.kill();
        else forget(thread, instance);
      }
      if (!worker.isAlive()) return;
      const timer = native.setTimeout(() => endIdle((one) => one === thread), idleFor);
      timer.unref();
      idle.push({ thread, timer });
    },
    workers: () => [...threads].map(({ worker }) => worker),
    placesOf: (name) =>
      [...threads].flatMap(({ worker, instances }) => {
        const instance = instances.get(name);
        return instance === undefined || !worker.isAlive() ? [] : [{ worker, instance }];
      }),
    outdate(name) {
      void endIdle(({ isForOne, instances }) => isForOne && instances.has(name));
      for (const thread of threads) {
        const instance = thread.instances.get(name);
        if (instance === undefined) continue;
        if (idle.some((one) => one.thread === thread)) forget(thread, instance);
        else outdated.add(instance);
      }
    },
    async startAfresh() {
      const kept = idle.filter(({ thread }) => !thread.isForOne).map(({ thread }) => thread);
      for (const thread of kept) for (const instance of [...thread.instances.values()]) forget(thread, instance);
      const ending = [...threads].filter((thread) => !kept.includes(thread));
      await Promise.all(ending.map(({ worker }) => worker.kill()));
    },
  };
}
