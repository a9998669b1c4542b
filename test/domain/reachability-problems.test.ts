import { describe, expect, it } from 'vitest';
import { type Means, reachabilityProblems } from '../../functions/domain/escalation/reachability-problems.ts';
import type { User } from '../../functions/domain/user/user.ts';
import { aUser, tenOClock } from '../support/factories.ts';

const everything: Means = {
  channels: new Set(['SMS', 'VOICE', 'EMAIL', 'PUSH']),
  pushesToApps: true,
  twoWaySms: true,
  unreachableNumbers: new Set(),
  refusedNumbers: new Set(),
};
const bySns = { twoWaySms: false };
const smsOnly = { channels: new Set(['SMS'] as const), ...bySns };
type Rules = Parameters<typeof aUser>[2];

const problemsOf = (rules: Rules, means: Partial<Means> = {}, facts: Partial<User> = {}, mayHandle = true) =>
  reachabilityProblems(aUser(1, facts, rules), {
    times: [tenOClock],
    now: tenOClock,
    mayHandle,
    means: { ...everything, ...means },
  });

describe('why a page may not wake somebody', () => {
  it.each<[string, string[], Rules, Partial<Means>]>([
    ['nothing', [], [{ method: 'SMS' }], {}],
    ['texts through SNS are the only way', ['ONLY_SNS_TEXTS'], [{ method: 'SMS' }], bySns],
    ['calls that become such texts are, too', ['ONLY_SNS_TEXTS'], [{ method: 'VOICE' }], smsOnly],
    ['calls are another way', [], [{ method: 'SMS' }, { method: 'VOICE' }], bySns],
    ['mail is another way', [], [{ method: 'SMS' }, { method: 'EMAIL' }], bySns],
    ['mail that cannot be sent is none', ['ONLY_SNS_TEXTS'], [{ method: 'SMS' }, { method: 'EMAIL' }], smsOnly],
    [
      'mail for low priority is none',
      ['ONLY_SNS_TEXTS'],
      [{ method: 'SMS' }, { method: 'EMAIL', type: 'LOW_PRIORITY' }],
      bySns,
    ],
    ['only channels that were not set up', ['NO_WORKING_RULE'], [{ method: 'EMAIL' }, { method: 'PUSH' }], smsOnly],
    ['messengers are not sent on', ['NO_WORKING_RULE'], [{ method: 'WHATSAPP' }], {}],
    ['no rule', ['NO_HIGH_PRIORITY_RULE'], [{ method: 'SMS', type: 'LOW_PRIORITY' }], {}],
    [
      'a number that cannot exist',
      ['NO_VERIFIED_PHONE', 'NO_WORKING_RULE', 'INVALID_NUMBER'],
      [{ method: 'SMS' }],
      { unreachableNumbers: new Set(['+49151000001']) },
    ],
    [
      'a number in a country that is not called',
      ['NO_VERIFIED_PHONE', 'NO_WORKING_RULE', 'COUNTRY_NOT_ALLOWED'],
      [{ method: 'SMS' }],
      { refusedNumbers: new Set(['+49151000001']) },
    ],
    [
      'and mail is another way',
      ['NO_VERIFIED_PHONE', 'COUNTRY_NOT_ALLOWED'],
      [{ method: 'SMS' }, { method: 'EMAIL' }],
      { refusedNumbers: new Set(['+49151000001']) },
    ],
  ])('%s', (_case, expected, rules, means) => {
    expect(problemsOf(rules, means)).toEqual(expected);
  });

  it('their role was taken away', () => {
    expect(problemsOf([{ method: 'SMS' }], {}, {}, false)).toEqual(['NOT_A_RESPONDER']);
  });

  it('a contact was locked that a rule uses, not one that none uses', () => {
    const { emails } = aUser(1);
    const bounced = { emails: emails.map((one) => ({ ...one, status: 'BLACKLISTED' as const })) };
    expect(problemsOf([{ method: 'SMS' }, { method: 'EMAIL' }], {}, bounced)).toEqual(['CONTACT_LOCKED']);
    expect(problemsOf([{ method: 'SMS' }], {}, bounced)).toEqual([]);
  });

  it('the owner of the number texted STOP, and calls still ring', () => {
    const { phones } = aUser(1);
    const stopped = { phones: phones.map((one) => ({ ...one, status: 'LOCKED' as const, optedOut: true })) };
    expect(problemsOf([{ method: 'SMS' }, { method: 'VOICE' }], {}, stopped)).toEqual([
      'NO_VERIFIED_PHONE',
      'CONTACT_LOCKED',
    ]);
  });
});
