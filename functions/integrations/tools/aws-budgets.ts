import type { Tool } from '../adapter.ts';
import { readAwsMessage } from '../aws/message.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'never: a budget tells only that a threshold was passed',
  setup:
    'Let an SNS topic be told by your budget (Budgets → Edit → Alerts → Amazon SNS alerts), and subscribe `{url}` (protocol HTTPS) to that topic; the subscription confirms itself.',
  source: ['https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html'],
  sample: {
    Type: 'Notification',
    MessageId: '2e0e26ef-0000-4000-8000-000000000001',
    TopicArn: 'arn:aws:sns:us-east-1:123456789012:budget-alerts',
    Subject: 'AWS Budgets: platform-monthly has exceeded your alert threshold',
    Message:
      'AWS Budget Notification January 5, 2026\nAWS Account 123456789012\n\nBudget Name: platform-monthly\nBudget Type: Cost\nBudgeted Amount: $1,000.00\nAlert Type: ACTUAL\nAlert Threshold: > $800.00\nACTUAL Amount: $812.45\n',
    Timestamp: '2026-01-05T10:00:00.000Z',
  },
  read: ({ body }) => readAwsMessage(body) ?? unknownBody('AWS Budgets', body),
};
