import { can } from '../../domain/access/can.ts';
import type { ActionDelivery } from '../../domain/action-delivery/delivery.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import type { AlertAction } from '../../domain/alert-action/alert-action.ts';
import { wireIdOf } from '../../domain/wire-id.ts';
import type { Context } from '../../ports/context.ts';
import { readAlert } from '../alert/read.ts';
import { type PersonOnWire, peopleOf } from '../user/people.ts';

type ActionContext = Context<'store' | 'actor'>;

/** Who wants more reads the timeline. */
const longestHistory = 50;

/** Actions that people can set in motion for an alert, with what came of it when they did, newest first. */
export interface ActionsOfAlert {
  readonly actions: readonly AlertAction[];
  readonly deliveries: readonly ActionDelivery[];
}

/** What people can set in motion for an alert, and have. */
export async function actionsOfAlert(ctx: ActionContext, alertId: number): Promise<ActionsOfAlert> {
  const alert = await readAlert(ctx, alertId);
  const actions = await manualActionsIn(ctx, alert);
  if (actions.length === 0) return { actions, deliveries: [] };
  const all = await ctx.store.actionDeliveries.ofAlert(alertId);
  const byHand = all.filter(({ userId }) => userId !== undefined);
  return { actions, deliveries: byHand.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)) };
}

/** The MANUAL actions of an alert's source, as far as the actor may know of them, oldest first. */
export async function manualActionsIn(ctx: ActionContext, { source }: Pick<Alert, 'source'>): Promise<AlertAction[]> {
  const known = await ctx.store.alertActions.ofSource(source.id);
  const manual = known.filter(({ triggerMode }) => triggerMode === 'MANUAL').map(({ id }) => id);
  if (manual.length === 0) return [];
  const actions = await ctx.store.alertActions.getMany(manual);
  return actions.filter((action) => can(ctx.actor, 'alert-action:read', action));
}

/** Actions of an alert on the wire (wire-api §3.2). */
export async function presentActionsOfAlert(
  ctx: ActionContext,
  { actions, deliveries }: ActionsOfAlert,
): Promise<object[]> {
  const people = await peopleOf(
    ctx,
    deliveries.flatMap(({ userId }) => userId ?? []),
  );
  return actions.map((action) => ({
    alertActionId: wireIdOf(action.id),
    connectorId: connectorOf(action),
    type: action.connectorType,
    name: action.name,
    iconUrl: null,
    history: deliveries
      .filter(({ actionId }) => actionId === action.id)
      .slice(0, longestHistory)
      .map((delivery) => present(action, delivery, people)),
  }));
}

/** What came of an action that somebody has set in motion, on the wire (wire-api §3.2). */
export async function presentActionResult(
  ctx: ActionContext,
  { action, delivery }: { readonly action: AlertAction; readonly delivery: ActionDelivery },
): Promise<object> {
  return present(action, delivery, await peopleOf(ctx, delivery.userId === undefined ? [] : [delivery.userId]));
}

const connectorOf = ({ connectorId }: AlertAction): string => (connectorId === undefined ? '' : wireIdOf(connectorId));

const present = (action: AlertAction, delivery: ActionDelivery, people: (id: number) => PersonOnWire) => ({
  id: wireIdOf(delivery.id),
  alertActionId: wireIdOf(action.id),
  connectorId: connectorOf(action),
  alertId: delivery.alertId,
  success: delivery.status === 'DONE',
  status: delivery.status,
  message: delivery.said,
  at: delivery.createdAt,
  ...(delivery.userId !== undefined && { actor: people(delivery.userId) }),
});
