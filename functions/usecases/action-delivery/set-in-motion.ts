import { type ActionDelivery, queued } from '../../domain/action-delivery/delivery.ts';
import type { AlertAction, TriggerType } from '../../domain/alert-action/alert-action.ts';
import { keepsUpToDate } from '../../domain/alert-action/connector-type.ts';
import { automationOf } from '../../domain/alert-action/effect.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { numberOfWireId } from '../../domain/wire-id.ts';
import type { ActionEnd } from '../../ports/action-work.ts';
import type { Context } from '../../ports/context.ts';
import { loadAlert } from '../alert/read.ts';
import { manualActionsIn } from '../alert-action/of-alert.ts';
import { retryOnConflict } from '../retry.ts';

/** What somebody has set in motion, as far as it has come. */
export interface SetInMotion {
  readonly action: AlertAction;
  readonly delivery: ActionDelivery;
}

/**
 * Carries a MANUAL action out for an alert because somebody asks for it, whatever its conditions say, and waits for the first
 * attempt. Throws InvalidInputError for an action that is none of the alert's; what fails for now is tried again.
 */
export async function setInMotion(
  ctx: Context<'store' | 'actor' | 'actionWork'>,
  { alertId, alertActionId }: { readonly alertId: number; readonly alertActionId: string },
): Promise<SetInMotion> {
  const { actor } = ctx;
  const alert = await loadAlert(ctx, 'alert:respond', alertId);
  const id = numberOfWireId(alertActionId);
  const action = (await manualActionsIn(ctx, alert)).find((one) => one.id === id);
  if (action === undefined)
    throw new InvalidInputError('alertActionId', 'names no MANUAL alert action of the source of this alert');
  const now = ctx.clock.now();
  const happening = { trigger: triggerOf(action), occasion: `by hand ${ctx.ids.next()}`, at: now, by: actor.name };
  const delivery: ActionDelivery = {
    ...queued(alertId, { actionId: action.id, happening, at: now }, now),
    isMeant: true,
    ...(actor.kind === 'user' && { userId: actor.userId }),
  };
  if (keepsUpToDate(action.connectorType)) await watchOver(ctx, alertId);
  await ctx.store.actionDeliveries.add([delivery]);
  return { action, delivery: { ...delivery, ...(await endOf(ctx, delivery)) } };
}

/** What is posted now is kept up to date, also where the source had no actions when the alert came. */
const watchOver = (ctx: Context<'store'>, alertId: number): Promise<void> =>
  retryOnConflict(async () => {
    const alert = await ctx.store.alerts.get(alertId);
    if (alert === undefined || alert.hasActions || alert.hidden) return;
    const watch = { alertId, sourceId: alert.source.id, createdAt: alert.reportTime, asks: 1, since: ctx.clock.now() };
    await ctx.store.actionDeliveries.beginWatch(watch);
    await ctx.store.alerts.save({ ...alert, hasActions: true }, { log: [] });
  });

/** How far it has come; what nobody could begin or wait for is found by the tick. */
async function endOf(ctx: Context<'store' | 'actionWork'>, delivery: ActionDelivery): Promise<ActionEnd | undefined> {
  try {
    const end = await ctx.actionWork.perform(delivery);
    if (end !== undefined) return end;
  } catch (error) {
    ctx.log.warn('nobody waited for the end of an alert action; the tick has it done', { error });
  }
  return ctx.store.actionDeliveries.get(delivery.alertId, delivery.id);
}

/** What somebody asks for by hand is what the action does first. */
const triggerOf = (action: AlertAction): TriggerType =>
  automationOf(action)?.alertType === 'ACCEPTED' ? 'alert-acknowledged' : 'alert-created';
