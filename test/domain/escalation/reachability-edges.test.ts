import { describe, expect, it } from 'vitest';
import { isDue } from '../../../functions/domain/escalation/escalation.ts';
import { type Means, reachabilityProblems } from '../../../functions/domain/escalation/reachability-problems.ts';
import { sentOnce } from '../../../functions/domain/escalation/sent-once.ts';
import { toldBriefly } from '../../../functions/domain/escalation/told-briefly.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { PhoneContact, User } from '../../../functions/domain/user/user.ts';
import { aUser, tenOClock as now } from '../../support/factories.ts';

const phone = (id: number, facts: Partial<PhoneContact> = {}): PhoneContact => ({
  id,
  target: `${id}`,
  e164: `+49151${id}`,
  regionCode: 'DE',
  primary: true,
  status: 'OK',
  verified: true,
  ...facts,
});
const usual: Means = {
  channels: new Set(['SMS', 'VOICE', 'EMAIL', 'PUSH']),
  pushesToApps: true,
  twoWaySms: true,
  unreachableNumbers: new Set(),
  refusedNumbers: new Set(),
};
const problems = (user: User, means: Partial<Means> = {}, facts: object = {}) =>
  reachabilityProblems(user, { times: [now], now, mayHandle: true, means: { ...usual, ...means }, ...facts });
const user = (facts: Partial<User> = {}, rules: Parameters<typeof aUser>[2] = [{ method: 'SMS' }]) =>
  aUser(1, facts, rules);
const twoPhones = user({ phones: [phone(12), phone(13)] }, [{ method: 'SMS' }, { method: 'SMS' }]);
const withRuleOf13: User = {
  ...twoPhones,
  preferences: {
    ...twoPhones.preferences,
    alerts: twoPhones.preferences.alerts.map((rule, index) => ({ ...rule, contactId: 12 + index })),
  },
};
const emailOnly = [{ method: 'EMAIL' as const }];

describe('why a page may not wake somebody', () => {
  it.each<[string, string[], string[]]>([
    ['nothing', problems(user()), []],
    ['their role', problems(user(), {}, { mayHandle: false }), ['NOT_A_RESPONDER']],
    ['no phone', problems(user({ phones: [] }, emailOnly)), ['NO_VERIFIED_PHONE']],
    [
      'a phone that nobody verified',
      problems(user({ phones: [phone(12, { verified: false })] }, emailOnly)),
      ['NO_VERIFIED_PHONE'],
    ],
    [
      'a phone that is locked',
      problems(user({ phones: [phone(12, { status: 'LOCKED' })] }, emailOnly)),
      ['NO_VERIFIED_PHONE'],
    ],
    ['nothing, with one phone of two', problems(user({ phones: [phone(12), phone(13, { verified: false })] })), []],
    [
      'a number that cannot be',
      problems(user({ phones: [phone(12), phone(13)] }), { unreachableNumbers: new Set(['+4915112']) }),
      ['NO_WORKING_RULE', 'INVALID_NUMBER'],
    ],
    [
      'a number that is not texted',
      problems(user({ phones: [phone(12), phone(13)] }), { refusedNumbers: new Set(['+4915112']) }),
      ['NO_WORKING_RULE', 'COUNTRY_NOT_ALLOWED'],
    ],
    [
      'no number but such',
      problems(user({ phones: [phone(13)] }, emailOnly), { refusedNumbers: new Set(['+4915113']) }),
      ['NO_VERIFIED_PHONE'],
    ],
    ['no rule', problems(user({}, [])), ['NO_HIGH_PRIORITY_RULE']],
    ['no rule, where texts go through SNS', problems(user({}, []), { twoWaySms: false }), ['NO_HIGH_PRIORITY_RULE']],
    [
      'a locked contact of one rule of two',
      problems(
        user({ phones: [phone(12, { status: 'LOCKED' }), phone(13)] }, [{ method: 'SMS' }, { method: 'EMAIL' }]),
      ),
      ['CONTACT_LOCKED'],
    ],
    [
      'one number of two that cannot be, and one that is not texted',
      problems(withRuleOf13, { unreachableNumbers: new Set(['+4915112']), refusedNumbers: new Set(['+4915113']) }),
      ['NO_VERIFIED_PHONE', 'NO_WORKING_RULE', 'INVALID_NUMBER', 'COUNTRY_NOT_ALLOWED'],
    ],
    [
      'only rules for low priority',
      problems(user({}, [{ method: 'SMS', type: 'LOW_PRIORITY' }])),
      ['NO_HIGH_PRIORITY_RULE'],
    ],
    [
      'a locked contact of a rule',
      problems(user({ phones: [phone(12, { status: 'LOCKED' }), phone(13)] })),
      ['NO_WORKING_RULE', 'CONTACT_LOCKED'],
    ],
    [
      'nothing of a locked contact of no rule',
      problems(user({ phones: [phone(12), phone(13, { status: 'LOCKED' })] })),
      [],
    ],
    ['only texts through SNS', problems(user(), { twoWaySms: false }), ['ONLY_SNS_TEXTS']],
    [
      'calls that become such texts',
      problems(user({}, [{ method: 'VOICE' }]), { twoWaySms: false, channels: new Set(['SMS']) }),
      ['ONLY_SNS_TEXTS'],
    ],
    [
      'nothing, with a mail besides',
      problems(user({}, [{ method: 'SMS' }, { method: 'EMAIL' }]), { twoWaySms: false }),
      [],
    ],
    [
      'a channel that nobody set up',
      problems(user({}, emailOnly), { channels: new Set(['SMS']) }),
      ['NO_WORKING_RULE'],
    ],
    [
      'silence at one of the times',
      problems(user({ mutedUntil: plus(now, { hours: 1 }) }), {}, { times: [now, plus(now, { hours: 2 })] }),
      ['MUTED'],
    ],
    [
      'no silence at the time',
      problems(user({ mutedUntil: plus(now, { hours: 1 }) }), {}, { times: [plus(now, { hours: 1 })] }),
      [],
    ],
  ])('is %s', (_what, found, expected) => {
    expect(found).toEqual(expected);
  });
});

