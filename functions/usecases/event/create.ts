import type { KeyLock } from '../../domain/alert/alert.ts';
import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { IdCollisionError } from '../../domain/errors.ts';
import { commentsOf, received, routingTold } from '../../domain/event/entries.ts';
import type { EventMessage, EventOutcome, EventRecord, NormalisedEvent } from '../../domain/event/event.ts';
import { secondsBetween } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { startExecution } from '../alert/change.ts';
import { entries } from '../alert/timeline.ts';
import { policyByKeys, routingKeysOf } from '../policy/route.ts';
import { isInSupportHours } from '../support-hours/of-source.ts';
import { alertFrom } from './create-alert.ts';
import { recordOf } from './record.ts';

export type EventContext = Context<'store' | 'workflow'>;

/** `locked`: somebody else opened or resolved an alert with this key meanwhile; decide again with what is there now. */
export type Creation =
  | { readonly kind: 'done'; readonly outcome: EventOutcome }
  | { readonly kind: 'locked'; readonly lock: KeyLock };

/** Draws of an id before giving up: collisions are a few in a billion. */
const maxDraws = 3;

/** Creates the alert in one transaction with its event, and starts its execution. */
export async function createAlert(
  ctx: EventContext,
  message: EventMessage,
  event: NormalisedEvent,
  source: AlertSource,
): Promise<Creation> {
  const [{ policy, routing }, inSupportHours] = await Promise.all([
    policyFor(ctx, event, source),
    isInSupportHours(ctx, source, message.receivedAt),
  ]);
  for (let draw = 1; ; draw++) {
    const now = ctx.clock.now();
    const facts = { source, policy, inSupportHours, receivedAt: message.receivedAt, now };
    const alert = alertFrom(event, { id: ctx.ids.next(), ...facts });
    try {
      const result = await ctx.store.alerts.create(alert, {
        event: recordOf(message, 'CREATED', alert.id),
        log: entries(ctx, alert.id, [received(source, message, event), ...routing, ...commentsOf(event)]),
      });
      switch (result.outcome) {
        case 'created':
          ctx.metrics.count('AlertsCreated');
          ctx.metrics.seconds('EventToAlert', secondsBetween(message.receivedAt, now));
          await startExecution(ctx, alert);
          return { kind: 'done', outcome: 'CREATED' };
        case 'duplicate':
          return { kind: 'done', outcome: await resume(ctx, result.event) };
        case 'locked':
          return { kind: 'locked', lock: result.lock };
      }
    } catch (error) {
      if (!(error instanceof IdCollisionError) || draw === maxDraws) throw error;
    }
  }
}

/** The policy that takes the alert: the first one that the event's routing keys name, else the source's. */
async function policyFor(ctx: EventContext, { routingKey }: NormalisedEvent, source: AlertSource) {
  const keys = routingKeysOf(routingKey ?? '');
  const routed = await policyByKeys(ctx, keys);
  const policy = routed ?? (await ctx.store.policies.get(source.policyId));
  return { policy, routing: keys.length === 0 ? [] : [routingTold(keys.join(', ').slice(0, 300), routed)] };
}

/** An event that comes again: when its alert was created but its execution perhaps not started, starts it. */
export async function resume(ctx: EventContext, event: EventRecord): Promise<EventOutcome> {
  if (event.outcome !== 'CREATED' || event.alertId === undefined) return event.outcome;
  const alert = await ctx.store.alerts.get(event.alertId);
  if (alert?.status === 'PENDING' && alert.escalation.stepId === 0) await startExecution(ctx, alert);
  return event.outcome;
}
