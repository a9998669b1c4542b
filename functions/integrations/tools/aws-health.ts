import type { Tool } from '../adapter.ts';
import { readAwsMessage } from '../aws/message.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'detail.statusCode is "closed"',
  setup:
    'An EventBridge rule `{"source":["aws.health"]}` with an API destination (POST `{url}`) or an SNS topic as its target. `"detail":{"eventTypeCategory":["issue"]}` leaves planned changes out.',
  source: ['https://docs.aws.amazon.com/health/latest/ug/aws-health-events-eventbridge-schema.html'],
  sample: {
    version: '0',
    id: '0ff1842c-0000-4000-8000-000000000002',
    'detail-type': 'AWS Health Event',
    source: 'aws.health',
    account: '123456789012',
    time: '2026-01-05T10:00:00Z',
    region: 'eu-central-1',
    resources: [],
    detail: {
      eventArn: 'arn:aws:health:eu-central-1::event/ELASTICLOADBALANCING/AWS_ELASTICLOADBALANCING_OPERATIONAL_ISSUE/1',
      service: 'ELASTICLOADBALANCING',
      eventTypeCode: 'AWS_ELASTICLOADBALANCING_OPERATIONAL_ISSUE',
      eventTypeCategory: 'issue',
      statusCode: 'open',
      eventRegion: 'eu-central-1',
      eventDescription: [{ language: 'en_US', latestDescription: 'We are investigating increased API error rates.' }],
      affectedAccount: '123456789012',
      affectedEntities: [],
    },
  },
  read: ({ body }) => readAwsMessage(body) ?? unknownBody('AWS Health', body),
};
