import { readFileSync } from 'node:fs';
import type { Counts } from './counts.ts';

/** What happens to an alert, one event each. */
export const steps = ['opens', 'repeats', 'ends'] as const;
export type Step = (typeof steps)[number];

/** What an event has made of calls and units of the table, from its arrival to its outcome. */
export interface EventUse {
  readonly reads: number;
  /** Writes and transactions. */
  readonly writes: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** By the name of the feature. */
export type FeatureCounts = Readonly<Record<string, Readonly<Record<Step, EventUse>>>>;

const file = new URL('./features.json', import.meta.url);
export const featureFile = file;
export const readFeatures = (): FeatureCounts => JSON.parse(readFileSync(file, 'utf8'));

/** The source that all others are compared with, and what its events may take (design: budgets of a source without features). */
export const plain = 'none';
export const budgets: Readonly<Record<Step, Pick<EventUse, 'reads' | 'writes'>>> = {
  opens: { reads: 2, writes: 1 },
  repeats: { reads: 1, writes: 1 },
  ends: { reads: 2, writes: 1 },
};

export const groupings = [
  'grouping by subject',
  'grouping until accepted',
  'grouping until resolved',
  'grouping in a window',
  'grouping by similarity',
] as const;

/** Calls that a feature may add to those of a source without any; one read where nothing is said. */
export const mayAdd: Readonly<Record<string, Pick<EventUse, 'reads' | 'writes'>>> = {
  // Counted once for each event: one read and one write for each filter that counts.
  'filter with a counter': { reads: 1, writes: 1 },
  // The routing key names a policy, which is read then.
  'routing template': { reads: 2, writes: 0 },
  // Services are looked for by alias and by name.
  'services template': { reads: 2, writes: 0 },
  // The list of what is open, and the alerts on it that may take the event in, until one does.
  ...Object.fromEntries(groupings.map((name) => [name, { reads: 4, writes: 0 }])),
  // The flow is read, and what waits in it for the key; then the event is one of its source.
  'event flow': { reads: 2, writes: 0 },
  // Its source is found by the address, in the spellings that there are, or by the number; its key is made by a template.
  'e-mail': { reads: 4, writes: 0 },
  'text message': { reads: 3, writes: 0 },
};
const usuallyAdded = { reads: 1, writes: 0 };

/** Which budgets are broken, in words. */
export function overBudget(counted: FeatureCounts): string[] {
  return Object.entries(counted).flatMap(([name, uses]) => {
    const added = name === plain ? { reads: 0, writes: 0 } : (mayAdd[name] ?? usuallyAdded);
    return steps.flatMap((step) =>
      (['reads', 'writes'] as const).flatMap((kind) => {
        const most = budgets[step][kind] + added[kind];
        return uses[step][kind] <= most ? [] : [`${name}, ${step}: ${uses[step][kind]} ${kind}, at most ${most}`];
      }),
    );
  });
}

const readActions = ['GetItem', 'BatchGetItem', 'Query', 'TransactGetItems'];
/** What takes an event in and decides it; what an alert sets going then is counted elsewhere. */
const functions = ['ingest', 'handle-reply', 'process-event'];

/** What of a count belongs to the event. */
export function eventUse({ tableCalls, table }: Counts): EventUse {
  let [reads, writes, readUnits, writeUnits] = [0, 0, 0, 0];
  for (const name of functions) {
    for (const [action, count] of Object.entries(tableCalls[name] ?? {}))
      if (readActions.includes(action)) reads += count;
      else writes += count;
    for (const use of Object.values(table[name] ?? {})) {
      readUnits += use.reads ?? 0;
      writeUnits += use.writes ?? 0;
    }
  }
  return { reads, writes, readUnits, writeUnits };
}
