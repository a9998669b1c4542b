import { StateMachine } from 'aws-local-stepfunctions';
import type { Deployment } from '../../deployment.ts';
import type { RoleCheck } from '../roles.ts';
import type { ExecutionView, InvokeFunction, TaskResult } from './types.ts';

export type DeployedStateMachine = Deployment['stateMachines'][number];

/** An execution as it runs; what of it may be seen is the view. */
export interface Execution {
  readonly machine: DeployedStateMachine;
  readonly input: string;
  view: ExecutionView;
  output?: string;
  /** What each state was left with, as JSON text, in the order of `view.states`. */
  readonly outputs: (string | undefined)[];
  abort(): void;
}

/** Runs a machine's executions; the definition is read once. */
export interface Runner {
  start(name: string, input: string): Execution;
}

interface RunnerOptions {
  readonly machine: DeployedStateMachine;
  readonly roles: Pick<RoleCheck, 'check'> | undefined;
  /** Counts the tasks under way, up and down. */
  readonly onTask: (change: 1 | -1) => void;
  readonly invoke: InvokeFunction;
}

/** Prepares a state machine, each of whose tasks calls a Lambda function with the rights of the machine's role. */
export function createRunner({ machine, roles, onTask, invoke }: RunnerOptions): Runner {
  const definition = JSON.parse(machine.definition) as { States: Record<string, { Type: string; Resource?: string }> };
  const stateMachine = new StateMachine(definition as never, { validationOptions: { noValidate: true } });

  const call = async (functionArn: string, payload: unknown): Promise<unknown> => {
    onTask(1);
    try {
      const isAllowed = (await roles?.check(machine.roleArn, 'lambda:InvokeFunction', functionArn)) ?? true;
      const result: TaskResult = isAllowed ? await invoke(functionArn, payload) : refused(machine, functionArn);
      if ('payload' in result) return result.payload;
      throw Object.assign(new Error(result.cause), { name: result.error });
    } finally {
      onTask(-1);
    }
  };

  const taskResourceLocalHandlers = Object.fromEntries(
    Object.entries(definition.States)
      .filter(([, { Type }]) => Type === 'Task')
      .map(([name, { Resource = '' }]) => [name, taskHandler(Resource, call)]),
  );

  return {
    start(name, input) {
      const running = stateMachine.run(JSON.parse(input), {
        overrides: { taskResourceLocalHandlers: taskResourceLocalHandlers as never },
        noThrowOnAbort: true,
      });
      const execution: Execution = {
        machine,
        input,
        view: {
          name,
          executionArn: `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`,
          alertId: (JSON.parse(input) as { alertId?: number } | null)?.alertId,
          status: 'RUNNING',
          startedAt: new Date().toISOString(),
          states: [],
        },
        outputs: [],
        abort: () => running.abort(),
      };
      // How it ended is told by the events.
      running.result.catch(() => undefined);
      void follow(execution, running.eventLogs);
      return execution;
    },
  };
}

/** Ends an execution by a call from outside. One that has ended stays as it is. */
export function stop(execution: Execution, error: string | undefined, cause: string | undefined): void {
  if (execution.view.status !== 'RUNNING') return;
  end(execution, 'ABORTED', Date.now(), error, cause);
  execution.abort();
}

type Events = ReturnType<StateMachine['run']>['eventLogs'];

async function follow(execution: Execution, events: Events): Promise<void> {
  for await (const event of events) {
    if (execution.view.status !== 'RUNNING') return;
    switch (event.type) {
      case 'StateEntered':
        enter(execution, event.state.name, event.timestamp);
        break;
      case 'StateExited':
        exit(execution, event.state.name, event.timestamp, JSON.stringify(event.state.output));
        break;
      case 'ExecutionSucceeded':
        execution.output = JSON.stringify(event.output);
        end(execution, 'SUCCEEDED', event.timestamp);
        break;
      case 'ExecutionFailed':
        end(execution, 'FAILED', event.timestamp, event.Error, String(event.Cause ?? ''));
        break;
      case 'ExecutionTimeout':
        end(execution, 'TIMED_OUT', event.timestamp, 'States.Timeout');
        break;
    }
  }
}

function enter(execution: Execution, name: string, at: number): void {
  const { view } = execution;
  execution.view = { ...view, states: [...view.states, { name, enteredAt: new Date(at).toISOString() }] };
}

function exit(execution: Execution, name: string, at: number, output: string | undefined): void {
  execution.outputs[execution.view.states.findLastIndex((state) => state.name === name)] = output;
  const exitedAt = new Date(at).toISOString();
  const states = execution.view.states.map((state) =>
    state.name === name && state.exitedAt === undefined ? { ...state, exitedAt } : state,
  );
  execution.view = { ...execution.view, states };
}

function end(execution: Execution, status: ExecutionView['status'], at: number, error?: string, cause?: string): void {
  execution.view = {
    ...execution.view,
    status,
    stoppedAt: new Date(at).toISOString(),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}

/** A task names its function in the parameters of `lambda:invoke`, or is the function itself. */
function taskHandler(resource: string, call: (functionArn: string, payload: unknown) => Promise<unknown>) {
  if (!resource.endsWith(':lambda:invoke')) return (input: unknown) => call(resource, input);
  return async (input: unknown) => {
    const { FunctionName, Payload } = input as { FunctionName: string; Payload: unknown };
    return { StatusCode: 200, ExecutedVersion: '$LATEST', Payload: await call(FunctionName, Payload) };
  };
}

function refused(machine: DeployedStateMachine, functionArn: string): TaskResult {
  const cause = `User: ${machine.roleArn} is not authorized to perform: lambda:InvokeFunction on resource: ${functionArn}`;
  return { error: 'Lambda.AWSLambdaException', cause };
}
