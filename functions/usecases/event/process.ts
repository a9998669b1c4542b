import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { hasFilters } from '../../domain/alert-source/filters.ts';
import { hasTemplates } from '../../domain/alert-source/template-members.ts';
import { decideEvent, type EventDecision, type EventSituation, mayAct } from '../../domain/event/decide.ts';
import { alertKeyOf, type EventMessage, type EventOutcome, type NormalisedEvent } from '../../domain/event/event.ts';
import { groupingOf } from '../../domain/event/grouping/grouping.ts';
import { decidedBy, eventAsRouted, noteOfWay, sourceAsRouted } from '../../domain/event/routed.ts';
import type { Staged } from '../../domain/event/stage.ts';
import type { Instant } from '../../domain/time.ts';
import type { Intake } from '../../ports/alert-store.ts';
import { answerBySource } from './answer.ts';
import { type Creation, createAlert, type EventContext } from './create.ts';
import { inEffect } from './lock-in-effect.ts';
import { record } from './record.ts';
import { commentOnAlert, repeatAlert } from './repeat.ts';

export type ProcessContext = EventContext;

/** What the event meets, with what its lock means; and as of when all of it is done. */
type Situation = Omit<Intake, 'lock'> & Pick<EventSituation, 'lock'> & { readonly now: Instant };

type Filtering = [accepted: EventMessage & { readonly event: NormalisedEvent }, source: AlertSource];

const nothing: Intake = {
  source: undefined,
  lock: undefined,
  maintenance: [],
  isAutomated: false,
  hasActions: false,
  policy: undefined,
};

/**
 * Does what an accepted event asks for, once per event id (design.md §2, Ingest): the settings of its source make of it
 * what they say; then it creates an alert, tells the open one with the same key, accepts or resolves it. Every event is
 * recorded as it came, with its outcome.
 */
export async function processEvent(ctx: ProcessContext, accepted: EventMessage): Promise<EventOutcome> {
  const { event, sourceId, policyId, flow } = accepted;
  // Before anything is read: what the event does is done as of this moment, and what is read is at least as new.
  const now = ctx.clock.now();
  const read = event === undefined ? nothing : await ctx.store.alerts.intake(sourceId, alertKeyOf(event), policyId);
  const decided = decidedBy(flow, read.policy);
  const met = { ...read, source: read.source && sourceAsRouted(read.source, decided) };
  const staged = event === undefined ? undefined : await stagedFor(ctx, { ...accepted, event }, met.source);
  const after = staged?.kind === 'on' ? eventAsRouted(staged.event, decided) : undefined;
  const note = noteOfWay(flow, staged?.why);
  const message = { ...accepted, ...(note !== undefined && { note }), ...keyMadeOf(event, after) };
  if (staged?.kind === 'end') return record(ctx, message, staged.outcome);

  const lock = await lockOf(ctx, sourceId, met, { before: event, after });
  let situation: Situation = { ...met, now, lock: await inEffect(ctx, lock) };
  for (;;) {
    const decision = decideEvent({ ...message, event: after }, situation);
    const done = await carryOut(ctx, message, decision, situation);
    if (done.kind === 'done') return done.outcome;
    if (done.kind === 'locked') situation = { ...situation, lock: await inEffect(ctx, done.lock) };
  }
}

/** The key in effect, where it is not the one that the event came with. */
const keyMadeOf = (before: NormalisedEvent | undefined, after: NormalisedEvent | undefined) =>
  after?.alertKey === undefined || after.alertKey === before?.alertKey ? {} : { alertKey: after.alertKey };

/** What the source's settings make of the event; those of a source without any, and of what can do nothing, are not loaded. */
async function stagedFor(
  ctx: ProcessContext,
  accepted: EventMessage & { readonly event: NormalisedEvent },
  source: Intake['source'],
): Promise<Staged> {
  const asItCame: Staged = { kind: 'on', event: accepted.event };
  if (source === undefined) return asItCame;
  const passed = hasFilters(source.extras) ? await filteredFor(ctx, accepted, source) : asItCame;
  if (passed.kind === 'end' || !mayAct(passed.event, source) || !hasTemplates(source.extras)) return passed;
  const { stagedEvent } = await import('./stages.ts');
  const staged = stagedEvent(source, { ...accepted, event: passed.event });
  const why = [passed.why, staged.why].filter((one) => one !== undefined).join('; ');
  return staged.kind === 'end' || why === '' ? staged : { ...staged, why };
}

const filteredFor = async (ctx: ProcessContext, ...[accepted, source]: Filtering): Promise<Staged> =>
  (await import('./filter-event.ts')).filteredEvent(ctx, source, accepted);

/** The lock of the key that counts: read again where it is not the one that the event came with. */
async function lockOf(
  ctx: ProcessContext,
  sourceId: number,
  met: Intake,
  { before, after }: { readonly before: NormalisedEvent | undefined; readonly after: NormalisedEvent | undefined },
): Promise<Intake['lock']> {
  const key = after && alertKeyOf(after);
  if (key === (before && alertKeyOf(before))) return met.lock;
  return key === undefined ? undefined : ctx.store.alerts.keyLock(sourceId, key);
}

async function carryOut(
  ctx: ProcessContext,
  message: EventMessage,
  decision: EventDecision,
  situation: Situation,
): Promise<Creation> {
  const { source, hasActions } = situation;
  if (decision.kind === 'record' || source === undefined) {
    const outcome = decision.kind === 'record' ? decision.outcome : 'SOURCE_DELETED';
    return { kind: 'done', outcome: await record(ctx, message, outcome) };
  }
  switch (decision.kind) {
    case 'create':
      return createOrGroup(ctx, message, decision.event, { ...situation, source });
    case 'repeat':
      return repeatAlert(ctx, { message, source, hasActions, ...decision });
    case 'recover':
      return (await import('./recover.ts')).recoverMember(ctx, { message, source, ...decision });
    case 'ahead':
      return (await import('./ahead.ts')).recordAhead(ctx, message, decision.event);
    case 'comment':
      return done(await commentOnAlert(ctx, { message, source, hasActions, ...decision }));
    case 'answer':
      return answerBySource(ctx, { message, source, ...decision });
  }
}

/** What groups beyond the key is loaded only for the sources that do. The canary has to come out as an alert of its own. */
async function createOrGroup(
  ctx: ProcessContext,
  message: EventMessage,
  event: NormalisedEvent,
  { source, isAutomated, hasActions, policy, now, lock }: Situation & { readonly source: AlertSource },
): Promise<Creation> {
  const replaces = lock?.state === 'RESOLVED' && lock.isMember ? lock.alertId : undefined;
  const opening = {
    message,
    event,
    source,
    isAutomated,
    hasActions,
    policy,
    now,
    ...(replaces !== undefined && { replaces }),
  };
  const grouping = source.hidden ? undefined : groupingOf(source);
  if (grouping === undefined) return createAlert(ctx, opening);
  return (await import('./group-event.ts')).groupEvent(ctx, opening, grouping);
}

const done = (outcome: EventOutcome): Creation => ({ kind: 'done', outcome });
