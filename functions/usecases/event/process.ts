import type { Alert, KeyLock } from '../../domain/alert/alert.ts';
import { accept, resolve } from '../../domain/alert/transitions.ts';
import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { AlreadyRecordedError, IdCollisionError } from '../../domain/errors.ts';
import type { LogDraft } from '../../domain/escalation/plan-step.ts';
import type { EscalationPolicy } from '../../domain/escalation-policy/escalation-policy.ts';
import {
  alertKeyOf,
  type EventMessage,
  type EventOutcome,
  type EventRecord,
  type NormalisedEvent,
} from '../../domain/event/event.ts';
import type { Occurrence } from '../../domain/maintenance/occurrences.ts';
import { type Instant, secondsBetween } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { changeAlert, startExecution } from '../alert/change.ts';
import { entries } from '../alert/timeline.ts';
import { policyByKeys, routingKeysOf } from '../policy/route.ts';
import { isInSupportHours } from '../support-hours/of-source.ts';
import { alertFrom } from './create-alert.ts';

export type ProcessContext = Context<'store' | 'workflow'>;

/**
 * Does what an accepted event asks for, once per event id (design.md §2, Ingest): creates an alert, tells the open one
 * with the same key, accepts or resolves it; every event is recorded with its outcome. Events act only on what is
 * older than themselves, so that one redriven late cannot undo what came after it.
 */
export async function processEvent(ctx: ProcessContext, message: EventMessage): Promise<EventOutcome> {
  const { event } = message;
  if (event === undefined) return record(ctx, message, unusable(message));

  const key = alertKeyOf(event);
  const { source, lock, maintenance } = await ctx.store.alerts.intake(message.sourceId, key);
  if (source === undefined) return record(ctx, message, 'SOURCE_DELETED');
  if (!source.active) return record(ctx, message, 'SOURCE_DISABLED');

  switch (event.eventType) {
    case 'ALERT':
      if (lock?.state !== 'OPEN' && isDuring(maintenance, message.receivedAt))
        return record(ctx, message, 'IN_MAINTENANCE');
      if (lock === undefined) return createAlert(ctx, message, event, source);
      return alertWithKnownKey(ctx, message, event, source, lock);
    case 'ACCEPT':
    case 'RESOLVE':
      return answerBySource(ctx, message, event.eventType, source, lock);
    case 'COMMENT':
      return comment(ctx, message, event, source, lock);
  }
}

/** Exact in time: what the sources were told in advance is compared with when the event came. */
const isDuring = (maintenance: readonly Occurrence[], at: Instant): boolean =>
  maintenance.some(({ start, end }) => start <= at && at < end);

const unusable = ({ note }: EventMessage): EventOutcome => {
  if (note?.startsWith('refused')) return 'REFUSED';
  return note?.startsWith('unreadable') ? 'UNREADABLE' : 'IGNORED';
};

const recordOf = (message: EventMessage, outcome: EventOutcome, alertId?: number): EventRecord => {
  const { v: _version, eventId, ...facts } = message;
  return { id: eventId, ...facts, outcome, ...(alertId !== undefined && { alertId }) };
};

async function record(ctx: ProcessContext, message: EventMessage, outcome: EventOutcome): Promise<EventOutcome> {
  await ctx.store.events.record(recordOf(message, outcome));
  return outcome;
}

function alertWithKnownKey(
  ctx: ProcessContext,
  message: EventMessage,
  event: NormalisedEvent,
  source: AlertSource,
  lock: KeyLock,
): Promise<EventOutcome> {
  const { receivedAt } = message;
  if (lock.state === 'OPEN') return append(ctx, message, event, source, lock.alertId);
  return receivedAt < lock.resolvedAt ? record(ctx, message, 'STALE') : createAlert(ctx, message, event, source);
}

/** Draws of an id before giving up: collisions are a few in a billion. */
const maxDraws = 3;

async function createAlert(
  ctx: ProcessContext,
  message: EventMessage,
  event: NormalisedEvent,
  source: AlertSource,
): Promise<EventOutcome> {
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
          return 'CREATED';
        case 'duplicate':
          return resume(ctx, result.event);
        case 'locked':
          return alertWithKnownKey(ctx, message, event, source, result.lock);
      }
    } catch (error) {
      if (!(error instanceof IdCollisionError) || draw === maxDraws) throw error;
    }
  }
}

