import type { Alert } from '../../domain/alert/alert.ts';
import { assignToPolicy, assignToUser } from '../../domain/alert/transitions.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { type ChangeContext, changeAlert } from './change.ts';

export interface AssignAlertInput {
  readonly alertId: number;
  readonly to: { readonly kind: 'user' | 'policy' | 'schedule'; readonly id: number };
}

/** Gives the alert to one person, or to a policy from its first level. Throws InvalidInputError for an unknown one. */
export const assignAlert = (ctx: ChangeContext, { alertId, to }: AssignAlertInput): Promise<Alert> =>
  changeAlert(ctx, alertId, async (alert) => {
    const { actor } = ctx;
    switch (to.kind) {
      case 'user': {
        const [person, responders] = await Promise.all([
          ctx.store.users.get(to.id),
          ctx.store.alerts.responders(alertId),
        ]);
        if (person === undefined || person.hidden) throw new InvalidInputError('user', `there is no user ${to.id}`);
        return assignToUser(alert, { actor, person, responders }, ctx.clock.now());
      }
      case 'policy': {
        const policy = await ctx.store.policies.get(to.id);
        if (policy === undefined || policy.hidden)
          throw new InvalidInputError('policy', `there is no escalation policy ${to.id}`);
        return assignToPolicy(alert, { actor, policy }, ctx.clock.now());
      }
      case 'schedule':
        throw new InvalidInputError('schedule', `there is no schedule ${to.id}`);
    }
  });
