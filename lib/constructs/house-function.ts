import { existsSync } from 'node:fs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, RecursiveLoop, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Environment } from '../../functions/platform/environment.ts';
import type { Options } from '../context.ts';
import { acknowledge } from './acknowledge.ts';

export interface HouseFunctionProps {
  /** The file name in functions/handlers, and the function's short name. */
  readonly name: string;
  readonly description: string;
  readonly options: Options;
  readonly environment: Omit<Partial<Environment>, 'STAGE' | 'AUDIT_DAYS'>;
  readonly timeout: Duration;
  readonly memoryMb?: number;
  /** Where a failed asynchronous invocation goes, or, in words, why none gets lost. */
  readonly failures: IQueue | string;
  /** Asynchronous retries; only for functions that events invoke. */
  readonly asyncRetries?: number;
  /** Concurrency kept back for this function when the option `reservedConcurrency` is on. */
  readonly reserved?: number;
  /**
   * It queues messages for itself, in chains that are bounded. Lambda would take such a chain for a mistake, and throw away
   * its message after some sixteen rounds.
   */
  readonly isItsOwnCaller?: boolean;
  /** Refuses every invocation. */
  readonly stopped?: boolean;
}

/** A function with the house's defaults: newest Node on arm64, its own role that may do nothing yet, its own log. */
export class HouseFunction extends LambdaFunction {
  readonly shortName: string;
  private readonly rights: Role;

  constructor(scope: Construct, id: string, props: HouseFunctionProps) {
    const { name, options } = props;
    const functionName = `tocsin-${options.stage}-${name}`;
    const parts = new Construct(scope, `${id}Parts`);
    const logGroup = new LogGroup(parts, 'Log', {
      logGroupName: `/tocsin/${options.stage}/${name}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(parts, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${functionName} may do`,
    });
    logGroup.grantWrite(role);
    super(scope, id, {
      functionName,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: codeOf(name, options.bundling),
      role,
      logGroup,
      timeout: props.timeout,
      memorySize: props.memoryMb ?? 512,
      environment: {
        ...present(props.environment),
        STAGE: options.stage,
        AUDIT_DAYS: String(options.auditDays),
        NODE_OPTIONS: '--enable-source-maps',
      },
      ...(typeof props.failures === 'string' ? {} : { deadLetterQueue: props.failures }),
      ...(props.asyncRetries === undefined
        ? {}
        : { retryAttempts: props.asyncRetries, maxEventAge: Duration.minutes(1) }),
      ...(options.reservedConcurrency && props.reserved ? { reservedConcurrentExecutions: props.reserved } : {}),
      ...(props.isItsOwnCaller ? { recursiveLoop: RecursiveLoop.ALLOW } : {}),
      ...(props.stopped ? { reservedConcurrentExecutions: 0 } : {}),
    });
    this.shortName = name;
    this.rights = role;
    acknowledge(
      this,
      'Serverless-LambdaTracing',
      'A trace shows how long the function ran, which its log and metrics tell as well, and costs more than all it does to the table.',
    );
    if (typeof props.failures === 'string') {
      acknowledge(this, 'Serverless-LambdaDLQ', props.failures);
      acknowledge(this, 'Serverless-LambdaAsyncFailureDestination', props.failures);
    }
  }

  /** Lets the function do exactly these actions on exactly these resources. */
  allow(actions: readonly string[], ...resources: readonly string[]): void {
    this.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }

  /** The same, only where the call says these values of IAM's condition keys. */
  allowWhere(
    values: Readonly<Record<string, string>>,
    actions: readonly string[],
    ...resources: readonly string[]
  ): void {
    const conditions = { StringEquals: values };
    this.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources], conditions }));
  }

  /** Accepts cdk-nag's finding about a resource pattern in the function's policy. */
  acceptWildcard(pattern: string, reason: string): void {
    acknowledge(this.rights, `AwsSolutions-IAM5[Resource::${pattern}]`, reason);
  }

  /** Lets the function do these actions on `*`; the reason tells why no resource can be named. */
  allowAnywhere(actions: readonly string[], reason: string): void {
    this.allow(actions, '*');
    this.acceptWildcard('*', reason);
  }
}

function codeOf(name: string, bundling: boolean): Code {
  if (!bundling)
    return Code.fromInline('export const handler = () => { throw new Error("synthesized without bundling"); };');
  const directory = `dist/functions/${name}`;
  if (!existsSync(directory)) throw new Error(`${directory} is missing: functions/handlers/${name}.ts was not bundled`);
  return Code.fromAsset(directory);
}

function present(environment: Partial<Environment>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
}
