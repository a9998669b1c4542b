import { describe, expect, it } from 'vitest';
import { referenceTo } from '../../functions/domain/notification/reference.ts';
import { actOnAnswer, showAnswer } from '../../functions/usecases/reply/answer-link.ts';
import { blockAddress } from '../../functions/usecases/reply/block-address.ts';
import { handleKeys } from '../../functions/usecases/reply/handle-keys.ts';
import { handleReceipt } from '../../functions/usecases/reply/handle-receipt.ts';
import { handleSms } from '../../functions/usecases/reply/handle-sms.ts';
import { takeMail } from '../../functions/usecases/reply/take-mail.ts';
import { aSendingWorld } from '../channels/sending-world.ts';
import { aPolicy, aUser } from '../support/factories.ts';

const numberOf = (userId: number) => `+4915100000${userId}`;

/** A world in which user 1 was just reached; levels of thirty minutes each. */
async function reached(
  rules: Parameters<typeof aUser>[2] = [{ method: 'SMS' }],
  facts: Parameters<typeof aUser>[1] = {},
) {
  const world = await aSendingWorld({
    users: [aUser(1, facts, rules), aUser(2), aUser(3, { role: 'STAKEHOLDER' })],
    policy: aPolicy([[1], [2]], { minutes: 30 }),
  });
  const alertId = await world.arrive();
  await world.advance({ seconds: 5 });
  const [message] = world.received.splice(0);
  let texts = 0;
  return {
    ...world,
    alertId,
    message: message ?? expect.fail('nobody was reached'),
    status: async () => (await world.store.alerts.get(alertId))?.status,
    /** A text message from a person's phone, and what comes back. */
    async text(words: string, { from = numberOf(1), inboundId = `in-${++texts}` } = {}): Promise<string[]> {
      await handleSms(world.ctx, { inboundId, from, text: words });
      await world.advance({ seconds: 5 });
      return world.told();
    },
  };
}

