import { expect, it } from 'vitest';
import type { WorkerHandle } from '../../../local/runtime/worker-handle.ts';
import { poolWorkers } from '../../../local/runtime/worker-pool.ts';

/** A pool of workers that do nothing; names of those alive in the order they were started. */
function aPool(aliveAtMost: number) {
  const alive = new Map<WorkerHandle, string>();
  const pool = poolWorkers({
    aliveAtMost,
    idleFor: 60_000,
    start(name, onExit) {
      const worker = {
        isAlive: () => alive.has(worker),
        kill: async () => {
          alive.delete(worker);
          await Promise.resolve();
          onExit(worker);
        },
      } as unknown as WorkerHandle;
      alive.set(worker, name);
      return worker;
    },
  });
  const work = async (...names: string[]) => {
    const taken = names.map((name) => [name, pool.take(name)] as const);
    for (const [name, worker] of taken) await pool.giveBack(name, worker);
  };
  return { pool, work, alive: () => [...alive.values()] };
}

it('a worker is used again by its own function only', async () => {
  const { work, alive } = aPool(9);
  await work('ingest');
  await work('ingest');
  await work('api');
  expect(alive()).toEqual(['ingest', 'api']);
});

it('makes room by ending one of several of a function, then the one that has been idle longest', async () => {
  const { work, alive } = aPool(3);
  await work('tick');
  await work('ingest', 'ingest');
  await work('api');
  expect(alive()).toEqual(['tick', 'ingest', 'api']);
  await work('process-event');
  expect(alive()).toEqual(['ingest', 'api', 'process-event']);
});

it('never ends one that works', async () => {
  const { pool, work, alive } = aPool(1);
  const worker = pool.take('ingest');
  await work('api');
  expect(alive()).toEqual(['ingest', 'api']);
  await pool.giveBack('ingest', worker);
  expect(pool.workers('ingest')).toEqual([worker]);
});

it('new code ends the idle now and the busy when they are done', async () => {
  const { pool, work, alive } = aPool(9);
  const busy = pool.take('ingest');
  await work('ingest');
  pool.outdate('ingest');
  expect(alive()).toEqual(['ingest']);
  await pool.giveBack('ingest', busy);
  expect(alive()).toEqual([]);
});
