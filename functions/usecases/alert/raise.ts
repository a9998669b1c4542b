import type { Alert } from '../../domain/alert/alert.ts';
import { raise } from '../../domain/alert/transitions.ts';
import { type ChangeContext, changeAlert } from './change.ts';

/** Makes a low-priority alert a high one, which escalates from level 1. Throws ConflictError when it is resolved. */
export const raiseAlert = (ctx: ChangeContext, { alertId }: { alertId: number }): Promise<Alert> =>
  changeAlert(ctx, alertId, (alert) => raise(alert, ctx.actor, ctx.clock.now()));
