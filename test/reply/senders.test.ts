import { describe, expect, it } from 'vitest';
import { replyAddress } from '../../functions/domain/reply/address.ts';
import type { InboundMail } from '../../functions/domain/reply/inbound-mail.ts';
import type { EmailContact, PhoneContact } from '../../functions/domain/user/user.ts';
import { phrases } from '../../functions/render/phrases.ts';
import { acceptAll } from '../../functions/usecases/reply/accept-all.ts';
import { actOnAnswer, showAlert } from '../../functions/usecases/reply/answer-link.ts';
import { blockAddress } from '../../functions/usecases/reply/block-address.ts';
import { handleKeys } from '../../functions/usecases/reply/handle-keys.ts';
import { handleMail } from '../../functions/usecases/reply/handle-mail.ts';
import { handleSms } from '../../functions/usecases/reply/handle-sms.ts';
import { refuse } from '../../functions/usecases/reply/refuse.ts';
import { aSendingWorld, replyDomain } from '../channels/sending-world.ts';
import { aPolicy, aUser } from '../support/factories.ts';

const phone = (number: string, facts: Partial<PhoneContact> = {}): PhoneContact => ({
  ...{ id: Number(number.slice(-3)), target: number, e164: number, regionCode: 'DE', primary: false, status: 'OK' },
  verified: true,
  ...facts,
});
const email = (address: string, verified = true): EmailContact => ({
  ...{ id: 900, target: address, address, status: 'OK' },
  verified,
});
const own = '+49151000001';
const other = '+49151000777';

const allOf = (alertId: number) => ({ answers: [{ alertId, user: aUser(1) }], via: 'SMS' as const, scope: 'x' });

/** A world in which person 1 was just told of an alert, with these contacts beside their own. */
async function told({ phones = [], emails = [] }: { phones?: PhoneContact[]; emails?: EmailContact[] } = {}) {
  const { phones: ownPhones, emails: ownEmails } = aUser(1);
  const world = await aSendingWorld({
    users: [aUser(1, { phones: [...ownPhones, ...phones], emails: [...ownEmails, ...emails] }), aUser(2), aUser(3)],
    policy: aPolicy([[1], [2]], { minutes: 30 }),
  });
  const alertId = await world.arrive();
  await world.advance({ seconds: 5 });
  const [message] = world.received.splice(0);
  const expiresAt = Date.parse(world.clock.now()) / 1000 + 3600;
  const sign = (action: 'REPLY' | 'ACCEPT' | 'RESOLVE' | 'ANY', id = alertId) =>
    world.ctx.tokens.sign({ alertId: id, userId: 1, action, expiresAt });
  let inbound = 0;
  return {
    ...world,
    alertId,
    sign,
    message: message ?? expect.fail('nobody was told'),
    status: async () => (await world.store.alerts.get(alertId))?.status,
    text: async (words: string, from = own) => {
      await handleSms(world.ctx, { inboundId: `in-${++inbound}`, from, text: words });
      await world.advance({ seconds: 5 });
      return world.told();
    },
    mail: (facts: Partial<InboundMail> = {}, inboundId = `mail-${++inbound}`) => {
      const to = [replyAddress(sign('REPLY'), replyDomain)];
      const mail = { from: 'user1@example.com', to, authentic: true, automatic: false, firstLine: 'accept', ...facts };
      return handleMail(world.ctx, { inboundId, mail: mail as InboundMail });
    },
    refusals: async () =>
      (await world.store.alerts.log(alertId, { offset: 0, limit: 100 }))
        .filter(({ type }) => type === 'ReplyRefusedLogEntry')
        .map(({ vars }) => vars),
  };
}

describe('whoever answers by mail', () => {
  it.each<[string, Partial<InboundMail>, object]>([
    [
      'whose address is not verified',
      { from: 'new@example.com' },
      { from: 'new@example.com', reason: 'UNKNOWN_SENDER' },
    ],
    ['who is somebody else', { from: 'user2@example.com' }, { from: 'user2@example.com', reason: 'UNKNOWN_SENDER' }],
    ['who may be anybody', { authentic: false }, { from: 'user1@example.com', reason: 'NOT_AUTHENTICATED' }],
    ['who names nobody', { from: undefined }, { from: '', reason: 'NOT_AUTHENTICATED' }],
  ])('%s is refused, and the alert says so', async (_who, facts, expected) => {
    const { mail, refusals, status } = await told({ emails: [email('new@example.com', false)] });
    await mail(facts as Partial<InboundMail>);
    expect(await refusals()).toEqual([{ via: 'EMAIL', ...expected }]);
    expect(await status()).toBe('PENDING');
  });

  it('may do so from any verified address of theirs', async () => {
    const { mail, status } = await told({ emails: [email('home@example.com')] });
    await mail({ from: 'home@example.com' });
    expect(await status()).toBe('ACCEPTED');
  });
});

