import type { Integration } from './adapter.ts';
import { readAwsMessage } from './aws/message.ts';
import { unknownBody } from './unknown-body.ts';

export const awsEventbridge: Integration = {
  slug: 'aws-eventbridge',
  aliases: ['eventbridge', 'amazon-eventbridge', 'awseventbridge'],
  name: 'Amazon EventBridge',
  integrationType: 'API',
  resolves: 'for CloudWatch alarms: detail.state.value is "OK"; other events resolve nothing',
  setup: 'Create an API destination with endpoint {url} and method POST, and a rule that sends matched events to it.',
  read: ({ body }) => readAwsMessage(body) ?? unknownBody('EventBridge', body),
};
