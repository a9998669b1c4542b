import type { Alert, Escalation, EscalationStep, PlannedNotification } from '../alert/alert.ts';
import type { LogEntryType } from '../alert/log-entry.ts';
import type { EscalationPolicy, Target } from '../escalation-policy/escalation-policy.ts';
import { earliest, type Instant, latest, plus, roundUpToSecond, secondsBetween } from '../time.ts';
import { fullName, type User } from '../user/user.ts';
import { isDue, nextGeneration, stopped } from './escalation.ts';
import { reach } from './reachability.ts';
import { sentOnce } from './sent-once.ts';
import { namesOf, toldBriefly } from './told-briefly.ts';

/** How an execution ends; also the words of its Choice state. */
export type EscalationOutcome = 'ACCEPTED' | 'RESOLVED' | 'EXHAUSTED' | 'SUPERSEDED';

/** A timeline entry without id and time, which the shell adds. */
export interface LogDraft {
  readonly type: LogEntryType;
  readonly vars: Readonly<Record<string, string | number | boolean>>;
}

/** What a step needs to know, read together at its start. */
export interface StepSituation {
  readonly alert: Alert;
  /** Absent when it was deleted. */
  readonly policy: EscalationPolicy | undefined;
  /** Everybody a target stands for, in order. */
  readonly whoIsOnCall: (target: Target) => readonly number[];
  readonly usersById: ReadonlyMap<number, User>;
  /** All steps claimed so far. */
  readonly steps: readonly EscalationStep[];
  readonly now: Instant;
}

export type StepDecision =
  /** The story is over; nothing to write. */
  | { readonly kind: 'end'; readonly outcome: EscalationOutcome }
  | { readonly kind: 'wait'; readonly until: Instant }
  /**
   * Claim `alert` (and `step`, when a level starts) in one transaction, then hand over `due`: planned notifications of
   * earlier steps whose time has come. `newGeneration` asks for a fresh execution.
   */
  | {
      readonly kind: 'claim';
      readonly alert: Alert;
      readonly step?: EscalationStep;
      readonly due: readonly { readonly stepId: number; readonly notification: PlannedNotification }[];
      readonly log: readonly LogDraft[];
    };

/** Turns after which an execution hands over to the next generation, well below Step Functions' history limit. */
export const turnsPerGeneration = 500;

/** A level that starts later than this after its time counts its own timeout from its real start. */
const toleratedLatenessSeconds = 30;

/**
 * Decides the next escalation step of an alert (design.md §2, features.md §6). Everything due at `now` is taken at
 * once: a level that nobody can be reached on is passed over, with a reason in the timeline; delayed rules of earlier
 * levels run on; when neither a level nor a delayed rule is left, the escalation ends with an entry that says so.
 */
export function planStep(situation: StepSituation): StepDecision {
  const { alert, now } = situation;
  if (alert.status === 'RESOLVED') return { kind: 'end', outcome: 'RESOLVED' };
  if (alert.status === 'ACCEPTED') return planAccepted(alert, now);
  const { escalation } = alert;
  if (escalation.nextAt === undefined) return { kind: 'end', outcome: 'EXHAUSTED' };
  if (!isDue(escalation.nextAt, now)) return { kind: 'wait', until: escalation.nextAt };

  const takenUntil = latest(plus(now, { seconds: 1 }), escalation.takenUntil);
  const planned = plannedInRun(situation.steps, escalation.run);
  const due = planned.filter(({ notification: { at } }) => at > escalation.takenUntil && at <= takenUntil);
  const claimed: Escalation = {
    ...escalation,
    stepId: escalation.stepId + 1,
    takenUntil,
    turns: escalation.turns + 1,
    restarts: undefined,
  };

  const started = isDue(escalation.nextLevelAt, now)
    ? startNextLevel(
        situation,
        claimed,
        planned.map(({ notification }) => notification),
      )
    : { escalation: claimed, log: [], step: undefined };
  const finished = settleNextAt(
    started,
    planned.map(({ notification }) => notification),
    now,
  );

  const turnsUsedUp = finished.escalation.turns >= turnsPerGeneration && finished.escalation.nextAt !== undefined;
  return {
    kind: 'claim',
    alert: { ...alert, escalation: turnsUsedUp ? nextGeneration(finished.escalation) : finished.escalation },
    ...(started.step && { step: started.step }),
    due,
    log: toldBriefly(finished.log),
  };
}

