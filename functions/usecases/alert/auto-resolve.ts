import { system } from '../../domain/access/actor.ts';
import { isOpen } from '../../domain/alert/alert.ts';
import { autoResolutionNow, autoResolvesAt } from '../../domain/alert/auto-resolution.ts';
import { autoResolve } from '../../domain/alert/transitions.ts';
import type { Context } from '../../ports/context.ts';
import { changeAlert } from './change.ts';

/**
 * Resolves an alert whose time is over, pending or accepted, asleep or not; one that somebody has resolved stays as it is.
 * What its source says now counts where that leaves it open for longer. It is this alert alone: another one with its key
 * has a time of its own.
 */
export async function autoResolveAlert(
  ctx: Context<'store' | 'workflow'>,
  { alertId }: { readonly alertId: number },
): Promise<void> {
  const { autoResolutions, sources } = ctx.store;
  const made = await autoResolutions.get(alertId);
  if (made === undefined) return;
  const counts = autoResolutionNow(made, await sources.get(made.sourceId));
  if (counts === undefined) return autoResolutions.delete(alertId);
  const dueAt = autoResolvesAt(counts);
  if (dueAt > ctx.clock.now()) return autoResolutions.move(alertId, counts, dueAt);

  let isDone = false;
  await changeAlert({ ...ctx, actor: system }, alertId, (alert) => {
    isDone = !isOpen(alert);
    return autoResolve(alert, counts, ctx.clock.now());
  });
  // Resolved by a version that leaves it behind.
  if (isDone) await autoResolutions.delete(alertId);
}
