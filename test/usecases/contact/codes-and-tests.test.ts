import { beforeEach, describe, expect, it } from 'vitest';
import { type DailyCaps, dayOf } from '../../../functions/domain/notification/daily-caps.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import { readDeviceTest, testDevice } from '../../../functions/usecases/contact/devices.ts';
import { testContact } from '../../../functions/usecases/contact/send-test.ts';
import { sendToContact } from '../../../functions/usecases/contact/send-to-contact.ts';
import { readTest } from '../../../functions/usecases/contact/test-result.ts';
import { sendVerificationCode, verifyContact } from '../../../functions/usecases/contact/verify.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const phone = { userId: 1, kind: 'phone-numbers', contactId: 12 } as const;
const mail = { userId: 1, kind: 'emails', contactId: 11 } as const;

const unverified = (id: number): User => {
  const user = aUser(id);
  return {
    ...user,
    emails: user.emails.map((one) => ({ ...one, verified: false })),
    phones: user.phones.map((one) => ({ ...one, target: '+49151000001', e164: '+49151000001', verified: false })),
  };
};

/** A world in which users 1 and 2 have unverified contacts, with one number, and every code is 123456. */
async function world(users = [unverified(1), unverified(2), aUser(3)]) {
  const made = await aWorld({ users });
  const as = (userId: number) => {
    const one = made.as(userId);
    return { ...one, ids: { ...one.ids, digits: () => '123456' } };
  };
  return {
    ...made,
    as,
    send: (contact: { userId: number; kind: 'emails' | 'phone-numbers'; contactId: number } = phone) =>
      sendVerificationCode(as(contact.userId), contact),
    verify: (code: string) => verifyContact(as(1), { ...phone, code }),
    kept: async () => (await made.store.users.get(1))?.phones[0],
  };
}

let at: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  at = await world();
});
const limited = { code: 'RATE_LIMITED' };