/** An accepted alert has nothing to escalate, unless it was snoozed: then it is pending again at its time. */
function planAccepted(alert: Alert, now: Instant): StepDecision {
  if (alert.snoozedUntil === undefined) return { kind: 'end', outcome: 'ACCEPTED' };
  if (!isDue(alert.snoozedUntil, now)) return { kind: 'wait', until: alert.snoozedUntil };
  const { snoozedUntil: _awake, acceptedBy: _by, ...awake } = alert;
  return {
    kind: 'claim',
    alert: { ...awake, status: 'PENDING', escalation: { ...alert.escalation, stepId: alert.escalation.stepId + 1 } },
    due: [],
    log: [{ type: 'AlertSnoozedLogEntry', vars: { ended: true } }],
  };
}

interface Progress {
  readonly escalation: Escalation;
  readonly log: readonly LogDraft[];
  readonly step?: EscalationStep | undefined;
}

/** Starts the next level that reaches somebody; levels that do not are passed over. */
function startNextLevel(
  situation: StepSituation,
  claimed: Escalation,
  planned: readonly PlannedNotification[],
): Progress {
  const { alert, now } = situation;
  const log: LogDraft[] = [];
  let position = { pass: claimed.pass, level: claimed.level };
  for (let passedOver = 0; ; passedOver++) {
    const next = nextLevel(situation, position);
    if (next === undefined || passedOver >= next.levelCount) {
      return {
        escalation: withoutNextLevel({ ...claimed, ...position }),
        log: [...log, ...endOfLevels(situation, log)],
      };
    }
    position = { pass: next.pass, level: next.level };

    const userIds = [...new Set(next.targets.flatMap((target) => situation.whoIsOnCall(target)))];
    const users = userIds.flatMap((id) => situation.usersById.get(id) ?? []);
    const reached = users.map((user) => reach(user, alert.priority, now));
    const notifications = sentOnce(
      reached.flatMap((one) => one.notifications),
      planned,
    );
    log.push(...reached.flatMap((one) => one.left).map((left) => leftOut(left, situation.usersById)));

    if (notifications.fresh.length === 0 && !notifications.repeated) {
      const reason = users.length === 0 ? 'NOBODY_ON_CALL' : 'NOBODY_REACHABLE';
      log.push({ type: 'LevelSkippedLogEntry', vars: { level: next.level + 1, reason } });
      if (next.timeout === undefined) {
        return {
          escalation: withoutNextLevel({ ...claimed, ...position }),
          log: [...log, ...endOfLevels(situation, log)],
        };
      }
      continue;
    }

    const { names, more } = namesOf(users.map(fullName));
    log.push({
      type: 'AlertEscalatedToLevelLogEntry',
      vars: {
        level: next.level + 1,
        pass: next.pass + 1,
        users: names,
        ...(more !== undefined && { more }),
        ...(alert.policy && alert.escalation.responders === undefined && { policy: alert.policy.name }),
      },
    });
    const startedAt = startOf(claimed, now);
    const escalation = {
      ...claimed,
      ...position,
      nextLevelAt: next.timeout === undefined ? undefined : roundUpToSecond(plus(startedAt, { minutes: next.timeout })),
    };
    const step = {
      alertId: alert.id,
      stepId: escalation.stepId,
      run: escalation.run,
      ...position,
      claimedAt: now,
      responders: users.map(({ id }) => id),
      notifications: notifications.fresh,
    };
    return { escalation, log, step };
  }
}

