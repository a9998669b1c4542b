import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeAccountAttributesCommand,
  DescribePhoneNumbersCommand,
  DescribePoolsCommand,
  DescribeSpendLimitsCommand,
  PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { GetSMSAttributesCommand, GetSMSSandboxAccountStatusCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Options } from '../../../lib/context.ts';
import type { Facts, Origination, Setting } from '../facts.ts';
import { clientSettings, orNone, reading } from './reading.ts';

type PhoneFacts = Pick<Facts, 'snsTexts' | 'endUserMessaging' | 'smsIdentity' | 'voiceIdentity'>;

/** What SNS and End User Messaging say about texts and calls. */
export async function readPhones(options: Options, { region }: Setting, now: Date): Promise<PhoneFacts> {
  const { smsIdentity, voiceIdentity, voice } = options;
  const messaging = new PinpointSMSVoiceV2Client(clientSettings(region));
  const identity = (id: string) => reading(describing(id), () => readOrigination(messaging, id));
  const calls = voice === 'off' ? undefined : voiceIdentity;
  const [snsTexts, endUserMessaging, texts, voices] = await Promise.all([
    smsIdentity === undefined ? readSns(region, now) : undefined,
    smsIdentity === undefined && calls === undefined ? undefined : readAccount(messaging),
    smsIdentity === undefined ? undefined : identity(smsIdentity),
    calls === undefined ? undefined : identity(calls),
  ]);
  return {
    ...(snsTexts && { snsTexts }),
    ...(endUserMessaging && { endUserMessaging }),
    ...(texts && { smsIdentity: texts }),
    ...(voices && { voiceIdentity: voices }),
  };
}

const readSns = (region: string, now: Date) =>
  reading('sns:GetSMSSandboxAccountStatus, sns:GetSMSAttributes, cloudwatch:GetMetricStatistics', async () => {
    const sns = new SNSClient(clientSettings(region));
    const spending = new GetMetricStatisticsCommand({
      Namespace: 'AWS/SNS',
      MetricName: 'SMSMonthToDateSpentUSD',
      StartTime: new Date(now.getTime() - 24 * 3_600_000),
      EndTime: now,
      Period: 24 * 3600,
      Statistics: ['Maximum'],
    });
    const [status, { attributes }, spent] = await Promise.all([
      sns.send(new GetSMSSandboxAccountStatusCommand({})),
      sns.send(new GetSMSAttributesCommand({ attributes: ['MonthlySpendLimit'] })),
      new CloudWatchClient(clientSettings(region)).send(spending),
    ]);
    return {
      inSandbox: status.IsInSandbox === true,
      // What nobody has set is what new accounts have.
      limit: Number(attributes?.MonthlySpendLimit ?? 1),
      spent: Math.max(0, ...(spent.Datapoints ?? []).map(({ Maximum = 0 }) => Maximum)),
    };
  });

const readAccount = (messaging: PinpointSMSVoiceV2Client) =>
  reading('sms-voice:DescribeAccountAttributes, sms-voice:DescribeSpendLimits', async () => {
    const [{ AccountAttributes = [] }, { SpendLimits = [] }] = await Promise.all([
      messaging.send(new DescribeAccountAttributesCommand({})),
      messaging.send(new DescribeSpendLimitsCommand({})),
    ]);
    const limitOf = (name: string) => {
      const found = SpendLimits.find(({ Name }) => Name === name);
      return { limit: found?.EnforcedLimit ?? 0, most: found?.MaxLimit };
    };
    return {
      tier: AccountAttributes.find(({ Name }) => Name === 'ACCOUNT_TIER')?.Value ?? '',
      texts: limitOf('TEXT_MESSAGE_MONTHLY_SPEND_LIMIT'),
      calls: limitOf('VOICE_MESSAGE_MONTHLY_SPEND_LIMIT'),
    };
  });

const isPool = (id: string): boolean => /(^|\/)pool-|:pool\//.test(id);
const isSender = (id: string): boolean => /:sender-id\//.test(id);
const describing = (id: string): string => `sms-voice:Describe${isPool(id) ? 'Pools' : 'PhoneNumbers'}`;

async function readOrigination(messaging: PinpointSMSVoiceV2Client, id: string): Promise<Origination> {
  // A sender id is a name: it can be sent with at once, and never be answered.
  if (isSender(id)) return { active: true, capabilities: ['SMS'], twoWay: false };
  if (isPool(id)) {
    const answer = await orNone(messaging.send(new DescribePoolsCommand({ PoolIds: [id] })));
    const pool = answer?.Pools?.[0];
    if (pool === undefined) return undefined;
    const { Status, TwoWayEnabled, TwoWayChannelArn } = pool;
    // What a pool can do is what its numbers can.
    return {
      active: Status === 'ACTIVE',
      capabilities: [],
      twoWay: TwoWayEnabled === true,
      destination: TwoWayChannelArn,
    };
  }
  const answer = await orNone(messaging.send(new DescribePhoneNumbersCommand({ PhoneNumberIds: [id] })));
  const number = answer?.PhoneNumbers?.[0];
  if (number === undefined) return undefined;
  return {
    active: number.Status === 'ACTIVE',
    capabilities: number.NumberCapabilities ?? [],
    twoWay: number.TwoWayEnabled === true,
    destination: number.TwoWayChannelArn,
  };
}
