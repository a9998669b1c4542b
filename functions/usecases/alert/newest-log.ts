import type { Alert } from '../../domain/alert/alert.ts';
import type { LogFilterType, TimelineEntry } from '../../domain/alert/log-entry.ts';
import type { Context } from '../../ports/context.ts';
import type { Page } from '../../ports/page.ts';
import { listAlerts } from './list.ts';

/** Alerts whose timelines are looked at: this many that are open, and this many whatever their state. */
const lookedAt = { offset: 0, limit: 50 };

export interface NewEntry {
  readonly entry: TimelineEntry;
  readonly alert: Alert;
}

/** The newest timeline entries, newest first, of the fifty newest open alerts and the fifty newest of all. */
export async function newestLog(
  ctx: Context<'store' | 'actor'>,
  { offset, limit }: Page,
  filterTypes: readonly LogFilterType[] | undefined,
): Promise<NewEntry[]> {
  const lists = await Promise.all([
    listAlerts(ctx, { responders: [] }, lookedAt),
    listAlerts(ctx, { responders: [], states: ['PENDING', 'ACCEPTED'] }, lookedAt),
  ]);
  const alerts = [...new Map(lists.flat().map((alert) => [alert.id, alert])).values()];
  const part = { offset: 0, limit: offset + limit };
  const found = await Promise.all(
    alerts.map(async (alert) => {
      const entries = await ctx.store.alerts.log(alert.id, part, filterTypes, 'descending');
      return entries.map((entry) => ({ entry, alert }));
    }),
  );
  return found
    .flat()
    .sort(newestEntryFirst)
    .slice(offset, offset + limit);
}

const newestEntryFirst = (a: NewEntry, b: NewEntry): number =>
  a.entry.timestamp === b.entry.timestamp ? b.entry.id - a.entry.id : a.entry.timestamp < b.entry.timestamp ? 1 : -1;
