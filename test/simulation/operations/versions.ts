import type { Instant } from '../../../functions/domain/time.ts';
import type { Item } from '../../../functions/store/table.ts';
import type { RunRecord } from '../record.ts';

/** An item as it was from one moment to another. */
export interface Version {
  readonly item: Item;
  readonly from: Instant;
  until: Instant;
}

/** All that items of a type ever were, in the order in which they were written. */
export function versionsOf({ writes, endedAt }: RunRecord, type: string): Version[] {
  const current = new Map<string, Version>();
  const all: Version[] = [];
  for (const { at, key, old, new: item } of writes) {
    if ((item ?? old)?.type !== type) continue;
    const place = `${key.PK} ${key.SK}`;
    const before = current.get(place);
    if (before !== undefined) before.until = at;
    current.delete(place);
    if (item === undefined) continue;
    const version = { item, from: at, until: endedAt };
    current.set(place, version);
    all.push(version);
  }
  return all;
}

/** Whether it was so at some time between two moments, both included. */
export const wasWithin = ({ from, until }: Version, start: Instant, end: Instant): boolean =>
  from <= end && until >= start;
