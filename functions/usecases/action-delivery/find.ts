import { type ActionDelivery, queued } from '../../domain/action-delivery/delivery.ts';
import { dueActionsOf } from '../../domain/action-delivery/happening.ts';
import type { ActionWatch } from '../../domain/action-delivery/watch.ts';
import { minus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';

/** Entries are written by many, whose clocks differ, so each look begins a little before the last one; what is found twice is written once. */
const overlap = { minutes: 2 };

/** A look that is asked for again and again meanwhile is left to the next who comes. */
const mostLooks = 5;

/**
 * Looks at an alert: writes down what its timeline, as far as it was not looked at, makes due of the actions of its source. Returns the
 * deliveries that were not there before; none where the alert is not watched.
 */
export async function findDeliveries(ctx: Context<'store'>, alertId: number): Promise<ActionDelivery[]> {
  const found: ActionDelivery[] = [];
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const watch = await ctx.store.actionDeliveries.watch(alertId);
    if (watch?.dueAt === undefined) return found;
    const now = ctx.clock.now();
    const [actions, entries] = await Promise.all([
      ctx.store.alertActions.ofSource(watch.sourceId),
      ctx.store.alerts.logSince(alertId, minus(watch.since, overlap)),
    ]);
    if (actions.length > 0) found.push(...(await write(ctx, watch, { actions, entries })));
    if (await ctx.store.actionDeliveries.looked(watch, now)) return found;
  }
  return found;
}

async function write(
  ctx: Context<'store'>,
  { alertId, createdAt }: ActionWatch,
  {
    actions,
    entries,
  }: {
    readonly actions: Parameters<typeof dueActionsOf>[1];
    readonly entries: Parameters<typeof dueActionsOf>[0];
  },
): Promise<ActionDelivery[]> {
  const all = await ctx.store.actionDeliveries.ofAlert(alertId);
  const known = new Set(all.map(({ id }) => id));
  const done = new Set(all.map(({ actionId }) => actionId));
  const now = ctx.clock.now();
  const found = dueActionsOf(entries, actions, { done, createdAt })
    .map((due) => queued(alertId, due, now))
    .filter(({ id }) => !known.has(id));
  if (found.length === 0) return [];
  const written = await ctx.store.actionDeliveries.add(found);
  return found.filter(({ id }) => written.has(id));
}
