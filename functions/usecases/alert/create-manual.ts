import { authorizeAny, authorizeSomewhere } from '../../domain/access/authorize.ts';
import { can } from '../../domain/access/can.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import { asResponder } from '../../domain/alert/transitions.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { firstEscalation } from '../../domain/escalation/escalation.ts';
import type { Image, Link, Priority } from '../../domain/event/event.ts';
import { plus } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import { alertFrom } from '../event/create-alert.ts';
import { retryOnConflict } from '../retry.ts';
import { isInSupportHours } from '../support-hours/of-source.ts';
import { checkPerson } from '../user/check-person.ts';
import { type ChangeContext, startExecution } from './change.ts';
import { entries } from './timeline.ts';

export interface CreateManualAlertInput {
  readonly summary: string;
  readonly details?: string;
  readonly sourceId: number;
  readonly policyId?: number;
  readonly priority?: Priority;
  /** When given, only these people are notified and nothing escalates. */
  readonly responderIds?: readonly number[];
  readonly images?: Image[];
  readonly links?: Link[];
}

/**
 * Creates an alert by hand on a source: along the given policy, else the source's, or for fixed responders. Filters and
 * templates of the source do not apply (features.md §1). Throws InvalidInputError naming an unknown reference.
 */
export async function createManualAlert(ctx: ChangeContext, input: CreateManualAlertInput): Promise<Alert> {
  authorizeSomewhere(ctx.actor, 'alert:create');
  const source = await ctx.store.sources.get(input.sourceId);
  if (source === undefined || source.hidden || !can(ctx.actor, 'source:read', source))
    throw new InvalidInputError('alertSource.id', `there is no alert source ${input.sourceId}`);
  authorizeAny(ctx.actor, 'alert:create', source);
  const policyId = input.policyId ?? source.policyId;
  const policy = await ctx.store.policies.get(policyId);
  if (policy === undefined || policy.hidden)
    throw new InvalidInputError('escalationPolicy.id', `there is no escalation policy ${policyId}`);
  const responderIds = input.responderIds?.length ? [...new Set(input.responderIds)] : undefined;
  const people = await peopleOf(ctx, responderIds ?? []);

  const now = ctx.clock.now();
  const { summary, details, images, links, priority } = input;
  const inSupportHours = priority ? undefined : await isInSupportHours(ctx, source, now);
  const startAt = responderIds ? now : plus(now, { minutes: policy.delayMin });
  const manual = await retryOnConflict(async () => {
    const alert: Alert = {
      ...alertFrom(
        {
          eventType: 'ALERT',
          summary,
          ...(details && { details }),
          ...(images && { images }),
          ...(links && { links }),
        },
        { id: ctx.ids.next(), source, policy, inSupportHours, receivedAt: now, now },
      ),
      ...(priority && { priority }),
      escalation: firstEscalation(startAt, now, responderIds),
    };
    await ctx.store.alerts.create(alert, {
      log: entries(ctx, alert.id, [
        {
          type: 'AlertCreatedByUserLogEntry',
          vars: { user: ctx.actor.name, via: ctx.actor.via, source: source.name, summary },
        },
      ]),
      responders: people.map((person) => asResponder(alert, person, now)),
    });
    return alert;
  });
  ctx.metrics.count('AlertsCreated');
  await startExecution(ctx, manual);
  return manual;
}

async function peopleOf(ctx: ChangeContext, userIds: readonly number[]): Promise<User[]> {
  const usersById = new Map((await ctx.store.users.getMany(userIds)).map((user) => [user.id, user]));
  return userIds.map((id, index) => {
    const user = usersById.get(id);
    checkPerson(user, id, `responders[${index}].user.id`);
    return user;
  });
}
