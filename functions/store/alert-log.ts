import { filterTypesOf, type LogEntry, TimelineEntry } from '../domain/alert/log-entry.ts';
import type { AlertStore } from '../ports/alert-store.ts';
import type { Clock } from '../ports/clock.ts';
import { askedToLook } from './action-watches.ts';
import { ifAbsent } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { alertPartition, keys, logPrefix } from './keys.ts';
import { allOf, entriesOf, pageOf, pageSize } from './pages.ts';
import { type Item, maximumOperations, type Table, type WriteOperation } from './table.ts';

const form: Form<TimelineEntry> = { type: 'LOG', schema: TimelineEntry };

/** The item of a timeline entry; the entry's own type is kept as `entryType`. */
export const logItem = (entry: TimelineEntry): Item =>
  itemAt(keys.logEntry(entry.alertId, entry.timestamp, entry.id), attributesOf(form, entry), { entryType: entry.type });

const entryOf = (item: Item): TimelineEntry => entityOf(form, { ...item, type: item.entryType });

/** The timelines of alerts, in the order of time. */
export function createAlertLog(table: Table, clock: Clock): Pick<AlertStore, 'addLog' | 'log' | 'logSince'> {
  return {
    async addLog(entries, alert) {
      const distinct = [...new Map(entries.map((entry) => [`${entry.alertId} ${entry.id}`, entry])).values()];
      const half = maximumOperations / 2 - 1;
      const asks = alert === undefined ? [] : askedToLook(alert, entries, clock.now());
      for (let start = 0; start < distinct.length; start += half)
        await addEntries(table, distinct.slice(start, start + half), asks);
    },

    async logSince(alertId, since) {
      const from = `${logPrefix}${since}`;
      const query = { partition: alertPartition(alertId), sort: { between: [from, `${logPrefix}~`] } } as const;
      return (await allOf(table, query)).map(entryOf);
    },

    async log(alertId, page, filterTypes, order = 'ascending') {
      const partition = alertPartition(alertId);
      const query = { partition, sort: { beginsWith: logPrefix }, limit: pageSize(page), order };
      const entries = entriesOf(table, query);
      const items = await pageOf(filterTypes === undefined ? entries : onlyOf(entries, filterTypes), page);
      return items.map(entryOf);
    },
  };
}

/** Each entry goes with a marker of its id, so that writing it again is noticed even when its time differs. */
async function addEntries(
  table: Table,
  entries: readonly LogEntry[],
  besides: readonly WriteOperation[],
): Promise<void> {
  let missing = entries;
  let optional = besides;
  while (missing.length > 0) {
    const refusals = await table.write([
      ...missing.flatMap((entry) => [
        { put: { ...keys.logId(entry.alertId, entry.id), type: 'LOGID' }, condition: ifAbsent },
        { put: logItem(entry) },
      ]),
      ...optional,
    ]);
    if (refusals.length === 0) return;
    const refused = new Set(refusals.map((refusal) => refusal.index));
    optional = optional.filter((_operation, index) => !refused.has(2 * missing.length + index));
    missing = missing.filter((_entry, index) => !refused.has(2 * index));
  }
}

async function* onlyOf(
  entries: AsyncGenerator<Item>,
  filterTypes: NonNullable<Parameters<AlertStore['log']>[2]>,
): AsyncGenerator<Item> {
  for await (const item of entries) {
    if (filterTypesOf(String(item.entryType)).some((kind) => filterTypes.includes(kind))) yield item;
  }
}