describe('an answer by SMS', () => {
  it.each(['A', '1', 'a 1', 'A1', 'ack 1', 'annehmen'])('%s accepts, and is confirmed', async (words) => {
    const world = await reached();
    expect(await world.text(words)).toEqual(['SMS 1: You accepted: Disk full on db-1']);
    expect(await world.status()).toBe('ACCEPTED');
    expect(world.calls.at(-1)).toMatchObject({ call: 'stop', error: 'Accepted' });
    await world.advance({ hours: 1 });
    expect(world.told()).toEqual([]);
  });

  it('resolves and escalates', async () => {
    const world = await reached();
    expect(await world.text('E1')).toEqual([
      'SMS 1: You escalated to the next level: Disk full on db-1',
      expect.stringMatching(/^SMS 2: ALERT/),
    ]);
    expect(await world.text('r1')).toEqual(['SMS 1: You resolved: Disk full on db-1']);
    expect(await world.status()).toBe('RESOLVED');
    expect(await world.text('a1')).toEqual([
      'SMS 1: Nothing changed: already resolved by First1 Last1: Disk full on db-1',
    ]);
  });

  it('says who accepted first', async () => {
    const world = await reached();
    await world.text('E1');
    await world.text('A1', { from: numberOf(2) });
    expect(await world.text('A1')).toEqual(['SMS 1: You accepted it too (first was First2 Last2): Disk full on db-1']);
  });

  it('speaks the language of the person', async () => {
    const world = await reached([{ method: 'SMS' }], { language: 'de' });
    expect(await world.text('annehmen')).toEqual(['SMS 1: Sie haben angenommen: Disk full on db-1']);
  });

  it('changes nothing and offers the choices when two alerts could be meant', async () => {
    const world = await reached();
    await world.arrive('CPU');
    await world.advance({ seconds: 5 });
    world.told();
    expect(await world.text('A')).toEqual([
      'SMS 1: Which alert? Nothing changed. Open: 1 Disk full on db-1, 2 CPU. A1 accept, R1 resolve, E1 escalate',
    ]);
    expect(await world.status()).toBe('PENDING');
    expect(await world.text('A2')).toEqual(['SMS 1: You accepted: CPU']);
    expect(await world.status()).toBe('PENDING');
  });

  it.each([
    ['A9', 'No such code'],
    ['17', 'Not understood'],
    ['what is going on?', 'Not understood'],
  ])('%j changes nothing and says what is possible', async (words, answer) => {
    const world = await reached();
    expect(await world.text(words)).toEqual([expect.stringContaining(answer)]);
    expect(await world.status()).toBe('PENDING');
  });

  it('says so when nothing open was sent to the number for 24 hours', async () => {
    const world = await reached();
    world.clock.advance({ hours: 25 });
    expect(await world.text('A')).toContainEqual(expect.stringContaining('no open alert was sent to this number'));
    expect(await world.status()).toBe('PENDING');
  });

  it('from an unknown or unverified number is refused without a word', async () => {
    const world = await reached();
    expect(await world.text('A1', { from: '+4917099999' })).toEqual([]);
    const user = (await world.store.users.get(1)) ?? expect.fail();
    const phones = user.phones.map((phone) => ({ ...phone, verified: false }));
    await world.store.users.save({ ...user, phones }, user);
    expect(await world.text('A1')).toEqual([]);
    expect(await world.status()).toBe('PENDING');
    expect(world.counted.filter(([name]) => name === 'RepliesRefused')).toHaveLength(2);
  });

  it('cannot answer an alert that was sent to another number', async () => {
    const world = await reached();
    expect(await world.text('A1', { from: numberOf(2) })).toEqual([expect.stringContaining('no open alert')]);
    expect(await world.status()).toBe('PENDING');
  });

  it("of a number's new owner does not use the codes of its former one", async () => {
    const world = await reached();
    const [former, next] = [await world.store.users.get(1), await world.store.users.get(2)];
    if (!former || !next) throw new Error('nobody');
    const number = former.phones;
    await world.store.users.save({ ...former, phones: [] }, former);
    await world.store.users.save({ ...next, phones: [...next.phones, ...number] }, next);
    expect(await world.text('A1')).toEqual([expect.stringContaining('no open alert was sent to this number')]);
    expect(await world.text('A')).toEqual([expect.stringContaining('no open alert was sent to this number')]);
    expect(await world.status()).toBe('PENDING');
  });

  it('stops answering a machine that answers everything', async () => {
    const world = await reached();
    const answers = [];
    for (let count = 0; count < 25; count++) answers.push(...(await world.text('I am driving')));
    expect(answers).toHaveLength(20);
  });

  it.each(['A1', 'R1', 'E1'])('%s, delivered twice, is acted on and confirmed once', async (words) => {
    const world = await reached();
    const first = await world.text(words, { inboundId: 'same' });
    expect(await world.text(words, { inboundId: 'same' })).toEqual([]);
    expect(first.filter((line) => line.startsWith('SMS 1'))).toHaveLength(1);
    expect((await world.timeline(world.alertId)).filter((type) => type === 'UserResponse')).toHaveLength(1);
  });

  it.each(['before', 'lost'] as const)('acts once however often it breaks at any call (%s)', async (kind) => {
    for (let broken = 1; ; broken++) {
      const world = await reached();
      const sms = { inboundId: 'same', from: numberOf(1), text: 'E1' };
      let calls = 0;
      let isBroken = false;
      world.breakEverything(() => {
        calls += 1;
        if (calls !== broken) return undefined;
        isBroken = true;
        if (kind === 'lost') return 'lost';
        throw new Error('the worker died');
      });
      const outcome = await handleSms(world.ctx, sms).then(
        () => 'done',
        () => 'failed',
      );
      world.breakEverything(undefined);
      if (!isBroken) break;
      if (outcome === 'failed') await handleSms(world.ctx, sms);
      await world.advance({ minutes: 5 });
      const confirmations = world.told().filter((line) => line.startsWith('SMS 1'));
      expect(confirmations, `call ${broken}`).toEqual(['SMS 1: You escalated to the next level: Disk full on db-1']);
      const responses = (await world.timeline(world.alertId)).filter((type) => type === 'UserResponse');
      expect(responses, `call ${broken}`).toHaveLength(1);
    }
  });
});

