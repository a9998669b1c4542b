import { minuteOf } from '../../domain/minute.ts';
import type { Instant } from '../../domain/time.ts';
import { isFlow, type Keyed } from '../../ports/alert-source-store.ts';
import type { Context } from '../../ports/context.ts';
import type { EventBudgets, RefusalNotes } from '../../ports/event-budgets.ts';

/** Counts one more request of a key; false when the key has used up its minute, wherever its requests were taken in. */
export type SharedLimit = (name: string, now: Instant) => Promise<boolean>;

/** What the requests of a key are counted by. */
export const countedBy = (keyed: Keyed): string =>
  isFlow(keyed) ? `FLOW_INTEGRATION#${keyed.id}` : `SOURCE#${keyed.id}`;

interface Count {
  used: number;
  /** How many may be taken in without asking. */
  allowed: number;
  /** How many of them come from the shared budget. */
  taken: number;
  isSpent: boolean;
}

/**
 * At most `perMinute` requests of one key in each minute of the clock, over all running functions; 0 is no limit. A function takes in
 * a fiftieth of it without asking anybody, so that a source that sends little costs nothing; from then on it takes parts of the
 * minute's budget, a fortieth each, what it has taken in before included. So a key gets at most `perMinute` and a fiftieth for each function
 * that has taken in no more than that; and some forty calls and two for each function, however much comes. What has no answer
 * counts as taken: a budget that cannot be asked refuses nothing.
 */
export function sharedLimit(
  perMinute: number,
  { budgets, log }: { readonly budgets: EventBudgets } & Pick<Context, 'log'>,
): SharedLimit {
  const free = Math.floor(perMinute / 50);
  const part = Math.max(1, Math.floor(perMinute / 40));
  let minute = '';
  const counts = new Map<string, Count>();

  async function askFor(name: string, count: Count): Promise<void> {
    const isFirst = count.taken === 0;
    const wanted = Math.min(perMinute, (isFirst ? count.used : 0) + part);
    try {
      const budget = { name, at: `${minute}:00.000Z` as Instant, most: perMinute };
      const taken = await budgets.take(budget, wanted);
      count.allowed = isFirst ? taken : count.allowed + taken;
      count.taken += taken;
      count.isSpent = taken < wanted;
    } catch (error) {
      log.warn('the events of a key were not counted', { name, error });
      count.allowed += part;
    }
  }

  return async (name, now) => {
    if (perMinute <= 0) return true;
    const current = minuteOf(now);
    if (current !== minute) {
      minute = current;
      counts.clear();
    }
    const count = counts.get(name) ?? { used: 0, allowed: free, taken: 0, isSpent: false };
    counts.set(name, count);
    if (count.used >= count.allowed && !count.isSpent) await askFor(name, count);
    if (count.used >= count.allowed) return false;
    count.used += 1;
    return true;
  };
}

/** Tells who looks after a source that it sends too much. Never rejects. */
export type TellRefusal = (keyed: Keyed, now: Instant) => Promise<void>;

/** Writes at most once a minute and source; what is refused in between is counted with the next. */
export function refusalTeller(notes: RefusalNotes, { log }: Pick<Context, 'log'>): TellRefusal {
  let minute = '';
  const told = new Set<number>();
  const untold = new Map<number, number>();
  return async (keyed, now) => {
    if (isFlow(keyed)) return;
    const { id } = keyed;
    const current = minuteOf(now);
    if (current !== minute) {
      minute = current;
      told.clear();
    }
    const count = (untold.get(id) ?? 0) + 1;
    untold.set(id, count);
    if (told.has(id)) return;
    told.add(id);
    untold.delete(id);
    try {
      await notes.note(id, count, now);
    } catch (error) {
      log.warn('that events of a source were refused was not kept', { sourceId: id, error });
    }
  };
}
