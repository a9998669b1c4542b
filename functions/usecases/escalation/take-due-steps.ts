import type { Alert, EscalationStep } from '../../domain/alert/alert.ts';
import { VersionConflictError } from '../../domain/errors.ts';
import { waitUntil } from '../../domain/escalation/escalation.ts';
import { type EscalationOutcome, planStep, type StepDecision } from '../../domain/escalation/plan-step.ts';
import type { EscalationPolicy, Target } from '../../domain/escalation-policy/escalation-policy.ts';
import { type Instant, minus, secondsBetween } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { startExecution } from '../alert/change.ts';
import { entries } from '../alert/timeline.ts';
import { pageOf } from '../notification/planned.ts';
import { type OnCall, whoIsOnCall } from '../schedule/who-is-on-call.ts';
import { expandStep } from './expand-step.ts';
import { handOver } from './hand-over.ts';
import { fitsInOne, itemsOfStep } from './items-of-step.ts';

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
  let [alert, steps] = await readEscalation(ctx, alertId);
  let claimed = false;
  for (;;) {
    if (alert === undefined) return { outcome: 'SUPERSEDED' };
    const current: Alert = alert;
    if (isSuperseded(current, generation)) return { outcome: 'SUPERSEDED' };

    const situation = await situationOf(ctx, current, steps);
    const decision = planStep(situation);
    switch (decision.kind) {
      case 'end':
        return { outcome: decision.outcome };
      case 'wait':
        if (!claimed) await finishRecentStep(ctx, current, steps);
        return {
          outcome: 'WAIT',
          waitUntil: waitUntil(current, ctx.clock.now()) ?? decision.until,
          level: current.escalation.level + 1,
        };
      case 'claim': {
        const saved = await claim(ctx, current, decision, situation);
        if (saved === undefined) {
          [alert, steps] = await readEscalation(ctx, alertId);
          break;
        }
        [alert, steps] = [saved, decision.step === undefined ? steps : [...steps, decision.step]];
        claimed = true;
      }
    }
  }
}

/**
 * The alert, then all steps it has had. In this order and not side by side: a step that is missing is one claimed since the
 * alert was read, and then the next claim is refused.
 */
async function readEscalation(ctx: StepContext, alertId: number): Promise<[Alert | undefined, EscalationStep[]]> {
  const alert = await ctx.store.alerts.get(alertId);
  return [alert, alert === undefined ? [] : await ctx.store.alerts.steps(alertId)];
}

const isSuperseded = ({ status, escalation }: Alert, generation: number | undefined): boolean =>
  generation !== undefined &&
  generation !== escalation.generation &&
  (status === 'PENDING' || escalation.nextAt !== undefined);

type Situation = Parameters<typeof planStep>[0];

/** Reads what a step needs besides; nothing when nothing is due. */
async function situationOf(ctx: StepContext, alert: Alert, steps: readonly EscalationStep[]): Promise<Situation> {
  const now = ctx.clock.now();
  const nothing = { alert, now, policy: undefined, ...nobody, steps };
  if (planStep(nothing).kind !== 'claim' || alert.status !== 'PENDING') return nothing;

  const isFixed = alert.escalation.responders !== undefined;
  const policy = isFixed || !alert.policy ? undefined : await ctx.store.policies.get(alert.policy.id);
  return { ...nothing, policy, ...(await whoIsOnCall(ctx, targetsOf(alert, policy), now)) };
}

const nobody: OnCall = { whoIsOnCall: () => [], usersById: new Map() };

/** Everybody an escalation may come to: its fixed responders, or all targets of its policy. */
export const targetsOf = (
  { escalation: { responders } }: Pick<Alert, 'escalation'>,
  policy: EscalationPolicy | undefined,
): Target[] =>
  responders?.map((id): Target => ({ kind: 'user', id })) ?? policy?.levels.flatMap((level) => level.targets) ?? [];

/**
 * Makes the decision true: the claim with the items it names in one transaction while they fit, the queue, the next
 * generation. Undefined when somebody else was faster: nothing has changed, and the alert has to be read again.
 */
async function claim(
  ctx: StepContext,
  before: Alert,
  decision: Extract<StepDecision, { kind: 'claim' }>,
  { usersById, steps }: Situation,
): Promise<Alert | undefined> {
  const { step } = decision;
  const items = step && itemsOfStep(before, step, usersById);
  const inOne = items !== undefined && fitsInOne(items, decision.log.length);
  const known = new Set(steps.flatMap(({ responders }) => responders));
  let saved: Alert;
  try {
    saved = await ctx.store.alerts.save(decision.alert, {
      log: entries(ctx, before.id, decision.log),
      ...(step && { step: inOne ? { ...step, expandedAt: step.claimedAt } : step }),
      ...(inOne && {
        missingResponders: items.responders.filter(({ userId }) => !known.has(userId)),
        notifications: items.notifications,
      }),
    });
  } catch (error) {
    if (error instanceof VersionConflictError) return undefined;
    throw error;
  }
  countLateness(ctx, before);
  const { run, takenUntil, generation } = saved.escalation;
  const dueBefore = decision.due.map(({ stepId, notification }) =>
    pageOf(saved, { stepId, run }, notification, notification.at),
  );
  const dueNow = inOne ? items.notifications.filter(({ at }) => at <= takenUntil) : [];
  await Promise.all([
    handOver(ctx, saved, [...dueBefore, ...dueNow]),
    generation === before.escalation.generation ? undefined : startExecution(ctx, saved),
  ]);
  if (step && !inOne) await expandStep(ctx, saved, step, usersById);
  return saved;
}

function countLateness(ctx: StepContext, { escalation }: Alert): void {
  const { nextAt } = escalation;
  if (nextAt === undefined) return;
  if (secondsBetween(nextAt, ctx.clock.now()) > lateAfterSeconds) ctx.metrics.count('LateSteps');
}

/** Finishes the last step when whoever claimed it, a moment ago, did not come to it. */
async function finishRecentStep(ctx: StepContext, alert: Alert, steps: readonly EscalationStep[]): Promise<void> {
  const { takenUntil, stepId } = alert.escalation;
  if (takenUntil < minus(ctx.clock.now(), { seconds: recentClaimSeconds })) return;
  const step = steps.find((one) => one.stepId === stepId);
  if (step !== undefined && step.expandedAt === undefined) await expandStep(ctx, alert, step);
}
