import { driverOf } from '../../actions/catalogue.ts';
import type { ActionAnswer, ActionReading, ActionRequest } from '../../actions/driver.ts';
import type { ActionAlert, ActionFacts } from '../../actions/facts.ts';
import { type ActionDelivery, afterAttempt, begun, type Outcome } from '../../domain/action-delivery/delivery.ts';
import { isPast } from '../../domain/action-delivery/happening.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import type { AlertAction } from '../../domain/alert-action/alert-action.ts';
import { VersionConflictError } from '../../domain/errors.ts';
import { wireIdOf } from '../../domain/wire-id.ts';
import type { ActionDeliveryStore } from '../../ports/action-delivery-store.ts';
import type { Context } from '../../ports/context.ts';
import { isMeantFor } from '../alert-action/is-meant.ts';

/** What asks the outside, in answers and never by throwing. */
export type AskOutside = (request: ActionRequest) => Promise<ActionAnswer>;

export interface Performing {
  readonly deliveries: ActionDeliveryStore;
  readonly ask: AskOutside;
  readonly seenOf: (alert: Alert) => Promise<ActionAlert>;
}

/**
 * Makes one attempt of a delivery that is due, marked before and noted after it. Who else has it, or whatever is over, ends it without a
 * call. Returns what is stored afterwards; undefined when nothing was to be done.
 */
export async function performDelivery(
  ctx: Context<'store'>,
  { deliveries, ask, seenOf }: Performing,
  { alertId, id }: Pick<ActionDelivery, 'alertId' | 'id'>,
): Promise<ActionDelivery | undefined> {
  const found = await deliveries.get(alertId, id);
  const marked = found && begun(found, ctx.clock.now());
  if (marked === undefined) return undefined;
  const sending = await unlessTaken(deliveries.save(marked));
  if (sending === undefined) return undefined;
  const [alert, [action], reference] = await Promise.all([
    ctx.store.alerts.get(alertId),
    ctx.store.alertActions.getMany([sending.actionId]),
    deliveries.reference(alertId, sending.actionId),
  ]);
  const reading = await read();
  return unlessTaken(
    deliveries.save(afterAttempt(sending, reading.outcome, ctx.clock.now()), {
      ...(reading.reference !== undefined && { reference: reading.reference }),
    }),
  );

  async function read(): Promise<Read> {
    if (alert === undefined || action === undefined) return ended('the action is gone');
    if (isPast(sending?.trigger ?? marked?.trigger ?? 'alert-created', alert.status))
      return ended('over before its time');
    const asked = {
      alert,
      actionId: wireIdOf(action.id),
      occasion: `${marked?.trigger} ${marked?.occasion}`,
      at: ctx.clock.now(),
    };
    if (!(await isMeantFor(ctx, action, asked))) return ended('not meant for this alert');
    const facts = await factsOf(ctx, marked as ActionDelivery, { action, seen: await seenOf(alert), reference });
    return attempt(facts, action, ask);
  }
}

interface Read {
  readonly outcome: Outcome;
  readonly reference?: string | undefined;
}

const ended = (why: string): Read => ({ outcome: { kind: 'nothing', why } });

async function unlessTaken<T>(saving: Promise<T>): Promise<T | undefined> {
  try {
    return await saving;
  } catch (error) {
    if (error instanceof VersionConflictError) return undefined;
    throw error;
  }
}

async function factsOf(
  ctx: Context<'store'>,
  delivery: ActionDelivery,
  {
    action,
    seen,
    reference,
  }: { readonly action: AlertAction; readonly seen: ActionAlert; readonly reference: string | undefined },
): Promise<ActionFacts> {
  const { connectorId } = action;
  const connector = connectorId === undefined ? undefined : await ctx.store.connectors.get(connectorId);
  return {
    trigger: delivery.trigger,
    alert: seen,
    deed: {
      ...(delivery.by !== undefined && { by: delivery.by }),
      ...(delivery.comment !== undefined && { comment: delivery.comment }),
    },
    action: { id: wireIdOf(action.id), name: action.name, params: action.params },
    ...(connector && { connector: { params: connector.params } }),
    ...(reference !== undefined && { reference }),
    attemptKey: `${delivery.alertId}-${delivery.id}`,
    isRepeat: delivery.isUncertain === true,
    now: ctx.clock.now(),
  };
}

/** Asks what the driver wants to know until it has read enough. */
async function attempt(facts: ActionFacts, { connectorType }: AlertAction, ask: AskOutside): Promise<Read> {
  const driver = await driverOf(connectorType);
  const answers: ActionAnswer[] = [];
  for (;;) {
    const step = driver.next(facts, answers);
    if (step.kind !== 'ask') return outcomeOf(step, answers);
    answers.push(await ask(step.request));
  }
}

/** A target that did not answer, or broke while it answered, may have acted. */
const mayHaveActed = (answer: ActionAnswer): boolean =>
  answer.kind === 'unanswered' || (answer.kind === 'http' && answer.status >= 500);

function outcomeOf(reading: ActionReading, answers: readonly ActionAnswer[]): Read {
  if (reading.kind === 'done') return { outcome: { kind: 'done', said: reading.said }, reference: reading.reference };
  if (reading.kind === 'later') return { outcome: { ...reading, isUncertain: answers.some(mayHaveActed) } };
  return { outcome: reading };
}
