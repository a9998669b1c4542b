import type { Deployment } from '../../deployment.ts';
import { AwsError } from '../aws-error.ts';
import type { RoleCheck } from '../roles.ts';
import type { AwsRequest, Permission } from '../service.ts';
import { createRunner, type DeployedStateMachine, type Execution, type Runner, stop } from './executions.ts';
import { describeExecution, historyOf, listEntry, seconds } from './shapes.ts';
import type { InvokeFunction, StepFunctions } from './types.ts';

type Parameters = Record<string, unknown>;

/** AWS forgets an execution, and lets its name be used again, so long after its end. */
const KEPT_FOR = 90 * 24 * 3600 * 1000;

/** Step Functions with the deployment's state machines. Executions live in memory: a restart loses them. */
export function startStepFunctions(options: {
  readonly deployment: Pick<Deployment, 'stateMachines'>;
  readonly roles?: Pick<RoleCheck, 'check'>;
  readonly invoke: InvokeFunction;
}): StepFunctions {
  const { deployment, roles, invoke } = options;
  const executions = new Map<string, Execution>();
  const runners = new Map<string, Runner>();
  let tasks = 0;
  const onTask = (change: 1 | -1) => {
    tasks += change;
  };
  for (const machine of deployment.stateMachines) {
    runners.set(machine.arn, createRunner({ machine, roles, onTask, invoke }));
  }

  const machineOf = ({ stateMachineArn }: Parameters): DeployedStateMachine => {
    const machine = deployment.stateMachines.find(({ arn }) => arn === stateMachineArn);
    if (machine) return machine;
    throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${String(stateMachineArn)}'`);
  };

  const executionOf = ({ executionArn }: Parameters): Execution => {
    const execution = executions.get(String(executionArn));
    if (execution) return execution;
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${String(executionArn)}'`);
  };

  const start = (parameters: Parameters): Parameters => {
    const machine = machineOf(parameters);
    const { name, input } = readStart(parameters);
    const arn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`;
    const existing = executions.get(arn);
    if (existing) {
      const isSame = existing.view.status === 'RUNNING' && existing.input === input;
      if (!isSame) throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      return { executionArn: arn, startDate: seconds(existing.view.startedAt) };
    }
    forgetOld(executions);
    const execution = (runners.get(machine.arn) as Runner).start(name, input);
    executions.set(arn, execution);
    return { executionArn: arn, startDate: seconds(execution.view.startedAt) };
  };

  const list = (parameters: Parameters): Parameters => {
    const machine = machineOf(parameters);
    const found = [...executions.values()]
      .filter((execution) => execution.machine.arn === machine.arn)
      .filter(({ view }) => parameters.statusFilter === undefined || view.status === parameters.statusFilter)
      .reverse();
    const start = Number(parameters.nextToken ?? 0);
    const end = start + Number(parameters.maxResults ?? 100);
    return {
      executions: found.slice(start, end).map(listEntry),
      ...(end < found.length && { nextToken: String(end) }),
    };
  };

  const history = (parameters: Parameters): Parameters => {
    const events = historyOf(executionOf(parameters));
    if (parameters.reverseOrder === true) events.reverse();
    return { events: events.slice(0, Number(parameters.maxResults ?? 1000)) };
  };

  const run = (action: string, parameters: Parameters): Parameters => {
    switch (action) {
      case 'StartExecution':
        return start(parameters);
      case 'StopExecution': {
        const execution = executionOf(parameters);
        stop(execution, optionalText(parameters.error), optionalText(parameters.cause));
        return { stopDate: seconds(execution.view.stoppedAt ?? '') };
      }
      case 'DescribeExecution':
        return describeExecution(executionOf(parameters));
      case 'ListExecutions':
        return list(parameters);
      case 'GetExecutionHistory':
        return history(parameters);
      default:
        throw new AwsError('UnknownOperationException', `${action} is not supported`);
    }
  };

  const dropAll = async () => {
    for (const execution of executions.values()) stop(execution, undefined, undefined);
    executions.clear();
  };

  return {
    service: 'states',
    permissions: permissionsOf,
    async handle(request) {
      const answer = run(request.action, parse(request));
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: JSON.stringify(answer),
      };
    },
    start(stateMachineArn, name, input) {
      start({ stateMachineArn, name, input });
    },
    list: ({ alertId } = {}) =>
      [...executions.values()]
        .map(({ view }) => view)
        .filter((view) => alertId === undefined || view.alertId === alertId),
    busy: () => tasks,
    reset: dropAll,
    close: dropAll,
  };
}

function readStart({ name = crypto.randomUUID(), input = '{}' }: Parameters): { name: string; input: string } {
  if (typeof name !== 'string' || !/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/.test(name)) {
    throw new AwsError('InvalidName', `Invalid Name: '${String(name)}'`);
  }
  try {
    JSON.parse(String(input));
  } catch {
    throw new AwsError('InvalidExecutionInput', "Invalid State Machine Execution Input: 'the input is not JSON'");
  }
  return { name, input: String(input) };
}

function forgetOld(executions: Map<string, Execution>): void {
  const limit = new Date(Date.now() - KEPT_FOR).toISOString();
  for (const [arn, { view }] of executions) {
    if (view.startedAt >= limit) return;
    if (view.stoppedAt !== undefined && view.stoppedAt < limit) executions.delete(arn);
  }
}

function permissionsOf(request: AwsRequest): Permission[] {
  const { stateMachineArn, executionArn } = parse(request);
  return [{ action: `states:${request.action}`, resource: String(executionArn ?? stateMachineArn ?? '*') }];
}

function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function parse({ body }: AwsRequest): Parameters {
  try {
    return JSON.parse(body.toString() || '{}') as Parameters;
  } catch {
    throw new AwsError('SerializationException', 'the body is not JSON');
  }
}
