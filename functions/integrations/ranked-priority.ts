import type { Priority } from '../domain/event/event.ts';
import { text } from './reader.ts';
import { priorityOfWord } from './severity-words.ts';

/** Words of ticket systems, beside those of monitoring. */
const words: ReadonlyMap<string, Priority> = new Map([
  ...['urgent', 'highest', 'blocker'].map((word) => [word, 'HIGH'] as const),
  ...['normal', 'lowest', 'trivial'].map((word) => [word, 'LOW'] as const),
]);

const ofWord = (word: string): Priority | undefined => priorityOfWord(word) ?? words.get(word.toLowerCase());

/**
 * The priority of a rank as ticket systems name it: "P1", "1 - Critical", "Priority 2", "Urgent". Ranks 1 and 2 are high;
 * a name without a rank counts by its words.
 */
export function rankedPriority(value: unknown): Priority | undefined {
  const name = text(value);
  if (name === undefined) return undefined;
  const known = ofWord(name);
  if (known !== undefined) return known;
  const rank = /^(?:p|prio|priority|sev|severity)?\s{0,3}([0-9])\b/i.exec(name)?.[1];
  if (rank !== undefined) return Number(rank) <= 2 ? 'HIGH' : 'LOW';
  return name
    .split(/[^A-Za-z]/, 50)
    .map(ofWord)
    .find((priority) => priority !== undefined);
}
