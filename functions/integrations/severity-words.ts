import type { Priority } from '../domain/event/event.ts';
import { text } from './reader.ts';

const high = new Set(
  'critical crit error err high major severe urgent blocker fatal emergency emerg panic disaster page alert sev0 sev1 p0 p1 p2'.split(
    ' ',
  ),
);
const low = new Set(
  'warning warn info informational information notice low minor medium moderate average debug trace none sev2 sev3 sev4 sev5 p3 p4 p5'.split(
    ' ',
  ),
);

/** The priority that a tool's word for severity stands for; undefined for words that say nothing about urgency. */
export function priorityOfWord(value: unknown): Priority | undefined {
  const word = text(value)
    ?.toLowerCase()
    .replace(/[\s_-]/g, '');
  if (word === undefined) return undefined;
  if (high.has(word)) return 'HIGH';
  return low.has(word) ? 'LOW' : undefined;
}
