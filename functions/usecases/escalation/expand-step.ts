import type { Alert, EscalationStep } from '../../domain/alert/alert.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { handOver } from './hand-over.ts';
import { itemsOfStep } from './items-of-step.ts';

/** So many are written before they are handed over, so that of a thousand people the first do not wait for the last. */
const atOnce = 90;

/**
 * Writes the responders and notifications that a claimed step names, and hands over those that are due as soon as they
 * are written. Repeating it finishes what is missing.
 */
export async function expandStep(
  ctx: Context<'store' | 'notifications'>,
  alert: Alert,
  step: EscalationStep,
  knownUsers?: ReadonlyMap<number, User>,
): Promise<void> {
  const usersById =
    knownUsers ?? new Map((await ctx.store.users.getMany(step.responders)).map((user) => [user.id, user]));
  const { responders, notifications } = itemsOfStep(alert, step, usersById);
  const due = notifications.filter(({ at }) => at <= alert.escalation.takenUntil);
  const later = notifications.filter(({ at }) => at > alert.escalation.takenUntil);
  while (due.length > atOnce) {
    const first = due.splice(0, atOnce);
    await ctx.store.notifications.add(first);
    await handOver(ctx, alert, first);
  }
  await ctx.store.alerts.expandStep(step, { alert, responders, notifications: [...due, ...later] }, ctx.clock.now());
  await handOver(ctx, alert, due);
}