describe('an answer by key', () => {
  const press = (world: Awaited<ReturnType<typeof reached>>, digits: string, number = numberOf(1)) =>
    handleKeys(world.ctx, {
      contactId: 'c-1',
      number,
      digits,
      attributes: { ...world.message.data, language: world.message.language },
    });

  it.each([
    ['1', 'ACCEPTED', 'You accepted: Disk full on db 1'],
    ['2', 'RESOLVED', 'You resolved: Disk full on db 1'],
    ['3', 'PENDING', 'You escalated to the next level: Disk full on db 1'],
  ])('%s: %s', async (digits, status, spoken) => {
    const world = await reached([{ method: 'VOICE' }]);
    expect(await press(world, digits)).toBe(spoken);
    expect(await world.status()).toBe(status);
  });

  it('escalates once when the flow asks twice', async () => {
    const world = await reached([{ method: 'VOICE' }]);
    await press(world, '3');
    expect(await press(world, '3')).toContain('You escalated');
    expect((await world.timeline(world.alertId)).filter((type) => type === 'UserResponse')).toHaveLength(1);
  });

  it.each(['', '9', '*', '11'])('%j does nothing and says which do', async (digits) => {
    const world = await reached([{ method: 'VOICE' }]);
    expect(await press(world, digits)).toContain('Press 1 to accept');
    expect(await world.status()).toBe('PENDING');
  });

  it("is refused and logged when the number is not that person's", async () => {
    const world = await reached([{ method: 'VOICE' }]);
    await press(world, '1', numberOf(2));
    expect(await world.status()).toBe('PENDING');
    expect(await world.timeline(world.alertId)).toContain('ReplyRefused');
  });

  it('frees the line for the next call', async () => {
    const world = await reached([{ method: 'VOICE' }]);
    await press(world, '1');
    await world.arrive('CPU');
    await world.advance({ seconds: 1 });
    expect(world.received).toHaveLength(1);
  });
});

describe('an answer by link', () => {
  const tokenIn = (text: string, label: string) =>
    new RegExp(`${label}: https://tocsin\\.example\\.com/answer/([\\w-]+)`).exec(text)?.[1] ?? expect.fail(text);

  it('acts only when it is posted', async () => {
    const world = await reached([{ method: 'EMAIL' }]);
    const token = tokenIn(world.message.text, 'Accept');
    const asked = await showAnswer(world.ctx, { token });
    expect(asked.status).toBe(200);
    expect(asked.body).toContain('<form method="post"');
    expect(await world.status()).toBe('PENDING');
    const done = await actOnAnswer(world.ctx, { token });
    expect(done.body).toContain('You accepted: Disk full on db-1');
    expect(await world.status()).toBe('ACCEPTED');
  });

  it('escalates once, however often it is posted', async () => {
    const world = await reached([{ method: 'EMAIL' }]);
    const token = tokenIn(world.message.text, 'Escalate');
    for (let count = 0; count < 3; count++) await actOnAnswer(world.ctx, { token });
    expect((await world.timeline(world.alertId)).filter((type) => type === 'UserResponse')).toHaveLength(1);
  });

  it('offers every answer where one link stands for all, and does none of them by itself', async () => {
    const world = await reached([{ method: 'EMAIL' }]);
    const expiresAt = Date.parse(world.clock.now()) / 1000 + 3600;
    const token = world.ctx.tokens.sign({ alertId: world.alertId, userId: 1, action: 'ANY', expiresAt });
    const posted = await actOnAnswer(world.ctx, { token });
    const tokens = [...posted.body.matchAll(/action="([\w-]{42})"/g)].map(([, one]) => one ?? '');
    expect(tokens).toHaveLength(3);
    expect(await world.status()).toBe('PENDING');
    await actOnAnswer(world.ctx, { token: tokens[1] ?? '' });
    expect(await world.status()).toBe('RESOLVED');
    expect((await showAnswer(world.ctx, { token })).body).toContain('already resolved by First1 Last1');
  });

  it('is worth nothing when forged, expired, or about something that is gone', async () => {
    const world = await reached([{ method: 'EMAIL' }]);
    const token = tokenIn(world.message.text, 'Accept');
    const gone = world.ctx.tokens.sign({ alertId: 4711, userId: 1, action: 'ACCEPT', expiresAt: 4_000_000_000 });
    const forged = `${token.slice(0, -3)}AAA`;
    world.clock.advance({ hours: 25 });
    for (const bad of [token, gone, forged, '', 'x'.repeat(5000)]) {
      for (const run of [showAnswer, actOnAnswer]) {
        const page = await run(world.ctx, { token: bad });
        expect(page.status).toBe(403);
        expect(page.body).not.toContain('Disk full');
      }
    }
    expect(await world.status()).toBe('PENDING');
  });
});

