import { describe, expect, it } from 'vitest';
import { replyAddress } from '../../functions/domain/reply/address.ts';
import { blockAddress } from '../../functions/usecases/reply/block-address.ts';
import { handleKeys } from '../../functions/usecases/reply/handle-keys.ts';
import { handleSms } from '../../functions/usecases/reply/handle-sms.ts';
import { takeMail } from '../../functions/usecases/reply/take-mail.ts';
import { aSendingWorld, replyDomain } from '../channels/sending-world.ts';
import { aPolicy, aUser } from '../support/factories.ts';

async function answering() {
  const world = await aSendingWorld({
    users: [aUser(1, {}, [{ method: 'EMAIL' }]), aUser(2)],
    policy: aPolicy([[1], [2]], { minutes: 600 }),
  });
  const alertId = await world.arrive();
  await world.advance({ seconds: 5 });
  world.told();
  const refused: unknown[] = [];
  const metrics = { ...world.ctx.metrics, count: (...one: unknown[]) => void refused.push(one) };
  const log = { ...world.ctx.log, warn: (_text: string, facts?: object) => void refused.push(facts) };
  const addressIn = (seconds: number) => {
    const expiresAt = Date.parse(world.clock.now()) / 1000 + seconds;
    return replyAddress(world.ctx.tokens.sign({ alertId, userId: 1, action: 'REPLY', expiresAt }), replyDomain);
  };
  let mails = 0;
  return {
    ...world,
    alertId,
    refused,
    addressIn,
    refusing: { ...world.ctx, metrics, log },
    async write(to: string, body: string, ctx: Parameters<typeof takeMail>[0] = world.ctx) {
      const head = 'Authentication-Results: amazonses.com; dkim=pass header.i=@example.com;\r\nFrom: user1@example.com';
      const raw = Buffer.from(`${head}\r\nTo: ${to}\r\nSubject: Re: x\r\n\r\n${body}\r\n`);
      mails += 1;
      await takeMail(ctx, { inboundId: `mail-${mails}`, raw });
      await world.advance({ seconds: 1 });
      return world.told();
    },
  };
}

describe('whoever runs Tocsin is told of an answer that nobody may give', () => {
  it('by which way it came, and why it is refused: of a text', async () => {
    const { refusing, refused } = await answering();
    await handleSms(refusing, { inboundId: 'in-1', from: '+4917099999', text: 'A1' });
    expect(refused).toStrictEqual([['RepliesRefused', 1, { via: 'SMS' }], { via: 'SMS', reason: 'UNKNOWN_SENDER' }]);
  });

  it('of a mail', async () => {
    const { refusing, refused, write } = await answering();
    await write(`somebody@${replyDomain}`, 'accept', refusing);
    expect(refused).toStrictEqual([['RepliesRefused', 1, { via: 'EMAIL' }], { via: 'EMAIL', reason: 'BAD_TOKEN' }]);
  });

  it('of a key, and of which alert', async () => {
    const { refusing, refused, alertId } = await answering();
    const attributes = { alertId: String(alertId), userId: '1', language: 'en' };
    await handleKeys(refusing, { contactId: 'c-1', number: '+4917099999', digits: '1', attributes });
    expect(refused).toStrictEqual([
      ['RepliesRefused', 1, { via: 'VOICE' }],
      { via: 'VOICE', reason: 'UNKNOWN_SENDER', alertId },
    ]);
  });
});

describe('a machine that answers everything is told what is possible twenty times an hour', () => {
  it.each([
    ['a mail that says nothing to be done', 3600 * 5],
    ['a mail to an address that has expired', -1],
  ])('where it writes %s', async (_what, seconds) => {
    const { write, addressIn, clock } = await answering();
    const to = addressIn(seconds);
    const told: string[] = [];
    for (let count = 0; count < 21; count += 1) told.push(...(await write(to, 'I am on holiday')));
    expect(told).toHaveLength(20);
    clock.advance({ hours: 1 });
    expect(await write(to, 'I am on holiday')).toHaveLength(1);
  });
});

describe('a key that answers nothing', () => {
  it.each([
    ['of no alert', '1', { alertId: '0' }, 'This call names several alerts. Please'],
    ['of several alerts', '1', {}, 'This call names several alerts. Please'],
    ['of no alert, in German', '1', { alertId: '0', language: 'de' }, 'Dieser Anruf nennt mehrere Alarme.'],
    ['that means nothing', '9', { alertId: '7' }, 'This key does nothing here.'],
    ['that means nothing, in German', '9', { alertId: '7', language: 'de' }, 'Diese Taste bewirkt hier nichts.'],
    ['of an alert that is gone', '1', { alertId: '1', userId: '1' }, 'this alert does not exist any more'],
  ])('%s is told so', async (_what, digits, attributes, words) => {
    const { ctx } = await answering();
    const key = { contactId: 'c-1', number: '+49151000001', digits, attributes: attributes as Record<string, string> };
    expect(await handleKeys(ctx, key)).toContain(words);
  });
});

it('an address that is blocked is a change of its owner, of now', async () => {
  const { ctx, store, clock } = await answering();
  clock.advance({ hours: 1 });
  const before = await store.users.get(1);
  await blockAddress(ctx, { address: ' User1@Example.com' });
  const after = (await store.users.get(1)) ?? expect.fail('there is a user');
  expect(after.emails).toMatchObject([{ status: 'BLACKLISTED' }]);
  expect([before?.updatedAt, after.updatedAt]).toEqual(['2026-11-21T10:00:00.000Z', clock.now()]);
});
