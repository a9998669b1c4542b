import { ConnectClient, StartOutboundVoiceContactCommand } from '@aws-sdk/client-connect';
import { PinpointClient, SendMessagesCommand } from '@aws-sdk/client-pinpoint';
import {
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
  SendVoiceMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import PostalMime from 'postal-mime';
import { beforeEach, describe, expect, it } from 'vitest';
import { composeMail, emailBySes } from '../../functions/channels/email-ses.ts';
import { nobody } from '../../functions/channels/nobody.ts';
import { clientSettings } from '../../functions/channels/provider.ts';
import { pushByPinpoint } from '../../functions/channels/push-pinpoint.ts';
import { smsByEndUserMessaging } from '../../functions/channels/sms-eum.ts';
import { smsBySns } from '../../functions/channels/sms-sns.ts';
import { voiceByConnect } from '../../functions/channels/voice-connect.ts';
import { voiceByEndUserMessaging } from '../../functions/channels/voice-eum.ts';
import type { Driver, OutgoingMessage } from '../../functions/ports/channels.ts';

const settings = { ...clientSettings, region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
const clients = {
  sns: new SNSClient(settings),
  eum: new PinpointSMSVoiceV2Client(settings),
  connect: new ConnectClient(settings),
  pinpoint: new PinpointClient(settings),
  ses: new SESClient(settings),
};
const sns = mockClient(clients.sns);
const eum = mockClient(clients.eum);
const connect = mockClient(clients.connect);
const pinpoint = mockClient(clients.pinpoint);
const ses = mockClient(clients.ses);
const mocks = { sns, eum, connect, pinpoint, ses };

beforeEach(() => {
  for (const mock of Object.values(mocks)) mock.reset();
});

const message: OutgoingMessage = {
  idempotencyToken: 'token-1',
  channel: 'SMS',
  target: '+491510000001',
  language: 'de',
  subject: 'Titel',
  text: 'Hallo',
  data: { notification: 'bm90aWZpY2F0aW9u', alertId: '7', userId: '3' },
};

const eumSettings = { identity: 'pool-1', configurationSet: 'receipts' };
const drivers = {
  'sms.sns': { driver: smsBySns(clients.sns), mock: sns },
  'sms.eum': { driver: smsByEndUserMessaging(eumSettings, clients.eum), mock: eum },
  'voice.eum': { driver: voiceByEndUserMessaging(eumSettings, clients.eum), mock: eum },
  'voice.connect': {
    driver: voiceByConnect({ instanceId: 'i-1', flowId: 'f-1', sourceNumber: '+49301' }, clients.connect),
    mock: connect,
  },
  'email.ses': {
    driver: emailBySes({ from: 'Tocsin <alerts@example.com>', configurationSet: 'mail' }, clients.ses),
    mock: ses,
  },
  'push.pinpoint': { driver: pushByPinpoint({ applicationId: 'app-1' }, clients.pinpoint), mock: pinpoint },
} as const;

describe('what each driver sends', () => {
  it('SMS through SNS, to the number', async () => {
    sns.on(PublishCommand).resolves({ MessageId: 'm-1' });
    expect(await drivers['sms.sns'].driver.send(message)).toEqual({ outcome: 'sent', providerId: 'm-1' });
    expect(sns.commandCalls(PublishCommand)[0]?.args[0].input).toMatchObject({
      PhoneNumber: '+491510000001',
      Message: 'Hallo',
    });
  });

  it('SMS through End User Messaging, with what receipts bring back and ten minutes to live', async () => {
    eum.on(SendTextMessageCommand).resolves({ MessageId: 'm-2' });
    expect(await drivers['sms.eum'].driver.send(message)).toEqual({ outcome: 'sent', providerId: 'm-2' });
    expect(eum.commandCalls(SendTextMessageCommand)[0]?.args[0].input).toEqual({
      DestinationPhoneNumber: '+491510000001',
      OriginationIdentity: 'pool-1',
      MessageBody: 'Hallo',
      MessageType: 'TRANSACTIONAL',
      TimeToLive: 600,
      ConfigurationSetName: 'receipts',
      Context: { notification: 'bm90aWZpY2F0aW9u', alertId: '7', userId: '3' },
    });
  });

  it('a spoken call, in a voice of the language', async () => {
    eum.on(SendVoiceMessageCommand).resolves({ MessageId: 'm-3' });
    expect(await drivers['voice.eum'].driver.send(message)).toEqual({ outcome: 'sent', providerId: 'm-3' });
    expect(eum.commandCalls(SendVoiceMessageCommand)[0]?.args[0].input).toMatchObject({
      MessageBody: 'Hallo',
      MessageBodyTextType: 'TEXT',
      VoiceId: 'VICKI',
      TimeToLive: 600,
    });
  });

  it('a call that can be answered, once per token', async () => {
    connect.on(StartOutboundVoiceContactCommand).resolves({ ContactId: 'c-1' });
    expect(await drivers['voice.connect'].driver.send(message)).toEqual({ outcome: 'sent', providerId: 'c-1' });
    expect(connect.commandCalls(StartOutboundVoiceContactCommand)[0]?.args[0].input).toEqual({
      InstanceId: 'i-1',
      ContactFlowId: 'f-1',
      SourcePhoneNumber: '+49301',
      DestinationPhoneNumber: '+491510000001',
      ClientToken: 'token-1',
      Attributes: { ...message.data, text: 'Hallo', language: 'de' },
    });
  });

  it('a push to the raw token, on the platform it belongs to', async () => {
    const target = 'device-token';
    pinpoint.on(SendMessagesCommand).resolves({
      MessageResponse: {
        ApplicationId: 'app-1',
        Result: { [target]: { DeliveryStatus: 'SUCCESSFUL', StatusCode: 200, MessageId: 'm-4' } },
      },
    });
    const push = { ...message, channel: 'PUSH' as const, target, data: { ...message.data, platform: 'APNS' } };
    expect(await drivers['push.pinpoint'].driver.send(push)).toEqual({ outcome: 'sent', providerId: 'm-4' });
    const request = pinpoint.commandCalls(SendMessagesCommand)[0]?.args[0].input.MessageRequest;
    expect(request?.Addresses).toEqual({ 'device-token': { ChannelType: 'APNS' } });
    expect(request?.Endpoints).toBeUndefined();
    expect(request?.MessageConfiguration?.APNSMessage).toMatchObject({
      Title: 'Titel',
      Body: 'Hallo',
      Data: message.data,
    });
  });

  it('an e-mail as MIME of ours, tagged with what receipts bring back', async () => {
    ses.on(SendRawEmailCommand).resolves({ MessageId: 'm-5' });
    const mail = { ...message, channel: 'EMAIL' as const, target: 'ada@example.com', html: '<p>Hallo</p>' };
    expect(await drivers['email.ses'].driver.send(mail)).toEqual({ outcome: 'sent', providerId: 'm-5' });
    const input = ses.commandCalls(SendRawEmailCommand)[0]?.args[0].input;
    expect(input).toMatchObject({
      Source: 'Tocsin <alerts@example.com>',
      Destinations: ['ada@example.com'],
      ConfigurationSetName: 'mail',
      Tags: [{ Name: 'notification', Value: 'bm90aWZpY2F0aW9u' }],
    });
  });

  it('nothing to nobody', async () => {
    expect(await nobody.send(message)).toEqual({ outcome: 'sent', providerId: 'token-1' });
  });
});

describe('an e-mail', () => {
  it('carries threading, alert, user and reply address, and both bodies', async () => {
    const raw = await composeMail(
      {
        ...message,
        target: 'ada@example.com',
        html: '<p>Grüße</p>',
        replyTo: 'alert+abc@in.example.com',
        headers: {
          'Message-ID': '<notification-9@in.example.com>',
          'In-Reply-To': '<alert-7@in.example.com>',
          References: '<alert-7@in.example.com>',
          'X-Tocsin-Alert': '7',
          'X-Tocsin-User': '3',
          'Auto-Submitted': 'auto-generated',
        },
      },
      'Tocsin <alerts@example.com>',
    );
    const mail = await PostalMime.parse(raw);
    const header = (name: string) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
    expect(mail.from?.address).toBe('alerts@example.com');
    expect(mail.replyTo?.[0]?.address).toBe('alert+abc@in.example.com');
    expect(mail.messageId).toBe('<notification-9@in.example.com>');
    expect(mail.inReplyTo).toBe('<alert-7@in.example.com>');
    expect(mail.references).toBe('<alert-7@in.example.com>');
    expect(header('x-tocsin-alert')).toEqual(['7']);
    expect(header('x-tocsin-user')).toEqual(['3']);
    expect(header('message-id')).toHaveLength(1);
    expect(mail.text?.trim()).toBe('Hallo');
    expect(mail.html?.trim()).toBe('<p>Grüße</p>');
  });

  it('cannot be given further headers or receivers through its subject', async () => {
    const raw = await composeMail(
      { ...message, target: 'ada@example.com', subject: 'Hi\r\nBcc: victim@example.com\r\n\r\nbody' },
      'alerts@example.com',
    );
    const mail = await PostalMime.parse(raw);
    expect(mail.bcc).toBeUndefined();
    expect(mail.to?.map(({ address }) => address)).toEqual(['ada@example.com']);
    expect(mail.text?.trim()).toBe('Hallo');
  });
});

type Name = keyof typeof drivers;
type Breakable = { driver: Driver; mock: { onAnyCommand(): { rejects(error: Error): unknown } } };

/** A driver whose next calls fail. */
const failing = (name: Name, error: Error): Driver => {
  const { driver, mock } = drivers[name] as Breakable;
  mock.onAnyCommand().rejects(error);
  return driver;
};

/** An error as the SDK throws it. */
const refusal = (name: string, facts: object = {}, httpStatusCode = 400) =>
  Object.assign(new Error(typeof facts === 'object' && 'message' in facts ? String(facts.message) : 'refused'), {
    name,
    $metadata: { httpStatusCode },
    ...facts,
  });

describe('what providers refuse', () => {
  it.each<[Name, string, object]>([
    ['sms.sns', 'OptedOutException', {}],
    ['sms.sns', 'InvalidParameterException', { message: 'Invalid parameter: PhoneNumber Reason: not valid' }],
    ['sms.eum', 'ConflictException', { Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' }],
    ['sms.eum', 'ConflictException', { Reason: 'DESTINATION_PHONE_NUMBER_NOT_VERIFIED' }],
    ['sms.eum', 'ValidationException', { Fields: [{ Name: 'DestinationPhoneNumber' }] }],
    ['sms.eum', 'ResourceNotFoundException', {}],
    ['sms.eum', 'ServiceQuotaExceededException', { Reason: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT' }],
    ['voice.eum', 'ServiceQuotaExceededException', { Reason: 'DAILY_DESTINATION_CALL_LIMIT' }],
    ['voice.eum', 'ValidationException', { Reason: 'VOICE_CAPABILITY_NOT_AVAILABLE' }],
    ['voice.connect', 'DestinationNotAllowedException', {}],
    ['voice.connect', 'OutboundContactNotPermittedException', {}],
    ['voice.connect', 'ResourceNotFoundException', {}],
    ['email.ses', 'MessageRejected', { message: 'Email address is not verified.' }],
    ['email.ses', 'AccountSendingPausedException', {}],
    ['push.pinpoint', 'NotFoundException', {}],
    ['sms.sns', 'AuthorizationError', {}],
    ['sms.eum', 'AccessDeniedException', {}],
    ['voice.eum', 'AccessDeniedException', {}],
    ['voice.connect', 'AccessDeniedException', {}],
    ['voice.connect', 'InvalidRequestException', {}],
    ['voice.connect', 'InvalidParameterException', {}],
    ['email.ses', 'AccessDenied', {}],
    ['email.ses', 'InvalidParameterValue', {}],
    ['push.pinpoint', 'ForbiddenException', {}],
    ['push.pinpoint', 'BadRequestException', {}],
  ])('%s: %s %o is for good', async (name, error, facts) => {
    expect(await failing(name, refusal(error, facts)).send(message)).toMatchObject({ outcome: 'rejected' });
  });

  it.each<[Name, string, number]>([
    ['sms.sns', 'Throttling', 400],
    ['sms.eum', 'ThrottlingException', 400],
    ['voice.connect', 'LimitExceededException', 429],
    ['email.ses', 'Throttling', 400],
    ['push.pinpoint', 'TooManyRequestsException', 429],
  ])('%s: %s may pass, and nothing went out', async (name, error, status) => {
    expect(await failing(name, refusal(error, {}, status)).send(message)).toMatchObject({ outcome: 'postponed' });
  });

  it.each(Object.keys(drivers) as Name[])('%s: nothing went out when nobody could be reached', async (name) => {
    const unreachable = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
    expect(await failing(name, unreachable).send(message)).toMatchObject({ outcome: 'postponed' });
  });

  it.each(Object.keys(drivers) as Name[])('%s: nobody knows after a 500 or a lost answer', async (name) => {
    await expect(failing(name, refusal('InternalServerError', {}, 500)).send(message)).rejects.toThrow('refused');
    await expect(
      failing(name, Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })).send(message),
    ).rejects.toThrow('socket hang up');
  });

  it.each([
    ['PERMANENT_FAILURE', 'rejected'],
    ['OPT_OUT', 'rejected'],
    ['THROTTLED', 'postponed'],
    ['TEMPORARY_FAILURE', 'postponed'],
  ] as const)('a push that ends as %s is %s', async (DeliveryStatus, outcome) => {
    pinpoint.on(SendMessagesCommand).resolves({
      MessageResponse: { ApplicationId: 'a', Result: { [message.target]: { DeliveryStatus, StatusCode: 410 } } },
    });
    expect(await drivers['push.pinpoint'].driver.send(message)).toMatchObject({ outcome });
  });

  it('a push without a result is unknown', async () => {
    pinpoint.on(SendMessagesCommand).resolves({ MessageResponse: { ApplicationId: 'a', Result: {} } });
    await expect(drivers['push.pinpoint'].driver.send(message)).rejects.toThrow('push ended');
  });

  it('is asked once: repeating is not the business of the SDK', () => {
    expect(clientSettings.maxAttempts).toBe(1);
  });
});
