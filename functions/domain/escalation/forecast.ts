import type { Alert, EscalationStep, PlannedNotification } from '../alert/alert.ts';
import type { EscalationPolicy, Target } from '../escalation-policy/escalation-policy.ts';
import { type Instant, plus } from '../time.ts';
import type { User } from '../user/user.ts';
import { type LogDraft, planStep, type StepSituation } from './plan-step.ts';
import { type Reachability, reach } from './reachability.ts';

/** What one level will do to one person. */
export interface ForecastPerson {
  readonly userId: number;
  readonly notifications: readonly PlannedNotification[];
  /** Why the person, or one of their rules, is passed over. */
  readonly left: Reachability['left'];
  /** All that would reach them is on its way from an earlier level. */
  readonly isRepeat: boolean;
}

/** One level that starts, or is passed over, and when; pass and level count from 0. */
export interface ForecastLevel {
  readonly pass: number;
  readonly level: number;
  readonly at: Instant;
  /** Why nobody is told. */
  readonly skipped?: string;
  readonly people: readonly ForecastPerson[];
}

export interface Forecast {
  /** What earlier levels have planned and nobody has handed over yet. */
  readonly pending: readonly PlannedNotification[];
  readonly levels: readonly ForecastLevel[];
  /** When nobody is left to tell, or was; absent when that lies beyond what is looked at. */
  readonly endsAt?: Instant;
}

/** An alert as far as it has come, and who will be on call when. */
export interface ForecastStart {
  readonly alert: Alert;
  readonly policy: EscalationPolicy | undefined;
  readonly steps: readonly EscalationStep[];
  readonly usersById: ReadonlyMap<number, User>;
  readonly whoIsOnCallAt: (target: Target, at: Instant) => readonly number[];
  readonly now: Instant;
}

/** So far ahead is looked, and no further than so many levels and turns. */
export const forecastAhead = { days: 7 } as const;
const most = { levels: 100, turns: 1000 };

/**
 * What an escalation does from now on if nobody answers and nobody edits anything: it takes each step at its time, by the very
 * rules of `planStep`, who is on call then told.
 */
export function forecast(start: ForecastStart): Forecast {
  const { policy, usersById, whoIsOnCallAt } = start;
  const horizon = plus(start.now, forecastAhead);
  const pending = pendingOf(start);
  const levels: ForecastLevel[] = [];
  const steps = [...start.steps];
  let [alert, now] = [start.alert, start.now];
  for (let turn = 0; turn < most.turns && levels.length < most.levels; turn++) {
    const at = now;
    const whoIsOnCall = (target: Target) => whoIsOnCallAt(target, at);
    const situation = { alert, policy, steps, usersById, whoIsOnCall, now };
    const decision = planStep(situation);
    if (decision.kind === 'end') {
      const endsAt = alert.status === 'PENDING' ? alert.escalation.endedAt : undefined;
      return { pending, levels, ...(endsAt && { endsAt }) };
    }
    if (decision.kind === 'wait') {
      if (decision.until > horizon) break;
      now = decision.until;
      continue;
    }
    levels.push(...levelsOf(decision.log, decision.step, situation));
    if (decision.step) steps.push(decision.step);
    alert = decision.alert;
  }
  return { pending, levels };
}

/** An answered alert tells nobody what was planned, nor does a run that another one has followed. */
function pendingOf({ alert: { status, escalation }, steps }: ForecastStart): PlannedNotification[] {
  if (status !== 'PENDING') return [];
  return steps
    .filter(({ run }) => run === escalation.run)
    .flatMap(({ notifications }) => notifications)
    .filter(({ at }) => at > escalation.takenUntil)
    .sort((one, other) => (one.at < other.at ? -1 : 1));
}

/** The levels that one claim passes over and starts, as its timeline entries tell. */
function levelsOf(
  log: readonly LogDraft[],
  step: EscalationStep | undefined,
  situation: StepSituation,
): ForecastLevel[] {
  const { pass, level } = situation.alert.escalation;
  let position = { pass, level };
  return log.flatMap(({ type, vars }): ForecastLevel[] => {
    const isSkipped = type === 'LevelSkippedLogEntry';
    if (!isSkipped && type !== 'AlertEscalatedToLevelLogEntry') return [];
    const level = Number(vars.level) - 1;
    position = { pass: level <= position.level ? position.pass + 1 : position.pass, level };
    const people = peopleOf(targetsAt(situation, level), isSkipped ? undefined : step, situation);
    return [{ ...position, at: situation.now, ...(isSkipped && { skipped: String(vars.reason) }), people }];
  });
}

const targetsAt = ({ alert, policy }: StepSituation, level: number): readonly Target[] =>
  alert.escalation.responders?.map((id): Target => ({ kind: 'user', id })) ?? policy?.levels[level]?.targets ?? [];

function peopleOf(
  targets: readonly Target[],
  step: EscalationStep | undefined,
  { alert, usersById, whoIsOnCall, now }: StepSituation,
): ForecastPerson[] {
  const users = [...new Set(targets.flatMap(whoIsOnCall))].flatMap((id) => usersById.get(id) ?? []);
  return users.map((user) => {
    const { notifications: possible, left } = reach(user, alert.priority, now);
    const notifications = step?.notifications.filter(({ userId }) => userId === user.id) ?? [];
    return { userId: user.id, notifications, left, isRepeat: possible.length > 0 && notifications.length === 0 };
  });
}
