import { describe, expect, it } from 'vitest';
import type { SourceActor } from '../../../../functions/domain/access/actor.ts';
import type { Alert } from '../../../../functions/domain/alert/alert.ts';
import type { NormalisedEvent } from '../../../../functions/domain/event/event.ts';
import { join } from '../../../../functions/domain/event/grouping/join.ts';
import { anAlert, anEscalation, at, aUser, tenOClock as ten } from '../../../support/factories.ts';

const now = at('2026-11-21T10:30:00Z');
const actor: SourceActor = { kind: 'source', sourceId: 800, name: 'Prometheus', via: 'SOURCE' };
const received = { type: 'AlertReceivedLogEntry' as const, vars: { source: 'Prometheus' } };
const ada = aUser(1, {}, [{ method: 'SMS', type: 'LOW_PRIORITY' }]);
const involved = {
  responders: [
    {
      alertId: 700,
      userId: 1,
      firstName: 'Ada',
      lastName: 'L',
      email: 'a@example.com',
      status: 'ACCEPTED' as const,
      addedAt: ten,
    },
  ],
  usersById: new Map([[1, ada]]),
};
const joined = (before: Alert, facts: Partial<Parameters<typeof join>[1]> = {}, event: Partial<NormalisedEvent> = {}) =>
  join(
    before,
    { actor, event: { eventType: 'ALERT', ...event }, received, isNew: true, priority: 'LOW', ...facts },
    involved,
    now,
  );
const accepted = anAlert({ status: 'ACCEPTED', priority: 'LOW' });
const { nextAt: _nextAt, ...ended } = anEscalation({ endedAt: ten });
const exhausted = anAlert({ priority: 'LOW', escalation: ended });
const types = ({ log }: ReturnType<typeof join>) => log.map(({ type }) => type);

describe('an event that is grouped into an alert', () => {
  it.each<[string, Partial<NormalisedEvent>, readonly string[], number]>([
    ['by its summary', { summary: 'Disk', alertKey: 'k' }, ['Disk'], 1],
    ['by its key', { alertKey: ' K ' }, ['K'], 1],
    ['by its summary, without a key', { summary: 'Disk' }, ['Disk'], 1],
    ['by nothing', {}, [], 1],
    ['by 80 characters', { summary: 'x'.repeat(90), alertKey: 'k' }, ['x'.repeat(80)], 1],
    [
      'by its members',
      { summary: 'Disk', group: { firing: [{ id: 'a', text: 'A' }, { id: 'b' }], total: 2 } },
      ['A'],
      2,
    ],
    ['by its only member', { summary: 'Disk', group: { firing: [{ id: 'a', text: 'A' }], total: 1 } }, ['A'], 1],
    [
      'by those of its members that it names, and how many there are',
      { summary: 'Disk', group: { firing: [{ id: 'a', text: 'A' }], total: 5, isPart: true } },
      ['A'],
      5,
    ],
    ['by itself, where no member fires', { summary: 'Disk', group: { firing: [], total: 2 } }, ['Disk'], 1],
  ])('is told to those who have it %s', (_name, event, names, count) => {
    const { told, alert } = joined(accepted, {}, event);
    expect(told?.news).toMatchObject({ names, count });
    expect(told?.notifications.map(({ userId }) => userId)).toEqual([1]);
    expect(alert.summary).toBe(accepted.summary);
  });

  it('tells nobody when the alert has had it', () => {
    const renewal = joined(accepted, { isNew: false }, { summary: 'Disk' });
    expect(renewal).not.toHaveProperty('told');
    expect(renewal.log).toEqual([received]);
    expect(renewal.alert).toEqual(accepted);
  });

  it('makes the alert as urgent as it would be alone', () => {
    expect(joined(accepted, { isNew: false, priority: 'HIGH' }).alert.priority).toBe('HIGH');
    const high = { ...accepted, priority: 'HIGH' as const };
    expect(types(joined(high, { isNew: false, priority: 'HIGH' }))).toEqual(['AlertReceivedLogEntry']);
    expect(joined(high, { isNew: false, priority: 'LOW' }).alert.priority).toBe('HIGH');
  });

  it('lets one escalate again of which nobody was left to tell', () => {
    const again = joined(exhausted, {}, { summary: 'Disk' });
    expect(types(again)).toEqual(['AlertReceivedLogEntry', 'AlertAssignedBySystemLogEntry']);
    expect(again.log.at(-1)?.vars).toEqual({ reason: 'NOBODY_LEFT' });
    expect(again.alert.escalation).toMatchObject({ run: exhausted.escalation.run + 1, nextAt: now });
    expect(again.ends).toBe('Escalated');
  });

  it('lets no other escalate again', () => {
    const isAgain = (before: Alert, facts: Partial<Parameters<typeof join>[1]> = {}) =>
      joined(before, facts, { summary: 'Disk' }).log.some(({ vars }) => vars?.reason === 'NOBODY_LEFT');
    expect(isAgain(exhausted)).toBe(true);
    expect(isAgain(exhausted, { isNew: false })).toBe(false);
    expect(isAgain(exhausted, { priority: 'HIGH' })).toBe(false);
    expect(isAgain({ ...exhausted, status: 'ACCEPTED' })).toBe(false);
    expect(isAgain({ ...exhausted, escalation: { ...ended, nextAt: now } })).toBe(false);
    const { endedAt: _endedAt, ...running } = ended;
    expect(isAgain({ ...exhausted, escalation: running })).toBe(false);
  });
});