describe('a code', () => {
  it('is sent again after a minute, not before', async () => {
    await at.send();
    at.clock.advance({ seconds: 59, milliseconds: 999 });
    await expect(at.send()).rejects.toMatchObject(limited);
    at.clock.advance({ milliseconds: 1 });
    await at.send();
    expect(at.sent.map(({ channel }) => channel)).toEqual(['SMS', 'SMS']);
  });

  it('counts for a quarter of an hour, with spaces around it or without', async () => {
    await expect(at.verify('123456')).rejects.toThrow('no code was sent');
    await at.send();
    at.clock.advance({ minutes: 14, seconds: 59, milliseconds: 999 });
    await expect(at.verify('123457')).rejects.toThrow('is wrong');
    at.clock.advance({ milliseconds: 1 });
    await expect(at.verify('123456')).rejects.toThrow('has expired');
    await at.send();
    await at.verify(' 123456 ');
    expect(await at.kept()).toMatchObject({ verified: true });
    expect(await at.kept()).not.toHaveProperty('verification.codeHash');
    await expect(at.send()).rejects.toThrow('is verified already');
  });

  it('is guessed five times at most, also across codes, until the last has expired', async () => {
    await at.send();
    for (let guess = 0; guess < 3; guess += 1) await expect(at.verify('1')).rejects.toThrow('is wrong');
    at.clock.advance({ minutes: 1 });
    await at.send();
    expect((await at.kept())?.verification?.attempts).toBe(3);
    for (let guess = 0; guess < 2; guess += 1) await expect(at.verify('1')).rejects.toThrow('is wrong');
    await expect(at.verify('123456')).rejects.toThrow('was wrong 5 times');
    at.clock.advance({ minutes: 14, seconds: 59 });
    await expect(at.send()).rejects.toThrow('was wrong 5 times');
    at.clock.advance({ seconds: 1 });
    await at.send();
    expect((await at.kept())?.verification?.attempts).toBe(0);
    await at.verify('123456');
  });

  it('is sent five times an hour to one number, whoever asks', async () => {
    const other = { userId: 2, kind: 'phone-numbers', contactId: 22 } as const;
    for (let count = 0; count < 5; count += 1) {
      await at.send(count % 2 === 0 ? phone : other);
      at.clock.advance({ minutes: 1 });
    }
    await expect(at.send()).rejects.toMatchObject(limited);
    await expect(at.send(other)).rejects.toMatchObject(limited);
    at.clock.advance({ hours: 1 });
    await at.send(other);
  });

  it('is sent ten times an hour to one person, by whatever contact', async () => {
    const user = (await at.store.users.get(1)) ?? expect.fail('there is a user 1');
    const more = { ...user.emails[0], id: 14, target: 'more@example.com', address: 'more@example.com' };
    await at.store.users.save({ ...user, emails: [...user.emails, more] } as User, user);
    const another = { ...mail, contactId: 14 };
    for (const contact of [...Array(5).fill(phone), ...Array(4).fill(mail), another]) {
      await at.send(contact);
      at.clock.advance({ minutes: 1 });
    }
    for (const contact of [mail, another]) await expect(at.send(contact)).rejects.toMatchObject(limited);
    at.clock.advance({ hours: 1 });
    await at.send(another);
  });

  it('of six digits is sent as what it is, and nothing is counted that is refused', async () => {
    const { as } = at;
    const ctx = as(1);
    const ask = () =>
      sendVerificationCode({ ...ctx, ids: { ...ctx.ids, digits: (count) => '9'.repeat(count) } }, phone);
    await ask();
    const [first] = await at.store.notifications.list('USER#1');
    expect(first).toMatchObject({ kind: 'VERIFICATION', text: expect.stringMatching(/\b999999\b/) });
    for (let count = 0; count < 9; count += 1) await expect(ask()).rejects.toMatchObject(limited);
    at.clock.advance({ minutes: 1 });
    await ask();
    await at.verify('999999');
  });

  it('is sent five times an hour to one address, however it is written', async () => {
    const one = {
      ...unverified(1),
      emails: unverified(1).emails.map((email) => ({ ...email, target: 'ADA@example.com' })),
    };
    const two = {
      ...unverified(2),
      emails: unverified(2).emails.map((email) => ({ ...email, target: 'ada@example.com' })),
    };
    const { send, clock } = await world([one, two, aUser(3)]);
    const other = { userId: 2, kind: 'emails', contactId: 21 } as const;
    for (const contact of [mail, other, mail, other, mail]) {
      await send(contact);
      clock.advance({ minutes: 1 });
    }
    await expect(send(other)).rejects.toMatchObject(limited);
  });

  it('is none for a contact that is locked', async () => {
    const user = (await at.store.users.get(1)) ?? expect.fail('there is a user 1');
    await at.store.users.save(
      { ...user, phones: user.phones.map((one) => ({ ...one, status: 'LOCKED' })) } as User,
      user,
    );
    await expect(at.send()).rejects.toThrow('is locked');
    await at.send(mail);
  });
});

