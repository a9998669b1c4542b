import type { Alert, EscalationStep, Responder } from '../../domain/alert/alert.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import type { User } from '../../domain/user/user.ts';
import { pageOf } from '../notification/planned.ts';

/** What a claimed step names, written out. */
export interface StepItems {
  readonly responders: readonly Responder[];
  readonly notifications: readonly Notification[];
}

/** The responders and notifications that a step names; the same items whenever it is asked. */
export function itemsOfStep(
  alert: Pick<Alert, 'id' | 'source' | 'hidden'>,
  step: EscalationStep,
  usersById: ReadonlyMap<number, User>,
): StepItems {
  const responders = step.responders.flatMap((userId): Responder[] => {
    const user = usersById.get(userId);
    if (user === undefined) return [];
    const { firstName, lastName, email } = user;
    return [{ alertId: alert.id, userId, firstName, lastName, email, status: 'PENDING', addedAt: step.claimedAt }];
  });
  const notifications = step.notifications.map((planned) => pageOf(alert, step, planned, step.claimedAt));
  return { responders, notifications };
}

/** A transaction takes a hundred operations; the alert, its key, its event and the step need some of them. */
const mostInOne = 90;

/** Whether the items, and so many entries besides, fit into the transaction that claims their step. */
export const fitsInOne = ({ responders, notifications }: StepItems, besides: number): boolean =>
  responders.length + notifications.length + besides <= mostInOne;
