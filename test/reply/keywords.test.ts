import { describe, expect, it } from 'vitest';
import { readKeyword } from '../../functions/domain/reply/keyword.ts';
import { handleReceipt } from '../../functions/usecases/reply/handle-receipt.ts';
import { handleSms } from '../../functions/usecases/reply/handle-sms.ts';
import { aSendingWorld } from '../channels/sending-world.ts';
import { aPolicy, aStatusPage, aUser } from '../support/factories.ts';

describe('a word that carriers require', () => {
  it.each([
    'STOP',
    'stop',
    'Stop.',
    ' stop! ',
    '"STOP"',
    'STOP\n',
    'Stopall',
    'STOP ALL',
    'unsubscribe',
    'Cancel',
    'END',
    'quit',
    'REVOKE',
    'OptOut',
    'opt-out',
    'ARRÊT',
    'Stopp',
  ])('%j ends texts', (text) => expect(readKeyword(text)).toBe('STOP'));
  it.each(['START', 'start.', 'unstop', 'Opt-in', 'SUBSCRIBE'])('%j begins them again', (text) =>
    expect(readKeyword(text)).toBe('START'),
  );
  it.each(['HELP', 'help?', 'Info', 'Hilfe!'])('%j asks who sends them', (text) =>
    expect(readKeyword(text)).toBe('HELP'),
  );
  it.each(['stop it', 'please stop', 'A1', 'a', 'e', 'E1', 'STOP A1', 'helpful', '', 'end of the disk?', 'yes', '1'])(
    '%j is none',
    (text) => expect(readKeyword(text)).toBeUndefined(),
  );
});

const numberOf = (userId: number) => `+4915100000${userId}`;
type Rules = Parameters<typeof aUser>[2];

/** User 1 is on level 1 with these rules; user 3 is an administrator, user 4 the owner, each reached by mail. */
async function aWorldOf(rules: Rules, facts: Parameters<typeof aUser>[1] = {}) {
  const world = await aSendingWorld({
    users: [
      aUser(1, facts, rules),
      aUser(2, {}, [{ method: 'EMAIL' }]),
      aUser(3, { role: 'ADMIN' }, []),
      aUser(4, { role: 'OWNER', language: 'de' }, []),
    ],
    policy: aPolicy([[1], [2]], { minutes: 30 }),
  });
  let texts = 0;
  return {
    ...world,
    phone: async (userId = 1) => (await world.store.users.get(userId))?.phones[0],
    async text(words: string, { from = numberOf(1), inboundId = `in-${++texts}` } = {}): Promise<string[]> {
      await handleSms(world.ctx, { inboundId, from, text: words });
      await world.advance({ seconds: 5 });
      return world.told();
    },
  };
}

