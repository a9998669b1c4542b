import { describe, expect, it } from 'vitest';
import { alarmsInOrder, concernsOf, isUrgent, type SystemStatus } from '../../web/screens/system/verdict.ts';

const at = '2026-03-02T09:00:00.000Z';
const well: SystemStatus = {
  at,
  version: '1.0.0',
  tick: { value: { lastAt: '2026-03-02T08:58:00.000Z' } },
  canary: { value: { lastAt: '2026-03-02T08:55:00.000Z' } },
  deadLetters: { value: [{ queue: 'inbound-dlq', messages: 0 }] },
  alarms: { value: [{ name: 'tick-silent', state: 'OK', impact: 'Nothing looks after pages.' }] },
  mail: { value: { perDay: 50_000, sentToday: 10, perSecond: 14, isInSandbox: false } },
  texts: { value: { sentBy: 'SNS', isInSandbox: false, limit: 100, spent: 3 } },
  channels: [{ channel: 'SMS', isConfigured: true }],
  answers: { bySms: true, byMail: true },
  limits: {},
  today: { value: { texts: 0, calls: 0 } },
  cost: { unknown: 'AccessDeniedException' },
};
const kinds = (facts: Partial<SystemStatus>) => concernsOf({ ...well, ...facts }).map(({ kind }) => kind);

describe('what is said first of Tocsin itself', () => {
  it('is nothing when all is well, or not known', () => {
    expect(kinds({})).toEqual([]);
    const unknown = { unknown: 'AccessDeniedException' };
    expect(kinds({ tick: unknown, canary: unknown, alarms: unknown, deadLetters: unknown, mail: unknown })).toEqual([]);
  });

  it.each<[string, Partial<SystemStatus>, string[]]>([
    ['a tick that is late', { tick: { value: { lastAt: '2026-03-02T08:54:00.000Z' } } }, ['tick']],
    ['a tick that never was', { tick: { value: { lastAt: null } } }, ['tick']],
    ['a test alert that is late', { canary: { value: { lastAt: '2026-03-02T07:00:00.000Z' } } }, ['canary']],
    ['what was given up', { deadLetters: { value: [{ queue: 'inbound-dlq', messages: 2 }] } }, ['deadLetters']],
    ['an alarm', { alarms: { value: [{ name: 'a', state: 'ALARM', impact: 'b' }] } }, ['alarm']],
    ['no channel', { channels: [{ channel: 'SMS', isConfigured: false }] }, ['noChannel']],
    [
      'a sandbox that is nearly used up',
      { mail: { value: { perDay: 200, sentToday: 190, perSecond: 1, isInSandbox: true } } },
      ['mailNearlyUsedUp', 'mailSandbox'],
    ],
    [
      'texts that are nearly spent',
      { texts: { value: { sentBy: 'SNS', isInSandbox: true, limit: 1, spent: 0.9 } } },
      ['textsNearlySpent', 'textSandbox'],
    ],
  ])('is %s', (_what, facts, expected) => expect(kinds(facts)).toEqual(expected));

  it('is nothing yet where nothing can have been measured', () => {
    const silent = (name: string) => ({ name, state: 'INSUFFICIENT_DATA' as const, impact: '' });
    const began = { tick: { value: { lastAt: null } }, canary: { value: { lastAt: null } } };
    expect(kinds({ ...began, alarms: { value: [silent('tick-silent'), silent('canary-silent')] } })).toEqual([]);
  });

  it('is worse where somebody may not be woken', () => {
    expect(isUrgent({ kind: 'tick', lastAt: null })).toBe(true);
    expect(isUrgent({ kind: 'mailSandbox' })).toBe(false);
  });

  it('has alarms that ring before those that are quiet', () => {
    const alarm = (name: string, state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA') => ({ name, state, impact: '' });
    const order = alarmsInOrder([
      alarm('b', 'OK'),
      alarm('a', 'OK'),
      alarm('d', 'INSUFFICIENT_DATA'),
      alarm('c', 'ALARM'),
    ]);
    expect(order.map(({ name }) => name)).toEqual(['c', 'd', 'a', 'b']);
  });
});
