import { type ActionDelivery, afterAttempt, isFinal } from '../../domain/action-delivery/delivery.ts';
import type { Context } from '../../ports/context.ts';
import { entries } from '../alert/timeline.ts';
import { saidOf } from './perform.ts';

const outcome = { kind: 'refused', why: 'Tocsin could not carry it out, again and again' } as const;

/** Ends a delivery that fails whenever somebody takes it up, before its target is asked, so that what comes after it has its turn. */
export async function giveUpDelivery(
  ctx: Context<'store'>,
  { alertId, id }: Pick<ActionDelivery, 'alertId' | 'id'>,
): Promise<void> {
  const delivery = await ctx.store.actionDeliveries.get(alertId, id);
  if (delivery === undefined || isFinal(delivery)) return;
  const [action] = await ctx.store.alertActions.getMany([delivery.actionId]);
  const after = afterAttempt(delivery, outcome, ctx.clock.now());
  const log = action === undefined ? [] : entries(ctx, alertId, saidOf(after, action, outcome));
  await ctx.store.actionDeliveries.save(after, { log });
}
