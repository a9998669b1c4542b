import type { Tool } from '../adapter.ts';
import { readAwsMessage } from '../aws/message.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'detail-type is "DevOps Guru Insight Closed"',
  setup:
    'An EventBridge rule `{"source":["aws.devops-guru"]}` with an API destination (POST `{url}`) or an SNS topic as its target. DevOps Guru\'s own SNS topic works too.',
  source: ['https://docs.aws.amazon.com/devops-guru/latest/userguide/working-with-eventbridge.html'],
  sample: {
    version: '0',
    id: '08108845-0000-4000-8000-000000000001',
    'detail-type': 'DevOps Guru New Insight Open',
    source: 'aws.devops-guru',
    account: '123456789012',
    time: '2026-01-05T10:00:00Z',
    region: 'eu-central-1',
    resources: [],
    detail: {
      accountId: '123456789012',
      region: 'eu-central-1',
      messageType: 'NEW_INSIGHT',
      insightId: 'ADyf4FvaVNDzu9MA2-IgFDk',
      insightUrl: 'https://eu-central-1.console.aws.amazon.com/devops-guru/insight/reactive/ADyf4FvaVNDzu9MA2-IgFDk',
      insightType: 'REACTIVE',
      insightDescription: 'DynamoDB latency is anomalous in stack shop-orders',
      insightSeverity: 'high',
    },
  },
  read: ({ body }) => readAwsMessage(body) ?? unknownBody('DevOps Guru', body),
};
