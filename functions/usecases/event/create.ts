import type { Alert, KeyLock } from '../../domain/alert/alert.ts';
import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { namesOfServices } from '../../domain/alert-source/services.ts';
import { IdCollisionError } from '../../domain/errors.ts';
import type { EscalationPolicy } from '../../domain/escalation-policy/escalation-policy.ts';
import { commentsOf, receivedFirst, routingTold } from '../../domain/event/entries.ts';
import {
  arrivedAt,
  type EventMessage,
  type EventOutcome,
  type EventRecord,
  type NormalisedEvent,
} from '../../domain/event/event.ts';
import { remembered } from '../../domain/event/group.ts';
import type { Heads } from '../../domain/event/grouping/heads.ts';
import { alertScope, type Notification } from '../../domain/notification/notification.ts';
import { type Instant, secondsBetween } from '../../domain/time.ts';
import type { LockMemory } from '../../ports/alert-store.ts';
import type { Context } from '../../ports/context.ts';
import { startExecution } from '../alert/change.ts';
import { entries } from '../alert/timeline.ts';
import { type FirstStep, takeFirstStep } from '../escalation/first-step.ts';
import { handOver } from '../escalation/hand-over.ts';
import { policyByKeys, routingKeysOf } from '../policy/route.ts';
import { type OnCall, whoIsOnCall } from '../schedule/who-is-on-call.ts';
import { isInSupportHours } from '../support-hours/of-source.ts';
import { alertFrom } from './create-alert.ts';
import { recordOf } from './record.ts';
import { finishNews } from './tell-news.ts';

export type EventContext = Context<'store' | 'workflow' | 'notifications'>;

/** An event that opens an alert, with what was read for it. */
export interface Opening {
  readonly message: EventMessage;
  readonly event: NormalisedEvent;
  readonly source: AlertSource;
  /** The policy that the message named, as it was read with the source. */
  readonly policy?: EscalationPolicy | undefined;
  /** Whether alerts of the source do something to services. */
  readonly isAutomated: boolean;
  readonly hasActions: boolean;
  /** As of when the alert is made and its people are asked for. */
  readonly now: Instant;
  /** The alert that the event's key was grouped into before, which is over. */
  readonly replaces?: number | undefined;
  /** The open alerts of a source that groups, once the alert is among them. */
  readonly headsWith?: (alert: Alert) => Heads;
}

/** `locked`: somebody else opened or resolved an alert with this key meanwhile; decide again with what is there now. */
export type Creation =
  | { readonly kind: 'done'; readonly outcome: EventOutcome }
  | { readonly kind: 'locked'; readonly lock: KeyLock | undefined }
  /** Another alert of a source that groups was opened meanwhile; the event may belong to it. */
  | { readonly kind: 'crowded' };

/** Draws of an id before giving up: collisions are a few in a billion. */
const maxDraws = 3;

/**
 * Creates the alert in one transaction with its event, and with its first level where that is due at once; then queues
 * the first messages and starts the execution side by side.
 */
