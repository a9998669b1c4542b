import type { Instant } from '../time.ts';
import type { ExecutionRecord } from './execution.ts';

/** What the executions of an alert tell of it, whatever a table says that has forgotten the last hours. */
export type Fate =
  /** Nobody has answered it. `level` is the one notified last, counted from 1, when that is known. */
  | { readonly kind: 'OPEN'; readonly level?: number }
  | { readonly kind: 'SNOOZED'; readonly until: Instant }
  | { readonly kind: 'ACCEPTED' | 'RESOLVED'; readonly at: Instant; readonly cause: string }
  /** Everybody was tried, and nobody has answered. */
  | { readonly kind: 'EXHAUSTED'; readonly at: Instant; readonly level?: number };

/**
 * What became of an alert, by its executions; undefined when there is none. The newest generation decides: each
 * change that goes on after an answer starts another one. An end that says nothing (a failure, a successor that
 * never came) leaves the alert open.
 */
export function fateOf(executions: readonly ExecutionRecord[]): Fate | undefined {
  const [newest, before] = [...executions].sort((a, b) => b.generation - a.generation);
  if (newest === undefined) return undefined;
  const { error, cause = '', answer, startedAt } = newest;
  const at = newest.stoppedAt ?? startedAt;
  const level = answer?.level === undefined ? {} : { level: answer.level };
  if (newest.status === 'ABORTED') {
    if (error === 'Accepted') return { kind: 'ACCEPTED', at, cause: cause || error };
    if (error === 'Resolved') return { kind: 'RESOLVED', at, cause: cause || error };
  }
  if (newest.status === 'SUCCEEDED') {
    if (answer?.outcome === 'ACCEPTED') return { kind: 'ACCEPTED', at, cause: 'Accepted' };
    if (answer?.outcome === 'RESOLVED') return { kind: 'RESOLVED', at, cause: 'Resolved' };
    if (answer?.outcome === 'EXHAUSTED') return { kind: 'EXHAUSTED', at, ...level };
  }
  const sleeps = newest.status === 'RUNNING' && before?.error === 'Snoozed' && answer?.level === 0;
  if (sleeps && answer.waitUntil !== undefined) return { kind: 'SNOOZED', until: answer.waitUntil };
  return { kind: 'OPEN', ...level };
}

/** The highest generation that ever had an execution; 0 when none had. */
export const highestGeneration = (executions: readonly { readonly generation: number }[]): number =>
  executions.reduce((highest, { generation }) => Math.max(highest, generation), 0);
