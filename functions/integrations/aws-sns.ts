import type { Integration } from './adapter.ts';
import { readAwsMessage } from './aws/message.ts';
import { unknownBody } from './unknown-body.ts';

export const awsSns: Integration = {
  slug: 'aws-sns',
  aliases: ['amazonsns', 'amazon-sns', 'awssns', 'sns'],
  name: 'Amazon SNS',
  integrationType: 'AMAZONSNS',
  resolves: 'the message attribute eventType is "RESOLVE"',
  setup:
    'Subscribe {url} (protocol HTTPS) to your topic; it confirms itself. Message attributes eventType, alertKey and priority steer the alert.',
  read: ({ body }) => readAwsMessage(body) ?? unknownBody('SNS', body),
};
