import type { ActionAlert, ActionFacts } from '../../actions/facts.ts';
import type { ActionDelivery } from '../../domain/action-delivery/delivery.ts';
import type { AlertAction } from '../../domain/alert-action/alert-action.ts';
import { wireIdOf } from '../../domain/wire-id.ts';
import { ChatTokenError } from '../../ports/chat-tokens.ts';
import type { Context } from '../../ports/context.ts';
import { installationOf } from '../chat-app/installation.ts';

/** All that a driver knows; or why the chat app cannot speak for now. */
export type Facts = ActionFacts | ChatTokenError;

/** Puts together what the driver of an action has to know for an attempt. */
export async function factsOf(
  ctx: Context<'store' | 'chatTokens'>,
  delivery: ActionDelivery,
  {
    action,
    seen,
    reference,
    isDoubtful,
  }: {
    readonly action: AlertAction;
    readonly seen: ActionAlert;
    readonly reference: string | undefined;
    /** The target may have been reached before without anybody knowing. */
    readonly isDoubtful: boolean;
  },
): Promise<Facts> {
  const { connectorId } = action;
  const [connector, installation] = await Promise.all([
    connectorId === undefined ? undefined : ctx.store.connectors.get(connectorId),
    installationOf(ctx, action.connectorType).catch(tokenTrouble),
  ]);
  if (installation instanceof ChatTokenError) return installation;
  return {
    trigger: delivery.trigger,
    alert: seen,
    deed: {
      ...(delivery.by !== undefined && { by: delivery.by }),
      ...(delivery.comment !== undefined && { comment: delivery.comment }),
    },
    action: { id: wireIdOf(action.id), name: action.name, params: action.params },
    ...(connector && { connector: { params: connector.params } }),
    ...(installation && { installation }),
    ...(reference !== undefined && { reference }),
    attemptKey: `${delivery.alertId}-${delivery.id}`,
    isRepeat: isDoubtful,
    now: ctx.clock.now(),
  };
}

function tokenTrouble(error: unknown): ChatTokenError {
  if (error instanceof ChatTokenError) return error;
  throw error;
}
