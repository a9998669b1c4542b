import type { Tool } from '../adapter.ts';
import { readAwsMessage } from '../aws/message.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'the message attribute eventType is "RESOLVE"',
  setup:
    'Subscribe {url} (protocol HTTPS) to your topic; it confirms itself. Message attributes eventType, alertKey and priority steer the alert.',
  source: ['https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html'],
  sample: {
    Type: 'Notification',
    MessageId: '5a3d0c8e-0000-4000-8000-000000000001',
    TopicArn: 'arn:aws:sns:eu-central-1:123456789012:nightly-jobs',
    Subject: 'The nightly import failed',
    Message: 'It stopped after 12 of 40 files.',
    Timestamp: '2026-01-05T02:00:00.000Z',
    MessageAttributes: {
      eventType: { Type: 'String', Value: 'ALERT' },
      alertKey: { Type: 'String', Value: 'nightly-import' },
      priority: { Type: 'String', Value: 'LOW' },
    },
  },
  read: ({ body }) => readAwsMessage(body) ?? unknownBody('SNS', body),
};
