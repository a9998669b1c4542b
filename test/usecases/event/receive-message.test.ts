import { describe, expect, it } from 'vitest';
import { replyAddress } from '../../../functions/domain/reply/address.ts';
import { plus } from '../../../functions/domain/time.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { receiveMail, receiveText } from '../../../functions/usecases/event/receive-message.ts';
import { takeMail } from '../../../functions/usecases/reply/take-mail.ts';
import { takeText } from '../../../functions/usecases/reply/take-text.ts';
import { aSource, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

/** The token in this address opens something; every other one is made up. */
const answerAddress = replyAddress('AQID', 'in.example.com');
const claims = { alertId: 1, userId: 1, action: 'REPLY', expiresAt: 9_999_999_999 };
const tokens = { verify: (token: string) => (token === 'AQID' ? claims : undefined) } as never;

async function aMailSource(told: Parameters<typeof aSource>[0] = {}) {
  const world = await aWorld({ source: aSource({ integrationType: 'EMAIL2', integrationKey: 'ops', ...told }) });
  const settings = { ...world.ctx.settings, replyDomain: 'in.example.com' };
  const ctx = { ...world.ctx, settings, tokens };
  const mail = (head: string, body = 'text', inboundId = 'inbound/1') =>
    takeMail(ctx, { inboundId, raw: Buffer.from(`${head}\n\n${body}`.replaceAll('\n', '\r\n')) });
  const carryOut = async () => {
    for (const { message } of world.queued.splice(0)) await processEvent(ctx, message);
  };
  const alerts = async () =>
    (await world.store.alerts.list({}, { offset: 0, limit: 50 })) as readonly { summary: string; status: string }[];
  return { ...world, ctx, mail, carryOut, alerts };
}

const head = (subject: string, more = '') =>
  `From: Nagios <nagios@mon.example.com>\nTo: Ops@IN.example.com\nSubject: ${subject}${more}`;

describe('a mail to the address of a source', () => {
  it('is an alert, whoever vouches for its sender', async () => {
    const { mail, queued, carryOut, alerts } = await aMailSource();
    await mail(head('db1 is down'), 'load 42');
    expect(queued).toMatchObject([
      {
        message: {
          integration: 'email',
          event: { eventType: 'ALERT', summary: 'db1 is down', details: 'load 42' },
        },
      },
    ]);
    await carryOut();
    expect(await alerts()).toMatchObject([{ summary: 'db1 is down', status: 'PENDING' }]);
  });

  it('is the same events when it is delivered again, by SES or by its sender', async () => {
    const { mail, queued, carryOut, alerts } = await aMailSource();
    await mail(head('db1 is down', '\nMessage-ID: <1@mon>'));
    await mail(head('db1 is down', '\nMessage-ID: <1@mon>'), 'text', 'inbound/2');
    await mail(head('no name of its own'), 'text', 'inbound/3');
    await mail(head('no name of its own'), 'text', 'inbound/3');
    const [first, second, third, fourth] = queued.map(({ message }) => message.eventId);
    expect(second).toBe(first);
    expect(fourth).toBe(third);
    expect(third).not.toBe(first);
    await carryOut();
    expect(await alerts()).toHaveLength(2);
  });

  it('is another event when somebody uses the name of an earlier one', async () => {
    const { mail, queued } = await aMailSource();
    await mail(head('harmless', '\nMessage-ID: <1@mon>'));
    await mail(head('db1 is down', '\nMessage-ID: <1@mon>'));
    expect(new Set(queued.map(({ message }) => message.eventId)).size).toBe(2);
  });

  it('is the answer of a person, and no alert, where the address of an alert is among its receivers', async () => {
    const { mail, queued } = await aMailSource();
    await mail(`From: ada@example.com\nTo: ${answerAddress}\nCc: ops@in.example.com\nSubject: Re: db1`, 'accept');
    expect(queued).toEqual([]);
  });

  it('is an alert where such an address is made up', async () => {
    const { mail, queued } = await aMailSource();
    await mail(`${head('db1 is down')}\nCc: ${replyAddress('BBBB', 'in.example.com')}`);
    expect(queued).toHaveLength(1);
  });

  it('finds the key of a source that was made when keys had letters of both cases', async () => {
    const { mail, queued } = await aMailSource({ integrationKey: 'il1emaAbC-9' });
    await mail('From: a@b.example\nTo: il1emaAbC-9@in.example.com\nSubject: x');
    expect(queued).toHaveLength(1);
  });

  it('is recorded and opens nothing when it is an automatic answer', async () => {
    const { mail, queued, carryOut, alerts, store } = await aMailSource();
    await mail(head('Out of office', '\nAuto-Submitted: auto-replied'));
    const [id] = queued.map(({ message }) => message.eventId);
    await carryOut();
    expect(await alerts()).toEqual([]);
    expect(await store.events.get(id ?? '')).toMatchObject({
      outcome: 'IGNORED',
      note: 'ignored: it is an automatic answer',
    });
  });

  it('is recorded with why it was dropped', async () => {
    const { mail, queued, carryOut, store } = await aMailSource({
      extras: {
        emailFiltered: true,
        emailPredicates: [{ field: 'EMAIL_SUBJECT', criteria: 'CONTAINS_STRING', value: 'ALARM' }],
        emailResolveFiltered: true,
        emailResolvePredicates: [{ field: 'EMAIL_SUBJECT', criteria: 'CONTAINS_STRING', value: 'OK' }],
      },
    });
    await mail(head('hello'));
    await mail(head('OK'), 'text', 'inbound/2');
    const ids = queued.map(({ message }) => message.eventId);
    await carryOut();
    expect(await Promise.all(ids.map((id) => store.events.get(id)))).toMatchObject([
      { outcome: 'FILTERED', note: 'dropped by the e-mail filter' },
      { outcome: 'NO_KEY', note: 'dropped: no key to resolve by is found in it' },
    ]);
  });

  it('asks the rules of a legacy source', async () => {
    const { mail, carryOut, alerts } = await aMailSource({
      integrationType: 'EMAIL',
      alertCreation: 'OPEN_RESOLVE_ON_EXTRACTION',
      extras: {
        emailResolveFiltered: true,
        emailResolvePredicates: [{ field: 'EMAIL_SUBJECT', criteria: 'CONTAINS_STRING', value: 'RECOVERY' }],
        resolveKeyExtractor: { field: 'EMAIL_SUBJECT', criteria: 'ALL_TEXT_AFTER', value: 'host ' },
      },
    });
    await mail(head('PROBLEM host db1'), 'x', 'inbound/1');
    await mail(head('PROBLEM host db2'), 'x', 'inbound/2');
    await carryOut();
    await mail(head('RECOVERY host db1'), 'x', 'inbound/3');
    await carryOut();
    const states = Object.fromEntries((await alerts()).map(({ summary, status }) => [summary, status]));
    expect(states).toEqual({ 'PROBLEM host db1': 'RESOLVED', 'PROBLEM host db2': 'PENDING' });
  });

  it.each([
    ['another domain', 'To: ops@example.com'],
    ['an address of nobody', 'To: dev@in.example.com'],
    ['an address without a name', 'To: @in.example.com'],
  ])('does nothing at %s', async (_where, to) => {
    const { mail, queued } = await aMailSource();
    await mail(`From: a@b.example\n${to}\nSubject: x`);
    expect(queued).toEqual([]);
  });

  it('does nothing at the key of a source that is no e-mail source', async () => {
    const { mail, queued } = await aMailSource({ integrationType: 'API' });
    await mail(head('guessed'));
    expect(queued).toEqual([]);
  });

  it('is delivered again when it could not be queued', async () => {
    const { mail, events, queued } = await aMailSource();
    events.failing = true;
    await expect(mail(head('db1 is down'))).rejects.toThrow('SQS');
    events.failing = false;
    await mail(head('db1 is down'));
    expect(queued).toHaveLength(1);
  });
});

/** Of user 1. */
const theirNumber = '+49151000001';

describe('a text to the number of a source', () => {
  const sms = { inboundId: 'sms-1', from: '+4915100000001', to: '+4915112345678', text: 'Pump 3 failed\nsince 10:00' };

  it('is an alert with its first line', async () => {
    const { ctx, queued } = await aWorld({
      source: aSource({ integrationType: 'SMS', integrationKey: '+4915112345678' }),
    });
    expect(await receiveText(ctx, sms)).toBe(true);
    expect(await receiveText(ctx, sms)).toBe(true);
    expect(queued.map(({ message }) => message)).toMatchObject([
      {
        integration: 'sms',
        event: {
          eventType: 'ALERT',
          summary: 'Pump 3 failed',
          customDetails: { from: sms.from, to: sms.to, body: sms.text },
        },
      },
      { eventId: queued[0]?.message.eventId },
    ]);
  });

  it.each(['A7', 'ack', 'stop', 'R'])(
    'is the answer %s of a person who is told by texts, and no alert',
    async (text) => {
      const world = await aWorld({ source: aSource({ integrationType: 'SMS', integrationKey: '+4915112345678' }) });
      await takeText(world.ctx, { ...sms, from: theirNumber, text });
      expect(world.queued).toEqual([]);
      await takeText(world.ctx, { ...sms, from: '+4915199999999', text });
      expect(world.queued).toHaveLength(1);
      await takeText(world.ctx, { ...sms, from: theirNumber, text: 'Pump 3 failed' });
      expect(world.queued).toHaveLength(2);
    },
  );

  it.each([
    ['a number of no source', { ...sms, to: '+4915199999999' }],
    ['no number', { ...sms, to: '' }],
  ])('is the answer of a person at %s', async (_where, text) => {
    const { ctx, queued } = await aWorld({
      source: aSource({ integrationType: 'SMS', integrationKey: '+4915112345678' }),
    });
    expect(await receiveText(ctx, text)).toBe(false);
    expect(queued).toEqual([]);
  });

  it.each(['', '+4915199999999'])('is done as an answer where it came to %j, which is no source', async (to) => {
    const { ctx, told, queued } = await aWorld();
    await takeText(ctx, { ...sms, from: theirNumber, to, text: 'what is on' });
    expect([await told(), queued]).toEqual([['SMS 1'], []]);
  });
});

describe('mails about one key that the queue hands out in another order than they arrived in', () => {
  const byWord = {
    alertKeyTemplate: { textTemplate: '{{ subject.splitTakeAt(" ", 1) }}' },
    eventTypeFilterCreate: "event.customDetails.subject starts_with 'PROBLEM'",
    eventTypeFilterResolve: "event.customDetails.subject starts_with 'RECOVERY'",
  };
  const second = (count: number) => plus(tenOClock, { seconds: count });

  /** Takes mails in this order, each with the second of its arrival, a minute later. */
  async function taken(...mails: readonly (readonly [subject: string, arrived: number])[]) {
    const world = await aMailSource({ extras: byWord });
    world.clock.advance({ minutes: 1 });
    for (const [index, [subject, arrived]] of mails.entries()) {
      const raw = Buffer.from(`${head(subject)}\n\n${index}`.replaceAll('\n', '\r\n'));
      await takeMail(world.ctx, { inboundId: `inbound/${index}`, raw, at: second(arrived) });
      await world.carryOut();
    }
    const outcomes = await Promise.all(
      (
        await world.store.events.list(
          { sourceId: 800 },
          { from: tenOClock, until: second(120) },
          { offset: 0, limit: 9 },
        )
      ).events.map(({ outcome }) => outcome),
    );
    return { ...world, statuses: (await world.alerts()).map(({ status }) => status), outcomes: outcomes.toSorted() };
  }

  it('leave nothing open where the recovery came first', async () => {
    const { statuses, outcomes, told } = await taken(['RECOVERY db1', 5], ['PROBLEM db1', 4]);
    expect(statuses).toEqual([]);
    expect(outcomes).toEqual(['NO_OPEN_ALERT', 'STALE']);
    expect(await told()).toEqual([]);
  });

  it('open what arrived after the recovery, or in the same moment', async () => {
    for (const arrived of [5, 6]) {
      const { statuses } = await taken(['RECOVERY db1', 5], ['PROBLEM db1', arrived]);
      expect(statuses).toEqual(['PENDING']);
    }
  });

  it('open what has another key', async () => {
    const { statuses } = await taken(['RECOVERY db1', 5], ['PROBLEM db2', 4]);
    expect(statuses).toEqual(['PENDING']);
  });

  it('resolve what is open, and nothing that is younger', async () => {
    expect(await taken(['PROBLEM db1', 4], ['RECOVERY db1', 5])).toMatchObject({ statuses: ['RESOLVED'] });
    expect(await taken(['PROBLEM db1', 6], ['RECOVERY db1', 5])).toMatchObject({
      statuses: ['PENDING'],
      outcomes: ['CREATED', 'STALE'],
    });
  });

  it('remember the newest recovery, and no older one', async () => {
    const { statuses } = await taken(['RECOVERY db1', 9], ['RECOVERY db1', 5], ['PROBLEM db1', 7], ['PROBLEM db1', 10]);
    expect(statuses).toEqual(['PENDING']);
  });

  it('are never from the future', async () => {
    const { queued, ctx, clock } = await aMailSource();
    await takeMail(ctx, { inboundId: 'inbound/1', raw: Buffer.from(`${head('x')}\r\n\r\ny`), at: second(3600) });
    expect(queued).toMatchObject([{ message: { receivedAt: clock.now() } }]);
  });
});

it('a mail is nobody’s where the deployment has no domain for mails', async () => {
  const { ctx, queued } = await aMailSource();
  const { replyDomain: _none, ...settings } = ctx.settings;
  const mail = { recipients: ['ops@in.example.com'], from: 'nagios@mon.example.com', subject: 's', body: 'b' };
  const taken = (settings: typeof ctx.settings) =>
    receiveMail({ ...ctx, settings }, { inboundId: 'inbound/1', mail: mail as never });
  expect(await taken(settings as typeof ctx.settings)).toBe(false);
  expect(queued).toEqual([]);
  expect(await taken(ctx.settings)).toBe(true);
});
