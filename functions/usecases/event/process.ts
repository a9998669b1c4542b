import { decideEvent, type EventDecision } from '../../domain/event/decide.ts';
import { alertKeyOf, type EventMessage, type EventOutcome } from '../../domain/event/event.ts';
import type { Instant } from '../../domain/time.ts';
import type { Intake } from '../../ports/alert-store.ts';
import { answerBySource } from './answer.ts';
import { type Creation, createAlert, type EventContext } from './create.ts';
import { record } from './record.ts';
import { commentOnAlert, repeatAlert } from './repeat.ts';

export type ProcessContext = EventContext;

const nothing: Intake = { source: undefined, lock: undefined, maintenance: [], isAutomated: false, policy: undefined };

/**
 * Does what an accepted event asks for, once per event id (design.md §2, Ingest): creates an alert, tells the open one
 * with the same key, accepts or resolves it; every event is recorded with its outcome.
 */
export async function processEvent(ctx: ProcessContext, message: EventMessage): Promise<EventOutcome> {
  const { event, sourceId, policyId } = message;
  // Before anything is read: what the event does is done as of this moment, and what is read is at least as new.
  const now = ctx.clock.now();
  let situation = event === undefined ? nothing : await ctx.store.alerts.intake(sourceId, alertKeyOf(event), policyId);
  for (;;) {
    const done = await carryOut(ctx, message, decideEvent(message, situation), { ...situation, now });
    if (done.kind === 'done') return done.outcome;
    situation = { ...situation, lock: done.lock };
  }
}

async function carryOut(
  ctx: ProcessContext,
  message: EventMessage,
  decision: EventDecision,
  { source, isAutomated, policy, now }: Omit<Intake, 'lock' | 'maintenance'> & { readonly now: Instant },
): Promise<Creation> {
  if (decision.kind === 'record' || source === undefined) {
    const outcome = decision.kind === 'record' ? decision.outcome : 'SOURCE_DELETED';
    return { kind: 'done', outcome: await record(ctx, message, outcome) };
  }
  switch (decision.kind) {
    case 'create':
      return createAlert(ctx, { message, event: decision.event, source, isAutomated, policy, now });
    case 'repeat':
      return repeatAlert(ctx, { message, source, ...decision });
    case 'comment':
      return done(await commentOnAlert(ctx, message, decision.event, source, decision.lock.alertId));
    case 'answer':
      return done(await answerBySource(ctx, message, decision.answer, source, decision.lock.alertId));
  }
}

const done = (outcome: EventOutcome): Creation => ({ kind: 'done', outcome });
