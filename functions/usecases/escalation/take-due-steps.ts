import type { Alert, EscalationStep } from '../../domain/alert/alert.ts';
import { VersionConflictError } from '../../domain/errors.ts';
import { waitUntil } from '../../domain/escalation/escalation.ts';
import { type EscalationOutcome, planStep, type StepDecision } from '../../domain/escalation/plan-step.ts';
import type { Target } from '../../domain/escalation-policy/escalation-policy.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { alertScope } from '../../domain/notification/notification.ts';
import { type Instant, minus, secondsBetween } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { startExecution } from '../alert/change.ts';
import { entries } from '../alert/timeline.ts';
import { plannedId } from '../notification/planned.ts';
import { type OnCall, whoIsOnCall } from '../schedule/who-is-on-call.ts';
import { expandStep } from './expand-step.ts';

export type StepContext = Context<'store' | 'workflow' | 'notifications'>;

/** What the state machine's Choice looks at: how the story ends, or until when to wait. */
export interface StepsTaken {
  readonly outcome: EscalationOutcome | 'WAIT';
  readonly waitUntil?: Instant;
  /** The level notified last, counted from 1; 0 before the first. */
  readonly level?: number;
}

/** A step claimed longer ago than this and still not expanded is the tick's business. */
const recentClaimSeconds = 60;

/** A step later than this is counted as late. */
const lateAfterSeconds = 60;

/**
 * Takes everything that is due for an alert, claim by claim, and says what the execution does next. `generation` is
 * the execution that asks: an older one than the alert's is told that it was superseded. Safe to repeat at any point:
 * a claim is one conditional transaction, and what follows it is finished by whoever comes next.
 */
export async function takeDueSteps(
  ctx: StepContext,
  { alertId, generation }: { alertId: number; generation?: number },
): Promise<StepsTaken> {
  let alert = await ctx.store.alerts.get(alertId);
  let claimed = false;
  for (;;) {
    if (alert === undefined) return { outcome: 'SUPERSEDED' };
    const current = alert;
    if (isSuperseded(current, generation)) return { outcome: 'SUPERSEDED' };

    const situation = await situationOf(ctx, current);
    const decision = planStep(situation);
    switch (decision.kind) {
      case 'end':
        return { outcome: decision.outcome };
      case 'wait':
        if (!claimed) await finishRecentStep(ctx, current);
        return {
          outcome: 'WAIT',
          waitUntil: waitUntil(current, ctx.clock.now()) ?? decision.until,
          level: current.escalation.level + 1,
        };
      case 'claim':
        alert = await claim(ctx, current, decision, situation.usersById);
        claimed = true;
    }
  }
}

const isSuperseded = ({ status, escalation }: Alert, generation: number | undefined): boolean =>
  generation !== undefined &&
  generation !== escalation.generation &&
  (status === 'PENDING' || escalation.nextAt !== undefined);

/** Reads what a step needs; nothing besides the alert when nothing is due. */
async function situationOf(ctx: StepContext, alert: Alert) {
  const now = ctx.clock.now();
  const nothing = { alert, now, policy: undefined, ...nobody, steps: [] };
  if (planStep(nothing).kind !== 'claim' || alert.status !== 'PENDING') return nothing;

  const fixed = alert.escalation.responders;
  const [steps, policy] = await Promise.all([
    ctx.store.alerts.steps(alert.id),
    fixed === undefined && alert.policy ? ctx.store.policies.get(alert.policy.id) : undefined,
  ]);
  const targets =
    fixed?.map((id): Target => ({ kind: 'user', id })) ?? policy?.levels.flatMap((level) => level.targets) ?? [];
  return { ...nothing, steps, policy, ...(await whoIsOnCall(ctx, targets, now)) };
}

const nobody: OnCall = { whoIsOnCall: () => [], usersById: new Map() };

/**
 * Makes the decision true: the claim, the items it names, the queue. A claim lost to somebody else changes nothing; the
 * alert is read again. Returns the alert as it is now.
 */
async function claim(
  ctx: StepContext,
  before: Alert,
  decision: Extract<StepDecision, { kind: 'claim' }>,
  usersById: ReadonlyMap<number, User>,
): Promise<Alert | undefined> {
  const { step } = decision;
  let saved: Alert;
  try {
    saved = await ctx.store.alerts.save(decision.alert, {
      log: entries(ctx, before.id, decision.log),
      ...(step && { step }),
    });
  } catch (error) {
    if (error instanceof VersionConflictError) return ctx.store.alerts.get(before.id);
    throw error;
  }
  countLateness(ctx, before);
  await handOver(ctx, saved, messagesOfPlan(saved, decision.due));
  if (step) await expandStep(ctx, saved, step, handingOver(ctx, saved), usersById);
  if (saved.escalation.generation !== before.escalation.generation) await startExecution(ctx, saved);
  return saved;
}

function countLateness(ctx: StepContext, { escalation }: Alert): void {
  const { nextAt } = escalation;
  if (nextAt === undefined) return;
  if (secondsBetween(nextAt, ctx.clock.now()) > lateAfterSeconds) ctx.metrics.count('LateSteps');
}

type Messages = Parameters<StepContext['notifications']['send']>[0];

/** The messages of what earlier steps had planned for now. */
const messagesOfPlan = (alert: Alert, due: Extract<StepDecision, { kind: 'claim' }>['due']): Messages =>
  due.map(({ stepId, notification }) => ({
    message: { v: 1, scope: alertScope(alert.id), id: plannedId(alert.id, stepId, notification) },
    channel: notification.method as Notification['channel'],
  }));

const handingOver =
  (ctx: StepContext, alert: Alert) =>
  (notifications: readonly Notification[]): Promise<void> =>
    handOver(
      ctx,
      alert,
      notifications.map(({ scope, id, channel }) => ({ message: { v: 1, scope, id }, channel })),
    );

/** Queues what is due. What cannot be queued stays in the due index and is found by the tick. */
async function handOver(ctx: StepContext, alert: Alert, messages: Messages): Promise<void> {
  if (messages.length === 0) return;
  try {
    await ctx.notifications.send(messages);
  } catch (error) {
    ctx.log.warn('notifications not queued; the tick takes over', { alertId: alert.id, count: messages.length, error });
  }
}

/** Finishes the last step when whoever claimed it, a moment ago, did not come to it. */
async function finishRecentStep(ctx: StepContext, alert: Alert): Promise<void> {
  const { takenUntil } = alert.escalation;
  if (takenUntil < minus(ctx.clock.now(), { seconds: recentClaimSeconds })) return;
  const step = await ctx.store.alerts.step(alert.id, alert.escalation.stepId);
  if (step !== undefined && step.expandedAt === undefined) await finishStep(ctx, alert, step);
}

/** Expands a step that was claimed and left, and hands over what is due of it. */
export async function finishStep(ctx: StepContext, alert: Alert, step: EscalationStep): Promise<void> {
  await expandStep(ctx, alert, step, handingOver(ctx, alert));
}
