import { KeyUsage } from '../domain/access/key-usage.ts';
import { epochSecondsOf, type Instant, instantOf, millisecondsOf, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyUsageStore } from '../ports/key-usage.ts';
import { attributesOf, entityOf, type Form, isLive, itemAt } from './items.ts';
import { keys, usagePartition } from './keys.ts';
import { allOf } from './pages.ts';
import type { Table } from './table.ts';

const form: Form<KeyUsage> = { type: 'KEY_USAGE', schema: KeyUsage, asJson: ['counts'] };
const keptFor = { days: 92 };
const day = 24 * 3_600_000;

/** Counts of calls by quarters of an hour; those of one day (UTC) lie together. */
export function createKeyUsageStore(table: Table, clock: Clock): KeyUsageStore {
  return {
    async put(counter, usage) {
      const expiresAt = epochSecondsOf(plus(usage.quarter, keptFor));
      await table.write([
        { put: itemAt(keys.keyUsage(usage.quarter, counter), attributesOf(form, usage), { expiresAt }) },
      ]);
    },

    async between(from, until) {
      const now = clock.now();
      const lists = await Promise.all(
        daysBetween(from, until).map((partition) =>
          allOf(table, { partition: usagePartition(partition), sort: { between: [from, `${until}`] } }),
        ),
      );
      return lists
        .flat()
        .filter((item) => isLive(item, now))
        .map((item) => entityOf(form, item));
    },
  };
}

/** An instant of each day (UTC) that the time touches. */
function daysBetween(from: Instant, until: Instant): Instant[] {
  const days: Instant[] = [];
  for (let at = Math.floor(millisecondsOf(from) / day) * day; at < millisecondsOf(until); at += day)
    days.push(instantOf(at));
  return days;
}
