import { type ActionDelivery, queued } from '../../domain/action-delivery/delivery.ts';
import { dueActionsOf } from '../../domain/action-delivery/happening.ts';
import { type Instant, minus } from '../../domain/time.ts';
import type { ActionDeliveryStore } from '../../ports/action-delivery-store.ts';
import type { Context } from '../../ports/context.ts';

/** Entries are written by many, whose clocks differ, so each look begins a little before the last one; what is found twice is written once. */
const overlap = { minutes: 2 };

/**
 * Writes down what an alert's timeline, as far as it was not looked at up to `since`, makes due of the actions of its source. Returns the
 * deliveries that were not there before.
 */
export async function findDeliveries(
  ctx: Context<'store'>,
  deliveries: ActionDeliveryStore,
  { alertId, sourceId, since }: { readonly alertId: number; readonly sourceId: number; readonly since: Instant },
): Promise<ActionDelivery[]> {
  const actions = await ctx.store.alertActions.ofSource(sourceId);
  if (actions.length === 0) return [];
  const now = ctx.clock.now();
  const entries = await ctx.store.alerts.logSince(alertId, minus(since, overlap));
  const found = dueActionsOf(entries, actions).map((due) => queued(alertId, due, now));
  if (found.length === 0) return [];
  const written = await deliveries.add(found);
  return found.filter(({ id }) => written.has(id));
}
