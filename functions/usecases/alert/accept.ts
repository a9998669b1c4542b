import type { Alert } from '../../domain/alert/alert.ts';
import { accept } from '../../domain/alert/transitions.ts';
import type { User } from '../../domain/user/user.ts';
import { type ChangeContext, changeAlert } from './change.ts';

/** Accepts an open alert for the actor and stops its escalation. Throws ConflictError when it is resolved already. */
export async function acceptAlert(ctx: ChangeContext, { alertId }: { alertId: number }): Promise<Alert> {
  const { actor } = ctx;
  return changeAlert(ctx, alertId, async (alert) => {
    if (actor.kind !== 'user') return accept(alert, { actor }, ctx.clock.now());
    const responder = await ctx.store.alerts.responder(alertId, actor.userId);
    const person = responder ? { ...responder, id: responder.userId } : await personOf(ctx, actor.userId);
    return accept(alert, { actor, ...(person && { person }), ...(responder && { responder }) }, ctx.clock.now());
  });
}

const personOf = (ctx: ChangeContext, userId: number): Promise<User | undefined> => ctx.store.users.get(userId);
