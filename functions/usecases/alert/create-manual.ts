import { authorizeAny } from '../../domain/access/authorize.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { firstEscalation } from '../../domain/escalation/escalation.ts';
import type { Image, Link, Priority } from '../../domain/event/event.ts';
import { plus } from '../../domain/time.ts';
import { alertFrom } from '../event/create-alert.ts';
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
  authorizeAny(ctx.actor, 'alert:create');
  const source = await ctx.store.sources.get(input.sourceId);
  if (source === undefined || source.hidden)
    throw new InvalidInputError('alertSource.id', `there is no alert source ${input.sourceId}`);
  const policyId = input.policyId ?? source.policyId;
  const policy = await ctx.store.policies.get(policyId);
  if (policy === undefined || policy.hidden)
    throw new InvalidInputError('escalationPolicy.id', `there is no escalation policy ${policyId}`);
  const responderIds = input.responderIds?.length ? [...new Set(input.responderIds)] : undefined;
  await refuseUnknownUsers(ctx, responderIds ?? []);

  const now = ctx.clock.now();
  const { summary, details, images, links, priority } = input;
  const alert = alertFrom(
    { eventType: 'ALERT', summary, ...(details && { details }), ...(images && { images }), ...(links && { links }) },
    { id: ctx.ids.next(), source, policy, receivedAt: now, now },
  );
  const startAt = responderIds ? now : plus(now, { minutes: policy.delayMin });
  const manual: Alert = {
    ...alert,
    ...(priority && { priority }),
    escalation: firstEscalation(startAt, now, responderIds),
  };
  await ctx.store.alerts.create(manual, {
    log: entries(ctx, alert.id, [
      {
        type: 'AlertCreatedByUserLogEntry',
        vars: { user: ctx.actor.name, via: ctx.actor.via, source: source.name, summary },
      },
    ]),
  });
  ctx.metrics.count('AlertsCreated');
  await startExecution(ctx, manual);
  return manual;
}

async function refuseUnknownUsers(ctx: ChangeContext, userIds: readonly number[]): Promise<void> {
  const known = new Set((await ctx.store.users.getMany(userIds)).filter(({ hidden }) => !hidden).map(({ id }) => id));
  const unknown = userIds.findIndex((id) => !known.has(id));
  if (unknown >= 0)
    throw new InvalidInputError(`responders[${unknown}].user.id`, `there is no user ${userIds[unknown]}`);
}