describe('the timeline', () => {
  type World = Awaited<ReturnType<typeof told>>;
  it.each<[string, string, (world: World) => Promise<unknown>]>([
    ['a text', 'SMS', ({ text }) => text('A1')],
    ['a text about all', 'SMS', async ({ ctx, alertId }) => acceptAll(ctx, allOf(alertId))],
    ['a mail', 'EMAIL', ({ mail }) => mail()],
    ['a link', 'LINK', ({ ctx, sign }) => actOnAnswer(ctx, { token: sign('ACCEPT') })],
  ])('says that an answer came by %s', async (_what, via, answer) => {
    const world = await told();
    await answer(world);
    const log = await world.store.alerts.log(world.alertId, { offset: 0, limit: 100 });
    const [response] = log.filter(({ type }) => type === 'UserResponseLogEntry');
    expect(response?.vars).toMatchObject({ via, user: 'First1 Last1', response: 'ACCEPTED' });
  });

  it('says that a mail came to what is no reply address', async () => {
    const { mail, sign, refusals } = await told();
    await mail({ to: [replyAddress(sign('ACCEPT'), replyDomain)] });
    expect(await refusals()).toEqual([{ via: 'EMAIL', from: 'user1@example.com', reason: 'BAD_TOKEN' }]);
  });
});

describe('a mail', () => {
  it('that is no answer to anything is refused without a word, whoever wrote it', async () => {
    const world = await told();
    await world.mail({ to: ['alerts@in.example.com'] });
    await world.advance({ seconds: 5 });
    expect(world.told()).toEqual([]);
    expect(world.counted.filter(([name]) => name === 'RepliesRefused')).toHaveLength(1);
  });

  it('that is delivered again is not acted on again', async () => {
    const world = await told();
    await world.mail({}, 'same');
    await world.mail({ firstLine: 'escalate' });
    expect(await world.status()).toBe('PENDING');
    await world.mail({}, 'same');
    expect(await world.status()).toBe('PENDING');
  });

  it('is confirmed once it is delivered again, where the queue did not take that before', async () => {
    const world = await told();
    world.ctx.notifications.failing = true;
    await expect(world.mail({}, 'same')).rejects.toThrow('does not answer');
    world.ctx.notifications.failing = false;
    await world.mail({}, 'same');
    await world.advance({ seconds: 5 });
    expect(world.told()).toEqual(['EMAIL 1: Re: ALERT: Disk full on db-1']);
  });
});

describe('an address that bounces', () => {
  it('takes no mails any more; others of the same person do, and nothing is written twice', async () => {
    const world = await told({ emails: [email('home@example.com')] });
    await blockAddress(world.ctx, { address: ' HOME@example.com ' });
    const blocked = await world.store.users.get(1);
    expect(blocked?.emails.map(({ status }) => status)).toEqual(['OK', 'BLACKLISTED']);
    await blockAddress(world.ctx, { address: 'home@example.com' });
    expect(await world.store.users.get(1)).toEqual(blocked);
  });
});

describe('whoever answers by text', () => {
  it('is nobody as long as the number is not verified, whatever else they have', async () => {
    const { text, status, counted } = await told({ phones: [phone(other, { verified: false })] });
    expect(await text('A1', other)).toEqual([]);
    expect(await status()).toBe('PENDING');
    expect(counted.filter(([name]) => name === 'RepliesRefused')).toHaveLength(1);
  });

  it('is told what came of it, whatever another number of theirs does not want', async () => {
    const { text } = await told({ phones: [phone(other, { optedOut: true, status: 'LOCKED' })] });
    expect(await text('A1')).toEqual([expect.stringContaining('You accepted')]);
  });

  it('is offered no alert that is gone', async () => {
    const world = await told();
    const alerts = { ...world.store.alerts, getMany: async () => [] };
    const ctx = { ...world.ctx, store: { ...world.store, alerts } };
    await handleSms(ctx, { inboundId: 'in', from: own, text: 'what?' });
    await world.advance({ seconds: 5 });
    expect(world.told()).toEqual([expect.stringContaining('no open alert was sent to this number')]);
  });

  it.each([
    ['the owner', {}, 'user1@example.com'],
    ['an administrator, where there is no account', { account: async () => undefined }, 'your administrator'],
  ])('HELP is told to ask %s', async (_whom, facts, expected) => {
    const world = await told();
    await handleSms(
      { ...world.ctx, store: { ...world.store, ...facts } },
      { inboundId: 'in', from: own, text: 'HELP' },
    );
    await world.advance({ seconds: 5 });
    expect(world.told()).toEqual([expect.stringContaining(`Help: ${expected}.`)]);
  });

  it('HELP is told to ask an administrator where the owner is gone', async () => {
    const world = await told();
    const users = { ...world.store.users, get: async () => undefined };
    const ctx = { ...world.ctx, store: { ...world.store, users } };
    await handleSms(ctx, { inboundId: 'in', from: own, text: 'HELP' });
    await world.advance({ seconds: 5 });
    expect(world.told()).toEqual([expect.stringContaining('Help: your administrator.')]);
  });
});