/** The policy that takes the alert: the first one that the event's routing keys name, else the source's. */
async function policyFor(ctx: ProcessContext, { routingKey }: NormalisedEvent, source: AlertSource) {
  const keys = routingKeysOf(routingKey ?? '');
  const routed = await policyByKeys(ctx, keys);
  const policy = routed ?? (await ctx.store.policies.get(source.policyId));
  return { policy, routing: keys.length === 0 ? [] : [routingTold(keys.join(', ').slice(0, 300), routed)] };
}

const routingTold = (key: string, routed: EscalationPolicy | undefined): LogDraft =>
  routed === undefined
    ? { type: 'AlertNotRoutedLogEntry', vars: { key } }
    : { type: 'AlertRoutedSuccessfulLogEntry', vars: { key, policy: routed.name } };

/** An event that comes again: when its alert was created but its execution perhaps not started, starts it. */
async function resume(ctx: ProcessContext, event: EventRecord): Promise<EventOutcome> {
  if (event.outcome !== 'CREATED' || event.alertId === undefined) return event.outcome;
  const alert = await ctx.store.alerts.get(event.alertId);
  if (alert?.status === 'PENDING' && alert.escalation.stepId === 0) await startExecution(ctx, alert);
  return event.outcome;
}

async function append(
  ctx: ProcessContext,
  message: EventMessage,
  event: NormalisedEvent,
  source: AlertSource,
  alertId: number,
): Promise<EventOutcome> {
  const log = entries(ctx, alertId, [received(source, message, event), ...commentsOf(event)]);
  if (await ctx.store.alerts.append(recordOf(message, 'APPENDED', alertId), log)) return 'APPENDED';
  const earlier = await ctx.store.events.get(message.eventId);
  return earlier === undefined ? 'APPENDED' : resume(ctx, earlier);
}

async function answerBySource(
  ctx: ProcessContext,
  message: EventMessage,
  answer: 'ACCEPT' | 'RESOLVE',
  source: AlertSource,
  lock: KeyLock | undefined,
): Promise<EventOutcome> {
  const { receivedAt } = message;
  if (lock?.state !== 'OPEN') return record(ctx, message, 'NO_OPEN_ALERT');
  if (receivedAt < lock.reportTime) return record(ctx, message, 'STALE');

  const actor = { kind: 'source' as const, sourceId: source.id, name: source.name, via: 'SOURCE' as const };
  const outcome = answer === 'ACCEPT' ? 'ACCEPTED' : 'RESOLVED';
  const event = recordOf(message, outcome, lock.alertId);
  let changed = false;
  const decide = (alert: Alert) => {
    // An answer that comes too late finds a resolved alert and changes nothing.
    if (alert.status === 'RESOLVED') return undefined;
    const transition =
      answer === 'ACCEPT' ? accept(alert, { actor }, ctx.clock.now()) : resolve(alert, actor, receivedAt);
    changed = transition !== undefined;
    return transition;
  };
  try {
    await changeAlert({ ...ctx, actor }, lock.alertId, decide, event);
  } catch (error) {
    if (!(error instanceof AlreadyRecordedError)) throw error;
    return (await ctx.store.events.get(message.eventId))?.outcome ?? outcome;
  }
  return changed ? outcome : record(ctx, message, outcome);
}

async function comment(
  ctx: ProcessContext,
  message: EventMessage,
  event: NormalisedEvent,
  source: AlertSource,
  lock: KeyLock | undefined,
): Promise<EventOutcome> {
  if (lock?.state !== 'OPEN') return record(ctx, message, 'NO_OPEN_ALERT');
  const drafts = commentsOf(event);
  const log = drafts.length > 0 ? drafts : [received(source, message, event)];
  await ctx.store.alerts.append(recordOf(message, 'COMMENTED', lock.alertId), entries(ctx, lock.alertId, log));
  return 'COMMENTED';
}

const received = (source: AlertSource, { eventId }: EventMessage, event: NormalisedEvent): LogDraft => ({
  type: 'AlertReceivedLogEntry',
  vars: { source: source.name, eventId, eventType: event.eventType, ...(event.summary && { summary: event.summary }) },
});

/** An event goes with its entries in one transaction, which takes a hundred operations; its record keeps all comments. */
const maxComments = 50;

const commentsOf = ({ comments = [] }: NormalisedEvent): LogDraft[] =>
  comments.slice(0, maxComments).map(({ creator, content }) => ({
    type: 'AlertCommentAddedBySystemLogEntry',
    vars: { comment: content, ...(creator && { user: creator }) },
  }));
