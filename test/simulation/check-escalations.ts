import type { Alert, EscalationStep } from '../../functions/domain/alert/alert.ts';
import { type Instant, plus, secondsBetween } from '../../functions/domain/time.ts';
import { alertOf } from '../../functions/store/alert-items.ts';
import { stepOf } from '../../functions/store/step-items.ts';
import type { RunRecord } from './record.ts';
import { expectedLevels, type RunOfAlert } from './reference.ts';
import { recoveryMinutes } from './run.ts';
import { alertsIn, timelinesIn } from './stored.ts';

/** Promised: a lost step is found within 90 seconds; and a moment for taking it. */
const latestSeconds = 95;
/** A level keeps its distance from the one before, but for a start that may have been this late. */
const toleratedSeconds = 31;

const edits = ['edit-policy', 'delete-policy', 'edit-user', 'mute'];

/** Each due step happens once, in the order of the policy, not early, and in time once nothing breaks any more. */
export function checkEscalations(run: RunRecord): string[] {
  const found: string[] = [];
  const byRun = new Map<string, RunStory>();
  const calmAt = plus(run.startedAt, { seconds: run.plan.calmAfter + recoveryMinutes * 60 });
  const current = new Map<number, Alert>();
  for (const { at, old, new: item } of run.writes) {
    if (item?.type === 'ALERT') {
      const after = alertOf(item);
      const before = old && alertOf(old);
      current.set(after.id, after);
      if (before !== undefined) found.push(...checkClaim(before, after, at, calmAt));
      if (before?.escalation.run !== after.escalation.run) byRun.set(runName(after), storyOf(after));
    } else if (item?.type === 'STEP' && old === undefined) {
      const step = stepOf(item);
      const story = byRun.get(`alert ${step.alertId} run ${step.run}`);
      story?.steps.push(step);
      // Who accepted a low-priority alert may have raised it while it slept.
      const priority = current.get(step.alertId)?.priority;
      if (story && priority) story.run = { ...story.run, priority };
    }
  }
  const isEdited = run.plan.operations.some(({ kind }) => edits.includes(kind));
  if (!isEdited) for (const story of byRun.values()) found.push(...checkStory(run, story));
  return found;
}

interface RunStory {
  readonly name: string;
  readonly alertId: number;
  readonly number: number;
  run: RunOfAlert;
  readonly steps: EscalationStep[];
}

const runName = ({ id, escalation }: Alert): string => `alert ${id} run ${escalation.run}`;

const storyOf = (alert: Alert): RunStory => ({
  name: runName(alert),
  alertId: alert.id,
  number: alert.escalation.run,
  run: {
    priority: alert.priority,
    policyId: alert.policy?.id,
    onlyUserId: alert.escalation.responders?.[0],
    startLevel: alert.escalation.level + 1,
  },
  steps: [],
});

function checkClaim(before: Alert, after: Alert, at: Instant, calmAt: Instant): string[] {
  const was = before.escalation;
  const is = after.escalation;
  const isClaim = is.run === was.run && is.stepId > was.stepId && is.turns > was.turns;
  if (!isClaim || was.nextAt === undefined) return [];
  const late = secondsBetween(was.nextAt, at);
  const words = `alert ${after.id}: step ${is.stepId}, due at ${was.nextAt}, was taken at ${at}`;
  if (before.status !== 'PENDING') return [`${words} of an alert that is ${before.status}`];
  if (late < -1) return [`${words}, too early`];
  return late > latestSeconds && was.nextAt > calmAt ? [`${words}, too late`] : [];
}

/** The steps of a run against the reference model. */
function checkStory({ items, plan, endedAt }: RunRecord, { name, alertId, number, run, steps }: RunStory): string[] {
  const log = timelinesIn(items).filter((entry) => entry.alertId === alertId);
  const reasons = log.filter(({ type }) => type === 'LevelSkippedLogEntry').map(({ vars }) => vars.reason);
  // A level that was given up on after three failures is told as such, and the model cannot know.
  if (reasons.includes('STEP_FAILED')) return [];
  const expected = expectedLevels(plan.configuration, run);
  const found: string[] = [];
  for (const [index, step] of steps.entries()) {
    const level = expected[index];
    if (level === undefined || level.pass !== step.pass || level.level !== step.level) {
      const should = level ? `pass ${level.pass} level ${level.level}` : 'nothing';
      return [`${name}: pass ${step.pass} level ${step.level} was notified instead of ${should}`];
    }
    const pages = level.pages.map(({ userId, method, delayMin }) => `${userId} ${method} ${delayMin}`);
    const planned = step.notifications.map(
      ({ userId, method, at }) => `${userId} ${method} ${Math.round(secondsBetween(step.claimedAt, at) / 60)}`,
    );
    found.push(...planned.filter((one) => !pages.includes(one)).map((one) => `${name}: nobody asked for ${one}`));
    const earlier = steps.slice(0, index + 1).flatMap(({ notifications }) => notifications);
    for (const { userId, method, delayMin } of level.pages) {
      const minute = plus(step.claimedAt, { minutes: delayMin }).slice(0, 16);
      const isThere = earlier.some(
        (one) => one.userId === userId && one.method === method && one.at.startsWith(minute),
      );
      if (!isThere) found.push(`${name}: ${method} to user ${userId} at ${minute} is missing`);
    }
    const before = expected[index - 1];
    const claimedBefore = steps[index - 1]?.claimedAt;
    if (before && claimedBefore && !reasons.includes('ALL_SENDS_FAILED')) {
      const distance = secondsBetween(claimedBefore, step.claimedAt);
      if (distance < before.minutes * 60 - toleratedSeconds)
        found.push(
          `${name}: level ${step.level} came ${distance} s after the one before, which has ${before.minutes} min`,
        );
    }
  }
  const alert = alertsIn(items).find(({ id }) => id === alertId);
  const isExhausted =
    alert?.status === 'PENDING' && alert.escalation.run === number && alert.escalation.endedAt !== undefined;
  if (isExhausted && steps.length < expected.length)
    found.push(`${name}: ended at ${endedAt} after ${steps.length} of ${expected.length} levels`);
  return found;
}
