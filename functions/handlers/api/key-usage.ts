import { type KeyUsage, quarterOf } from '../../domain/access/key-usage.ts';
import { type Instant, millisecondsOf } from '../../domain/time.ts';
import type { ApiKey } from '../../domain/user/api-key.ts';
import type { Context } from '../../ports/context.ts';

/** Counts are written after so many calls, or when the last writing is so long ago: what dies with the function is less than that. */
const callsPerWrite = 20;
const millisecondsPerWrite = 60_000;
/** Pairs of users and scopes that are counted in one item. */
const mostCounts = 1000;
const mostNoted = 1000;

/** Notes that somebody called with a key. The promise never fails, and nothing of the call depends on it. */
export type NoteUse = (key: ApiKey, scope: string) => Promise<void>;

/**
 * Counts calls by key in the memory of the running function, and writes now and then what it has counted; the day of a key's
 * last use is written once a day. A call more or less is nobody's harm: what fails is logged and let go.
 */
export function keyUsage({ store, clock, ids, log }: Context<'store'>): NoteUse {
  const days = new Map<string, string>();
  let counter = ids.ulid();
  let quarter: Instant | undefined;
  let counts = new Map<string, [number, string, number]>();
  let unwritten = 0;
  let writtenAt: Instant | undefined;

  async function write(): Promise<void> {
    if (quarter === undefined || unwritten === 0) return;
    const usage: KeyUsage = { quarter, counts: [...counts.values()].map((count) => [...count]) };
    unwritten = 0;
    writtenAt = clock.now();
    await store.keyUsage.put(counter, usage);
  }

  async function count({ userId }: ApiKey, scope: string): Promise<void> {
    const now = clock.now();
    const name = `${userId} ${scope}`;
    let finished: Promise<void> | undefined;
    if (quarter !== quarterOf(now) || (counts.size >= mostCounts && !counts.has(name))) {
      finished = write();
      quarter = quarterOf(now);
      counter = ids.ulid();
      counts = new Map();
    }
    const entry = counts.get(name) ?? [userId, scope, 0];
    entry[2] += 1;
    counts.set(name, entry);
    unwritten += 1;
    const age = writtenAt === undefined ? millisecondsPerWrite : millisecondsOf(now) - millisecondsOf(writtenAt);
    await finished;
    if (unwritten >= callsPerWrite || age >= millisecondsPerWrite) await write();
  }

  async function noteDay(key: ApiKey): Promise<void> {
    const today = clock.now().slice(0, 10);
    if (key.lastUsedOn === today || days.get(key.hash) === today) return;
    if (days.size >= mostNoted) days.clear();
    days.set(key.hash, today);
    await store.apiKeys.noteUse(key, today);
  }

  return async (key, scope) => {
    for (const result of await Promise.allSettled([count(key, scope), noteDay(key)]))
      if (result.status === 'rejected') log.warn('the use of an API key was not noted', { error: result.reason });
  };
}
