import type { Worker } from 'node:worker_threads';

/** Milliseconds of processor time after which a thread's work counts as endless, and of none at all after which it counts as stuck. */
export interface Patience {
  readonly working: number;
  readonly idle: number;
}

const between = 1000;

/**
 * Calls `lost` when a thread works for longer than that, or does nothing for so long. Processor time is counted, so that a busy
 * machine makes nothing fail. Returns what ends the watch.
 */
export function watch(
  worker: Pick<Worker, 'cpuUsage'>,
  { working, idle }: Patience,
  lost: (why: string) => void,
): () => void {
  let begin: number | undefined;
  let last = 0;
  let idleSince = Date.now();
  let isOver = false;
  const look = async () => {
    const { user, system } = await worker.cpuUsage();
    const used = (user + system) / 1000;
    begin ??= used;
    if (used - last > 1) idleSince = Date.now();
    last = used;
    if (isOver) return;
    if (used - begin > working) lost(`did not end within ${working / 1000} s of processor time`);
    else if (Date.now() - idleSince > idle) lost(`has done nothing for ${idle / 1000} s`);
  };
  // A thread that has died tells so itself.
  const timer = setInterval(() => void look().catch(() => undefined), between);
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}