describe('what is due', () => {
  it('is due within a second', () => {
    expect(isDue(plus(now, { seconds: 1 }), now)).toBe(true);
    expect(isDue(plus(now, { seconds: 1, milliseconds: 1 }), now)).toBe(false);
    expect(isDue(undefined, now)).toBe(false);
  });
});

describe('what would come twice', () => {
  const planned = (target: string, at = now, method = 'SMS') => ({
    userId: 1,
    ruleId: 1,
    method,
    target,
    language: 'en' as const,
    at,
  });
  it('is what goes to one contact by one method in one minute', () => {
    const sameMinute = plus(now, { seconds: 59 });
    const { fresh, repeated } = sentOnce([
      planned('a'),
      planned('a', sameMinute),
      planned('b'),
      planned('a', now, 'VOICE'),
      planned('a', plus(now, { minutes: 1 })),
    ]);
    expect(fresh.map(({ target, method, at }) => [target, method, at])).toEqual([
      ['a', 'SMS', now],
      ['b', 'SMS', now],
      ['a', 'VOICE', now],
      ['a', 'SMS', plus(now, { minutes: 1 })],
    ]);
    expect(repeated).toBe(true);
    expect(sentOnce([planned('a')], [planned('a', sameMinute)])).toEqual({ fresh: [], repeated: true });
    expect(sentOnce([planned('a')], [planned('a', minus(now, { seconds: 1 }))]).repeated).toBe(false);
  });
});

describe('omissions of one step', () => {
  const omission = (user: string, facts: object = {}) => ({
    type: 'NotificationLogEntry' as const,
    vars: { status: 'SKIPPED', reason: 'MUTED', userId: 1, user, ...facts },
  });
  it('are told one by one up to thirty, and then by reason and channel, with fifty names', () => {
    const thirty = Array.from({ length: 30 }, (_, index) => omission(`u${index}`));
    expect(toldBriefly(thirty)).toEqual(thirty);
    const sent = { type: 'NotificationLogEntry' as const, vars: { status: 'SENT', reason: 'MUTED', user: 'x' } };
    const skipped = { type: 'LevelSkippedLogEntry' as const, vars: { status: 'SKIPPED', level: 1 } };
    const told = toldBriefly([
      sent,
      ...thirty,
      omission('u0'),
      omission('a', { channel: 'SMS' }),
      omission('b', { channel: 'SMS' }),
      omission('c', { reason: 'NO_DEVICE' }),
      skipped,
      { ...skipped },
    ]);
    expect(told.map(({ vars }) => vars)).toEqual([
      sent.vars,
      { status: 'SKIPPED', reason: 'MUTED', user: thirty.map(({ vars }) => vars.user).join(', ') },
      { status: 'SKIPPED', reason: 'MUTED', channel: 'SMS', user: 'a, b' },
      { status: 'SKIPPED', reason: 'NO_DEVICE', userId: 1, user: 'c' },
      skipped.vars,
      skipped.vars,
    ]);
    const many = Array.from({ length: 60 }, (_, index) => omission(`u${index}`));
    expect(toldBriefly(many)[0]?.vars).toMatchObject({
      more: 10,
      user: many
        .slice(0, 50)
        .map(({ vars }) => vars.user)
        .join(', '),
    });
    expect(toldBriefly(many.slice(0, 50))[0]?.vars).not.toHaveProperty('more');
  });
});
