import { can } from '../../domain/access/can.ts';
import type { AlertAction } from '../../domain/alert-action/alert-action.ts';
import { wireIdOf } from '../../domain/wire-id.ts';
import type { Context } from '../../ports/context.ts';
import { readAlert } from '../alert/read.ts';

type ActionContext = Context<'store' | 'actor'>;

/** What people can set in motion for an alert: MANUAL actions of its source, as far as they may know of them, oldest first. */
export async function manualActionsOf(ctx: ActionContext, alertId: number): Promise<AlertAction[]> {
  const { source } = await readAlert(ctx, alertId);
  const known = await ctx.store.alertActions.ofSource(source.id);
  const manual = known.filter(({ triggerMode }) => triggerMode === 'MANUAL').map(({ id }) => id);
  if (manual.length === 0) return [];
  const actions = await ctx.store.alertActions.getMany(manual);
  return actions.filter((action) => can(ctx.actor, 'alert-action:read', action));
}

/** Actions of an alert on the wire (wire-api §3.2). */
export const presentActionsOfAlert = (actions: readonly AlertAction[]): object[] =>
  actions.map(({ id, connectorId, connectorType, name }) => ({
    alertActionId: wireIdOf(id),
    connectorId: connectorId === undefined ? '' : wireIdOf(connectorId),
    type: connectorType,
    name,
    iconUrl: null,
    history: [],
  }));