describe('a test', () => {
  it('goes to contacts that can be used, by a way that they have', async () => {
    const { as, sent } = await world([aUser(1), aUser(2), aUser(3)]);
    await expect(testContact(as(1), { ...mail, method: 'SMS' })).rejects.toMatchObject({ field: 'method' });
    await expect(testContact(as(1), { ...phone, method: 'EMAIL' })).rejects.toMatchObject({ field: 'method' });
    for (const method of [undefined, 'SMS', 'VOICE'] as const)
      await testContact(as(1), { ...phone, ...(method && { method }) });
    await testContact(as(1), { ...mail, method: 'EMAIL' });
    expect(sent.map(({ channel }) => channel)).toEqual(['SMS', 'SMS', 'VOICE', 'EMAIL']);
    await expect(testContact(at.as(1), phone)).rejects.toThrow('is not verified yet');
  });

  it('is one of thirty an hour for one person, pushes too', async () => {
    const { as, clock } = await world([aUser(1), aUser(2), aUser(3)]);
    const device = { userId: 1, deviceId: 13 };
    for (let count = 0; count < 29; count += 1) await testDevice(as(1), device);
    await testContact(as(1), mail);
    await expect(testDevice(as(1), device)).rejects.toMatchObject(limited);
    await expect(testContact(as(1), mail)).rejects.toMatchObject(limited);
    clock.advance({ hours: 1, minutes: 1 });
    await testDevice(as(1), device);
  });

  it('is told of what it was sent to alone', async () => {
    const { as } = await world([aUser(1), aUser(2), aUser(3)]);
    const push = await testDevice(as(1), { userId: 1, deviceId: 13 });
    const letter = await testContact(as(1), mail);
    const device = { userId: 1, deviceId: 13 };
    expect(await readDeviceTest(as(1), { ...device, testId: push.id })).toMatchObject({
      channel: 'PUSH',
      kind: 'TEST',
    });
    expect(await readTest(as(1), { ...mail, testId: letter.id })).toMatchObject({ channel: 'EMAIL' });
    await expect(readDeviceTest(as(1), { ...device, testId: letter.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(readTest(as(1), { ...mail, testId: push.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const user = (await as(1).store.users.get(1)) ?? expect.fail('there is a user 1');
    const place = { id: 13, channel: 'PUSH', target: 'token-1' } as const;
    const notice = await sendToContact(as(1), user, place, { kind: 'NOTICE', text: 'x' });
    await expect(readDeviceTest(as(1), { ...device, testId: notice.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const ofAnother = readDeviceTest(as(2), { ...device, testId: push.id });
    await expect(ofAnother).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(readTest(as(1), { ...mail, testId: 7 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(testDevice(as(1), { userId: 1, deviceId: 99 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('what goes out on one day', () => {
  const cap = (SMS: number, VOICE: number) => ({ perUser: { SMS, VOICE }, all: { SMS: 0, VOICE: 0 } });
  async function afterOneText(dailyCaps: DailyCaps) {
    const made = await world([aUser(1), unverified(2), aUser(3)]);
    for (const day of [dayOf(tenOClock, 1), dayOf(tenOClock, 2), dayOf(tenOClock)])
      await made.store.dayCounts.add(day, { channel: 'SMS', isAsked: false });
    const as = (userId: number) => ({ ...made.as(userId), settings: { ...made.ctx.settings, dailyCaps } });
    return { ...made, as };
  }

  it.each<[string, DailyCaps, string]>([
    ['this person', cap(1, 0), 'as many messages as are allowed on one day were sent to this person'],
    [
      'the deployment',
      { perUser: { SMS: 0, VOICE: 0 }, all: { SMS: 1, VOICE: 0 } },
      'as many messages as are allowed on one day were sent by this deployment',
    ],
  ])('holds back tests and codes, too: what is left to %s is told at once', async (_whose, caps, problem) => {
    const { as, sent } = await afterOneText(caps);
    await expect(testContact(as(1), phone)).rejects.toThrow(problem);
    const code = sendVerificationCode(as(2), { userId: 2, kind: 'phone-numbers', contactId: 22 });
    await expect(code).rejects.toThrow(problem);
    expect(sent).toEqual([]);
  });

  it('is a third of it at most where it is asked for: the rest is for pages', async () => {
    const { as, sent, store } = await afterOneText(cap(4, 0));
    for (const userId of [1, 2])
      for (let count = 0; count < 2; count += 1)
        await store.dayCounts.add(dayOf(tenOClock, userId), { channel: 'SMS', isAsked: true });
    const problem = 'REQUESTED_OF_PERSON_USED_UP';
    await expect(testContact(as(1), phone)).rejects.toThrow(problem);
    const code = sendVerificationCode(as(2), { userId: 2, kind: 'phone-numbers', contactId: 22 });
    await expect(code).rejects.toThrow(problem);
    expect(sent).toEqual([]);
  });

  it('is counted by the way it goes: calls and mails are no texts', async () => {
    const { as, sent } = await afterOneText(cap(1, 3));
    await testContact(as(1), { ...phone, method: 'VOICE' });
    await testContact(as(1), mail);
    await sendVerificationCode(as(2), { userId: 2, kind: 'emails', contactId: 21 });
    expect(sent.map(({ channel }) => channel)).toEqual(['VOICE', 'EMAIL', 'EMAIL']);
  });
});
