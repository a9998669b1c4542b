/** How sure a price is: read in AWS's own pages or pricing examples, or the list price as commonly known, to be checked. */
type Source = 'AWS page' | 'AWS page, by way of others' | 'general knowledge';

export interface Price {
  readonly usd: number;
  /** The quantity that `usd` buys. */
  readonly per: number;
  readonly unit: string;
  /** When somebody last looked. */
  readonly asOf: string;
  readonly source: Source;
  /** Quantity a month that is free for ever; what shares an allowance names it. */
  readonly free?: { readonly quantity: number; readonly allowance?: string };
}

export const region = 'us-east-1';

/** List prices without tax, the first tier of each. One line a price, so that a new one is one changed line. */
export const prices = {
  'Lambda requests': {
    usd: 0.2,
    per: 1e6,
    unit: 'requests',
    asOf: '2026-09-20',
    source: 'AWS page, by way of others',
    free: { quantity: 1e6 },
  },
  'Lambda time (arm64)': {
    usd: 0.0000133334,
    per: 1,
    unit: 'GB-s',
    asOf: '2026-09-20',
    source: 'AWS page, by way of others',
    free: { quantity: 400_000 },
  },
  'HTTP API': { usd: 1, per: 1e6, unit: 'requests', asOf: '2026-11-21', source: 'general knowledge' },
  'SQS, standard': {
    usd: 0.4,
    per: 1e6,
    unit: 'requests',
    asOf: '2026-11-21',
    source: 'general knowledge',
    free: { quantity: 1e6, allowance: 'SQS' },
  },
  'SQS, FIFO': {
    usd: 0.5,
    per: 1e6,
    unit: 'requests',
    asOf: '2026-11-21',
    source: 'general knowledge',
    free: { quantity: 1e6, allowance: 'SQS' },
  },
  'DynamoDB writes': {
    usd: 0.625,
    per: 1e6,
    unit: 'write units',
    asOf: '2026-11-21',
    source: 'AWS page, by way of others',
  },
  'DynamoDB reads': {
    usd: 0.125,
    per: 1e6,
    unit: 'read units',
    asOf: '2026-11-21',
    source: 'AWS page, by way of others',
  },
  'DynamoDB storage': {
    usd: 0.25,
    per: 1,
    unit: 'GB-month',
    asOf: '2026-11-21',
    source: 'general knowledge',
    free: { quantity: 25 },
  },
  'DynamoDB point-in-time recovery': {
    usd: 0.2,
    per: 1,
    unit: 'GB-month',
    asOf: '2026-11-21',
    source: 'general knowledge',
  },
  'Step Functions': {
    usd: 0.025,
    per: 1000,
    unit: 'transitions',
    asOf: '2026-11-21',
    source: 'AWS page',
    free: { quantity: 4000 },
  },
  'CloudWatch alarms': {
    usd: 0.1,
    per: 1,
    unit: 'alarm metrics',
    asOf: '2026-11-22',
    source: 'AWS page',
    free: { quantity: 10 },
  },
  'CloudWatch custom metrics': {
    usd: 0.3,
    per: 1,
    unit: 'metric-months',
    asOf: '2026-11-22',
    source: 'AWS page',
    free: { quantity: 10 },
  },
  'CloudWatch requests': {
    usd: 0.01,
    per: 1000,
    unit: 'requests',
    asOf: '2026-11-29',
    source: 'general knowledge',
    free: { quantity: 1e6 },
  },
  'CloudWatch Logs, taking in': {
    usd: 0.5,
    per: 1,
    unit: 'GB',
    asOf: '2026-11-21',
    source: 'general knowledge',
    free: { quantity: 5, allowance: 'Logs' },
  },
  'CloudWatch Logs, keeping': {
    usd: 0.03,
    per: 1,
    unit: 'GB-month',
    asOf: '2026-11-21',
    source: 'general knowledge',
    free: { quantity: 5, allowance: 'Logs' },
  },
  'X-Ray': { usd: 5, per: 1e6, unit: 'traces', asOf: '2026-11-22', source: 'AWS page', free: { quantity: 100_000 } },
  'Secrets Manager': { usd: 0.4, per: 1, unit: 'secrets', asOf: '2026-11-21', source: 'general knowledge' },
  'Secrets Manager calls': { usd: 0.05, per: 10_000, unit: 'calls', asOf: '2026-11-21', source: 'general knowledge' },
  'SNS publishes': {
    usd: 0.5,
    per: 1e6,
    unit: 'requests',
    asOf: '2026-11-21',
    source: 'general knowledge',
    free: { quantity: 1e6 },
  },
  'E-mail (SES)': { usd: 0.1, per: 1000, unit: 'messages', asOf: '2026-11-21', source: 'general knowledge' },
  Push: {
    usd: 1,
    per: 1e6,
    unit: 'messages',
    asOf: '2026-11-21',
    source: 'general knowledge',
    free: { quantity: 1e6 },
  },
  'SMS to the US': {
    usd: 0.01,
    per: 1,
    unit: 'parts, carrier fee included',
    asOf: '2026-11-21',
    source: 'general knowledge',
  },
  'SMS to Germany': { usd: 0.1, per: 1, unit: 'parts', asOf: '2026-11-21', source: 'general knowledge' },
  'Calls, Connect': { usd: 0.038, per: 1, unit: 'minutes', asOf: '2026-10-07', source: 'AWS page, by way of others' },
  'Telephony to the US': { usd: 0.005, per: 1, unit: 'minutes', asOf: '2026-11-21', source: 'general knowledge' },
  'Telephony to Germany': {
    usd: 0.05,
    per: 1,
    unit: 'minutes, mobile',
    asOf: '2026-11-21',
    source: 'general knowledge',
  },
  'S3 storage': { usd: 0.023, per: 1, unit: 'GB-month', asOf: '2026-11-21', source: 'general knowledge' },
  'S3 writes': { usd: 0.005, per: 1000, unit: 'requests', asOf: '2026-11-21', source: 'general knowledge' },
} as const satisfies Record<string, Price>;

