import { threadOf } from '../../actions/chat/thread.ts';
import type { ActionAnswer, ActionRequest } from '../../actions/driver.ts';
import type { ActionAlert } from '../../actions/facts.ts';
import { isBidirectional, ticketOf } from '../../actions/inbound/ticket.ts';
import {
  type ActionDelivery,
  afterAttempt,
  begun,
  endedWithout,
  isFinal,
  isInDoubt,
  type Outcome,
  postponed,
  unfinished,
  waitingFor,
} from '../../domain/action-delivery/delivery.ts';
import { isPast } from '../../domain/action-delivery/happening.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import type { AlertAction } from '../../domain/alert-action/alert-action.ts';
import { VersionConflictError } from '../../domain/errors.ts';
import type { LogDraft } from '../../domain/escalation/plan-step.ts';
import { wireIdOf } from '../../domain/wire-id.ts';
import type { Context } from '../../ports/context.ts';
import { entries } from '../alert/timeline.ts';
import { isMeantFor } from '../alert-action/is-meant.ts';
import { attempt } from './attempt.ts';
import { factsOf } from './facts.ts';

export type PerformContext = Context<'store' | 'chatTokens'>;

/** What asks the outside, in answers and never by throwing. */
export type AskOutside = (request: ActionRequest, about: AskedAbout) => Promise<ActionAnswer>;

/** For whom the outside is asked. */
export interface AskedAbout {
  readonly alert: Alert;
  readonly action: AlertAction;
}

export interface Performing {
  readonly ask: AskOutside;
  readonly seenOf: (alert: Alert) => Promise<ActionAlert>;
  /** Whether the target of an action has been asked in vain of late, so that others come first. */
  readonly isSilent?: (actionId: number) => boolean;
}

/** What became of a delivery, and what the same action has to do next for the same alert, now that this one is over. */
export interface Performed {
  readonly delivery: ActionDelivery;
  readonly next?: ActionDelivery;
}

type Named = Pick<ActionDelivery, 'alertId' | 'id'>;

interface Due {
  /** As it is stored, and as the attempt begins. */
  readonly found: ActionDelivery;
  readonly begun: ActionDelivery;
  /** What the same action did because of something else may be there without a note. */
  readonly isInDoubt: boolean;
  readonly alert: Alert | undefined;
  readonly action: AlertAction | undefined;
}

/**
 * Makes one attempt of a delivery that is due, marked before and noted after it. What one action does for one alert is done in order,
 * so one that comes before it and is not over keeps it waiting. Who else has it, or whatever is over, ends it without a call. Returns
 * undefined when nothing was to be done.
 */
export async function performDelivery(
  ctx: PerformContext,
  performing: Performing,
  { alertId, id }: Named,
): Promise<Performed | undefined> {
  const { actionDeliveries } = ctx.store;
  const all = await actionDeliveries.ofAlert(alertId);
  const found = all.find((one) => one.id === id);
  const now = ctx.clock.now();
  if (found === undefined || isFinal(found)) return undefined;
  const queue = unfinished(all, found.actionId);
  const [first] = queue;
  if (first !== undefined && first !== found) {
    const waiting = await unlessTaken(actionDeliveries.save(waitingFor(found, first, now)));
    if (waiting === undefined) return undefined;
    // Whoever ended the earlier one meanwhile may have met this note, and left it to whoever wrote it.
    const earlier = await actionDeliveries.get(alertId, first.id);
    if (earlier !== undefined && isFinal(earlier)) return performDelivery(ctx, performing, { alertId, id });
    return { delivery: waiting };
  }
  const marked = begun(found, now);
  if (marked === undefined) return undefined;
  if (performing.isSilent?.(found.actionId)) {
    await unlessTaken(actionDeliveries.save(postponed(found, now)));
    return undefined;
  }
  const [alert, [action]] = await Promise.all([
    ctx.store.alerts.get(alertId),
    ctx.store.alertActions.getMany([found.actionId]),
  ]);
  const due = { found, begun: marked, isInDoubt: isInDoubt(found, all), alert, action };
  const delivery = await carryOut(ctx, performing, due);
  if (delivery === undefined) return undefined;
  const next = isFinal(delivery) ? await nextAfter(ctx, delivery) : undefined;
  return { delivery, ...(next && { next }) };
}

