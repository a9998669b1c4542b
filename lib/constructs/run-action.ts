import { Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Environment } from '../../functions/platform/environment.ts';
import type { Options } from '../context.ts';
import type { Channels } from './channels.ts';
import { HouseFunction } from './house-function.ts';

/** Where the function is that carries alert actions out, for those that invoke it from other stacks and from earlier in this one. */
export interface ActionAddress {
  readonly functionName: string;
  readonly functionArn: string;
}

/** Its name is as fixed as the stage's: no stack has to import it. */
export function actionAddress(scope: Construct, stage: string): ActionAddress {
  const functionName = `tocsin-${stage}-run-action`;
  const { partition, region, account } = Stack.of(scope);
  return { functionName, functionArn: `arn:${partition}:lambda:${region}:${account}:function:${functionName}` };
}

export interface RunActionProps {
  readonly options: Options;
  readonly channels: Channels;
  readonly environment: Partial<Environment>;
}

/** Carries alert actions out: other tools, mails, event buses, and what Tocsin does itself. */
export class RunAction extends Construct {
  readonly runAction: HouseFunction;

  constructor(scope: Construct, id: string, { options, channels, environment }: RunActionProps) {
    super(scope, id);
    this.runAction = new HouseFunction(this, 'Function', {
      options,
      name: 'run-action',
      description: 'Does what alerts set in motion elsewhere: tickets, chats, webhooks, mails and events',
      environment: { ...environment, ...channels.environment },
      // A delivery that has been under way for 140 seconds is begun anew by others.
      timeout: Duration.seconds(110),
      failures: 'What is to be done is in the table, due until it is done; the tick wakes it again each minute.',
      asyncRetries: 0,
      reserved: 5,
    });
    channels.allowMailing(this.runAction);
    this.allowEvents(options);
  }

  /** Lets it put events on all buses of the account, and on those of others that the deployment names. */
  private allowEvents({ eventBuses = '' }: Options): void {
    const { partition, region, account } = Stack.of(this);
    const own = `arn:${partition}:events:${region}:${account}:event-bus/*`;
    this.runAction.allow(['events:PutEvents'], own, ...eventBuses.split(',').filter(Boolean));
    this.runAction.acceptWildcard(
      'arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:event-bus/*',
      'Actions name their bus when they are saved, long after the deploy. The pattern covers the buses of one Region of the account.',
    );
  }
}

/** Lets functions have alert actions carried out. */
export function allowActions({ functionArn }: ActionAddress, ...wakers: readonly HouseFunction[]): void {
  for (const waker of wakers) waker.allow(['lambda:InvokeFunction'], functionArn);
}
