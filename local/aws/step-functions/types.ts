import type { AwsService } from '../service.ts';

/** How a Lambda task went: what the function returned, or the error as Step Functions names it. */
export type TaskResult = { readonly payload: unknown } | { readonly error: string; readonly cause: string };

/** Runs a function synchronously and once; the engine itself applies retries, timeouts and the role check. */
export type InvokeFunction = (functionArn: string, payload: unknown) => Promise<TaskResult>;

export interface ExecutionView {
  readonly name: string;
  readonly executionArn: string;
  readonly alertId: number | undefined;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly error?: string;
  readonly cause?: string;
  /** ISO instants. */
  readonly startedAt: string;
  readonly stoppedAt?: string;
  readonly states: readonly { readonly name: string; readonly enteredAt: string; readonly exitedAt?: string }[];
}

/** Step Functions behind the front. Made by `startStepFunctions({ deployment, roles, invoke })` in `service.ts`. */
export interface StepFunctions extends AwsService {
  /** Starts an execution as the API does. */
  start(stateMachineArn: string, name: string, input: string): void;
  list(filter?: { readonly alertId?: number }): readonly ExecutionView[];
  /** How many tasks are being invoked, or are about to be, at this instant: waits and retry pauses do not count. */
  busy(): number;
}