describe('an answer by e-mail', () => {
  const trusted = 'Authentication-Results: amazonses.com; dkim=pass header.i=@example.com;';

  const mail = (to: string, body: string, { from = 'user1@example.com', headers = trusted } = {}) =>
    Buffer.from(`${headers}\r\nFrom: ${from}\r\nTo: ${to}\r\nSubject: Re: x\r\n\r\n${body}\r\n`);

  it('is taken from the first line, and confirmed in the thread', async () => {
    const world = await reached([{ method: 'EMAIL' }]);
    const raw = mail(world.message.replyTo ?? '', 'Accept\n\n> quoted');
    await takeMail(world.ctx, { inboundId: 'mail-1', raw });
    await takeMail(world.ctx, { inboundId: 'mail-1', raw });
    await world.advance({ seconds: 5 });
    expect(await world.status()).toBe('ACCEPTED');
    expect(world.received).toHaveLength(1);
    expect(world.received[0]).toMatchObject({ channel: 'EMAIL', subject: 'Re: ALERT: Disk full on db-1' });
    expect(world.received[0]?.text).toBe('You accepted: Disk full on db-1\n');
    expect(world.received[0]?.headers).toMatchObject({
      'Auto-Submitted': 'auto-replied',
      References: world.message.headers?.References,
    });
  });

  it('without a command is told what is possible', async () => {
    const world = await reached([{ method: 'EMAIL' }]);
    await takeMail(world.ctx, { inboundId: 'm', raw: mail(world.message.replyTo ?? '', 'Thanks, looking!') });
    await world.advance({ seconds: 5 });
    expect(world.received[0]?.text).toContain('Write accept, resolve or escalate on the first line');
    expect(await world.status()).toBe('PENDING');
  });

  it.each([
    ['not authenticated', { headers: 'Authentication-Results: amazonses.com; dkim=fail; dmarc=fail' }],
    ['authenticated by the sender himself', { headers: 'X-Top: 1' }],
    ['of another person', { from: 'user2@example.com' }],
    ['of a stranger', { from: 'eve@example.com' }],
  ])('%s is refused without a word, and logged', async (_case, facts) => {
    const world = await reached([{ method: 'EMAIL' }]);
    await takeMail(world.ctx, { inboundId: 'm', raw: mail(world.message.replyTo ?? '', 'accept', facts) });
    await world.advance({ seconds: 5 });
    expect(await world.status()).toBe('PENDING');
    expect(world.received).toEqual([]);
    expect(await world.timeline(world.alertId)).toContain('ReplyRefused');
  });

  it('to a forged, foreign or plain address is refused', async () => {
    const world = await reached([{ method: 'EMAIL' }]);
    const address = world.message.replyTo ?? '';
    const addresses = [
      address.replace(/.@/, 'a@').replace(/\+./, '+b'),
      'alerts@in.example.com',
      address.replace('in.', 'out.'),
    ];
    for (const [index, to] of addresses.entries()) {
      await takeMail(world.ctx, { inboundId: `m-${index}`, raw: mail(to, 'accept', { from: 'eve@example.com' }) });
    }
    expect(await world.status()).toBe('PENDING');
    expect(world.counted.filter(([name]) => name === 'RepliesRefused')).toHaveLength(3);
  });

  it('that comes too late is told so', async () => {
    const world = await reached([{ method: 'EMAIL' }]);
    world.clock.advance({ hours: 25 });
    await takeMail(world.ctx, { inboundId: 'm', raw: mail(world.message.replyTo ?? '', 'accept') });
    await world.advance({ seconds: 5 });
    expect(world.received.map(({ text }) => text)).toContainEqual(expect.stringContaining('this one came later'));
    expect(await world.status()).toBe('PENDING');
  });

  it('of a machine is ignored', async () => {
    const world = await reached([{ method: 'EMAIL' }]);
    const raw = mail(world.message.replyTo ?? '', 'accept', { headers: `${trusted}\r\nAuto-Submitted: auto-replied` });
    await takeMail(world.ctx, { inboundId: 'm', raw });
    await world.advance({ seconds: 5 });
    expect(await world.status()).toBe('PENDING');
    expect(world.received).toEqual([]);
  });
});

