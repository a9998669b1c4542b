import type { Execution } from './executions.ts';

type Shape = Record<string, unknown>;

/** An instant as the API writes it: seconds since 1970. */
export function seconds(instant: string): number {
  return Date.parse(instant) / 1000;
}

/** The answer of DescribeExecution. */
export function describeExecution(execution: Execution): Shape {
  const { view, input, output } = execution;
  return {
    ...listEntry(execution),
    input,
    output,
    error: view.error,
    cause: view.cause,
  };
}

/** One execution of ListExecutions. */
export function listEntry({ view, machine }: Execution): Shape {
  return {
    executionArn: view.executionArn,
    stateMachineArn: machine.arn,
    name: view.name,
    status: view.status,
    startDate: seconds(view.startedAt),
    ...(view.stoppedAt !== undefined && { stopDate: seconds(view.stoppedAt) }),
  };
}

const END_EVENTS = {
  RUNNING: undefined,
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
} as const;

/** The events of GetExecutionHistory that tell which states were visited, what they were left with, and how it ended. */
export function historyOf({ machine, view, outputs }: Execution): Shape[] {
  const { States } = JSON.parse(machine.definition) as { States: Record<string, { Type: string }> };
  const events: Shape[] = [{ type: 'ExecutionStarted', timestamp: seconds(view.startedAt) }];
  for (const [index, { name, enteredAt, exitedAt }] of view.states.entries()) {
    const type = States[name]?.Type ?? 'Task';
    const stateEnteredEventDetails = { name };
    events.push({ type: `${type}StateEntered`, timestamp: seconds(enteredAt), stateEnteredEventDetails });
    if (exitedAt === undefined) continue;
    const stateExitedEventDetails = { name, output: outputs[index] };
    events.push({ type: `${type}StateExited`, timestamp: seconds(exitedAt), stateExitedEventDetails });
  }
  const type = END_EVENTS[view.status];
  if (type && view.stoppedAt !== undefined) {
    const details = `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
    const ending = { error: view.error, cause: view.cause };
    events.push({ type, timestamp: seconds(view.stoppedAt), ...(view.error !== undefined && { [details]: ending }) });
  }
  return events.map((event, i) => ({ id: i + 1, previousEventId: i, ...event }));
}
