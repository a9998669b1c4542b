import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { AlertMail } from '../../../functions/domain/mail/alert-mail.ts';
import { plus } from '../../../functions/domain/time.ts';
import { receiveMail, receiveText } from '../../../functions/usecases/event/receive-message.ts';
import { aSource, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const to = '+4915112345678';
const sms = { inboundId: 'sms-1', from: '+4915100000001', to, text: 'Pump 3 failed' };
const mail: AlertMail = {
  messageId: '<1@mon>',
  date: undefined,
  subject: 'db1 is down',
  from: 'mon@example.com',
  to: '',
  cc: '',
  bcc: '',
  body: 'load 42',
  recipients: [],
  isNoAlert: undefined,
};

const aTextWorld = () => aWorld({ source: aSource({ integrationType: 'SMS', integrationKey: to }) });

async function aMailWorld(integrationKey = 'ops', replyDomain: string | undefined = 'in.example.com') {
  const world = await aWorld({ source: aSource({ integrationType: 'EMAIL2', integrationKey }) });
  const ctx = { ...world.ctx, settings: { ...world.ctx.settings, replyDomain } };
  const receive = (...recipients: string[]) =>
    receiveMail(ctx, { inboundId: 'inbound/1', mail: { ...mail, recipients } });
  return { ...world, ctx, receive };
}

describe('a text to a source', () => {
  it('is put on the queue with its body, and counted', async () => {
    const { ctx, queued, counted } = await aTextWorld();
    await receiveText(ctx, { ...sms, at: plus(tenOClock, { seconds: -5 }) });
    const [{ message } = expect.fail('nothing is queued')] = queued;
    const { raw, ...rest } = message;
    expect(rest).toEqual({
      v: 1,
      eventId: expect.stringMatching(/^800-[0-9a-f]{32}-0$/),
      sourceId: 800,
      policyId: 900,
      integration: 'sms',
      receivedAt: plus(tenOClock, { seconds: -5 }),
      event: {
        eventType: 'ALERT',
        summary: 'Pump 3 failed',
        details: 'Pump 3 failed',
        customDetails: { from: sms.from, to, body: 'Pump 3 failed' },
      },
    });
    const body = raw && 'gzip' in raw ? gunzipSync(Buffer.from(raw.gzip, 'base64')).toString() : '';
    expect(JSON.parse(body)).toEqual({ from: sms.from, to, body: 'Pump 3 failed' });
    expect(counted).toEqual([['EventsAccepted', 1]]);
  });

  it.each(['', ' \n '])('that says nothing (%j) is an alert all the same', async (text) => {
    const { ctx, queued } = await aTextWorld();
    await receiveText(ctx, { ...sms, text });
    expect(queued[0]?.message.event).toEqual({
      eventType: 'ALERT',
      summary: `Text message from ${sms.from}`,
      customDetails: { from: sms.from, to, body: text },
    });
  });

  it('that is one too many is kept with why, and wakes nobody', async () => {
    const { ctx, queued } = await aTextWorld();
    const asked: unknown[] = [];
    const allows = async (...asking: unknown[]) => {
      asked.push(asking);
      return false;
    };
    await receiveText({ ...ctx, allows }, sms);
    expect(asked).toEqual([['SOURCE#800', tenOClock]]);
    expect(queued[0]?.message).toMatchObject({
      note: 'refused: too many messages in this minute',
      warnings: [{ kind: 'RATE_LIMITED' }],
    });
    expect(queued[0]?.message).not.toHaveProperty('event');
  });

  it('is another event for each text, and the same one however often it comes', async () => {
    const { ctx, queued } = await aTextWorld();
    for (const inboundId of ['sms-1', 'sms-1', 'sms-2']) await receiveText(ctx, { ...sms, inboundId });
    const [first, again, other] = queued.map(({ message }) => message.eventId);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});

describe('a mail to a source', () => {
  it('arrives at its domain, in any case, and at no other', async () => {
    const { receive, queued } = await aMailWorld('ops', 'In.Example.com');
    expect(await receive('ops@up.example.com', 'ops@sub.in.example.com', 'x@in.example.com')).toBe(false);
    expect(queued).toEqual([]);
    expect(await receive('ops@IN.example.COM')).toBe(true);
    expect(queued).toMatchObject([{ message: { integration: 'email' } }]);
  });

  it('arrives nowhere where there is no domain', async () => {
    const { ctx, queued } = await aMailWorld();
    const none = { ...ctx, settings: { ...ctx.settings, replyDomain: undefined } };
    const recipients = ['ops@in.example.com', 'ops@undefined', 'ops'];
    expect(await receiveMail(none, { inboundId: 'i', mail: { ...mail, recipients } })).toBe(false);
    expect(queued).toEqual([]);
  });

  it('is one event of a source, by whatever addresses it came, and however they are written', async () => {
    const { receive, queued } = await aMailWorld('ops@in.example.com');
    expect(await receive('ops@in.example.com', 'ops@in.example.com')).toBe(true);
    expect(queued).toHaveLength(1);
  });

  it('comes to twenty sources at most: one to more is to everybody', async () => {
    const { ctx, store } = await aMailWorld();
    const asked: string[] = [];
    const byIntegrationKey = async (key: string) => void asked.push(key);
    const sources = { ...store.sources, byIntegrationKey: byIntegrationKey as never };
    const recipients = Array.from({ length: 25 }, (_, index) => `s${index}@in.example.com`);
    await receiveMail({ ...ctx, store: { ...store, sources } }, { inboundId: 'i', mail: { ...mail, recipients } });
    expect(asked).toHaveLength(40);
    expect(asked).toContain('s19');
  });

  it('asks for no address that no source can have', async () => {
    const { ctx, store } = await aMailWorld();
    const asked: string[] = [];
    const byIntegrationKey = async (key: string) => void asked.push(key);
    const sources = { ...store.sources, byIntegrationKey: byIntegrationKey as never };
    const recipients = [`${'x'.repeat(255)}@in.example.com`, `${'y'.repeat(256)}@in.example.com`, '@in.example.com'];
    await receiveMail({ ...ctx, store: { ...store, sources } }, { inboundId: 'i', mail: { ...mail, recipients } });
    expect(asked).toEqual(['x'.repeat(255), '@in.example.com']);
  });

  it('keeps what it says, and no member that says nothing', async () => {
    const { ctx, queued } = await aMailWorld();
    const said = { ...mail, subject: '', recipients: ['ops@in.example.com'] };
    await receiveMail(ctx, { inboundId: 'i', mail: said });
    const raw = queued[0]?.message.raw;
    const body = raw && 'gzip' in raw ? gunzipSync(Buffer.from(raw.gzip, 'base64')).toString() : '';
    expect(JSON.parse(body)).toEqual({ messageId: '<1@mon>', from: 'mon@example.com', body: 'load 42' });
  });

  it('is told apart by all that it says, where it has a name, and else by its delivery', async () => {
    const { ctx, queued } = await aMailWorld();
    const recipients = ['ops@in.example.com'];
    const deliver = (inboundId: string, facts: Partial<AlertMail>) =>
      receiveMail(ctx, { inboundId, mail: { ...mail, recipients, ...facts } });
    const others = [{ subject: 'other' }, { body: 'other' }, { from: 'other@example.com' }, { messageId: '<2@mon>' }];
    for (const facts of [{}, {}, ...others]) await deliver('a', facts);
    await deliver('b', {});
    await deliver('c', { messageId: undefined });
    await deliver('d', { messageId: undefined });
    const ids = queued.map(({ message }) => message.eventId);
    expect(new Set(ids).size).toBe(7);
    expect([ids[1], ids[6]]).toEqual([ids[0], ids[0]]);
  });
});
