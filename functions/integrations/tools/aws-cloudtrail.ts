import type { Tool } from '../adapter.ts';
import { readAwsMessage } from '../aws/message.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'never: each record is an event of its own',
  setup:
    'An EventBridge rule on the calls that should wake somebody, with an API destination (POST `{url}`) or an SNS topic as its target: `{"detail-type":["AWS API Call via CloudTrail"],"detail":{"eventName":["DeleteBucketPolicy"]}}`.',
  source: [
    'https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-cloudtrail.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html',
  ],
  sample: {
    version: '0',
    id: '36eb8523-0000-4000-8000-000000000001',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.s3',
    account: '123456789012',
    time: '2026-01-05T10:00:00Z',
    region: 'eu-central-1',
    resources: [],
    detail: {
      userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::123456789012:assumed-role/admin/session' },
      eventSource: 's3.amazonaws.com',
      eventName: 'DeleteBucketPolicy',
      awsRegion: 'eu-central-1',
      sourceIPAddress: '203.0.113.64',
      requestParameters: { bucketName: 'shop-backups' },
    },
  },
  read: ({ body }) => readAwsMessage(body) ?? unknownBody('CloudTrail', body),
};
