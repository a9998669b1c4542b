import type { PriceName } from './prices.ts';

const aws = (page: string): string => `https://aws.amazon.com/${page}/pricing/`;

/** Where AWS publishes each price; the SMS and telephony of a country are in a list that is linked there. */
export const pricePages: Readonly<Record<PriceName, string>> = {
  'Lambda requests': aws('lambda'),
  'Lambda time (arm64)': aws('lambda'),
  'HTTP API': aws('api-gateway'),
  'SQS, standard': aws('sqs'),
  'SQS, FIFO': aws('sqs'),
  'DynamoDB writes': `${aws('dynamodb')}on-demand/`,
  'DynamoDB reads': `${aws('dynamodb')}on-demand/`,
  'DynamoDB storage': `${aws('dynamodb')}on-demand/`,
  'DynamoDB point-in-time recovery': `${aws('dynamodb')}on-demand/`,
  'Step Functions': aws('step-functions'),
  'CloudWatch alarms': aws('cloudwatch'),
  'CloudWatch custom metrics': aws('cloudwatch'),
  'CloudWatch requests': aws('cloudwatch'),
  'CloudWatch Logs, taking in': aws('cloudwatch'),
  'CloudWatch Logs, keeping': aws('cloudwatch'),
  'X-Ray': aws('xray'),
  'Secrets Manager': aws('secrets-manager'),
  'Secrets Manager calls': aws('secrets-manager'),
  'SNS publishes': aws('sns'),
  'E-mail (SES)': aws('ses'),
  Push: aws('end-user-messaging'),
  'SMS to the US': aws('end-user-messaging'),
  'SMS to Germany': aws('end-user-messaging'),
  'Calls, Connect': aws('connect'),
  'Telephony to the US': aws('connect'),
  'Telephony to Germany': aws('connect'),
  'S3 storage': aws('s3'),
  'S3 writes': aws('s3'),
};

interface Lease {
  readonly what: string;
  /** Dollars a month. */
  readonly usd: number;
  readonly page: string;
  readonly note: string;
}

/** What numbers cost a month, whether anything is sent or not; as commonly known, so look before you rent. */
export const leases: readonly Lease[] = [
  {
    what: 'a number for SMS in the US (10DLC)',
    usd: 1,
    page: aws('end-user-messaging'),
    note: 'its registered campaign costs 2 to 10 more a month, the registration about 20 once',
  },
  { what: 'a toll-free number for SMS and calls in the US', usd: 2, page: aws('end-user-messaging'), note: '' },
  {
    what: 'a number of Amazon Connect in the US',
    usd: 0.9,
    page: aws('connect'),
    note: '0.03 a day; other countries up to ten times as much',
  },
];