describe('STOP', () => {
  it('locks the number for texts, is answered once, and tells the administrators', async () => {
    const world = await aWorldOf([{ method: 'SMS' }]);
    expect((await world.text('Stop.', { inboundId: 'same' })).sort()).toEqual([
      'EMAIL 3: No more texts to First1 Last1',
      'EMAIL 4: Keine SMS mehr an First1 Last1',
      expect.stringMatching(/^SMS 1: Tocsin alerts: you are unsubscribed.*START/),
    ]);
    expect(await world.phone()).toMatchObject({ status: 'LOCKED', optedOut: true });
    expect(await world.text('Stop.', { inboundId: 'same' })).toEqual([]);
  });

  it('is told to the administrators once more when it comes again after START', async () => {
    const world = await aWorldOf([{ method: 'SMS' }]);
    for (const words of ['STOP', 'START']) await world.text(words);
    expect((await world.text('STOP')).sort()).toEqual([
      'EMAIL 3: No more texts to First1 Last1',
      'EMAIL 4: Keine SMS mehr an First1 Last1',
      expect.stringMatching(/^SMS 1: /),
    ]);
  });

  it('from somebody who subscribed to a page, and is nobody else, ends that and is refused nothing', async () => {
    const world = await aWorldOf([{ method: 'SMS' }]);
    const number = '+4915123450001';
    await world.store.statusPages.create(aStatusPage(50));
    await world.store.subscribers.create({
      ...{ id: 7, version: 1, pageId: 50, type: 'SMS', target: number, locale: 'en-GB', services: [] },
      ...{ status: 'CONFIRMED', createdAt: world.clock.now() },
    } as never);
    expect(await world.text('STOP', { from: number })).toEqual([]);
    expect(await world.store.subscribers.ofPage(50)).toEqual([]);
    const refused = () => world.counted.filter(([name]) => name === 'RepliesRefused').length;
    expect(refused()).toBe(0);
    expect(await world.text('STOP', { from: number })).toEqual([]);
    expect(refused()).toBe(1);
  });

  it('from a person who has subscribed to a page, too, ends both', async () => {
    const world = await aWorldOf([{ method: 'SMS' }]);
    await world.store.statusPages.create(aStatusPage(50));
    await world.store.subscribers.create({
      ...{ id: 7, version: 1, pageId: 50, type: 'SMS', target: numberOf(1), locale: 'en-GB', services: [] },
      ...{ status: 'CONFIRMED', createdAt: world.clock.now() },
    } as never);
    expect(await world.text('STOP')).toContainEqual(expect.stringMatching(/^SMS 1: .*you are unsubscribed/));
    expect(await world.phone()).toMatchObject({ status: 'LOCKED', optedOut: true });
    expect(await world.store.subscribers.ofPage(50)).toEqual([]);
  });

  it('leaves the next channel of a page to wake the person, and no text goes out', async () => {
    const world = await aWorldOf([{ method: 'SMS' }, { method: 'EMAIL' }]);
    await world.text('STOP');
    const alertId = await world.arrive();
    await world.advance({ minutes: 1 });
    expect(world.told()).toEqual(['EMAIL 1: ALERT: Disk full on db-1']);
    expect(await world.notified(alertId)).toContain('SMS SKIPPED CONTACT_BLOCKED');
  });

  it('is about texts: calls to the number still ring, and do not become texts when nobody can call', async () => {
    const world = await aWorldOf([{ method: 'SMS' }, { method: 'VOICE' }]);
    await world.text('STOP');
    await world.arrive();
    await world.advance({ seconds: 30 });
    expect(world.told()).toEqual([expect.stringMatching(/^VOICE 1: /)]);
    for (const driver of ['voice.connect', 'voice.eum'])
      world.behave(driver, () => ({ outcome: 'rejected', error: 'no' }));
    await world.arrive('CPU');
    await world.advance({ minutes: 6 });
    expect(world.told()).toEqual(['EMAIL 2: ALERT: CPU']);
  });

  it('holds for what was planned before it', async () => {
    const world = await aWorldOf([{ method: 'EMAIL' }, { method: 'SMS', delayMin: 5 }]);
    const alertId = await world.arrive();
    await world.advance({ minutes: 1 });
    await world.text('STOP');
    await world.advance({ minutes: 10 });
    expect(world.told()).toEqual([]);
    expect(await world.notified(alertId)).toContain('SMS FAILED CONTACT_BLOCKED');
  });

  it('with nobody else to reach lets the next level start at once', async () => {
    const world = await aWorldOf([{ method: 'SMS' }]);
    await world.text('stopall');
    await world.arrive();
    await world.advance({ seconds: 30 });
    expect(world.told()).toEqual(['EMAIL 2: ALERT: Disk full on db-1']);
  });

  it('concerns everybody who shares the number', async () => {
    const world = await aWorldOf([{ method: 'SMS' }]);
    const second = (await world.store.users.get(2)) ?? expect.fail();
    const shared = { id: 999, target: numberOf(1), e164: numberOf(1), regionCode: 'DE', primary: false } as const;
    const phones = [...second.phones, { ...shared, status: 'OK' as const, verified: false }];
    await world.store.users.save({ ...second, phones }, second);
    const told = await world.text('STOP');
    expect(told).toContain('EMAIL 3: No more texts to First1 Last1, First2 Last2');
    const after = await world.store.users.get(2);
    expect(after?.phones.map(({ status }) => status)).toEqual(['OK', 'LOCKED']);
    await world.text('START');
    expect((await world.store.users.get(2))?.phones.map(({ status }) => status)).toEqual(['OK', 'OK']);
  });

  it('leaves answers to what was sent before in force, and is told nothing more', async () => {
    const world = await aWorldOf([{ method: 'SMS' }]);
    const alertId = await world.arrive();
    await world.advance({ seconds: 5 });
    await world.text('STOP');
    expect(await world.text('A1')).toEqual([]);
    expect((await world.store.alerts.get(alertId))?.status).toBe('ACCEPTED');
    expect(await world.text('what?')).toEqual([]);
  });

  it('of a stranger is refused without a word', async () => {
    const world = await aWorldOf([{ method: 'SMS' }]);
    for (const words of ['STOP', 'HELP', 'START']) expect(await world.text(words, { from: '+4917099999' })).toEqual([]);
  });
});

