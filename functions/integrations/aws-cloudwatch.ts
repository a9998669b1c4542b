import type { Integration } from './adapter.ts';
import { readAwsMessage } from './aws/message.ts';
import { unknownBody } from './unknown-body.ts';

export const awsCloudwatch: Integration = {
  slug: 'aws-cloudwatch',
  aliases: ['cloudwatch', 'amazon-cloudwatch', 'awscloudwatch'],
  name: 'Amazon CloudWatch',
  integrationType: 'CLOUDWATCH',
  resolves: 'NewStateValue is "OK"',
  setup:
    'Subscribe {url} (protocol HTTPS) to an SNS topic and name that topic in the alarm and OK actions of your alarms. The subscription confirms itself.',
  read: ({ body }) => readAwsMessage(body) ?? unknownBody('CloudWatch', body),
};
