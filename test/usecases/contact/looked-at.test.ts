import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../functions/domain/access/actor.ts';
import type { Notification, NotificationStatus } from '../../../functions/domain/notification/notification.ts';
import type { EmailContact, PhoneContact } from '../../../functions/domain/user/user.ts';
import { emailContactFrom, phoneContactFrom, withOnePrimary } from '../../../functions/usecases/contact/from-input.ts';
import { numbersNotSentTo, unreachableNumbers } from '../../../functions/usecases/contact/phone-number.ts';
import { awaitResult, presentTest } from '../../../functions/usecases/contact/test-result.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const aTest = (facts: Partial<Notification> = {}): Notification => ({
  scope: 'USER#1',
  id: 42,
  kind: 'TEST',
  channel: 'SMS',
  target: '+4915123450001',
  language: 'en',
  userId: 1,
  contactId: 12,
  status: 'QUEUED',
  at: tenOClock,
  attempts: 0,
  createdAt: tenOClock,
  ...facts,
});

describe('whoever waits for a test message', () => {
  /** The answer when the message has these states at each look, and how long it took. */
  async function waited(states: readonly (NotificationStatus | undefined)[]) {
    const world = await aWorld();
    let looks = 0;
    let milliseconds = 0;
    const get = async () => {
      const status = states[Math.min(looks++, states.length - 1)];
      return status && aTest({ status });
    };
    const store = { ...world.store, notifications: { ...world.store.notifications, get } };
    const wait = async (pause: number) => {
      milliseconds += pause;
    };
    const result = await awaitResult({ ...world.ctx, store, clock: { ...world.clock, wait } }, aTest());
    return { status: result.status, looks, milliseconds };
  }

  it.each<[readonly (NotificationStatus | undefined)[], object]>([
    [['SENT'], { status: 'SENT', looks: 1, milliseconds: 100 }],
    [['SENDING', 'SENDING', 'FAILED'], { status: 'FAILED', looks: 3, milliseconds: 600 }],
    [['QUEUED', 'SENDING', 'DELIVERED'], { status: 'DELIVERED', looks: 3 }],
    [['SENDING', undefined], { status: 'SENDING', looks: 11, milliseconds: 7000 }],
    [[undefined], { status: 'QUEUED', looks: 11, milliseconds: 7000 }],
  ])('of which is found %j gets what was found last, within seven seconds', async (states, expected) => {
    expect(await waited(states)).toMatchObject(expected);
  });

  it('is not kept waiting where nobody can wait, nor for what is over', async () => {
    const world = await aWorld();
    world.store.notifications.get = async () => expect.fail('nobody looks');
    expect(await awaitResult(world.ctx, aTest())).toMatchObject({ status: 'QUEUED' });
    const ctx = { ...world.ctx, clock: { ...world.clock, wait: () => expect.fail('nobody waits') } };
    expect(await awaitResult(ctx, aTest({ status: 'FAILED' }))).toMatchObject({ status: 'FAILED' });
  });
});

describe('a test message on the wire', () => {
  it.each<[Partial<Notification>, string, string | undefined]>([
    [{ status: 'QUEUED', error: 'busy' }, 'SCHEDULED', 'busy'],
    [{ status: 'SENDING' }, 'SCHEDULED', undefined],
    [{ status: 'SENT', error: 'late' }, 'SENT', undefined],
    [{ status: 'SENT', notAnswered: true }, 'ERROR', 'NOT_ANSWERED'],
    [{ status: 'DELIVERED', notAnswered: true, error: 'late' }, 'DELIVERED', undefined],
    [{ status: 'FAILED', error: 'opted out' }, 'ERROR', 'opted out'],
    [{ status: 'SUPPRESSED', error: 'MUTED' }, 'ERROR', 'MUTED'],
    [{ status: 'AGGREGATED' }, 'ERROR', undefined],
    [{ status: 'CANCELLED' }, 'ERROR', undefined],
  ])('that is %j is %s', (facts, status, errorMessage) => {
    expect(presentTest(aTest(facts))).toEqual({
      id: 42,
      method: 'SMS',
      target: '+4915123450001',
      status,
      ...(errorMessage !== undefined && { errorMessage }),
    });
  });
});

it('a test push is shown by the end of what leads to its device', () => {
  const push = aTest({ channel: 'PUSH', target: 'a-long-token-of-ada', status: 'SENT' });
  expect(presentTest(push)).toEqual({ id: 42, method: 'PUSH', target: 'of-ada', status: 'SENT' });
});

const phone: PhoneContact = {
  id: 12,
  target: '0151 23450001',
  e164: '+4915123450001',
  regionCode: 'DE',
  country: 'DE',
  primary: true,
  status: 'OK',
  verified: true,
};
const email: EmailContact = {
  id: 11,
  target: 'Ada@example.com',
  address: 'ada@example.com',
  status: 'OK',
  verified: true,
};

/** What somebody may write: user 1 themselves, or an administrator. */
async function writing(role: 'USER' | 'ADMIN' = 'USER') {
  const world = await aWorld();
  const own = world.as(role === 'ADMIN' ? 2 : 1);
  const actor: Actor = { ...own.actor, role };
  return { ...own, actor };
}

