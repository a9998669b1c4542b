import type { Tool } from '../adapter.ts';
import { readAwsMessage } from '../aws/message.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'NewStateValue is "OK"',
  setup:
    'Subscribe {url} (protocol HTTPS) to an SNS topic and name that topic in the alarm and OK actions of your alarms. The subscription confirms itself.',
  source: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html',
  ],
  sample: {
    AlarmName: 'api-5xx',
    AlarmDescription: 'More than 5 % of the requests fail',
    AWSAccountId: '123456789012',
    NewStateValue: 'ALARM',
    NewStateReason: 'Threshold Crossed: 3 datapoints were greater than the threshold (0.05).',
    StateChangeTime: '2026-01-05T10:00:00.000+0000',
    Region: 'EU (Frankfurt)',
    AlarmArn: 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:api-5xx',
    OldStateValue: 'OK',
    Trigger: {
      MetricName: '5XXError',
      Namespace: 'AWS/ApiGateway',
      Dimensions: [{ name: 'ApiName', value: 'shop' }],
      Period: 60,
      Threshold: 0.05,
    },
  },
  read: ({ body }) => readAwsMessage(body) ?? unknownBody('CloudWatch', body),
};
