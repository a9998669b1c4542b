import { ConnectClient, StartOutboundVoiceContactCommand } from '@aws-sdk/client-connect';
import { PinpointClient, SendMessagesCommand } from '@aws-sdk/client-pinpoint';
import {
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
  SendVoiceMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { ConfirmSubscriptionCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventTopic, inboundQueue, inboundTopic, masterSecret, operatorTopic, ownerKeySecret } from './deployment.ts';
import { type Harness, startHarness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(async () => harness[Symbol.asyncDispose]());
beforeEach(async () => {
  await harness.outbox.reset();
  harness.deliveries.length = 0;
  harness.permissions.length = 0;
});
const messages = () => harness.outbox.since(0);
const receipts = () => harness.deliveries.map(({ body }) => JSON.parse(JSON.parse(body).Message));

describe('End User Messaging', () => {
  const text = {
    OriginationIdentity: '+4915550001000',
    MessageBody: 'Database down',
    ConfigurationSetName: 'tocsin-dev',
  };
  const client = () => new PinpointSMSVoiceV2Client(harness.client());
  const send = (input: object) =>
    client().send(new SendTextMessageCommand({ DestinationPhoneNumber: '+4915112345678', ...text, ...input }));

  it('keeps a text as the phone shows it, with the alert and user of its context', async () => {
    const { MessageId } = await send({ Context: { alertId: '4711', userId: '2' } });
    expect(messages()).toMatchObject([
      { seq: 1, channel: 'SMS', to: '+4915112345678', from: '+4915550001000', text: 'Database down', subject: null },
    ]);
    expect(messages()[0]).toMatchObject({ html: null, alertId: 4711, userId: 2, providerId: MessageId });
  });

  it('publishes a delivery receipt to the topic of the configuration set, after the call', async () => {
    const { MessageId } = await send({ Context: { alertId: '1' } });
    expect(harness.deliveries).toMatchObject([{ queueArn: inboundQueue, topicArn: eventTopic, delaySeconds: 1 }]);
    expect(receipts()).toMatchObject([
      { eventType: 'TEXT_DELIVERED', messageId: MessageId, isFinal: true, context: { alertId: '1' } },
    ]);
  });

  it('publishes no receipt without a configuration set', async () => {
    await send({ ConfigurationSetName: undefined });
    expect(harness.deliveries).toEqual([]);
  });

  it('sends a message whose receipt the topic refuses', async () => {
    await using strict = await startHarness({ mayPublish: () => false });
    const told = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const command = new SendTextMessageCommand({ DestinationPhoneNumber: '+4915112345678', ...text });
    await new PinpointSMSVoiceV2Client(strict.client()).send(command);
    expect(strict.outbox.since(0)).toHaveLength(1);
    expect(strict.deliveries).toEqual([]);
    expect(told).toHaveBeenCalledWith(expect.stringContaining('receipt'));
    told.mockRestore();
  });

  it('refuses numbers that end in 0000 and reports those in 0001 as failed', async () => {
    await expect(send({ DestinationPhoneNumber: '+4915112555404' })).rejects.toMatchObject({
      name: 'ConflictException',
      Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
    });
    await send({ DestinationPhoneNumber: '+4915112555410' });
    expect(messages()).toEqual([]);
    expect(receipts()).toMatchObject([{ eventType: 'TEXT_UNREACHABLE', destinationPhoneNumber: '+4915112555410' }]);
  });

  it('checks and does not send on a dry run', async () => {
    expect(await send({ DryRun: true })).toHaveProperty('MessageId');
    expect([...messages(), ...harness.deliveries]).toEqual([]);
  });

  it.each([
    ['a number without a country', { DestinationPhoneNumber: '015112345678' }],
    ['no words', { MessageBody: '' }],
    ['more words than a message holds', { MessageBody: 'x'.repeat(1601) }],
  ])('rejects %s', async (_case, input) => {
    await expect(send(input)).rejects.toMatchObject({ name: 'ValidationException' });
    expect(messages()).toEqual([]);
  });

  it('speaks a call that takes no keys', async () => {
    const call = { OriginationIdentity: 'phone-1', MessageBody: '<speak>Alert <break/>four</speak>' };
    const target = { DestinationPhoneNumber: '+4915112345678', MessageBodyTextType: 'SSML' } as const;
    await client().send(new SendVoiceMessageCommand({ ...call, ...target, ConfigurationSetName: 'tocsin-dev' }));
    expect(messages()).toMatchObject([{ channel: 'VOICE', text: 'Alert four', answerable: false }]);
    expect(receipts()).toMatchObject([{ eventType: 'VOICE_COMPLETED' }]);
    const [message] = messages();
    expect(await harness.outbox.reply(message?.id ?? '', { digits: '1' })).toMatchObject({ status: 409 });
  });

  it.each([
    ['+4915550001000', 'phone-number/+4915550001000'],
    ['pool-1', 'pool/pool-1'],
    ['TOCSIN', 'sender-id/TOCSIN/DE'],
  ])('needs the permission on the identity %s and the configuration set', async (identity, resource) => {
    await send({ OriginationIdentity: identity });
    const prefix = 'arn:aws:sms-voice:eu-central-1:000000000000';
    expect(harness.permissions).toEqual([
      { action: 'sms-voice:SendTextMessage', resource: `${prefix}:${resource}` },
      { action: 'sms-voice:SendTextMessage', resource: `${prefix}:configuration-set/tocsin-dev` },
    ]);
  });
});

describe('SNS', () => {
  const client = () => new SNSClient(harness.client());

  it('texts a phone and needs the permission on everything for it', async () => {
    const MessageAttributes = { alertId: { DataType: 'String', StringValue: '12' } };
    const words = 'Down: https://tocsin.example/answer/abc';
    await client().send(new PublishCommand({ PhoneNumber: '+4915112345678', Message: words, MessageAttributes }));
    expect(messages()).toMatchObject([{ channel: 'SMS', to: '+4915112345678', text: words, alertId: 12 }]);
    expect(messages()[0]).toMatchObject({ answerable: false, links: [{ url: 'https://tocsin.example/answer/abc' }] });
    expect(harness.permissions).toEqual([{ action: 'sns:Publish', resource: '*' }]);
  });

  it('refuses a number that opted out', async () => {
    const publish = new PublishCommand({ PhoneNumber: '+4915112555404', Message: 'x' });
    await expect(client().send(publish)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('hands a publication to the queues of a topic in its envelope', async () => {
    await client().send(new PublishCommand({ TopicArn: inboundTopic, Message: '{"a":1}', Subject: 'hi & <bye>' }));
    expect(harness.deliveries).toMatchObject([{ queueArn: inboundQueue, delaySeconds: 0 }]);
    expect(JSON.parse(harness.deliveries[0]?.body ?? '')).toMatchObject({
      Type: 'Notification',
      TopicArn: inboundTopic,
      Message: '{"a":1}',
      Subject: 'hi & <bye>',
    });
    expect(harness.permissions).toEqual([{ action: 'sns:Publish', resource: inboundTopic }]);
  });

  it('mails the operator what is published to the operator topic', async () => {
    await client().send(
      new PublishCommand({ TopicArn: operatorTopic, Subject: 'ALARM', Message: 'People are not paged' }),
    );
    expect(messages()).toMatchObject([
      { channel: 'EMAIL', to: 'ops@example.com', subject: 'ALARM', text: 'People are not paged', alertId: null },
    ]);
  });

  it('knows no other topic', async () => {
    const publish = new PublishCommand({ TopicArn: `${operatorTopic}-gone`, Message: 'x' });
    await expect(client().send(publish)).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it('confirms an HTTPS subscription by its token only', async () => {
    const endpoint = { Protocol: 'https', Endpoint: 'https://example.com/hook' };
    const subscribe = new SubscribeCommand({ TopicArn: operatorTopic, ...endpoint });
    expect((await client().send(subscribe)).SubscriptionArn).toBe('pending confirmation');
    const wrong = new ConfirmSubscriptionCommand({ TopicArn: operatorTopic, Token: 'guess' });
    await expect(client().send(wrong)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('SES', () => {
  const client = () => new SESClient(harness.client());
  const mime = (to: string) =>
    Buffer.from(
      [
        'From: Tocsin <alerts@example.com>',
        `To: ${to}`,
        'Subject: =?utf-8?Q?=5BALERT=5D_St=C3=B6rung?=',
        'Message-ID: <mine@example.com>',
        'References: <alert-7@example.com>',
        'Reply-To: alert+token@reply.example.com',
        'X-Tocsin-Alert: 7',
        'X-Tocsin-User: 3',
        'MIME-Version: 1.0',
        'Content-Type: multipart/alternative; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Accept: https://tocsin.example/answer/a1',
        '--b',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<p><a href="https://tocsin.example/answer/a1">Accept</a> <a href="https://tocsin.example/answer/r1">Resolve</a></p>',
        '--b--',
      ].join('\r\n'),
    );
  const sendRaw = (to: string) =>
    client().send(
      new SendRawEmailCommand({
        RawMessage: { Data: mime(to) },
        Destinations: [to],
        ConfigurationSetName: 'tocsin-dev',
        Tags: [{ Name: 'notification', Value: '99' }],
      }),
    );

  it('shows a raw mail as its reader sees it, under the id that SES gives it', async () => {
    const { MessageId } = await sendRaw('Ada <ada@example.com>');
    expect(messages()).toMatchObject([
      {
        channel: 'EMAIL',
        to: 'ada@example.com',
        from: 'alerts@example.com',
        subject: '[ALERT] Störung',
        alertId: 7,
        userId: 3,
      },
    ]);
    const [mail] = messages();
    expect(mail?.text).toBe('Accept: https://tocsin.example/answer/a1');
    expect(mail?.html).toContain('Resolve</a>');
    expect(mail?.links).toEqual([
      { label: 'Accept', url: 'https://tocsin.example/answer/a1' },
      { label: 'Resolve', url: 'https://tocsin.example/answer/r1' },
    ]);
    expect(mail?.headers).toMatchObject({
      'message-id': `<${MessageId}@eu-central-1.amazonses.com>`,
      references: '<alert-7@example.com>',
      'reply-to': 'alert+token@reply.example.com',
    });
    expect(receipts()).toMatchObject([
      { eventType: 'Delivery', mail: { messageId: MessageId, tags: { notification: ['99'] } } },
    ]);
  });

  it('bounces what goes to bounce@', async () => {
    const { MessageId } = await sendRaw('bounce@example.com');
    expect(messages()).toEqual([]);
    const bounce = { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'bounce@example.com' }] };
    expect(receipts()).toMatchObject([{ eventType: 'Bounce', mail: { messageId: MessageId }, bounce }]);
  });

  it('gives each receiver of a simple mail a copy', async () => {
    const Message = { Subject: { Data: 'Hi' }, Body: { Text: { Data: 'Hello' }, Html: { Data: '<p>Hello</p>' } } };
    const Destination = { ToAddresses: ['a@example.com', 'b@example.com'] };
    await client().send(new SendEmailCommand({ Source: 'alerts@example.com', Destination, Message }));
    expect(messages().map(({ seq, to, html }) => [seq, to, html])).toEqual([
      [1, 'a@example.com', '<p>Hello</p>'],
      [2, 'b@example.com', '<p>Hello</p>'],
    ]);
  });

  it('needs the permission on the sending domain, on the receiver as in the sandbox, and on the configuration set', async () => {
    await sendRaw('ada@example.com');
    const prefix = 'arn:aws:ses:eu-central-1:000000000000';
    const context = { 'ses:FromAddress': 'alerts@example.com' };
    expect(harness.permissions).toEqual([
      { action: 'ses:SendRawEmail', resource: `${prefix}:identity/example.com`, context },
      { action: 'ses:SendRawEmail', resource: `${prefix}:identity/ada@example.com`, context },
      { action: 'ses:SendRawEmail', resource: `${prefix}:configuration-set/tocsin-dev`, context },
    ]);
  });
});

describe('Pinpoint', () => {
  const client = () => new PinpointClient(harness.client());

  it('answers for each device token and pushes to the valid ones', async () => {
    const Data = { alertId: '9', userId: '2', acceptUrl: 'https://tocsin.example/answer/a' };
    const { MessageResponse } = await client().send(
      new SendMessagesCommand({
        ApplicationId: 'app1',
        MessageRequest: {
          Addresses: { 'token-1': { ChannelType: 'GCM' }, 'invalid-2': { ChannelType: 'APNS' } },
          MessageConfiguration: { GCMMessage: { Title: 'Alert', Body: 'Database down', Data } },
        },
      }),
    );
    expect(MessageResponse?.Result).toMatchObject({
      'token-1': { DeliveryStatus: 'SUCCESSFUL', StatusCode: 200 },
      'invalid-2': { DeliveryStatus: 'PERMANENT_FAILURE', StatusCode: 410 },
    });
    expect(messages()).toMatchObject([
      { channel: 'PUSH', to: 'token-1', subject: 'Alert', text: 'Database down', alertId: 9, userId: 2, data: Data },
    ]);
    const resource = 'arn:aws:mobiletargeting:eu-central-1:000000000000:apps/app1/messages';
    expect(harness.permissions).toEqual([{ action: 'mobiletargeting:SendMessages', resource }]);
  });

  it.each([
    [
      'GCM',
      'GCMMessage',
      { fcmV1Message: { message: { notification: { title: 'T', body: 'B' }, data: { alertId: '5' } } } },
    ],
    ['APNS', 'APNSMessage', { aps: { alert: { title: 'T', body: 'B' } }, alertId: '5' }],
  ] as const)('reads raw content of %s', async (ChannelType, kind, content) => {
    const MessageConfiguration = { [kind]: { RawContent: JSON.stringify(content) } };
    const MessageRequest = { Addresses: { t: { ChannelType } }, MessageConfiguration };
    await client().send(new SendMessagesCommand({ ApplicationId: 'app1', MessageRequest }));
    expect(messages()).toMatchObject([{ subject: 'T', text: 'B', alertId: 5 }]);
  });
});

describe('Connect', () => {
  const call = (input: object) =>
    new ConnectClient(harness.client()).send(
      new StartOutboundVoiceContactCommand({
        DestinationPhoneNumber: '+4915112345678',
        InstanceId: 'i1',
        ContactFlowId: 'f1',
        SourcePhoneNumber: '+4915550001000',
        Attributes: { text: 'Alert four. Press 1 to accept.', alertId: '4', userId: '2' },
        ...input,
      }),
    );

  it('places a call that speaks its text, once per client token', async () => {
    const first = await call({ ClientToken: 'n1' });
    const again = await call({ ClientToken: 'n1' });
    expect(again.ContactId).toBe(first.ContactId);
    expect(messages()).toMatchObject([
      { channel: 'VOICE', to: '+4915112345678', text: 'Alert four. Press 1 to accept.', alertId: 4, userId: 2 },
    ]);
    expect(harness.permissions[0]).toMatchObject({ action: 'connect:StartOutboundVoiceContact' });
    expect(harness.permissions[0]?.resource).toMatch(/:instance\/i1\/contact\/[0-9-]+$/);
  });

  it('tells the end of a call half a minute later, and nothing of calls that were reset', async () => {
    const ended: object[] = [];
    harness.outbox.onCallEnded((one) => ended.push(one));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await call({ ClientToken: 'n2' });
      await harness.outbox.reset();
      const { ContactId } = await call({ ClientToken: 'n3' });
      vi.advanceTimersByTime(29_999);
      expect(ended).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(ended).toEqual([{ contactId: ContactId, connectedAt: expect.any(String), reason: 'CUSTOMER_DISCONNECT' }]);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ['+4915112555408', 'nobody takes', 'OTHER'],
    ['+4915112555410', 'the network does not put through', 'TELECOM_PROBLEM'],
  ])('to %s is one that %s', async (number, _what, reason) => {
    const ended: object[] = [];
    harness.outbox.onCallEnded((one) => ended.push(one));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { ContactId } = await call({ ClientToken: `n${number}`, DestinationPhoneNumber: number });
      vi.advanceTimersByTime(30_000);
      expect(ended).toEqual([{ contactId: ContactId, reason }]);
      expect(messages()).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('does not dial a number it may not', async () => {
    const refused = call({ DestinationPhoneNumber: '+4915112555404' });
    await expect(refused).rejects.toMatchObject({ name: 'DestinationNotAllowedException' });
    expect(messages()).toEqual([]);
  });
});

describe('Secrets Manager', () => {
  const read = (SecretId: string) =>
    new SecretsManagerClient(harness.client()).send(new GetSecretValueCommand({ SecretId }));

  it('knows the owner key and a master secret of 64 characters, by ARN and by name', async () => {
    expect((await read(ownerKeySecret)).SecretString).toBe('local-admin-key');
    const master = (await read('tocsin/dev/master')).SecretString;
    expect(master).toMatch(/^[0-9a-f]{64}$/);
    expect((await read(masterSecret)).SecretString).toBe(master);
    expect(new Set(harness.permissions.map(({ resource }) => resource))).toEqual(
      new Set([ownerKeySecret, masterSecret]),
    );
  });

  it('has no other secret', async () => {
    await expect(read('nothing')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
