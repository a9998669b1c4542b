import { readFileSync } from 'node:fs';
import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';

export interface HouseStateMachineProps {
  readonly stage: string;
  /** The file in statemachines/ without `.asl.json`, and the machine's name. */
  readonly name: string;
  /** The function behind each `${Placeholder}` of the file. */
  readonly functions: Readonly<Record<string, HouseFunction>>;
}

/**
 * A state machine from its file. It keeps its name and outlives the stack, so running executions survive deploys, and
 * may invoke the functions it is given and nothing else.
 */
export class HouseStateMachine extends Construct {
  readonly machine: StateMachine;
  /** Pattern of the ARNs of its executions; their names start with `alert-`. */
  readonly executionsArn: string;
  /** The same as cdk-nag writes it in its findings. */
  readonly executionsPattern: string;

  constructor(scope: Construct, id: string, props: HouseStateMachineProps) {
    super(scope, id);
    const stateMachineName = `tocsin-${props.stage}-${props.name}`;
    const definition = readFileSync(new URL(`../../statemachines/${props.name}.asl.json`, import.meta.url), 'utf8');
    pairUp(props.name, definition, Object.keys(props.functions));

    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName,
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: Object.fromEntries(
        Object.entries(props.functions).map(([placeholder, target]) => [placeholder, target.functionArn]),
      ),
      logs: {
        destination: new LogGroup(this, 'Log', {
          logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
          retention: RetentionDays.ONE_MONTH,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
      tracingEnabled: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.machine.addToRolePolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: Object.values(props.functions).map((target) => target.functionArn),
      }),
    );
    acknowledge(
      this.machine,
      'AwsSolutions-IAM5[Resource::*]',
      'Log delivery and X-Ray, which Step Functions sets up itself, have no resources to name.',
    );
    this.executionsArn = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${stateMachineName}:alert-*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.executionsPattern = `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${stateMachineName}:alert-*`;
  }
}

function pairUp(name: string, definition: string, given: readonly string[]): void {
  const wanted = new Set([...definition.matchAll(/\$\{(\w+)\}/g)].map(([, placeholder]) => placeholder as string));
  const unfilled = [...wanted].filter((placeholder) => !given.includes(placeholder));
  const unused = given.filter((placeholder) => !wanted.has(placeholder));
  if (unfilled.length === 0 && unused.length === 0) return;
  throw new Error(
    `statemachines/${name}.asl.json and its functions do not pair up: ` +
      `no function for [${unfilled.join(', ')}], no place for [${unused.join(', ')}]`,
  );
}
