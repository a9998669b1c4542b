import { Effect } from '../domain/automation/effect.ts';
import type { Item } from './table.ts';

export const sourceAutomationType = 'SOURCE_AUTOMATION';

/** Each rule has an attribute of its own in a source's item, so that rules do not wait for each other. */
export const effectAttribute = (ruleId: number): string => `r${ruleId}`;

/** What alerts of a source do, read from its item, oldest rule first; nothing when it has no item. */
export const effectsIn = (item: Item | undefined): Effect[] =>
  Object.entries(item ?? {})
    .filter(([name]) => /^r\d+$/.test(name))
    .map(([, value]) => Effect.parse(JSON.parse(String(value))))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
