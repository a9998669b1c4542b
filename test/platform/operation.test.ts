import { CloudWatchClient, DescribeAlarmsCommand, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { GetSMSAttributesCommand, GetSMSSandboxAccountStatusCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, it } from 'vitest';
import { awsOperation } from '../../functions/platform/operation.ts';
import { fixedClock } from '../support/clock.ts';

const cloudWatch = mockClient(CloudWatchClient);
const sqs = mockClient(SQSClient);
const sns = mockClient(SNSClient);
afterEach(() => [cloudWatch, sqs, sns].forEach((mock) => void mock.reset()));

const place = {
  stage: 'prod',
  queueUrl: 'https://sqs.eu-central-1.amazonaws.com/1/tocsin-prod-notifications',
  hasTextIdentity: false,
};
const now = '2026-03-02T09:00:00.000Z';

describe('the deployment as AWS tells of it', () => {
  it('knows when something was counted last, and asks no more than once in half a minute', async () => {
    const clock = fixedClock(now);
    const operation = awsOperation(place, clock);
    cloudWatch.on(GetMetricStatisticsCommand).resolves({
      Datapoints: [
        { Timestamp: new Date('2026-03-02T08:57:00Z'), Sum: 1 },
        { Timestamp: new Date('2026-03-02T08:58:00Z'), Sum: 1 },
        { Timestamp: new Date('2026-03-02T08:59:00Z'), Sum: 0 },
      ],
    });
    for (const _look of [1, 2]) expect(await operation.lastCounted('TickCompleted')).toBe('2026-03-02T08:58:00.000Z');
    expect(cloudWatch.calls()).toHaveLength(1);
    clock.advance({ seconds: 31 });
    await operation.lastCounted('TickCompleted');
    expect(cloudWatch.calls()).toHaveLength(2);
  });

  it('tells its own alarms, and none of a stage whose name begins alike', async () => {
    const alarm = (AlarmName: string, topic: string) => ({
      AlarmName,
      AlarmDescription: 'Nobody is told. What to do: docs/runbook.md#tick-silent',
      StateValue: 'ALARM' as const,
      AlarmActions: [`arn:aws:sns:eu-central-1:1:${topic}`],
    });
    cloudWatch.on(DescribeAlarmsCommand).resolves({
      MetricAlarms: [
        alarm('tocsin-prod-tick-silent', 'tocsin-prod-operators'),
        alarm('tocsin-prod-b-tick-silent', 'tocsin-prod-b-operators'),
      ],
    });
    expect(await awsOperation(place, fixedClock(now)).alarms()).toEqual([
      { name: 'tick-silent', state: 'ALARM', impact: 'Nobody is told.' },
    ]);
  });

  it('counts what was given up beside its queue', async () => {
    sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { ApproximateNumberOfMessages: '0' } });
    const QueueUrl = 'https://sqs.eu-central-1.amazonaws.com/1/tocsin-prod-inbound-dlq';
    sqs.on(GetQueueAttributesCommand, { QueueUrl }).resolves({ Attributes: { ApproximateNumberOfMessages: '3' } });
    const counted = await awsOperation(place, fixedClock(now)).deadLetters();
    expect(counted.map(({ messages }) => messages)).toEqual([0, 0, 0, 3]);
  });

  it('tells what SNS lets it text for, and keeps a refusal as long as an answer', async () => {
    sns.on(GetSMSSandboxAccountStatusCommand).resolves({ IsInSandbox: true });
    sns.on(GetSMSAttributesCommand).resolves({ attributes: { MonthlySpendLimit: '20' } });
    cloudWatch.on(GetMetricStatisticsCommand).resolves({ Datapoints: [{ Maximum: 4.2 }] });
    const operation = awsOperation(place, fixedClock(now));
    expect(await operation.texts()).toEqual({ sentBy: 'SNS', isInSandbox: true, limit: 20, spent: 4.2 });
    cloudWatch.on(DescribeAlarmsCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
    for (const _look of [1, 2]) await expect(operation.alarms()).rejects.toThrow('no');
    expect(cloudWatch.commandCalls(DescribeAlarmsCommand)).toHaveLength(1);
  });
});
