import type { ExecutionId, ExecutionRecord } from '../domain/restore/execution.ts';
import type { Instant } from '../domain/time.ts';

/** What Step Functions remembers of escalations, for 90 days after their end. */
export interface Executions {
  /** All that were started at or after `from`. */
  startedSince(from: Instant): Promise<ExecutionId[]>;
  /** Undefined when there is none of that name any more. */
  read(id: ExecutionId): Promise<ExecutionRecord | undefined>;
}
