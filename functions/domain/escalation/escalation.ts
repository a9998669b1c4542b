import type { Alert, Escalation } from '../alert/alert.ts';
import { earliest, type Instant, latest, plus, roundUpToSecond } from '../time.ts';

/** A new alert's escalation: generation 1 waits until `startAt` for the first level. */
export function firstEscalation(startAt: Instant, createdAt: Instant, responders?: readonly number[]): Escalation {
  const startsAt = roundUpToSecond(startAt);
  return {
    run: 1,
    generation: 1,
    stepId: 0,
    pass: 0,
    level: -1,
    nextLevelAt: startsAt,
    nextAt: startsAt,
    takenUntil: createdAt,
    turns: 0,
    ...(responders && { responders: [...responders] }),
  };
}

/**
 * A new run: what older runs had planned is void, the next level to start is `level` at `startAt`, and a new
 * generation executes it. With `responders`, they are the only level.
 */
export function nextRun(
  escalation: Escalation,
  { level, startAt, responders }: { level: number; startAt: Instant; responders?: readonly number[] },
): Escalation {
  const startsAt = roundUpToSecond(startAt);
  return {
    run: escalation.run + 1,
    generation: escalation.generation + 1,
    stepId: escalation.stepId + 1,
    pass: 0,
    level: level - 1,
    nextLevelAt: startsAt,
    nextAt: startsAt,
    takenUntil: latest(escalation.takenUntil, startAt),
    turns: 0,
    ...(responders && { responders: [...responders] }),
  };
}

/** The same run under a new execution: after a restart, or when an execution has taken enough turns. */
export const nextGeneration = (escalation: Escalation): Escalation => ({
  ...escalation,
  generation: escalation.generation + 1,
  turns: 0,
});

/** Nothing is left to do: answered, resolved, or everybody was tried. */
export function stopped(escalation: Escalation, at: Instant): Escalation {
  const { nextLevelAt: _level, nextAt: _next, restarts: _restarts, ...rest } = escalation;
  return { ...rest, endedAt: escalation.endedAt ?? at };
}

/** The longest an execution waits in one turn. */
const longestWait = { hours: 12 };

/** When the execution should look again: the next due time, but not more than twelve hours ahead. */
export function waitUntil(alert: Pick<Alert, 'escalation'>, now: Instant): Instant | undefined {
  const { nextAt } = alert.escalation;
  if (nextAt === undefined) return undefined;
  return earliest(nextAt, roundUpToSecond(plus(now, longestWait)));
}

/** Due means within one second: times are rounded up to whole seconds, and a timer may ring a moment early. */
export const isDue = (at: Instant | undefined, now: Instant): boolean =>
  at !== undefined && at <= plus(now, { seconds: 1 });
