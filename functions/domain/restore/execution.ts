import * as z from 'zod';
import { Instant } from '../time.ts';

/** What a task of an escalation answered, as far as later readers need it; see `StepsTaken` of the use case. */
export const TaskAnswer = z.object({
  outcome: z.string(),
  /** The level notified last, counted from 1; 0 before the first. */
  level: z.number().optional(),
  waitUntil: Instant.optional(),
});
export type TaskAnswer = z.infer<typeof TaskAnswer>;

/** Which execution of an alert; also its name (`alert-<id>-g<generation>`). */
export interface ExecutionId {
  readonly alertId: number;
  readonly generation: number;
}

/** What is remembered of an execution, running or ended. */
export interface ExecutionRecord extends ExecutionId {
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'ABORTED' | 'FAILED';
  readonly startedAt: Instant;
  readonly stoppedAt?: Instant;
  /** Why it was stopped: `Accepted`, `Resolved`, `Snoozed` …, and who did it and how. */
  readonly error?: string;
  readonly cause?: string;
  /** What its last finished task answered. */
  readonly answer?: TaskAnswer;
  /** The alert's source, which executions name since the restore needs it. */
  readonly sourceId?: number;
}