describe('a receipt', () => {
  const receiptOf = (world: Awaited<ReturnType<typeof reached>>, outcome: 'DELIVERED' | 'FAILED' | 'NOT_ANSWERED') => ({
    driver: world.message.driver,
    providerId: `${world.message.driver}-1`,
    outcome,
    reason: 'unreachable',
  });

  it("of a delivery is noted, by the provider's id alone", async () => {
    const world = await reached();
    await handleReceipt(world.ctx, receiptOf(world, 'DELIVERED'));
    const [page] = await world.store.notifications.list(`ALERT#${world.alertId}`);
    expect(page?.status).toBe('DELIVERED');
  });

  it('of a failure starts the next level when nobody else was reached, once', async () => {
    const world = await reached();
    await handleReceipt(world.ctx, receiptOf(world, 'FAILED'));
    await handleReceipt(world.ctx, receiptOf(world, 'FAILED'));
    await world.advance({ seconds: 10 });
    expect(world.told()).toEqual([expect.stringMatching(/^SMS 2: ALERT/)]);
    expect(await world.notified(world.alertId)).toEqual(['SMS SENT', 'SMS FAILED unreachable', 'SMS SENT']);
  });

  it('of a call that nobody took is logged and no failure', async () => {
    const world = await reached([{ method: 'VOICE' }]);
    await handleReceipt(world.ctx, receiptOf(world, 'NOT_ANSWERED'));
    await handleReceipt(world.ctx, receiptOf(world, 'NOT_ANSWERED'));
    await world.advance({ seconds: 10 });
    expect(world.told()).toEqual([]);
    expect(await world.notified(world.alertId)).toEqual(['VOICE SENT', 'VOICE NOT_ANSWERED unreachable']);
    const [page] = await world.store.notifications.list(`ALERT#${world.alertId}`);
    expect(page).toMatchObject({ status: 'SENT', notAnswered: true });
  });

  it("of a call that nobody took brings the person's next rule forward, once, whatever else is said of it", async () => {
    const world = await reached([
      { method: 'VOICE' },
      { method: 'SMS', delayMin: 10 },
      { method: 'EMAIL', delayMin: 20 },
    ]);
    for (let count = 0; count < 3; count++) await handleReceipt(world.ctx, receiptOf(world, 'NOT_ANSWERED'));
    await world.advance({ seconds: 10 });
    expect(world.told()).toEqual([expect.stringMatching(/^SMS 1: ALERT/)]);
    await handleReceipt(world.ctx, receiptOf(world, 'DELIVERED'));
    await handleReceipt(world.ctx, receiptOf(world, 'NOT_ANSWERED'));
    await world.advance({ minutes: 11 });
    expect(world.told()).toEqual([]);
    await world.advance({ minutes: 11 });
    expect(world.told()).toEqual([expect.stringMatching(/^EMAIL 1: ALERT/)]);
  });

  it('of a call that was repeated meanwhile says nothing of the newer one', async () => {
    const world = await reached([{ method: 'VOICE' }, { method: 'SMS', delayMin: 10 }]);
    const [page] = await world.store.notifications.list(`ALERT#${world.alertId}`);
    await handleReceipt(world.ctx, {
      ...receiptOf(world, 'NOT_ANSWERED'),
      providerId: 'an older call',
      reference: referenceTo(page ?? expect.fail()),
    });
    await world.advance({ seconds: 10 });
    expect(world.told()).toEqual([]);
    expect(await world.notified(world.alertId)).toEqual(['VOICE SENT']);
  });

  it('of a call that nobody took ends a send whose result nobody knew', async () => {
    const world = await reached([{ method: 'VOICE' }]);
    let reference = '';
    world.behave('voice.connect', ({ data }) => {
      reference = data?.notification ?? '';
      throw new Error('socket hang up');
    });
    await handleReceipt(world.ctx, receiptOf(world, 'DELIVERED'));
    const alertId = await world.arrive('CPU');
    await world.advance({ seconds: 1 });
    await handleReceipt(world.ctx, { ...receiptOf(world, 'NOT_ANSWERED'), providerId: 'late', reference });
    world.behave('voice.connect', undefined);
    await world.advance({ minutes: 10 });
    expect(world.told()).toEqual([]);
    expect(await world.notified(alertId)).toEqual(['VOICE SENT', 'VOICE NOT_ANSWERED unreachable']);
  });

  it('ends a send whose result nobody knew, so that it is not repeated', async () => {
    const world = await reached();
    let reference = '';
    world.behave('sms.eum', ({ data }) => {
      reference = data?.notification ?? '';
      throw new Error('socket hang up');
    });
    const alertId = await world.arrive('CPU');
    await world.advance({ seconds: 1 });
    await handleReceipt(world.ctx, {
      driver: 'sms.eum',
      providerId: 'late',
      reference,
      outcome: 'DELIVERED',
      reason: '',
    });
    world.behave('sms.eum', undefined);
    await world.advance({ minutes: 10 });
    expect(world.told()).toEqual([]);
    expect(await world.notified(alertId)).toEqual(['SMS DELIVERED']);
    const log = await world.store.alerts.log(alertId, { offset: 0, limit: 100 });
    expect(log.find(({ type }) => type === 'NotificationLogEntry')?.vars).toMatchObject({ user: 'First1 Last1' });
  });

  it('about nothing we know is left alone', async () => {
    const world = await reached();
    const unknown = { driver: 'sms.eum', providerId: 'nobody', outcome: 'FAILED', reason: '' } as const;
    await expect(handleReceipt(world.ctx, unknown)).resolves.toBeUndefined();
    await expect(handleReceipt(world.ctx, { ...unknown, reference: '%%%' })).resolves.toBeUndefined();
  });
});

it('a bounce or complaint blocks the address, whatever its case, and only that', async () => {
  const world = await reached();
  await blockAddress(world.ctx, { address: 'User1@Example.com' });
  const user = await world.store.users.get(1);
  expect(user?.emails.map(({ status }) => status)).toEqual(['BLACKLISTED']);
  expect(user?.phones.map(({ status }) => status)).toEqual(['OK']);
  await expect(blockAddress(world.ctx, { address: 'nobody@example.com' })).resolves.toBeUndefined();
});