export async function createAlert(ctx: EventContext, opening: Opening): Promise<Creation> {
  const { message, source, isAutomated, hasActions, now, replaces, headsWith } = opening;
  const [{ policy, routing }, inSupportHours, event] = await Promise.all([
    policyFor(ctx, opening),
    isInSupportHours(ctx, source, arrivedAt(message)),
    namingServices(ctx, opening),
  ]);
  // The canary takes the long way, over its execution: nobody waits for it, and that way has to be watched.
  const onCall = source.hidden ? undefined : await readOnCall(ctx, opening, policy);
  const told = [receivedFirst(source, message, event), ...routing, ...commentsOf(event)];
  for (let draw = 1; ; draw++) {
    const facts = {
      source,
      policy,
      inSupportHours,
      isAutomated,
      hasActions,
      receivedAt: message.receivedAt,
      arrivedAt: arrivedAt(message),
      now,
    };
    const drawn = alertFrom(event, { id: ctx.ids.next(), ...facts });
    const first = onCall && takeFirstStep(drawn, policy, onCall, { now, besides: told.length + (headsWith ? 2 : 1) });
    const alert = first?.alert ?? drawn;
    try {
      const result = await ctx.store.alerts.create(alert, {
        event: recordOf(message, 'CREATED', alert.id),
        log: entries(ctx, alert.id, [...told, ...(first?.log ?? [])]),
        ...(first && { step: first.step, missingResponders: first.responders, notifications: first.notifications }),
        lock: memoryOf(event, message.receivedAt, now),
        ...(replaces !== undefined && { replaces }),
        ...(headsWith && { heads: headsWith(alert) }),
      });
      switch (result.outcome) {
        case 'created':
          ctx.metrics.count('AlertsCreated');
          ctx.metrics.seconds('EventToAlert', secondsBetween(arrivedAt(message), ctx.clock.now()));
          await Promise.all([handOver(ctx, alert, dueOf(alert, first)), startExecution(ctx, alert)]);
          return { kind: 'done', outcome: 'CREATED' };
        case 'duplicate':
          return { kind: 'done', outcome: await resume(ctx, result.event) };
        case 'locked':
          return { kind: 'locked', lock: result.lock };
        case 'crowded':
          return { kind: 'crowded' };
      }
    } catch (error) {
      if (!(error instanceof IdCollisionError) || draw === maxDraws) throw error;
    }
  }
}

/** What finds services by their names is loaded with the first event that has some. */
async function namingServices(ctx: EventContext, { event, source, now }: Opening): Promise<NormalisedEvent> {
  if (namesOfServices(event).length === 0) return event;
  const { withNamedServices } = await import('./named-services.ts');
  return withNamedServices(ctx, source, event, now);
}

/** Who may be told at once; undefined when that cannot be read, because the alert must not depend on it. */
async function readOnCall(
  ctx: EventContext,
  { message: { eventId }, now }: Opening,
  policy: EscalationPolicy | undefined,
): Promise<OnCall | undefined> {
  try {
    return await whoIsOnCall(ctx, policy?.levels.flatMap(({ targets }) => targets) ?? [], now);
  } catch (error) {
    ctx.log.warn('the people on call were not read; the execution takes the first step', { eventId, error });
    return undefined;
  }
}

const memoryOf = ({ group, ...texts }: NormalisedEvent, receivedAt: Instant, now: Instant): LockMemory =>
  group === undefined ? {} : { group: remembered({ ...texts, group }, undefined, { receivedAt, now }) };

/** The policy that takes the alert: the first one that the event's routing keys name, else the source's. */
async function policyFor(ctx: EventContext, { event, source, policy: known }: Opening) {
  const keys = routingKeysOf(event.routingKey ?? '');
  const routed = await policyByKeys(ctx, keys);
  const own = known?.id === source.policyId ? known : undefined;
  const policy = routed ?? own ?? (await ctx.store.policies.get(source.policyId));
  return { policy, routing: keys.length === 0 ? [] : [routingTold(keys.join(', ').slice(0, 300), routed)] };
}

/**
 * An event that comes again: its alert was created, but perhaps its first messages were not queued and its execution
 * not started; or it brought news that not all were told. All of it is harmless when done twice.
 */
export async function resume(ctx: EventContext, event: EventRecord): Promise<EventOutcome> {
  await finishNews(ctx, event);
  if (event.outcome !== 'CREATED' || event.alertId === undefined) return event.outcome;
  const alert = await ctx.store.alerts.get(event.alertId);
  if (alert?.status !== 'PENDING' || alert.escalation.generation > 1 || alert.escalation.stepId > 1)
    return event.outcome;
  const waiting = (await ctx.store.notifications.list(alertScope(alert.id))).filter(
    ({ status, at }) => status === 'QUEUED' && at <= alert.escalation.takenUntil,
  );
  await Promise.all([handOver(ctx, alert, waiting), startExecution(ctx, alert)]);
  return event.outcome;
}

const dueOf = ({ escalation }: Alert, first: FirstStep | undefined): Notification[] =>
  first?.notifications.filter(({ at }) => at <= escalation.takenUntil) ?? [];
