import { type Instant, millisecondsOf } from '../time.ts';
import { wallTimeText } from '../wall-time.ts';
import { zoneOf } from '../zone.ts';
import type { KeyUsage } from './key-usage.ts';
import type { Scope } from './scope.ts';

/** User, scope, day and how often. */
export type UsageRow = readonly [userId: number, scope: string, day: string, calls: number];

/** Whether a scope is among those asked for; a name alone asks for all that is about it, and none for all. */
const isWanted = (scope: string, wanted: readonly Scope[]): boolean =>
  wanted.length === 0 || wanted.some((one) => one === scope || one === scope.split(':')[0]);

/** What was called within [from, until), a row for each user, scope and day of the time zone, in this order. */
export function usageRows(
  usage: readonly KeyUsage[],
  { from, until, timezone, scopes }: UsageQuestion,
): readonly UsageRow[] {
  const { wallTimeAt } = zoneOf(timezone);
  const rows = new Map<string, [number, string, string, number]>();
  for (const { quarter, counts } of usage) {
    if (quarter < from || quarter >= until) continue;
    const day = wallTimeText(wallTimeAt(millisecondsOf(quarter))).slice(0, 10);
    for (const [userId, scope, calls] of counts) {
      if (!isWanted(scope, scopes)) continue;
      const name = `${String(userId).padStart(16, '0')} ${scope} ${day}`;
      const row = rows.get(name) ?? [userId, scope, day, 0];
      row[3] += calls;
      rows.set(name, row);
    }
  }
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

export interface UsageQuestion {
  readonly from: Instant;
  readonly until: Instant;
  readonly timezone: string;
  readonly scopes: readonly Scope[];
}
