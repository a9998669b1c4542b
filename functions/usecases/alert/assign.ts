import type { Alert } from '../../domain/alert/alert.ts';
import { assignToPolicy, assignToUser } from '../../domain/alert/transitions.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { User } from '../../domain/user/user.ts';
import { theNamed } from '../known.ts';
import { whoIsOnCall } from '../schedule/who-is-on-call.ts';
import { checkPerson } from '../user/check-person.ts';
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
          theNamed(ctx, 'user', { id: to.id, field: 'user' }),
          ctx.store.alerts.responders(alertId),
        ]);
        checkPerson(person, to.id, 'user');
        return assignToUser(alert, { actor, person, responders }, ctx.clock.now());
      }
      case 'policy': {
        const policy = await theNamed(ctx, 'policy', { id: to.id, field: 'policy' });
        return assignToPolicy(alert, { actor, policy }, ctx.clock.now());
      }
      case 'schedule': {
        const [onCall, responders] = await Promise.all([onCallOf(ctx, to.id), ctx.store.alerts.responders(alertId)]);
        return assignToUser(alert, { actor, ...onCall, responders }, ctx.clock.now());
      }
    }
  });

async function onCallOf(ctx: ChangeContext, scheduleId: number): Promise<{ person: User; schedule: string }> {
  const target = { kind: 'schedule', id: scheduleId } as const;
  const [schedule, { whoIsOnCall: among, usersById }] = await Promise.all([
    theNamed(ctx, 'schedule', { id: scheduleId, field: 'schedule' }),
    whoIsOnCall(ctx, [target], ctx.clock.now()),
  ]);
  const person = among(target).flatMap((id) => usersById.get(id) ?? [])[0];
  if (person === undefined) throw new InvalidInputError('schedule', 'has nobody on call now');
  return { person, schedule: schedule.name };
}
