import type { Alert } from '../../domain/alert/alert.ts';
import { snooze } from '../../domain/alert/transitions.ts';
import { ForbiddenError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import { type ChangeContext, changeAlert } from './change.ts';

/** Lets an accepted alert sleep until a time to come; then it is pending again. Throws for any other state or time. */
export const snoozeAlert = (
  ctx: ChangeContext,
  { alertId, until }: { alertId: number; until: Instant },
): Promise<Alert> =>
  changeAlert(ctx, alertId, (alert) => {
    if (ctx.actor.kind !== 'user') throw new ForbiddenError('only people snooze alerts');
    return snooze(alert, { actor: ctx.actor, until }, ctx.clock.now());
  });
