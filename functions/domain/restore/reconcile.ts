import { system } from '../access/actor.ts';
import type { Alert } from '../alert/alert.ts';
import { accept, resolve } from '../alert/transitions.ts';
import { nextGeneration, nextRun, stopped } from '../escalation/escalation.ts';
import type { LogDraft } from '../escalation/plan-step.ts';
import { type Instant, latest } from '../time.ts';
import type { ExecutionRecord } from './execution.ts';
import { type Fate, fateOf, highestGeneration } from './fate.ts';

/** What is done about one alert after a restore, in the words of the report. */
export type Verdict = 'untouched' | 'restarted' | 'snoozed' | 'accepted' | 'resolved' | 'exhausted';

export interface Reconciliation {
  readonly verdict: Verdict;
  /** The alert as it becomes; absent when it is untouched. */
  readonly alert?: Alert;
  readonly log: readonly LogDraft[];
  /** What decided, in words. */
  readonly why: string;
}

export interface Restore {
  /** The moment whose data the table has. */
  readonly restoredTo: Instant;
  readonly now: Instant;
}

/**
 * Decides what an alert of a restored table becomes, by the executions it has had since. What was answered meanwhile
 * is answered; what is open pages the people of the level it had reached once more, under a run and a generation that
 * are new, so that nothing planned or under way before counts any more; what sleeps sleeps on.
 */
export function reconcile(
  alert: Alert,
  executions: readonly ExecutionRecord[],
  { restoredTo, now }: Restore,
): Reconciliation {
  if (alert.status === 'RESOLVED') return untouched('it was resolved');
  const generation = Math.max(alert.escalation.generation, highestGeneration(executions)) + 1;
  const fate = fateFrom(alert, executions);
  const marked = (changed: Alert): Alert => ({ ...changed, restoredTo });

  switch (fate.kind) {
    case 'SETTLED':
      return untouched(fate.why);
    case 'ACCEPTED': {
      const accepted = accept(alert, { actor: system }, fate.at);
      if (accepted === undefined) return untouched('it was accepted');
      return {
        verdict: 'accepted',
        alert: marked(accepted.alert),
        log: [told(`Tocsin was restored from a backup; its execution says: ${fate.cause}`)],
        why: fate.cause,
      };
    }
    case 'RESOLVED': {
      const resolved = resolve(alert, system, fate.at);
      if (resolved === undefined) return untouched('it was resolved');
      return {
        verdict: 'resolved',
        alert: marked(resolved.alert),
        log: [told(`Tocsin was restored from a backup; its execution says: ${fate.cause}`)],
        why: fate.cause,
      };
    }
    case 'EXHAUSTED': {
      const level = fate.level === undefined ? {} : { level: fate.level - 1 };
      const { snoozedUntil: _awake, acceptedBy: _by, ...rest } = alert;
      const escalation = { ...stopped(alert.escalation, fate.at), ...level };
      const why = 'everybody had been tried';
      return {
        verdict: 'exhausted',
        alert: marked({ ...rest, status: 'PENDING', escalation }),
        log: [{ type: 'EscalationEndedLogEntry', vars: {} }],
        why,
      };
    }
    case 'SNOOZED': {
      if (fate.until <= now) return restarted(alert, { level: 0 }, generation, { restoredTo, now });
      const sleeping = nextRun(alert.escalation, { level: 0, startAt: fate.until });
      const keepsTime = { ...sleeping, takenUntil: alert.escalation.takenUntil };
      const isAsRead = alert.snoozedUntil === fate.until;
      const escalation = { ...(isAsRead ? nextGeneration(alert.escalation) : keepsTime), generation };
      const snoozed: Alert = { ...alert, status: 'ACCEPTED', snoozedUntil: fate.until, escalation };
      return {
        verdict: 'snoozed',
        alert: marked(snoozed),
        log: [restartedEntry(generation)],
        why: `it sleeps until ${fate.until}`,
      };
    }
    case 'OPEN':
      return restarted(alert, { level: fate.level ?? alert.escalation.level + 1 }, generation, { restoredTo, now });
  }
}

type Known = Fate | { readonly kind: 'SETTLED'; readonly why: string };

/** What the executions say, or, where they say nothing new, what the alert itself says. */
function fateFrom(alert: Alert, executions: readonly ExecutionRecord[]): Known {
  const { status, snoozedUntil, escalation } = alert;
  const fate = fateOf(executions);
  const isNews = highestGeneration(executions) > escalation.generation;
  if (snoozedUntil !== undefined && !isNews && (fate === undefined || fate.kind === 'OPEN')) {
    return { kind: 'SNOOZED', until: snoozedUntil };
  }
  const hasEnded = escalation.nextAt === undefined;
  if (hasEnded && !isNews) return { kind: 'SETTLED', why: status === 'ACCEPTED' ? 'it was accepted' : 'it had ended' };
  return fate ?? { kind: 'OPEN' };
}

const untouched = (why: string): Reconciliation => ({ verdict: 'untouched', log: [], why });

/** A fresh run of the level notified last, counted from 1; before the first one, the escalation keeps its time. */
function restarted(
  alert: Alert,
  { level }: { readonly level: number },
  generation: number,
  { restoredTo, now }: Restore,
): Reconciliation {
  const { snoozedUntil: _awake, acceptedBy: _by, ...rest } = alert;
  const { responders, nextLevelAt } = alert.escalation;
  const startAt = level === 0 ? latest(nextLevelAt ?? now, now) : now;
  const next = nextRun(alert.escalation, {
    // People who were named themselves are the only level.
    level: responders ? 0 : Math.max(0, level - 1),
    startAt,
    ...(responders && { responders }),
  });
  return {
    verdict: 'restarted',
    alert: {
      ...rest,
      status: 'PENDING',
      escalation: { ...next, pass: alert.escalation.pass, takenUntil: alert.escalation.takenUntil, generation },
      restoredTo,
    },
    log: [told('Tocsin was restored from a backup; who was told last is told once more'), restartedEntry(generation)],
    why: level === 0 ? 'nobody had been told yet' : `level ${level} had been told`,
  };
}

/** A sentence of the timeline. Kinds of entries that older versions do not know would make it unreadable to them. */
export const told = (comment: string): LogDraft => ({
  type: 'AlertCommentAddedBySystemLogEntry',
  vars: { user: 'Tocsin', comment },
});

const restartedEntry = (generation: number): LogDraft => ({
  type: 'EscalationRestartedLogEntry',
  vars: { generation },
});
