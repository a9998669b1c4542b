import { can } from '../../domain/access/can.ts';
import type { MaintenanceWindow } from '../../domain/maintenance/maintenance-window.ts';
import { occurrences } from '../../domain/maintenance/occurrences.ts';
import { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { Page } from '../../ports/page.ts';

export interface MaintenanceFilter {
  /** OPEN is what is on or still comes. */
  readonly states: readonly ('OPEN' | 'CLOSED')[];
  readonly sources: readonly number[];
  readonly services: readonly number[];
  /** Windows that are on at some time within [from, until). */
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
}

const readAtOnce = 100;
const firstInstant = Instant.parse('0000-01-01T00:00:00.000Z');
const lastInstant = Instant.parse('9999-12-31T23:59:59.999Z');

/** Maintenance windows that fit the filter, oldest first. */
export async function listMaintenance(
  ctx: Context<'store' | 'actor'>,
  filter: MaintenanceFilter,
  { offset, limit }: Page,
): Promise<MaintenanceWindow[]> {
  const now = ctx.clock.now();
  const chosen: MaintenanceWindow[] = [];
  for (let start = 0; ; start += readAtOnce) {
    const page = await ctx.store.maintenance.list({ offset: start, limit: readAtOnce });
    chosen.push(...page.filter((one) => can(ctx.actor, 'maintenance:read', one) && fits(one, filter, now)));
    if (page.length < readAtOnce || chosen.length >= offset + limit) return chosen.slice(offset, offset + limit);
  }
}

function fits(window: MaintenanceWindow, filter: MaintenanceFilter, now: Instant): boolean {
  const { states, sources, services, from, until } = filter;
  const isOpen = window.upcoming.some(({ end }) => end > now);
  const touches = (ids: readonly number[], wanted: readonly number[]) =>
    wanted.length === 0 || wanted.some((id) => ids.includes(id));
  return (
    (states.length === 0 || states.includes(isOpen ? 'OPEN' : 'CLOSED')) &&
    touches(window.sources, sources) &&
    touches(window.services, services) &&
    isOnWithin(window, from ?? firstInstant, until ?? lastInstant)
  );
}

/** One-off windows are compared as they are; recurring ones from their beginning, or over a year where that is open. */
function isOnWithin(window: MaintenanceWindow, from: Instant, until: Instant): boolean {
  if (window.startsAt >= until) return false;
  if (window.recurrence === undefined) return window.endsAt > from;
  if (from <= window.startsAt) return true;
  if (until === lastInstant) return window.upcoming.some(({ end }) => end > from);
  return occurrences(window, from, until).length > 0;
}
