import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, GetMetricStatisticsCommand, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Options } from '../../../lib/context.ts';
import { messageOf } from '../../aws/trouble.ts';
import type { Alarms, Facts, Setting, Subscription } from '../facts.ts';
import { clientSettings, orNone, reading } from './reading.ts';

const parts = ['data', 'core', 'edge'] as const;
export type Outputs = Readonly<Record<string, string>>;

/** The stacks of a stage with their status, and everything they put out. */
export async function readStacks({ stage, region }: Setting): Promise<{ stacks: Facts['stacks']; outputs: Outputs }> {
  const cloudformation = new CloudFormationClient(clientSettings(region));
  const outputs: Record<string, string> = {};
  const stackOf = async (part: string) => {
    try {
      const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: `tocsin-${stage}-${part}` }));
      return Stacks?.[0];
    } catch (error) {
      if (/does not exist/.test(messageOf(error))) return undefined;
      throw error;
    }
  };
  const stacks = await reading('cloudformation:DescribeStacks', async () => {
    const [data, core, edge] = await Promise.all(parts.map(stackOf));
    for (const stack of [data, core, edge])
      for (const { OutputKey = '', OutputValue = '' } of stack?.Outputs ?? []) outputs[OutputKey] = OutputValue;
    return { data: data?.StackStatus, core: core?.StackStatus, edge: edge?.StackStatus };
  });
  return { stacks, outputs };
}

export const readConcurrency = ({ region }: Setting): Promise<Facts['concurrency']> =>
  reading('lambda:GetAccountSettings', async () => {
    const { AccountLimit } = await new LambdaClient(clientSettings(region)).send(new GetAccountSettingsCommand({}));
    return AccountLimit?.ConcurrentExecutions ?? 0;
  });

type OperationFacts = Pick<Facts, 'operators' | 'alarms' | 'deadLetters' | 'ticks' | 'canary'>;

/** How a deployed stage is doing. */
export async function readOperation(options: Options, setting: Setting, now: Date): Promise<OperationFacts> {
  const { stage, region, account, partition } = setting;
  const topic = `arn:${partition}:sns:${region}:${account}:tocsin-${stage}-operators`;
  const cloudwatch = new CloudWatchClient(clientSettings(region));
  const counted = (name: string, minutes: number) =>
    reading('cloudwatch:GetMetricStatistics', () => sumOf(cloudwatch, name, stage, minutes, now));
  const [operators, alarms, deadLetters, ticks, canary] = await Promise.all([
    reading('sns:ListSubscriptionsByTopic', () => subscriptionsOf(new SNSClient(clientSettings(region)), topic)),
    reading('cloudwatch:DescribeAlarms', () => alarmsOf(cloudwatch, stage)),
    reading('sqs:GetQueueUrl, sqs:GetQueueAttributes', () =>
      deadLettersOf(new SQSClient(clientSettings(region)), stage),
    ),
    counted('TickCompleted', 10),
    counted('CanarySucceeded', 2 * options.canaryMinutes),
  ]);
  return { operators, alarms, deadLetters, ticks, canary };
}

async function subscriptionsOf(sns: SNSClient, topic: string): Promise<Subscription[]> {
  const subscriptions: Subscription[] = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: topic })) {
    for (const { Endpoint = '', SubscriptionArn = '' } of Subscriptions)
      subscriptions.push({ endpoint: Endpoint, confirmed: SubscriptionArn.startsWith('arn:') });
  }
  return subscriptions;
}

async function alarmsOf(cloudwatch: CloudWatchClient, stage: string): Promise<Alarms> {
  const prefix = `tocsin-${stage}-`;
  const found = [];
  for await (const page of paginateDescribeAlarms({ client: cloudwatch }, { AlarmNamePrefix: prefix })) {
    found.push(...(page.MetricAlarms ?? []));
  }
  // Another stage may begin with the name of this one: its alarms send to another topic.
  const ours = found.filter(({ AlarmActions = [] }) => AlarmActions.some((arn) => arn.endsWith(`:${prefix}operators`)));
  return {
    all: ours.length,
    ringing: ours
      .filter(({ StateValue }) => StateValue === 'ALARM')
      .map(({ AlarmName = '', AlarmDescription = '' }) => ({
        name: AlarmName,
        impact: AlarmDescription.replace(/ What to do:.*$/, ''),
      })),
    mute: ours.filter(({ ActionsEnabled }) => ActionsEnabled === false).map(({ AlarmName = '' }) => AlarmName),
  };
}

const deadLetterQueues = ['events-dlq.fifo', 'notifications-dlq', 'notifications-voice-dlq', 'inbound-dlq'];

async function deadLettersOf(sqs: SQSClient, stage: string): Promise<Record<string, number>> {
  const counts = await Promise.all(
    deadLetterQueues.map(async (name) => {
      const queue = `tocsin-${stage}-${name}`;
      const found = await orNone(sqs.send(new GetQueueUrlCommand({ QueueName: queue })));
      if (found === undefined) return [queue, 0] as const;
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: found.QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
      );
      return [queue, Number(Attributes?.ApproximateNumberOfMessages ?? 0)] as const;
    }),
  );
  return Object.fromEntries(counts);
}

/** How often something was counted in the minutes before now. */
async function sumOf(
  cloudwatch: CloudWatchClient,
  name: string,
  stage: string,
  minutes: number,
  now: Date,
): Promise<number> {
  const { Datapoints = [] } = await cloudwatch.send(
    new GetMetricStatisticsCommand({
      Namespace: 'Tocsin',
      MetricName: name,
      Dimensions: [{ Name: 'service', Value: `tocsin-${stage}` }],
      StartTime: new Date(now.getTime() - minutes * 60_000),
      EndTime: now,
      Period: 60,
      Statistics: ['Sum'],
    }),
  );
  return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
}
