import { type Instant, instantOf, millisecondsOf, minus, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { AlarmState, Counted, Operation, TextLimit } from '../ports/operation.ts';
import { boundedClient } from './aws-client.ts';

/** Which deployment is asked about. */
export interface Place {
  readonly stage: string;
  /** Of the notification queue: the others are beside it. */
  readonly queueUrl: string;
  readonly hasTextIdentity: boolean;
}

/** A page that somebody looks at again and again asks AWS no more often. */
const keptFor = { seconds: 30 };
/** Nobody waits long for a part of a page. */
const client = { ...boundedClient, maxAttempts: 2 };
const deadLetterQueues = ['events-dlq.fifo', 'notifications-dlq', 'notifications-voice-dlq', 'inbound-dlq'];
const channels = ['SMS', 'VOICE', 'EMAIL', 'PUSH'] as const;
const dayInSeconds = 24 * 3600;

/** The deployment as CloudWatch, SQS, SES, SNS and End User Messaging tell of it; their clients are loaded by the first question. */
export function awsOperation({ stage, queueUrl, hasTextIdentity }: Place, clock: Clock): Operation {
  const cloudWatch = lazily(async () => {
    const sdk = await import('@aws-sdk/client-cloudwatch');
    return { sdk, client: new sdk.CloudWatchClient(client) };
  });
  const sns = lazily(async () => {
    const sdk = await import('@aws-sdk/client-sns');
    return { sdk, client: new sdk.SNSClient(client) };
  });

  async function points(
    metric: {
      readonly namespace: string;
      readonly name: string;
      readonly dimensions?: Readonly<Record<string, string>>;
    },
    {
      from,
      seconds,
      statistic,
    }: { readonly from: Instant; readonly seconds: number; readonly statistic: 'Sum' | 'Maximum' },
  ) {
    const { sdk, client: connected } = await cloudWatch();
    const { Datapoints = [] } = await connected.send(
      new sdk.GetMetricStatisticsCommand({
        Namespace: metric.namespace,
        MetricName: metric.name,
        Dimensions: Object.entries(metric.dimensions ?? {}).map(([Name, Value]) => ({ Name, Value })),
        StartTime: new Date(from),
        EndTime: new Date(clock.now()),
        Period: seconds,
        Statistics: [statistic],
      }),
    );
    return Datapoints.map(({ Timestamp, [statistic]: value = 0 }) => ({ at: Timestamp?.getTime() ?? 0, value }));
  }

  const own = (name: string, dimensions: Readonly<Record<string, string>> = {}) => ({
    namespace: 'Tocsin',
    name,
    dimensions: { service: `tocsin-${stage}`, ...dimensions },
  });

  async function lastCounted(name: string): Promise<Instant | undefined> {
    const now = clock.now();
    // A day of minutes is as much as one answer holds.
    const found = await points(own(name), { from: minus(now, { hours: 23 }), seconds: 60, statistic: 'Sum' });
    const last = Math.max(0, ...found.filter(({ value }) => value > 0).map(({ at }) => at));
    return last === 0 ? undefined : instantOf(last);
  }

  async function alarms(): Promise<AlarmState[]> {
    const { sdk, client: connected } = await cloudWatch();
    const prefix = `tocsin-${stage}-`;
    const found = [];
    for await (const page of sdk.paginateDescribeAlarms({ client: connected }, { AlarmNamePrefix: prefix }))
      found.push(...(page.MetricAlarms ?? []));
    // Another stage may begin with the name of this one: its alarms send to another topic.
    return found
      .filter(({ AlarmActions = [] }) => AlarmActions.some((arn) => arn.endsWith(`:${prefix}operators`)))
      .map(
        ({
          AlarmName = '',
          StateValue = 'INSUFFICIENT_DATA',
          AlarmDescription = '',
          StateUpdatedTimestamp: since,
        }) => ({
          name: AlarmName.slice(prefix.length),
          state: StateValue,
          impact: AlarmDescription.split(' What to do:', 1)[0] ?? '',
          ...(since && { since: instantOf(since.getTime()) }),
        }),
      );
  }

  async function deadLetters() {
    const sdk = await import('@aws-sdk/client-sqs');
    const sqs = new sdk.SQSClient(client);
    const beside = queueUrl.slice(0, queueUrl.lastIndexOf('/') + 1);
    return Promise.all(
      deadLetterQueues.map(async (name) => {
        const QueueUrl = `${beside}tocsin-${stage}-${name}`;
        const asked = new sdk.GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] });
        const { Attributes } = await sqs.send(asked);
        return { queue: name, messages: Number(Attributes?.ApproximateNumberOfMessages ?? 0) };
      }),
    );
  }

  async function mail() {
    const sdk = await import('@aws-sdk/client-ses');
    const quota = await new sdk.SESClient(client).send(new sdk.GetSendQuotaCommand({}));
    const { Max24HourSend = 0, SentLast24Hours = 0, MaxSendRate = 0 } = quota;
    return { perDay: Max24HourSend, sentToday: SentLast24Hours, perSecond: MaxSendRate };
  }

  async function textsBySns(): Promise<TextLimit> {
    const { sdk, client: connected } = await sns();
    const month = { from: minus(clock.now(), { days: 1 }), seconds: dayInSeconds, statistic: 'Maximum' } as const;
    const [status, { attributes }, spent] = await Promise.all([
      connected.send(new sdk.GetSMSSandboxAccountStatusCommand({})),
      connected.send(new sdk.GetSMSAttributesCommand({ attributes: ['MonthlySpendLimit'] })),
      points({ namespace: 'AWS/SNS', name: 'SMSMonthToDateSpentUSD' }, month),
    ]);
    // What nobody has set is what new accounts have.
    const limit = Number(attributes?.MonthlySpendLimit ?? 1);
    const isInSandbox = status.IsInSandbox === true;
    return { sentBy: 'SNS', isInSandbox, limit, spent: Math.max(0, ...spent.map(({ value }) => value)) };
  }

  async function textsByIdentity(): Promise<TextLimit> {
    const sdk = await import('@aws-sdk/client-pinpoint-sms-voice-v2');
    const messaging = new sdk.PinpointSMSVoiceV2Client(client);
    const [{ AccountAttributes = [] }, { SpendLimits = [] }] = await Promise.all([
      messaging.send(new sdk.DescribeAccountAttributesCommand({})),
      messaging.send(new sdk.DescribeSpendLimitsCommand({})),
    ]);
    const tier = AccountAttributes.find(({ Name }) => Name === 'ACCOUNT_TIER')?.Value;
    const limit = SpendLimits.find(({ Name }) => Name === 'TEXT_MESSAGE_MONTHLY_SPEND_LIMIT')?.EnforcedLimit;
    return {
      sentBy: 'END_USER_MESSAGING',
      isInSandbox: tier === 'SANDBOX',
      ...(limit !== undefined && { limit }),
    };
  }

  async function countedSince(from: Instant): Promise<Counted> {
    const sum = async (name: string, dimensions = {}) => {
      const found = await points(own(name, dimensions), { from, seconds: dayInSeconds, statistic: 'Sum' });
      return found.reduce((total, { value }) => total + value, 0);
    };
    const [alerts, ...counts] = await Promise.all([
      sum('AlertsCreated'),
      ...channels.map((channel) => sum('Notifications', { channel, status: 'SENT' })),
    ]);
    const of = (index: number) => counts[index] ?? 0;
    return { alerts, messages: { SMS: of(0), VOICE: of(1), EMAIL: of(2), PUSH: of(3) } };
  }

  return {
    lastCounted: remembered(clock, lastCounted),
    deadLetters: remembered(clock, deadLetters),
    alarms: remembered(clock, alarms),
    mail: remembered(clock, mail),
    texts: remembered(clock, () => (hasTextIdentity ? textsByIdentity() : textsBySns())),
    countedSince: remembered(clock, countedSince),
  };
}

function lazily<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}

/** Answers, and failures too, are good for a while: who is refused is not asked at every look. */
function remembered<A extends readonly string[], T>(clock: Clock, read: (...asked: A) => Promise<T>) {
  const kept = new Map<string, { readonly until: number; readonly answer: Promise<T> }>();
  return (...asked: A): Promise<T> => {
    const now = clock.now();
    const key = asked.join(' ');
    const hit = kept.get(key);
    if (hit !== undefined && millisecondsOf(now) < hit.until) return hit.answer;
    const answer = read(...asked);
    answer.catch(() => {});
    kept.set(key, { until: millisecondsOf(plus(now, keptFor)), answer });
    return answer;
  };
}
