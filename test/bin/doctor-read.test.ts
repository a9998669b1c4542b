import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import {
  ConnectClient,
  DescribeContactFlowCommand,
  DescribeInstanceCommand,
  ListPhoneNumbersV2Command,
} from '@aws-sdk/client-connect';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetApnsChannelCommand, GetAppCommand, GetGcmChannelCommand, PinpointClient } from '@aws-sdk/client-pinpoint';
import {
  DescribeAccountAttributesCommand,
  DescribePhoneNumbersCommand,
  DescribePoolsCommand,
  DescribeSpendLimitsCommand,
  PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DescribeActiveReceiptRuleSetCommand, SESClient } from '@aws-sdk/client-ses';
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import {
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { examine } from '../../bin/doctor/examine.ts';
import { readConnect, readPush } from '../../bin/doctor/read/connect.ts';
import { readMail } from '../../bin/doctor/read/mail.ts';
import { readConcurrency, readOperation, readStacks } from '../../bin/doctor/read/operation.ts';
import { readPeople } from '../../bin/doctor/read/people.ts';
import { readPhones } from '../../bin/doctor/read/phones.ts';
import { healthy, known, options, setting, topic } from './doctor-facts.ts';

const aws = {
  cloudformation: mockClient(CloudFormationClient),
  cloudwatch: mockClient(CloudWatchClient),
  connect: mockClient(ConnectClient),
  lambda: mockClient(LambdaClient),
  pinpoint: mockClient(PinpointClient),
  messaging: mockClient(PinpointSMSVoiceV2Client),
  secrets: mockClient(SecretsManagerClient),
  ses: mockClient(SESClient),
  sesv2: mockClient(SESv2Client),
  sns: mockClient(SNSClient),
  sqs: mockClient(SQSClient),
};
const now = new Date('2026-12-01T12:00:00Z');
const named = (name: string) => Object.assign(new Error(`${name} was said`), { name });
/** With no domain to look up in the DNS. */
const { replyDomain: _replyDomain, ...withoutReplies } = options;

beforeEach(() => {
  for (const client of Object.values(aws)) client.reset();
  aws.sesv2.on(GetAccountCommand).resolves({
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    SendQuota: { SentLast24Hours: 10, Max24HourSend: 50_000, MaxSendRate: 14 },
  });
  aws.sesv2.on(GetEmailIdentityCommand).rejects(named('NotFoundException'));
  aws.sesv2
    .on(GetEmailIdentityCommand, { EmailIdentity: 'example.com' })
    .resolves({ VerifiedForSendingStatus: true, DkimAttributes: { Status: 'SUCCESS' } });
  aws.messaging
    .on(DescribeAccountAttributesCommand)
    .resolves({ AccountAttributes: [{ Name: 'ACCOUNT_TIER', Value: 'PRODUCTION' }] });
  const limit = { EnforcedLimit: 100, MaxLimit: 100, Overridden: false };
  aws.messaging.on(DescribeSpendLimitsCommand).resolves({
    SpendLimits: [
      { Name: 'TEXT_MESSAGE_MONTHLY_SPEND_LIMIT', ...limit },
      { Name: 'VOICE_MESSAGE_MONTHLY_SPEND_LIMIT', ...limit },
    ],
  });
});

describe('what doctor reads of', () => {
  it('SES: the account, and each identity that the sender may go by', async () => {
    expect(await readMail(withoutReplies, setting)).toEqual({
      mailAccount: healthy.mailAccount,
      identities: known({ 'alerts@example.com': undefined, 'example.com': { verified: true, dkim: 'SUCCESS' } }),
    });
    expect(await readMail({ ...options, mailFrom: undefined }, setting)).toEqual({});
  });

  it('SES: whose receipt rules are the active ones', async () => {
    aws.ses.on(DescribeActiveReceiptRuleSetCommand).resolves({ Metadata: { Name: 'tocsin-test' } });
    const { activeRules } = await readMail({ ...options, replyDomain: 'reply.invalid' }, setting);
    expect(activeRules).toEqual(known('tocsin-test'));
  });

  it('SNS: sandbox, limit and what this month has cost', async () => {
    aws.sns.on(GetSMSSandboxAccountStatusCommand).resolves({ IsInSandbox: true });
    aws.sns.on(GetSMSAttributesCommand).resolves({ attributes: {} });
    aws.cloudwatch.on(GetMetricStatisticsCommand).resolves({ Datapoints: [{ Maximum: 0.4 }, { Maximum: 0.9 }] });
    expect(await readPhones({ ...options, smsIdentity: undefined, voice: 'off' }, setting, now)).toEqual({
      snsTexts: known({ inSandbox: true, limit: 1, spent: 0.9 }),
    });
  });

  it('End User Messaging: the account, a number and a pool', async () => {
    aws.messaging.on(DescribePhoneNumbersCommand, { PhoneNumberIds: ['phone-0a1b2c3d'] }).resolves({
      PhoneNumbers: [
        {
          Status: 'ACTIVE',
          NumberCapabilities: ['SMS', 'VOICE'],
          TwoWayEnabled: true,
          TwoWayChannelArn: topic('inbound'),
        } as never,
      ],
    });
    aws.messaging.on(DescribePoolsCommand, { PoolIds: ['pool-0a1b2c3d'] }).resolves({
      Pools: [{ Status: 'ACTIVE', TwoWayEnabled: false } as never],
    });
    const { endUserMessaging, smsIdentity } = healthy;
    expect(await readPhones(options, setting, now)).toEqual({
      endUserMessaging,
      smsIdentity,
      voiceIdentity: known({ active: true, capabilities: [], twoWay: false, destination: undefined }),
    });
  });

  it('End User Messaging: a number that is gone, and a sender id that needs no look', async () => {
    aws.messaging.on(DescribePhoneNumbersCommand).rejects(named('ResourceNotFoundException'));
    const { smsIdentity } = await readPhones({ ...options, voice: 'off' }, setting, now);
    expect(smsIdentity).toEqual(known(undefined));
    const sender = 'arn:aws:sms-voice:eu-central-1:111122223333:sender-id/TOCSIN/DE';
    const byName = await readPhones({ ...options, voice: 'off', smsIdentity: sender }, setting, now);
    expect(byName.smsIdentity).toEqual(known({ active: true, capabilities: ['SMS'], twoWay: false }));
  });

  it('Connect: the instance, all pages of its numbers, and the flow', async () => {
    aws.connect
      .on(DescribeInstanceCommand)
      .resolves({ Instance: { Arn: 'arn:instance', InstanceStatus: 'ACTIVE', OutboundCallsEnabled: true } });
    aws.connect
      .on(ListPhoneNumbersV2Command)
      .resolvesOnce({ ListPhoneNumbersSummaryList: [{ PhoneNumber: '+491' }], NextToken: 'more' })
      .resolvesOnce({ ListPhoneNumbersSummaryList: [{ PhoneNumber: '+498912345678' }] });
    aws.connect.on(DescribeContactFlowCommand).resolves({ ContactFlow: { State: 'ACTIVE' } });
    expect(await readConnect(options, setting)).toEqual({
      connect: known({ active: true, callsOut: true, numbers: ['+491', '+498912345678'] }),
      connectFlow: known('ACTIVE'),
    });
    aws.connect.on(DescribeInstanceCommand).rejects(named('ResourceNotFoundException'));
    expect((await readConnect(options, setting)).connect).toEqual(known(undefined));
    expect(await readConnect({ ...options, voice: 'off' }, setting)).toEqual({});
  });

  it('push: for which phones there are credentials', async () => {
    aws.pinpoint.on(GetAppCommand).resolves({});
    aws.pinpoint.on(GetGcmChannelCommand).resolves({ GCMChannelResponse: { Enabled: true, Platform: 'GCM' } });
    aws.pinpoint.on(GetApnsChannelCommand).rejects(named('NotFoundException'));
    expect(await readPush(options, setting)).toEqual({ push: known(['GCM']) });
    aws.pinpoint.on(GetAppCommand).rejects(named('NotFoundException'));
    expect(await readPush(options, setting)).toEqual({ push: known(undefined) });
    expect(await readPush({ ...options, push: undefined }, setting)).toEqual({});
  });

  it('the stacks: status and outputs, also of those that do not exist', async () => {
    aws.cloudformation.on(DescribeStacksCommand).callsFake(({ StackName }) => {
      if (StackName === 'tocsin-test-edge') throw new Error('Stack with id tocsin-test-edge does not exist');
      return {
        Stacks: [{ StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputKey: StackName.slice(12), OutputValue: 'x' }] }],
      };
    });
    const { stacks, outputs } = await readStacks(setting);
    expect(stacks).toEqual(known({ data: 'CREATE_COMPLETE', core: 'CREATE_COMPLETE', edge: undefined }));
    expect(outputs).toEqual({ data: 'x', core: 'x' });
  });

  it('Lambda: how much may run at once', async () => {
    aws.lambda.on(GetAccountSettingsCommand).resolves({ AccountLimit: { ConcurrentExecutions: 10 } });
    expect(await readConcurrency(setting)).toEqual(known(10));
  });

  it('the operation: operators, alarms of this stage, dead letters, ticks and canary', async () => {
    aws.sns.on(ListSubscriptionsByTopicCommand, { TopicArn: topic('operators') }).resolves({
      Subscriptions: [
        { Endpoint: 'operator@example.com', SubscriptionArn: 'PendingConfirmation' },
        { Endpoint: '+491701234567', SubscriptionArn: `${topic('operators')}:1` },
      ],
    });
    const ours = { AlarmActions: [topic('operators')], ActionsEnabled: true };
    aws.cloudwatch.on(DescribeAlarmsCommand, { AlarmNamePrefix: 'tocsin-test-' }).resolves({
      MetricAlarms: [
        {
          ...ours,
          AlarmName: 'tocsin-test-tick-silent',
          StateValue: 'ALARM',
          AlarmDescription: 'Nothing looks. What to do: docs/runbook.md#tick-silent',
        },
        { ...ours, AlarmName: 'tocsin-test-api-fails', StateValue: 'OK', ActionsEnabled: false },
        { AlarmName: 'tocsin-test-2-api-fails', StateValue: 'ALARM', AlarmActions: [topic('2-operators')] },
      ],
    });
    aws.cloudwatch.on(GetMetricStatisticsCommand, { MetricName: 'TickCompleted' }).resolves({
      Datapoints: [{ Sum: 1 }, { Sum: 2 }],
    });
    aws.cloudwatch.on(GetMetricStatisticsCommand, { MetricName: 'CanarySucceeded' }).resolves({ Datapoints: [] });
    aws.sqs.on(GetQueueUrlCommand).callsFake(({ QueueName }) => {
      if (QueueName === 'tocsin-test-notifications-voice-dlq') throw named('QueueDoesNotExist');
      return { QueueUrl: `https://sqs/${QueueName}` };
    });
    aws.sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { ApproximateNumberOfMessages: '0' } });
    aws.sqs
      .on(GetQueueAttributesCommand, { QueueUrl: 'https://sqs/tocsin-test-inbound-dlq' })
      .resolves({ Attributes: { ApproximateNumberOfMessages: '3' } });
    expect(await readOperation(options, setting, now)).toEqual({
      operators: known([
        { endpoint: 'operator@example.com', confirmed: false },
        { endpoint: '+491701234567', confirmed: true },
      ]),
      alarms: known({
        all: 2,
        ringing: [{ name: 'tocsin-test-tick-silent', impact: 'Nothing looks.' }],
        mute: ['tocsin-test-api-fails'],
      }),
      deadLetters: known({
        'tocsin-test-events-dlq.fifo': 0,
        'tocsin-test-notifications-dlq': 0,
        'tocsin-test-notifications-voice-dlq': 0,
        'tocsin-test-inbound-dlq': 3,
      }),
      ticks: known(3),
      canary: known(0),
    });
    const asked = aws.cloudwatch.commandCalls(GetMetricStatisticsCommand, { MetricName: 'CanarySucceeded' })[0];
    expect(asked?.args[0].input.StartTime).toEqual(new Date('2026-12-01T11:40:00Z'));
  });
});

