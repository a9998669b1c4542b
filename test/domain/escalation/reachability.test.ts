import { describe, expect, it } from 'vitest';
import { reach, reachWithDuty, reachWithUpdate } from '../../../functions/domain/escalation/reachability.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import { aUser, tenOClock } from '../../support/factories.ts';

const inShort = ({ notifications, left }: ReturnType<typeof reach>) => [
  ...notifications.map(({ method, target, at }) => `${method} ${target} ${at.slice(11, 16)}`),
  ...left.map(({ method, reason }) => [method, reason].filter(Boolean).join(' ')),
];

const withPhones = (user: User, change: Partial<User['phones'][number]>): User => ({
  ...user,
  phones: user.phones.map((phone) => ({ ...phone, ...change })),
});
const withEmails = (user: User, change: Partial<User['emails'][number]>): User => ({
  ...user,
  emails: user.emails.map((email) => ({ ...email, ...change })),
});

const all = ['SMS', 'VOICE', 'EMAIL', 'PUSH'] as const;
const everyWay = aUser(
  1,
  {},
  all.map((method, index) => ({ method, delayMin: index * 2 })),
);

describe('a person is reached', () => {
  it('by each of their rules, at its delay, in their language', () => {
    expect(inShort(reach(everyWay, 'HIGH', tenOClock))).toEqual([
      'SMS +49151000001 10:00',
      'VOICE +49151000001 10:02',
      'EMAIL user1@example.com 10:04',
      'PUSH token-1 10:06',
    ]);
    expect(reach({ ...everyWay, language: 'de' }, 'HIGH', tenOClock).notifications[0]).toEqual({
      userId: 1,
      contactId: 12,
      ruleId: 100,
      method: 'SMS',
      target: '+49151000001',
      language: 'de',
      at: tenOClock,
    });
  });

  it('on every one of their devices', () => {
    const [device] = everyWay.devices;
    const two = aUser(1, { devices: device ? [device, { ...device, id: 99, token: 'tablet' }] : [] }, [
      { method: 'PUSH' },
    ]);
    expect(inShort(reach(two, 'HIGH', tenOClock))).toEqual(['PUSH token-1 10:00', 'PUSH tablet 10:00']);
  });

  it('by the rules for the priority alone', () => {
    const user = aUser(1, {}, [{ method: 'SMS' }, { method: 'EMAIL', type: 'LOW_PRIORITY' }]);
    expect(inShort(reach(user, 'HIGH', tenOClock))).toEqual(['SMS +49151000001 10:00']);
    expect(inShort(reach(user, 'LOW', tenOClock))).toEqual(['EMAIL user1@example.com 10:00']);
    expect(inShort(reach(aUser(1), 'LOW', tenOClock))).toEqual(['NO_RULE']);
  });

  it.each([
    [
      'not verified',
      withPhones(everyWay, { verified: false }),
      ['SMS CONTACT_NOT_VERIFIED', 'VOICE CONTACT_NOT_VERIFIED'],
    ],
    ['locked', withPhones(everyWay, { status: 'LOCKED' }), ['SMS CONTACT_BLOCKED', 'VOICE CONTACT_BLOCKED']],
    ['gone', { ...everyWay, phones: [] }, ['SMS CONTACT_MISSING', 'VOICE CONTACT_MISSING']],
    ['an address not verified', withEmails(everyWay, { verified: false }), ['EMAIL CONTACT_NOT_VERIFIED']],
    ['an address blocked', withEmails(everyWay, { status: 'BLACKLISTED' }), ['EMAIL CONTACT_BLOCKED']],
    ['an address gone', { ...everyWay, emails: [] }, ['EMAIL CONTACT_MISSING']],
    ['no device', { ...everyWay, devices: [] }, ['PUSH NO_DEVICE']],
  ])('by the others when one is %s, and it is told which', (_case, user, left) => {
    const outcome = reach(user, 'HIGH', tenOClock);
    expect(outcome.left.map(({ method, reason, userId }) => `${method} ${reason} ${userId}`)).toEqual(
      left.map((line) => `${line} 1`),
    );
    expect(outcome.notifications).toHaveLength(4 - left.length);
  });

  it('by the contact that the rule names, not by another', () => {
    const [phone] = everyWay.phones;
    const second = { ...(phone as User['phones'][number]), id: 77, e164: '+49151777' };
    const user = { ...aUser(1), phones: [second, ...everyWay.phones] };
    expect(inShort(reach(user, 'HIGH', tenOClock))).toEqual(['SMS +49151000001 10:00']);
  });

  it.each(['WHATSAPP', 'TELEGRAM'] as const)('never by %s, which nobody can send', (method) => {
    expect(inShort(reach(aUser(1, {}, [{ method }]), 'HIGH', tenOClock))).toEqual([`${method} CHANNEL_NOT_AVAILABLE`]);
  });

  it('by nothing while they are muted, and again from the moment the mute is over', () => {
    const muted = (mutedUntil: ReturnType<typeof plus>) =>
      inShort(reach({ ...aUser(1), mutedUntil }, 'HIGH', tenOClock));
    expect(muted(plus(tenOClock, { milliseconds: 1 }))).toEqual(['MUTED']);
    expect(muted(tenOClock)).toEqual(['SMS +49151000001 10:00']);
    expect(muted(minus(tenOClock, { hours: 1 }))).toEqual(['SMS +49151000001 10:00']);
  });
});

describe('a person who wants updates', () => {
  const wanting = aUser(1, {
    preferences: {
      ...aUser(1).preferences,
      updates: [
        { id: 7, method: 'EMAIL', contactId: 11, type: 'ALERT_ACCEPTED' },
        { id: 8, method: 'SMS', contactId: 12, type: 'ALERT_RESOLVED' },
      ],
    },
  });

  it('is told by the rules for that kind of change', () => {
    expect(inShort(reachWithUpdate(wanting, 'ALERT_ACCEPTED', tenOClock))).toEqual(['EMAIL user1@example.com 10:00']);
    expect(inShort(reachWithUpdate(wanting, 'ALERT_RESOLVED', tenOClock))).toEqual(['SMS +49151000001 10:00']);
    expect(reachWithUpdate(wanting, 'ALERT_ESCALATED', tenOClock)).toEqual({ notifications: [], left: [] });
  });

  it('is not told while muted, which is nothing to mention where there is no rule', () => {
    const muted = { ...wanting, mutedUntil: plus(tenOClock, { hours: 1 }) };
    expect(reachWithUpdate(muted, 'ALERT_ACCEPTED', tenOClock)).toEqual({
      notifications: [],
      left: [{ userId: 1, reason: 'MUTED' }],
    });
    expect(reachWithUpdate(muted, 'ALERT_ESCALATED', tenOClock)).toEqual({ notifications: [], left: [] });
  });
});

it('a person is told of a duty by the given rules, and not while muted', () => {
  const rules = [{ id: 5, method: 'SMS', contactId: 12, beforeMin: 15, type: 'ON_CALL' }] as never;
  expect(inShort(reachWithDuty(aUser(1), rules, tenOClock))).toEqual(['SMS +49151000001 10:00']);
  const muted = { ...aUser(1), mutedUntil: plus(tenOClock, { hours: 1 }) };
  expect(reachWithDuty(muted, rules, tenOClock)).toEqual({ notifications: [], left: [{ userId: 1, reason: 'MUTED' }] });
});
