import { authorizeAny, authorizeSomewhere } from '../../domain/access/authorize.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import { asResponder } from '../../domain/alert/transitions.ts';
import { isCarriedOut } from '../../domain/alert-action/alert-action.ts';
import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { firstEscalation } from '../../domain/escalation/escalation.ts';
import type { EscalationPolicy } from '../../domain/escalation-policy/escalation-policy.ts';
import type { Image, Link, Priority } from '../../domain/event/event.ts';
import { plus } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import { asTocsin } from '../configuration/write.ts';
import { alertFrom } from '../event/create-alert.ts';
import { newlyNamed, theNamed } from '../known.ts';
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
  const source = await theNamed(ctx, 'source', { id: input.sourceId, field: 'alertSource.id' });
  authorizeAny(ctx.actor, 'alert:create', source);
  const policy = await policyOf(ctx, input.policyId, source);
  const responderIds = input.responderIds?.length ? [...new Set(input.responderIds)] : undefined;
  const people = await peopleOf(ctx, responderIds ?? []);

  const [effects, actions] = await Promise.all([
    ctx.store.automationRules.effectsOf(source.id),
    ctx.store.alertActions.ofSource(source.id),
  ]);
  const isAutomated = effects.length > 0;
  const hasActions = actions.some(isCarriedOut);
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
        { id: ctx.ids.next(), source, policy, inSupportHours, isAutomated, hasActions, receivedAt: now, now },
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

/** The policy that is asked for; a source leads to its own, whether or not the actor may know that. */
function policyOf(ctx: ChangeContext, asked: number | undefined, source: AlertSource): Promise<EscalationPolicy> {
  const how = asked === undefined ? asTocsin(ctx) : ctx;
  return theNamed(how, 'policy', { id: asked ?? source.policyId, field: 'escalationPolicy.id' });
}

async function peopleOf(ctx: ChangeContext, userIds: readonly number[]): Promise<User[]> {
  const fieldOf = (index: number) => `responders[${index}].user.id`;
  const found = await newlyNamed(
    ctx,
    userIds.map((id, index) => ({ kind: 'user', id, field: fieldOf(index) })),
  );
  return userIds.map((id, index) => {
    const user = found('user', id);
    checkPerson(user, id, fieldOf(index));
    return user;
  });
}
