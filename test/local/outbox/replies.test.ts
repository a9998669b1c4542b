import { PinpointClient, SendMessagesCommand } from '@aws-sdk/client-pinpoint';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMail } from '../../../local/outbox/mail.ts';
import type { NewMessage } from '../../../local/outbox/message.ts';
import { inboundQueue, inboundTopic } from './deployment.ts';
import { type Harness, startHarness } from './harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(async () => harness[Symbol.asyncDispose]());

const ada = '+4915112345678';
const sms = { channel: 'SMS', to: ada, from: '+4915550001000', text: 'x', providerId: 'p1', answerable: true } as const;
const given = (message: Partial<NewMessage>) => harness.outbox.store.add({ ...sms, ...message });
const answersOf = (id: string) => harness.outbox.store.find(id)?.answers;

describe('reply', () => {
  it('sends a text exactly as typed to the two-way topic, naming no earlier message', async () => {
    const { id } = given({});
    expect(await harness.outbox.reply(id, { text: ' a 7 ' })).toMatchObject({ status: 200 });
    expect(harness.deliveries).toMatchObject([{ queueArn: inboundQueue, topicArn: inboundTopic }]);
    const sms = JSON.parse(JSON.parse(harness.deliveries[0]?.body ?? '').Message);
    expect(sms).toMatchObject({ originationNumber: ada, destinationNumber: '+4915550001000', messageBody: ' a 7 ' });
    expect(sms).not.toHaveProperty('previousPublishedMessageId');
    expect(answersOf(id)).toEqual([{ at: '2026-11-21T20:00:00.000Z', given: ' a 7 ', heard: null }]);
  });

  it('cannot reply to a sender that cannot receive', async () => {
    const { id } = given({ from: 'TOCSIN', answerable: false });
    expect(await harness.outbox.reply(id, { text: 'A' })).toMatchObject({ status: 409 });
    expect(harness.deliveries).toEqual([]);
  });

  it('presses a key as the flow of Amazon Connect reports it, and hears the answer', async () => {
    const { id } = given({ channel: 'VOICE', answerable: true, data: { alertId: '4', language: 'en' } });
    const answer = await harness.outbox.reply(id, { digits: '1' });
    expect(answer).toMatchObject({ status: 200, body: { spoken: 'Thank you. The alert is accepted.' } });
    expect(harness.invocations).toMatchObject([
      {
        functionName: 'handle-reply',
        principal: 'connect.amazonaws.com',
        payload: {
          Name: 'ContactFlowEvent',
          Details: {
            ContactData: { ContactId: 'p1', Attributes: { alertId: '4' }, CustomerEndpoint: { Address: ada } },
            Parameters: { digits: '1' },
          },
        },
      },
    ]);
    expect(answersOf(id)).toMatchObject([{ given: '1', heard: 'Thank you. The alert is accepted.' }]);
  });

  it.each([
    ['a key the flow does not know', '9', undefined],
    ['a function that fails', '1', new Error('task timed out')],
  ])('hears the question again after %s', async (_case, digits, fails) => {
    await using harness = await startHarness({ fails });
    const call = { channel: 'VOICE', to: ada, text: 'Press 1 to accept.', providerId: 'c1', answerable: true } as const;
    const { id } = harness.outbox.store.add(call);
    expect(await harness.outbox.reply(id, { digits })).toMatchObject({
      status: 200,
      body: { spoken: 'Press 1 to accept.' },
    });
    expect(harness.invocations).toHaveLength(fails ? 1 : 0);
  });

  const mail = {
    channel: 'EMAIL',
    to: 'ada@example.com',
    from: 'alerts@example.com',
    subject: 'Down',
    text: 'first\nsecond',
    headers: {
      'message-id': '<m1@ses>',
      references: '<alert-7@x>',
      'reply-to': 'Tocsin <alert+tok@reply.example.com>',
    },
    links: [{ label: 'Accept alert', url: 'https://elsewhere.example/answer/abc?x=1' }],
  } as const;

  it('replies to a mail in its thread, with what SES finds out about the sender', async () => {
    await harness.outbox.reply(given(mail).id, { text: 'accept' });
    const [object] = harness.objects;
    expect(object?.bucket).toBe('tocsin-dev-mail');
    const reply = await readMail(object?.body ?? Buffer.of());
    expect(reply).toMatchObject({ from: 'ada@example.com', to: ['alert+tok@reply.example.com'], subject: 'Re: Down' });
    expect(reply.headers).toMatchObject({ 'in-reply-to': '<m1@ses>', references: '<alert-7@x> <m1@ses>' });
    expect(reply.headers['authentication-results']).toMatch(/dkim=pass header.i=@example.com; dmarc=pass/);
    expect(reply.text.split('\n')[0]).toBe('accept');
    expect(reply.text).toContain('> first\n> second');
  });

  it.each([
    ['link:ACCEPT', 'POST /answer/abc'],
    ['/answer/zzz', 'POST /answer/zzz'],
    ['https://elsewhere.example/answer/abc', 'POST /answer/abc'],
  ])('follows %s on this machine and presses the button of its page', async (text, expected) => {
    const { id } = given(mail);
    expect(await harness.outbox.reply(id, { text })).toMatchObject({ body: { heard: 'The alert is accepted.' } });
    expect(harness.followed).toEqual([expected]);
  });

  it('says so when a mail has no such link, or the link does not answer', async () => {
    const { id } = given(mail);
    expect(await harness.outbox.reply(id, { text: 'link:RESOLVE' })).toMatchObject({ status: 404 });
    expect(await harness.outbox.reply(id, { text: '/gone' })).toMatchObject({ status: 404 });
    expect(answersOf(id)).toEqual([]);
  });

  it.each([
    ['A', '/answer/a'],
    ['resolve', '/answer/r'],
    ['3', '/answer/e'],
  ])('presses the button %s of a push as the app does', async (text, path) => {
    const links = { acceptUrl: 'https://t.example/answer/a', resolveUrl: 'https://t.example/answer/r' };
    const Data = { ...links, escalateUrl: 'https://t.example/answer/e' };
    const MessageConfiguration = { GCMMessage: { Title: 'T', Body: 'B', Data } };
    const MessageRequest = { Addresses: { token: { ChannelType: 'GCM' } }, MessageConfiguration } as const;
    await new PinpointClient(harness.client()).send(new SendMessagesCommand({ ApplicationId: 'a', MessageRequest }));
    const [push] = harness.outbox.since(0);
    expect(await harness.outbox.reply(push?.id ?? '', { text })).toMatchObject({ status: 200 });
    expect(harness.followed).toEqual([`POST ${path}`]);
  });

  it('answers 404 for an unknown id and 400 for a body that says nothing', async () => {
    expect(await harness.outbox.reply('none', { text: 'A' })).toMatchObject({ status: 404, body: { message: /none/ } });
    expect(await harness.outbox.reply(given({}).id, { words: 'A' })).toMatchObject({ status: 400 });
    expect(await harness.outbox.reply(given({ channel: 'VOICE' }).id, { digits: 'x' })).toMatchObject({ status: 400 });
  });
});