export type PriceName = keyof typeof prices;
export const priceOf = (name: PriceName): Price => prices[name];

/** What the stacks contain and costs nothing by itself; what it carries is counted where it is paid. */
export const freeTypes: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::ApiMapping': 'part of the HTTP API',
  'AWS::ApiGatewayV2::DomainName': 'part of the HTTP API; the certificate is free',
  'AWS::ApiGatewayV2::Integration': 'part of the HTTP API',
  'AWS::ApiGatewayV2::Route': 'part of the HTTP API',
  'AWS::ApiGatewayV2::Stage': 'part of the HTTP API; its log is counted',
  'AWS::CloudFront::CachePolicy': 'free',
  'AWS::CloudFront::Distribution':
    'costs by request and by what travels; ten million requests and a terabyte a month are free',
  'AWS::CloudFront::Function': 'costs by call; two million a month are free',
  'AWS::CloudFront::KeyValueStore': 'costs by read; two million a month are free',
  'AWS::CloudFront::OriginAccessControl': 'free',
  'AWS::CloudFront::ResponseHeadersPolicy': 'free',
  'AWS::Connect::ContactFlow': 'part of the Connect instance; its minutes are counted',
  'AWS::Connect::IntegrationAssociation': 'part of the Connect instance',
  'AWS::Events::Rule': "schedules and AWS's own events are free",
  'AWS::IAM::Policy': 'free',
  'AWS::IAM::Role': 'free',
  'AWS::Lambda::EventInvokeConfig': 'a setting',
  'AWS::Lambda::EventSourceMapping':
    'free; its polling is counted as SQS requests, streams are free to read for Lambda',
  'AWS::Lambda::Permission': 'free',
  'AWS::S3::BucketPolicy': 'free',
  'AWS::SES::ConfigurationSet': 'free',
  'AWS::SES::ConfigurationSetEventDestination': 'free; its messages are counted as SNS publishes',
  'AWS::SES::ReceiptRule': 'free; inbound mail costs as much as outbound',
  'AWS::SES::ReceiptRuleSet': 'free',
  'AWS::SMSVOICE::ConfigurationSet': 'free; its messages are counted as SNS publishes',
  'AWS::SNS::Subscription': 'to SQS free; to the operator a few messages a year',
  'AWS::SNS::TopicPolicy': 'free',
  'AWS::SQS::QueuePolicy': 'free',
  'AWS::SSM::Parameter': 'a standard parameter is free',
  'Custom::ActiveReceiptRuleSet': 'runs in deploys only',
  'Custom::TocsinAccount': 'runs in deploys only',
  'Custom::TocsinConsole': 'runs in deploys only',
};

/** Where each type that is not free is paid. */
export const pricedTypes: Readonly<Record<string, readonly PriceName[]>> = {
  'AWS::ApiGatewayV2::Api': ['HTTP API'],
  'AWS::CloudWatch::Alarm': ['CloudWatch alarms', 'CloudWatch custom metrics'],
  'AWS::DynamoDB::GlobalTable': [
    'DynamoDB writes',
    'DynamoDB reads',
    'DynamoDB storage',
    'DynamoDB point-in-time recovery',
  ],
  'AWS::Lambda::Function': ['Lambda requests', 'Lambda time (arm64)', 'X-Ray'],
  'AWS::Logs::LogGroup': ['CloudWatch Logs, taking in', 'CloudWatch Logs, keeping'],
  'AWS::S3::Bucket': ['S3 storage', 'S3 writes'],
  'AWS::SNS::Topic': ['SNS publishes'],
  'AWS::SQS::Queue': ['SQS, standard', 'SQS, FIFO'],
  'AWS::SecretsManager::Secret': ['Secrets Manager', 'Secrets Manager calls'],
  'AWS::StepFunctions::StateMachine': ['Step Functions', 'CloudWatch Logs, taking in', 'X-Ray'],
};
