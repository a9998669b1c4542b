import type { QueuedEvent } from '../../functions/domain/event/event.ts';
import { heartbeatKey, readHeartbeatKey } from '../../functions/domain/heartbeat/ping.ts';
import { plus } from '../../functions/domain/time.ts';
import { createCipher } from '../../functions/platform/cipher.ts';
import { createHeartbeatPings } from '../../functions/store/heartbeat-pings.ts';
import { createMemoryTable } from '../../functions/store/memory/table.ts';
import { createStore } from '../../functions/store/store.ts';
import type { Table } from '../../functions/store/table.ts';
import { runDueWork } from '../../functions/usecases/due/run-due-work.ts';
import { fixedClock } from '../support/clock.ts';
import { aPolicy, aSource, aUser, tenOClock } from '../support/factories.ts';
import { countingIds } from '../support/ids.ts';
import { untoldStore } from '../support/untold.ts';
import { printTable } from './table.ts';

type Counts = Record<string, number>;

const sizes = [
  [100, 0],
  [1000, 0],
  [10_000, 0],
  [100, 100],
  [1000, 1000],
  [10_000, 1],
  [10_000, 10_000],
] as const;

const batchSize = 10;
/** A query for each kind of due work, and what a page of heartbeats needs. */
const callsOfAnyTick = 20;
/** Two writes and a tenth of a message batch each, and a handful of reads per hundred. */
const callsPerOverdue = 2.2;

function counted(table: Table, counts: Counts): Table {
  const counting = <Args extends unknown[], Result>(name: string, call: (...args: Args) => Result) => {
    return (...args: Args): Result => {
      counts[name] = (counts[name] ?? 0) + 1;
      return call(...args);
    };
  };
  return {
    get: counting('gets', table.get),
    batchGet: counting('batch gets', table.batchGet),
    query: counting('queries', table.query),
    count: counting('queries', table.count),
    write: counting('writes', table.write),
  };
}

/** One tick over so many monitors, of which so many are overdue: its calls by kind, the events it sent, its own time. */
export async function aTick(monitors: number, overdue: number) {
  const clock = fixedClock(tenOClock);
  const counts: Counts = {};
  const memory = createMemoryTable();
  const table = counted(memory, counts);
  const store = untoldStore(createStore(table, { clock, cipher: createCipher('bench') }));
  await store.users.create(aUser(1));
  await store.policies.create(aPolicy([[1]]));
  await store.sources.create(aSource());
  const pings = createHeartbeatPings(table);
  for (let id = 1; id <= monitors; id++) {
    const intervalSec = id <= overdue ? 60 : 3600;
    const integrationKey = heartbeatKey(id, intervalSec, 'a-secret-of-20-characters');
    const facts = { id, version: 1, name: `Monitor ${id}`, intervalSec, sourceId: 800, integrationKey, teams: [] };
    await store.heartbeats.create({ ...facts, createdAt: tenOClock, updatedAt: tenOClock });
    const key = readHeartbeatKey(integrationKey);
    if (key) await pings.note(key, tenOClock);
  }
  clock.set(plus(tenOClock, { minutes: 2 }));

  let messages = 0;
  const send = async (batch: readonly { readonly message: QueuedEvent }[]) => {
    messages += batch.length;
    counts['message batches'] = (counts['message batches'] ?? 0) + Math.ceil(batch.length / batchSize);
  };
  const refuse = () => Promise.reject(new Error('not in this bench'));
  const silent = () => undefined;
  const ctx = {
    store,
    clock,
    ids: countingIds(),
    log: { info: silent, warn: silent, error: silent },
    metrics: { count: silent, seconds: silent },
    settings: { publicUrl: 'https://example.com', consoleUrl: 'https://example.com', twoWaySms: false },
    events: { send },
    notifications: { send: refuse, announce: refuse },
    workflow: { start: refuse, stop: refuse },
    fetch: refuse,
    subscriberWork: { wake: refuse },
    actionWork: { wake: refuse, perform: refuse },
    pulling: { sources: { get: refuse }, ask: refuse },
  };
  for (const name of Object.keys(counts)) delete counts[name];
  const before = performance.now();
  await runDueWork(ctx, { deadline: plus(clock.now(), { seconds: 45 }) });
  return { counts, messages, milliseconds: performance.now() - before };
}

/**
 * Prints what a tick costs for monitors that are overdue and for those that are merely healthy, in calls to the table and
 * the queue. Resolves with what is over its budget.
 */
export async function benchHeartbeats(): Promise<string[]> {
  const over: string[] = [];
  const rows: string[][] = [];
  for (const [monitors, overdue] of sizes) {
    const { counts, messages, milliseconds } = await aTick(monitors, overdue);
    const calls = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const budget = callsOfAnyTick + Math.ceil(overdue * callsPerOverdue);
    const isFine = calls <= budget && messages === overdue;
    if (!isFine) over.push(`a tick with ${overdue} of ${monitors} heartbeats overdue`);
    rows.push([
      String(monitors),
      String(overdue),
      String(calls),
      String(budget),
      Object.entries(counts)
        .map(([name, count]) => `${count} ${name}`)
        .join(', '),
      `${milliseconds.toFixed(0)} ms`,
      isFine ? 'ok' : 'OVER',
    ]);
  }
  printTable('A tick and heartbeats', ['monitors', 'overdue', 'calls', 'budget', 'of which', 'own time', ''], rows);
  return over;
}
