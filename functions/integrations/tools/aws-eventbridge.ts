import type { Tool } from '../adapter.ts';
import { readAwsMessage } from '../aws/message.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'for CloudWatch alarms: detail.state.value is "OK"; other events resolve nothing',
  setup: 'Create an API destination with endpoint {url} and method POST, and a rule that sends matched events to it.',
  source: ['https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html'],
  sample: {
    version: '0',
    id: '5a3d0c8e-0000-4000-8000-000000000002',
    'detail-type': 'EC2 Instance State-change Notification',
    source: 'aws.ec2',
    account: '123456789012',
    time: '2026-01-05T10:00:00Z',
    region: 'eu-central-1',
    resources: ['arn:aws:ec2:eu-central-1:123456789012:instance/i-0123456789abcdef0'],
    detail: { 'instance-id': 'i-0123456789abcdef0', state: 'stopped' },
  },
  read: ({ body }) => readAwsMessage(body) ?? unknownBody('EventBridge', body),
};
