import type { Via } from '../../domain/access/actor.ts';
import { notificationId } from '../../domain/notification/id.ts';
import type { Context } from '../../ports/context.ts';

export type RefusalReason = 'UNKNOWN_SENDER' | 'NOT_AUTHENTICATED' | 'BAD_TOKEN';

/**
 * Records an answer that nobody may give: it is counted, logged, and written to the alert's timeline when it names one.
 * The sender is told nothing.
 */
export async function refuse(
  ctx: Context<'store'>,
  {
    scope,
    via,
    from,
    reason,
    alertId,
  }: {
    readonly scope: string;
    readonly via: Via;
    readonly from: string;
    readonly reason: RefusalReason;
    readonly alertId?: number | undefined;
  },
): Promise<void> {
  ctx.metrics.count('RepliesRefused', 1, { via });
  ctx.log.warn('an answer was refused', { via, reason, ...(alertId !== undefined && { alertId }) });
  if (alertId === undefined) return;
  await ctx.store.alerts.addLog([
    {
      id: notificationId(['refused', scope]),
      alertId,
      timestamp: ctx.clock.now(),
      type: 'ReplyRefusedLogEntry',
      vars: { via, from: from.slice(0, 200), reason },
    },
  ]);
}