describe('START', () => {
  it('opens the number again, and only what STOP had locked', async () => {
    const world = await aWorldOf([{ method: 'SMS' }]);
    await world.text('STOP');
    expect(await world.text('Start')).toEqual([
      expect.stringMatching(/^SMS 1: Tocsin alerts: texts go to this number/),
    ]);
    expect(await world.phone()).toMatchObject({ status: 'OK' });
    expect((await world.phone())?.optedOut).toBeUndefined();
    await world.arrive();
    await world.advance({ seconds: 5 });
    expect(world.told()).toEqual([expect.stringMatching(/^SMS 1: ALERT/)]);

    const user = (await world.store.users.get(1)) ?? expect.fail();
    const phones = user.phones.map((phone) => ({ ...phone, status: 'BLACKLISTED' as const }));
    await world.store.users.save({ ...user, phones }, user);
    await world.text('UNSTOP');
    expect(await world.phone()).toMatchObject({ status: 'BLACKLISTED' });
  });
});

describe('HELP', () => {
  it('says who sends the texts, how to end them, and whom to ask', async () => {
    const world = await aWorldOf([{ method: 'SMS' }], { language: 'de' });
    const [answer = ''] = await world.text('help');
    expect(answer).toMatch(/^SMS 1: Tocsin-Alarme: .*Hilfe: user1@example\.com\. STOP beendet\.$/);
    expect(await world.phone()).toMatchObject({ status: 'OK' });
  });

  it('is not answered for ever', async () => {
    const world = await aWorldOf([{ method: 'SMS' }]);
    const answers = [];
    for (let count = 0; count < 25; count++) answers.push(...(await world.text('HELP')));
    expect(answers).toHaveLength(20);
  });
});

describe('a provider that knows of a STOP', () => {
  it('is believed: the number is locked, the administrators are told, the next rule follows', async () => {
    const world = await aWorldOf([{ method: 'SMS' }, { method: 'EMAIL', delayMin: 20 }]);
    world.behave('sms.eum', () => ({ outcome: 'rejected', error: 'OPTED_OUT', optedOut: true }));
    await world.arrive();
    await world.advance({ minutes: 1 });
    expect(world.told().sort()).toEqual([
      'EMAIL 1: ALERT: Disk full on db-1',
      'EMAIL 3: No more texts to First1 Last1',
      'EMAIL 4: Keine SMS mehr an First1 Last1',
    ]);
    expect(await world.phone()).toMatchObject({ status: 'LOCKED', optedOut: true });
  });

  it('does not lock what merely failed', async () => {
    const world = await aWorldOf([{ method: 'SMS' }]);
    await world.arrive();
    await world.advance({ seconds: 5 });
    const failed = { driver: 'sms.eum', providerId: 'sms.eum-1', outcome: 'FAILED', reason: 'unreachable' } as const;
    await handleReceipt(world.ctx, failed);
    expect(await world.phone()).toMatchObject({ status: 'OK' });
  });
});
