import type { Alert } from '../../domain/alert/alert.ts';
import { resolve } from '../../domain/alert/transitions.ts';
import { type ChangeContext, changeAlert } from './change.ts';

/** Resolves an open alert for the actor, whatever its state; a resolved one is returned as it is. */
export const resolveAlert = (ctx: ChangeContext, { alertId }: { alertId: number }): Promise<Alert> =>
  changeAlert(ctx, alertId, (alert) => resolve(alert, ctx.actor, ctx.clock.now()));
