import { expect, it } from 'vitest';
import type { Instance, WorkerHandle } from '../../../local/runtime/worker-handle.ts';
import { type Place, poolWorkers } from '../../../local/runtime/worker-pool.ts';

/** A pool of threads that do nothing: each is told by its number, the instances in it by their names. */
function aPool({ aliveAtMost = 9, kind = 'cjs' } = {}) {
  const alive = new Map<WorkerHandle, Instance[]>();
  let numbered = 0;
  let started = 0;
  const pool = poolWorkers({
    aliveAtMost,
    idleFor: 60_000,
    instanceOf(name) {
      numbered += 1;
      return { number: numbered, name, settings: { file: `/${name}/index.${kind}` } } as unknown as Instance;
    },
    start(onExit) {
      started += 1;
      const instances: Instance[] = [];
      const worker = {
        isAlive: () => alive.has(worker),
        add: (instance: Instance) => void instances.push(instance),
        forget: (instance: Instance) => void instances.splice(instances.indexOf(instance), 1),
        kill: async () => {
          alive.delete(worker);
          await Promise.resolve();
          onExit();
        },
      } as unknown as WorkerHandle;
      alive.set(worker, instances);
      return worker;
    },
  });
  /** All of them at once. */
  async function work(...names: string[]): Promise<number[]> {
    const places = names.map((name) => pool.take(name));
    for (const place of places) await pool.giveBack(place);
    return places.map(({ instance }) => instance.number);
  }
  return {
    pool,
    work,
    threads: () => [...alive.values()].map((instances) => instances.map(({ name }) => name).join(' ')),
    started: () => started,
  };
}

it('functions share a thread one after the other, each with an instance of its own that stays warm', async () => {
  const { work, threads } = aPool();
  expect([await work('ingest'), await work('api'), await work('ingest')]).toEqual([[1], [2], [1]]);
  expect(threads()).toEqual(['ingest api']);
});

it('what works at once has a thread each, and takes the one that has its instance', async () => {
  const { work, threads } = aPool();
  expect(await work('ingest', 'ingest', 'api')).toEqual([1, 2, 3]);
  expect(threads()).toEqual(['ingest', 'ingest', 'api']);
  expect(await work('api', 'ingest')).toEqual([3, 2]);
  expect(await work('tick')).toEqual([4]);
  expect(threads().filter((names) => names.includes('tick'))).toEqual(['ingest tick']);
});

it('what cannot be run again in a thread has one for itself; the longest idle makes room', async () => {
  const { work, threads } = aPool({ aliveAtMost: 2, kind: 'mjs' });
  await work('ingest');
  await work('api');
  expect(threads()).toEqual(['ingest', 'api']);
  await work('ingest');
  await work('tick');
  expect(threads()).toEqual(['ingest', 'tick']);
});

it('never ends one that works', async () => {
  const { pool, work, threads } = aPool({ aliveAtMost: 1, kind: 'mjs' });
  const place = pool.take('ingest');
  await work('api');
  expect(threads()).toEqual(['ingest', 'api']);
  await pool.giveBack(place);
  expect(pool.placesOf('ingest')).toEqual([place]);
});

it.each(['cjs', 'mjs'])('new code ends the idle now and the busy when they are done: .%s', async (kind) => {
  const { pool, work, threads } = aPool({ kind });
  const busy = pool.take('ingest');
  await work('ingest');
  pool.outdate('ingest');
  expect(pool.placesOf('ingest')).toEqual([busy]);
  await pool.giveBack(busy);
  expect(pool.placesOf('ingest')).toEqual([]);
  expect(threads()).toEqual(kind === 'cjs' ? ['', ''] : []);
  expect(await work('ingest')).toEqual([3]);
});

it('afresh, the idle are forgotten, the busy are ended, and threads that can be used again are', async () => {
  const { pool, work, threads, started } = aPool();
  await work('ingest', 'api');
  const busy: Place = pool.take('api');
  await pool.startAfresh();
  expect([busy.worker.isAlive(), threads()]).toEqual([false, ['']]);
  await pool.giveBack(busy);
  expect([await work('ingest'), started()]).toEqual([[3], 2]);

  const modules = aPool({ kind: 'mjs' });
  await modules.work('ingest', 'api');
  await modules.pool.startAfresh();
  expect(modules.threads()).toEqual([]);
});