describe('messages from outside', () => {
  it('takes a text from any number, also without a receiver', async () => {
    const answer = await harness.outbox.inboundSms({ from: '+49170', to: '', text: 'A7' });
    expect(answer).toMatchObject({ status: 200, body: { inboundMessageId: expect.any(String) } });
    const sms = JSON.parse(JSON.parse(harness.deliveries[0]?.body ?? '').Message);
    expect(sms).toMatchObject({ originationNumber: '+49170', destinationNumber: '', messageBody: 'A7' });
  });

  it('keeps a forged mail apart from an honest one', async () => {
    const mail = {
      from: 'Ada <ada@example.com>',
      to: 'alert+tok@reply.example.com',
      subject: 'Re: Down',
      text: 'accept',
    };
    const forged = { 'Authentication-Results': 'amazonses.com; dkim=pass header.i=@example.com' };
    await harness.outbox.inboundEmail({ ...mail, html: '<p>accept</p>' });
    await harness.outbox.inboundEmail({ ...mail, authenticated: false, headers: forged });
    const [honest, spoof] = await Promise.all(harness.objects.map(({ body }) => readMail(body)));
    expect(honest?.headers['authentication-results']).toContain('dkim=pass');
    expect(honest?.html).toContain('accept');
    expect(spoof?.headers['authentication-results']).toMatch(/dkim=none; dmarc=fail/);
  });

  it.each([[{}], [{ from: '+49' }], ['text'], [null]])('rejects %j', async (body) => {
    expect(await harness.outbox.inboundSms(body)).toMatchObject({ status: 400 });
    expect(await harness.outbox.inboundEmail(body)).toMatchObject({ status: 400 });
  });

  it('publishes nothing where the topic does not let End User Messaging in', async () => {
    await using strict = await startHarness({ mayPublish: () => false });
    await expect(strict.outbox.inboundSms({ from: '+49170', text: 'A7' })).rejects.toMatchObject({ status: 403 });
    expect(strict.deliveries).toEqual([]);
  });
});
