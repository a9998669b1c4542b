import { readFileSync } from 'node:fs';
import { ArnFormat, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';

/** Where a state machine and its executions are, known before it exists: its function may start it, too. */
export interface StateMachineAddress {
  readonly name: string;
  readonly machineArn: string;
  /** A pattern: execution names start with `alert-`. */
  readonly executionsArn: string;
  /** The same, as cdk-nag writes it in its findings. */
  readonly executionsFinding: string;
}

/** The address of a stage's state machine, which never changes. */
export function stateMachineAddress(scope: Construct, stage: string, machine: string): StateMachineAddress {
  const name = `tocsin-${stage}-${machine}`;
  const executions = `${name}:alert-*`;
  const arnOf = (resource: string, resourceName: string) =>
    Stack.of(scope).formatArn({
      service: 'states',
      resource,
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  return {
    name,
    machineArn: arnOf('stateMachine', name),
    executionsArn: arnOf('execution', executions),
    executionsFinding: `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${executions}`,
  };
}

export interface HouseStateMachineProps {
  readonly address: StateMachineAddress;
  /** The file in statemachines/ without `.asl.json`. */
  readonly file: string;
  /** The function behind each `${Placeholder}` of the file. */
  readonly functions: Readonly<Record<string, HouseFunction>>;
}

/**
 * A state machine from its file. It keeps its name and outlives the stack, so running executions survive deploys, and
 * may invoke the functions it is given and nothing else.
 */
export class HouseStateMachine extends StateMachine {
  constructor(scope: Construct, id: string, { address, file, functions }: HouseStateMachineProps) {
    const definition = readFileSync(new URL(`../../statemachines/${file}.asl.json`, import.meta.url), 'utf8');
    pairUp(file, definition, Object.keys(functions));
    const inAnyPartition = definition.replaceAll('arn:aws:states:::', `arn:$\{Partition}:states:::`);
    const arns = Object.entries(functions).map(([placeholder, target]) => [placeholder, target.functionArn] as const);
    super(scope, id, {
      stateMachineName: address.name,
      definitionBody: DefinitionBody.fromString(inAnyPartition),
      definitionSubstitutions: { Partition: Aws.PARTITION, ...Object.fromEntries(arns) },
      logs: {
        destination: new LogGroup(scope, `${id}Log`, {
          logGroupName: `/aws/vendedlogs/states/${address.name}`,
          retention: RetentionDays.ONE_MONTH,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
      tracingEnabled: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.addToRolePolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: arns.map(([, functionArn]) => functionArn),
      }),
    );
    acknowledge(
      this,
      'AwsSolutions-IAM5[Resource::*]',
      'Log delivery and X-Ray, which Step Functions sets up itself, have no resources to name.',
    );
  }
}

/** Throws when a placeholder has no function, or a function no placeholder. */
export function pairUp(file: string, definition: string, given: readonly string[]): void {
  const wanted = new Set([...definition.matchAll(/\$\{(\w+)\}/g)].map(([, placeholder]) => placeholder as string));
  const unfilled = [...wanted].filter((placeholder) => !given.includes(placeholder));
  const unused = given.filter((placeholder) => !wanted.has(placeholder));
  if (unfilled.length === 0 && unused.length === 0) return;
  throw new Error(
    `statemachines/${file}.asl.json and its functions do not pair up: ` +
      `no function for [${unfilled.join(', ')}], no place for [${unused.join(', ')}]`,
  );
}