describe('whoever presses a key', () => {
  const press = (world: Awaited<ReturnType<typeof told>>, facts: Record<string, string>, number = own) => {
    const attributes = { alertId: String(world.alertId), userId: '1', ...facts };
    return handleKeys(world.ctx, { contactId: 'c', number, digits: '1', attributes });
  };

  it('is refused at a number that is not theirs, and the alert says so', async () => {
    const world = await told();
    await press(world, {}, '49 151 000002');
    expect(await world.refusals()).toEqual([{ via: 'VOICE', from: '+49151000002', reason: 'UNKNOWN_SENDER' }]);
  });

  it('answers by voice', async () => {
    const world = await told();
    await press(world, {});
    const log = await world.store.alerts.log(world.alertId, { offset: 0, limit: 100 });
    expect(log.find(({ type }) => type === 'UserResponseLogEntry')?.vars).toMatchObject({ via: 'VOICE' });
  });

  it.each(['0', '-1', '1.5', 'none', ''])(
    'hears that it was about several alerts where %j is named',
    async (alertId) => {
      const world = await told();
      expect(await press(world, { alertId })).toBe(await press(world, { alertId: 'x' }));
      expect(await press(world, { alertId })).toContain('several');
      expect(await world.refusals()).toEqual([]);
    },
  );
});

it('a refused sender is named in two hundred letters', async () => {
  const { ctx, alertId, refusals } = await told();
  await refuse(ctx, { scope: 'x', via: 'EMAIL', from: 'x'.repeat(300), reason: 'BAD_TOKEN', alertId });
  expect(await refusals()).toMatchObject([{ from: 'x'.repeat(200) }]);
});

it('of many alerts those that somebody has resolved meanwhile are not accepted', async () => {
  const { ctx, store, alertId } = await told();
  const found = await store.alerts.getMany([alertId]);
  const get = async (id: number) =>
    ((one) => one && { ...one, status: 'RESOLVED' as const })(await store.alerts.get(id));
  const alerts = { ...store.alerts, getMany: async () => found, get };
  const outcome = await acceptAll({ ...ctx, store: { ...store, alerts } }, allOf(alertId));
  expect(outcome).toEqual({ accepted: [], others: 1 });
});

describe('a link', () => {
  it('that is no good is counted', async () => {
    const { ctx, counted } = await told();
    expect((await actOnAnswer(ctx, { token: 'nonsense' })).status).toBe(403);
    expect(counted.filter(([name]) => name === 'RepliesRefused')).toHaveLength(1);
  });

  it('that leaves the choice open asks when it is posted, and answers nothing', async () => {
    const { ctx, sign, status } = await told();
    const asked = await actOnAnswer(ctx, { token: sign('ANY') });
    expect([asked.status, asked.body.match(/<form/g)?.length]).toEqual([200, 3]);
    expect(await status()).toBe('PENDING');
  });

  it('shows the alert as it is after the answer', async () => {
    const { ctx, sign } = await told();
    const done = await actOnAnswer(ctx, { token: sign('RESOLVE') });
    expect([done.status, done.body.includes(`· ${phrases.en.status.RESOLVED}<`)]).toEqual([200, true]);
    const late = await actOnAnswer(ctx, { token: sign('ACCEPT') });
    expect([late.status, late.body.includes('already resolved by First1 Last1')]).toEqual([200, true]);
  });
});

describe('the page of an alert', () => {
  const show = ({ ctx, alertId }: Awaited<ReturnType<typeof told>>, user = aUser(1)) =>
    showAlert(ctx, { alertId, user });

  it('offers its answers for an hour to who may give them, while it is open', async () => {
    const world = await told();
    const { status, body } = await show(world);
    const tokens = [...body.matchAll(/action="\/answer\/([\w-]+)"/g)].map(([, token]) => token ?? '');
    const expiresAt = Date.parse(world.clock.now()) / 1000 + 3600;
    expect(status).toBe(200);
    expect(tokens.map((token) => world.ctx.tokens.verify(token))).toEqual(
      ['ACCEPT', 'RESOLVE', 'ESCALATE'].map((action) =>
        expect.objectContaining({ alertId: world.alertId, userId: 1, action, expiresAt }),
      ),
    );
    const asViewer = await show(world, aUser(9, { role: 'VIEWER' }));
    expect([asViewer.status, asViewer.body.includes('<form')]).toEqual([200, false]);
    await actOnAnswer(world.ctx, { token: tokens[1] ?? '' });
    expect((await show(world)).body).not.toContain('<form');
  });

  it('is not there for who may not see it', async () => {
    await expect(show(await told(), aUser(9, { role: 'STAKEHOLDER' }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