describe('what doctor asks the API', () => {
  const outputs = {
    PublicUrl: 'https://tocsin.example.com',
    ConsoleUrl: 'https://console.example.com',
    OwnerKey: 'arn:secret',
  };
  const answers: Readonly<Record<string, unknown>> = {
    '/health': {},
    'https://console.example.com/': {},
    '/api/users/1': { id: 1, email: 'owner@example.com' },
    '/api/users/1/contacts/emails': [{ id: 1, status: 'OK', verified: true }],
    '/api/users/1/contacts/phone-numbers': [{ id: 2, status: 'LOCKED', verified: true }],
    '/api/alert-sources?max-results=1': [{ id: 3 }],
    '/api/on-calls/reachability': [
      { user: { id: 4, firstName: 'Ada', lastName: null }, problems: ['MUTED'], shifts: [] },
    ],
  };
  const fetched = (changed: Readonly<Record<string, number>> = {}) =>
    (async (url: string, init?: RequestInit) => {
      const path = url.replace('https://tocsin.example.com', '');
      const isOpen = path === '/health' || path === 'https://console.example.com/';
      const mayRead = isOpen || new Headers(init?.headers).get('authorization') === 'Bearer the-key';
      const status = mayRead ? (changed[path] ?? (path in answers ? 200 : 404)) : 401;
      return new Response(JSON.stringify(answers[path] ?? {}), { status });
    }) as typeof fetch;

  beforeEach(() => {
    aws.secrets.on(GetSecretValueCommand, { SecretId: 'arn:secret' }).resolves({ SecretString: 'the-key' });
  });

  it('is about the owner, the sources and who can be reached', async () => {
    expect(await readPeople(setting, outputs, fetched())).toEqual({
      people: known({
        health: 200,
        console: 200,
        ownerEmail: 'owner@example.com',
        ownerContacts: [
          { kind: 'e-mail', status: 'OK', verified: true },
          { kind: 'phone', status: 'LOCKED', verified: true },
        ],
        sources: 1,
        unreachable: [{ name: 'Ada', problems: ['MUTED'] }],
      }),
    });
  });

  it('stops at a door that is closed, and asks nothing without a deployment', async () => {
    const { people } = await readPeople(setting, outputs, fetched({ '/health': 503 }));
    expect(people).toMatchObject({ known: true, value: { health: 503 } });
    const broken = (async () => {
      throw new Error('fetch failed');
    }) as typeof fetch;
    expect((await readPeople(setting, outputs, broken)).people).toMatchObject({ value: { health: 0 } });
    expect(await readPeople(setting, {}, fetched())).toEqual({});
  });

  it('says so when the key is not the owner any more', async () => {
    const { people } = await readPeople(setting, outputs, fetched({ '/api/users/1': 403 }));
    expect(people).toMatchObject({ known: false, denied: false, said: expect.stringContaining('answers 403') });
  });
});

describe('a missing permission', () => {
  it('is a finding for each fact, and nothing else breaks', async () => {
    for (const client of Object.values(aws)) {
      client.reset();
      client.rejects(named('AccessDeniedException'));
    }
    const { stacks } = await readStacks(setting);
    const facts = {
      stacks,
      concurrency: await readConcurrency(setting),
      ...(await readMail(withoutReplies, setting)),
      ...(await readPhones(options, setting, now)),
      ...(await readConnect(options, setting)),
      ...(await readPush(options, setting)),
      ...(await readOperation(options, setting, now)),
    };
    const found = examine(facts, options, setting);
    expect(found.length).toBe(Object.keys(facts).length);
    expect(found.every(({ kind, lost }) => kind === 'UNKNOWN' && /lack [a-z-]+:[A-Z]\w+/.test(lost))).toBe(true);
  });
});