/** The level after `position`; its timeout is undefined when no further level may follow. */
function nextLevel(
  { alert, policy }: StepSituation,
  position: { readonly pass: number; readonly level: number },
):
  | { pass: number; level: number; targets: readonly Target[]; timeout: number | undefined; levelCount: number }
  | undefined {
  const fixed = alert.escalation.responders;
  if (fixed !== undefined) {
    if (position.level >= 0) return undefined;
    const targets = fixed.map((id): Target => ({ kind: 'user', id }));
    return { pass: 0, level: 0, targets, timeout: undefined, levelCount: 1 };
  }
  if (policy === undefined) return undefined;

  const levelCount = policy.levels.length;
  const following = policy.levels[position.level + 1];
  if (following !== undefined) {
    // A low-priority alert notifies one level and never escalates by itself (features.md §1).
    const timeout = alert.priority === 'LOW' ? undefined : following.escalationTimeout;
    return { pass: position.pass, level: position.level + 1, targets: following.targets, timeout, levelCount };
  }
  const first = policy.levels[0];
  const passes = policy.repeating ? 1 + policy.frequency : 1;
  if (first === undefined || position.pass + 1 >= passes) return undefined;
  return { pass: position.pass + 1, level: 0, targets: first.targets, timeout: first.escalationTimeout, levelCount };
}

const withoutNextLevel = (escalation: Escalation): Escalation => ({ ...escalation, nextLevelAt: undefined });

function endOfLevels({ alert, policy, steps }: StepSituation, log: readonly LogDraft[]): LogDraft[] {
  if (policy === undefined && alert.escalation.responders === undefined) {
    return [{ type: 'LevelSkippedLogEntry', vars: { level: alert.escalation.level + 2, reason: 'POLICY_DELETED' } }];
  }
  const reachedNobody = steps.every((step) => step.run !== alert.escalation.run || step.notifications.length === 0);
  return reachedNobody && log.some(({ type }) => type === 'LevelSkippedLogEntry')
    ? [{ type: 'NobodyOnCallLogEntry', vars: {} }]
    : [];
}

/** Levels keep their distance from each other, however late a timer rang; only after real lateness do they start over. */
const startOf = ({ nextLevelAt }: Escalation, now: Instant): Instant =>
  nextLevelAt !== undefined && Math.abs(secondsBetween(nextLevelAt, now)) <= toleratedLatenessSeconds
    ? nextLevelAt
    : now;

/** Sets when to look again; with nothing left, ends the escalation and says so. */
function settleNextAt(progress: Progress, planned: readonly PlannedNotification[], now: Instant): Progress {
  const { escalation } = progress;
  const ahead = [...planned, ...(progress.step?.notifications ?? [])]
    .map(({ at }) => at)
    .filter((at) => at > escalation.takenUntil);
  const nextDelayed = earliest(...ahead);
  const nextAt = earliest(escalation.nextLevelAt, nextDelayed && roundUpToSecond(nextDelayed));
  if (nextAt !== undefined) return { ...progress, escalation: { ...escalation, nextAt } };
  return {
    ...progress,
    escalation: stopped(escalation, now),
    log: [...progress.log, { type: 'EscalationEndedLogEntry', vars: {} }],
  };
}

function plannedInRun(steps: readonly EscalationStep[], run: number) {
  return steps
    .filter((step) => step.run === run)
    .flatMap((step) => step.notifications.map((notification) => ({ stepId: step.stepId, notification })));
}

/** The entry about somebody, or one of their rules, that could not be used, and why. */
export function leftOut(
  left: { readonly userId: number; readonly method?: string; readonly reason: string },
  usersById: ReadonlyMap<number, User>,
): LogDraft {
  const user = usersById.get(left.userId);
  return {
    type: 'NotificationLogEntry',
    vars: {
      status: 'SKIPPED',
      reason: left.reason,
      userId: left.userId,
      user: user ? fullName(user) : String(left.userId),
      ...(left.method && { channel: left.method }),
    },
  };
}
