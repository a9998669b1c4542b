import { describe, expect, it } from 'vitest';
import {
  type Account,
  doneSteps,
  nextStep,
  policyFor,
  sourceFor,
  workingRules,
} from '../../web/screens/first-hour/steps.ts';

const mail = { id: 2, target: 'a@example.com', status: 'OK', verified: true } as Account['emails'][number];
const phone = { id: 3, target: '+49151', status: 'OK', verified: true } as Account['phones'][number];
const rule = (method: string, contactId?: number, type = 'HIGH_PRIORITY') =>
  ({
    id: 9,
    method,
    type,
    delayMin: 0,
    contact: contactId === undefined ? null : { id: contactId },
  }) as Account['rules'][number];
const policy = (id: number, ...users: number[]) =>
  ({
    id,
    name: `P${id}`,
    escalationRules: [{ users: users.map((one) => ({ id: one })), schedules: [], teams: [] }],
  }) as unknown as Account['policies'][number];

/** As the owner of a new account finds it. */
const fresh: Account = {
  meId: 1,
  phones: [],
  emails: [mail],
  devices: 0,
  rules: [rule('EMAIL', 2)],
  policies: [policy(5, 1)],
  sources: [],
  alert: undefined,
};
const done = (facts: Partial<Account> = {}) => [...doneSteps({ ...fresh, ...facts })];

describe('the first hour', () => {
  it('knows what the account has come with, and that e-mail wakes nobody', () => {
    expect(done()).toEqual(['policy']);
    expect(nextStep(doneSteps(fresh), new Set())).toBe('contact');
  });

  it('goes on as the account does', () => {
    expect(done({ phones: [{ ...phone, verified: false }] })).toEqual(['policy']);
    expect(done({ phones: [phone] })).toEqual(['contact', 'policy']);
    expect(done({ phones: [phone], rules: [rule('EMAIL', 2), rule('SMS', 3)] })).toEqual(['contact', 'rule', 'policy']);
    expect(done({ devices: 1, rules: [rule('PUSH')] })).toEqual(['contact', 'rule', 'policy']);
    const source = { id: 7, integrationKey: 'k', escalationPolicy: { id: 5 } } as Account['sources'][number];
    const alert = (status: string) => ({ id: 8, status }) as NonNullable<Account['alert']>;
    expect(done({ sources: [source], alert: alert('PENDING') })).toEqual(['policy', 'source', 'alert']);
    expect(done({ sources: [source], alert: alert('ACCEPTED') })).toContain('answer');
  });

  it('counts no rule that nothing goes out by', () => {
    const locked = { ...phone, status: 'LOCKED' } as typeof phone;
    for (const rules of [[rule('SMS', 99)], [rule('PUSH')], [rule('SMS', 3, 'LOW_PRIORITY')]])
      expect(workingRules({ ...fresh, phones: [phone], rules })).toEqual([]);
    expect(workingRules({ ...fresh, phones: [locked], rules: [rule('SMS', 3)] })).toEqual([]);
  });

  it('passes over what somebody skips, and ends', () => {
    const all = doneSteps(fresh);
    expect(nextStep(all, new Set(['contact', 'rule']))).toBe('source');
    expect(nextStep(new Set(['contact', 'rule', 'policy', 'source', 'alert', 'answer']), new Set())).toBeUndefined();
  });

  it('takes the policy that calls oneself, else one by turns, and none that calls others', () => {
    expect(policyFor({ meId: 1, policies: [policy(4, 2), policy(5, 1)] })?.id).toBe(5);
    expect(policyFor({ meId: 1, policies: [policy(4, 2)] })).toBeUndefined();
    const turns = { ...policy(6), escalationRules: [{ users: [], schedules: [{ id: 1 }], teams: [] }] };
    expect(policyFor({ meId: 1, policies: [policy(4, 2), turns as unknown as Account['policies'][number]] })?.id).toBe(
      6,
    );
  });

  it('tests with a source that calls oneself, and whose key may be seen', () => {
    const source = (id: number, integrationKey: string | null, policyId: number) =>
      ({ id, integrationKey, escalationPolicy: { id: policyId } }) as Account['sources'][number];
    const sources = [source(1, 'a', 9), source(2, null, 5), source(3, 'b', 5)];
    expect(sourceFor({ ...fresh, sources })?.id).toBe(3);
    expect(sourceFor({ ...fresh, sources: sources.slice(0, 2) })).toBeUndefined();
  });
});
