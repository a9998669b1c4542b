import type { Alert } from '../../domain/alert/alert.ts';
import { assignToPolicy, assignToUser } from '../../domain/alert/transitions.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { User } from '../../domain/user/user.ts';
import { whoIsOnCall } from '../schedule/who-is-on-call.ts';
import { type ChangeContext, changeAlert } from './change.ts';

export interface AssignAlertInput {
  readonly alertId: number;
  readonly to: { readonly kind: 'user' | 'policy' | 'schedule'; readonly id: number };
}

/**
 * Gives the alert to one person, to whoever a schedule has on call now, or to a policy from its first level. Throws
 * InvalidInputError for an unknown one and for a schedule with nobody on call.
 */
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
      case 'schedule': {
        const [personOnCall, responders] = await Promise.all([
          onCallOf(ctx, to.id),
          ctx.store.alerts.responders(alertId),
        ]);
        return assignToUser(alert, { actor, person: personOnCall, responders }, ctx.clock.now());
      }
    }
  });

async function onCallOf(ctx: ChangeContext, scheduleId: number): Promise<User> {
  const target = { kind: 'schedule', id: scheduleId } as const;
  const { whoIsOnCall: among, usersById } = await whoIsOnCall(ctx, [target], ctx.clock.now());
  const person = among(target).flatMap((id) => usersById.get(id) ?? [])[0];
  if (person !== undefined) return person;
  const schedule = await ctx.store.schedules.get(scheduleId);
  const problem = schedule === undefined ? `there is no schedule ${scheduleId}` : 'has nobody on call now';
  throw new InvalidInputError('schedule', problem);
}
