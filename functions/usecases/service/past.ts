import type { MaintenanceWindow, PlannedTimes } from '../../domain/maintenance/maintenance-window.ts';
import { type Occurrence, occurrences } from '../../domain/maintenance/occurrences.ts';
import type { Service } from '../../domain/service/service.ts';
import { type Interval, type Range, timeline } from '../../domain/service/timeline.ts';
import { historyFrom } from '../../domain/service/uptime.ts';
import { type Instant, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';

/** Whether planned work is on for each of these services, as `statusNow` asks. */
export async function plannedNow(
  ctx: Context<'store'>,
  serviceIds: readonly number[],
): Promise<ReadonlyMap<number, readonly Occurrence[]>> {
  const now = ctx.clock.now();
  const windows = await ctx.store.maintenance.ofServices(serviceIds);
  return new Map([...windows].map(([id, times]) => [id, occurrencesOf(times, { from: now, until: soonAfter(now) })]));
}

const soonAfter = (now: Instant): Instant => plus(now, { milliseconds: 1 });

const occurrencesOf = (
  windows: readonly (PlannedTimes | MaintenanceWindow)[],
  { from, until }: Range,
): readonly Occurrence[] => windows.flatMap((window) => occurrences(window, from, until));

/**
 * What each service was in, from so long ago that its uptime and its days can be told, until now. `isOverridden` false: as if
 * nobody had rewritten anything.
 */
export async function timelinesOf(
  ctx: Context<'store'>,
  services: readonly Service[],
  { isOverridden = true }: { readonly isOverridden?: boolean } = {},
): Promise<ReadonlyMap<number, readonly Interval[]>> {
  const now = ctx.clock.now();
  const range = { from: historyFrom(now), until: now };
  const [windows, recorded] = await Promise.all([
    ctx.store.maintenance.ofServices(services.map(({ id }) => id)),
    ctx.store.services.recorded(services, range.from),
  ]);
  return new Map(
    services.map(({ id }) => {
      const { changes = [], overrides = [] } = recorded.get(id) ?? {};
      const planned = occurrencesOf(windows.get(id) ?? [], range);
      return [id, timeline(changes, isOverridden ? overrides : [], planned, range)];
    }),
  );
}