describe('a contact that is written anew', () => {
  const locked: PhoneContact = { ...phone, status: 'LOCKED', optedOut: true, verified: true };
  const verification = { code: 'hash', sentAt: tenOClock } as unknown as NonNullable<EmailContact['verification']>;

  it('keeps what is known of the place while it is the same', async () => {
    const user = aUser(1, {
      phones: [locked],
      emails: [{ ...email, verified: false, verification }],
      email: 'x@example.com',
    });
    const ctx = await writing();
    expect(await phoneContactFrom(ctx, user, { target: '+49 151 23450001', regionCode: 'DE' }, locked)).toEqual({
      ...locked,
      target: '+49 151 23450001',
      primary: false,
    });
    const sent = { target: '+49 151 23450001', regionCode: 'DE' };
    const open = aUser(1, { phones: [{ ...phone, id: 9, e164: '+4915123450009' }, phone] });
    expect(await phoneContactFrom(ctx, open, sent, phone)).not.toHaveProperty('verification');
    expect(await phoneContactFrom(ctx, open, sent, phone)).toEqual({ ...phone, ...sent, primary: false });
    expect(
      emailContactFrom(ctx, user, { target: 'ADA@example.com' }, { ...email, verified: false, verification }),
    ).toEqual({
      ...email,
      target: 'ADA@example.com',
      verified: false,
      verification,
    });
  });

  it('knows nothing of a new place, but what an administrator vouches for', async () => {
    const user = aUser(1, { phones: [locked], emails: [email], email: 'x@example.com' });
    const moved = { target: '0151 23450002', regionCode: 'DE', primary: true };
    expect(await phoneContactFrom(await writing(), user, moved, locked)).toEqual({
      ...phone,
      target: '0151 23450002',
      e164: '+4915123450002',
      verified: false,
    });
    expect(await phoneContactFrom(await writing('ADMIN'), user, moved, locked)).toMatchObject({ verified: true });
    const asked = { target: 'b@example.com' };
    const known = { ...email, verification };
    expect(emailContactFrom(await writing(), user, asked, known)).toEqual({
      id: 11,
      target: 'b@example.com',
      address: 'b@example.com',
      status: 'OK',
      verified: false,
    });
    expect(emailContactFrom(await writing('ADMIN'), user, asked)).toMatchObject({ verified: true });
  });

  it('is refused when the user has the place already, or it is where they sign in', async () => {
    const other = { ...email, id: 13, address: 'b@example.com' };
    const user = aUser(1, { email: 'Ada@example.com', emails: [email, other], phones: [phone] });
    const ctx = await writing('ADMIN');
    expect(() => emailContactFrom(ctx, user, { target: 'B@example.com' })).toThrow('the user has this address already');
    expect(() => emailContactFrom(ctx, user, { target: 'c@example.com' }, email)).toThrow('is the login address');
    expect(emailContactFrom(ctx, user, { target: 'c@example.com' }, other).id).toBe(13);
    expect(emailContactFrom(ctx, user, { target: 'ADA@example.com' }, email)).toMatchObject({
      target: 'ADA@example.com',
    });
    const twice = phoneContactFrom(ctx, user, { target: '0151 23450001', regionCode: 'DE' });
    await expect(twice).rejects.toThrow('the user has this number already');
  });
});

describe('the primary number', () => {
  it('is one', () => {
    const others = [phone, { ...phone, id: 13 }, { ...phone, id: 14, primary: false }];
    const primaries = (changed: PhoneContact) =>
      withOnePrimary(others, changed).flatMap(({ id, primary }) => (primary ? [id] : []));
    expect(primaries({ ...phone, id: 13 })).toEqual([13]);
    expect(primaries({ ...phone, id: 14, primary: false })).toEqual([12, 13]);
  });
});

describe('the numbers that nobody can be reached by', () => {
  it('are those that cost more, that nobody has, and what is no number', async () => {
    const numbers = ['+4915123450001', '+499001234567', '+491802123456', '+4915', 'x', '+12125550100', 'x'];
    expect([...(await unreachableNumbers(numbers))]).toEqual(['+499001234567', '+491802123456', '+4915', 'x']);
    expect([...(await unreachableNumbers([]))]).toEqual([]);
  });

  it.each([
    ['0151 23450001 ext. 5', 'an extension'],
    ['my number: 0151 23450001', 'words around it'],
  ])('"%s" is refused: %s', async (target) => {
    const ctx = await writing();
    const written = phoneContactFrom(ctx, aUser(1, { phones: [] }), { target, regionCode: 'DE' });
    await expect(written).rejects.toThrow('target: is not a phone number that can be reached in DE');
  });

  it('in a region that is not there cannot be told', async () => {
    const written = phoneContactFrom(await writing(), aUser(1), { target: '0151 23450001', regionCode: 'XX' });
    await expect(written).rejects.toThrow('regionCode: there is no region XX');
  });
});

describe('the numbers that a deployment does not text', () => {
  it('are those of other countries', async () => {
    const french = { ...phone, id: 13, e164: '+33612345678', country: 'FR' };
    expect(await numbersNotSentTo([phone, french], new Set(['DE']))).toEqual(new Set(['+33612345678']));
    expect(await numbersNotSentTo([phone, french], undefined)).toEqual(new Set());
    const { country: _unknown, ...nowhere } = { ...phone, e164: '+80012345678' };
    expect(await numbersNotSentTo([nowhere], new Set(['ZZ', 'DE']))).toEqual(new Set(['+80012345678']));
  });
});