/** Read when the delivery is over: what came while its target was asked has found it under way, and waits for it. */
async function nextAfter(
  ctx: Context<'store'>,
  { alertId, actionId }: ActionDelivery,
): Promise<ActionDelivery | undefined> {
  const all = await ctx.store.actionDeliveries.ofAlert(alertId);
  return unfinished(all, actionId).find((one) => one.at <= ctx.clock.now());
}

async function carryOut(ctx: PerformContext, performing: Performing, due: Due): Promise<ActionDelivery | undefined> {
  const { actionDeliveries } = ctx.store;
  const { found, begun, alert, action } = due;
  const endWithout = (why: string) => unlessTaken(actionDeliveries.save(endedWithout(found, why, ctx.clock.now())));
  if (alert === undefined || action === undefined) return endWithout('the action is gone');
  const over = await whyOver(ctx, found, { alert, action });
  if (over !== undefined) return endWithout(over);
  const reference = await actionDeliveries.reference(alert.id, action.id);
  if (begun.isUpdate && reference === undefined) return endWithout('nothing was made that could be brought up to date');
  const isDoubtful = begun.isUncertain === true || (due.isInDoubt && reference === undefined);
  const facts = await factsOf(ctx, begun, { action, isDoubtful, seen: await performing.seenOf(alert), reference });
  const sending = await unlessTaken(actionDeliveries.save({ ...begun, isMeant: true }));
  if (sending === undefined) return undefined;
  const read = await attempt(ctx, facts, { alert, action, ask: performing.ask });
  const after = afterAttempt(sending, read.outcome, ctx.clock.now());
  return unlessTaken(
    actionDeliveries.save(after, {
      log: entries(ctx, alert.id, saidOf(after, action, read.outcome)),
      ...(read.reference !== undefined && { reference: read.reference }),
      ...wayBack(action, read.reference, reference),
    }),
  );
}

/** The name by which its tool tells of a ticket, or of a thread, once it is known. */
function wayBack({ connectorType }: AlertAction, made: string | undefined, known: string | undefined) {
  if (made === undefined || made === known) return {};
  if (isBidirectional(connectorType)) return { ticket: ticketOf(connectorType, made) };
  const thread = threadOf(connectorType, made);
  return thread === undefined ? {} : { thread };
}

/** Why nothing is asked of the target at all; the conditions of an action are asked once for a delivery. */
async function whyOver(
  ctx: Context<'store'>,
  { trigger, occasion, isMeant }: ActionDelivery,
  { alert, action }: AskedAbout,
): Promise<string | undefined> {
  if (isPast(trigger, alert.status)) return 'over before its time';
  if (isMeant) return undefined;
  const asked = { alert, actionId: wireIdOf(action.id), occasion: `${trigger} ${occasion}`, at: ctx.clock.now() };
  return (await isMeantFor(ctx, action, asked)) ? undefined : 'not meant for this alert';
}

/** What the alert's timeline says of an attempt; nothing where nothing was to be done. */
export function saidOf(after: ActionDelivery, { name, connectorType }: AlertAction, outcome: Outcome): LogDraft[] {
  if (outcome.kind === 'nothing') return [];
  const said = outcome.kind === 'done' ? outcome.said : outcome.why;
  const { trigger, attempts, userId, by = '' } = after;
  const vars = {
    ...(userId !== undefined && { user: by, userId }),
    action: name,
    actionId: wireIdOf(after.actionId),
    kind: connectorType,
    trigger,
    attempt: attempts,
    said,
  };
  if (outcome.kind === 'done') return [{ type: 'AlertActionSuccessLogEntry', vars }];
  return [{ type: 'AlertActionFailLogEntry', vars: { ...vars, ...(!isFinal(after) && { nextAt: after.at }) } }];
}

export async function unlessTaken<T>(saving: Promise<T>): Promise<T | undefined> {
  try {
    return await saving;
  } catch (error) {
    if (error instanceof VersionConflictError) return undefined;
    throw error;
  }
}
