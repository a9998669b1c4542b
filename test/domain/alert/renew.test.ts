import { describe, expect, it } from 'vitest';
import type { Alert, OpenKeyLock, Responder } from '../../../functions/domain/alert/alert.ts';
import { renew } from '../../../functions/domain/alert/renew.ts';
import type { NormalisedEvent } from '../../../functions/domain/event/event.ts';
import type { EventGroup } from '../../../functions/domain/event/group.ts';
import { remembered } from '../../../functions/domain/event/group.ts';
import { decideRepeat } from '../../../functions/domain/event/repeat.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import { anAlert, anEscalation, aUser, tenOClock as now } from '../../support/factories.ts';

const actor = { kind: 'source', sourceId: 800, name: 'Prometheus', via: 'SOURCE' } as const;
const received = { type: 'AlertReceivedLogEntry', vars: { source: 'Prometheus' } } as const;
const aResponder = (userId: number): Responder => ({
  alertId: 700,
  userId,
  firstName: `First${userId}`,
  lastName: `Last${userId}`,
  email: '',
  status: 'ACCEPTED',
  addedAt: now,
});
const nothing = { kind: 'change', retells: true, news: { members: [], unnamed: 0 }, raises: false } as const;
const news = (...texts: (string | undefined)[]) => ({
  members: texts.map((text, index) => ({ id: `${index}`, ...(text && { text }) })),
  unnamed: 0,
});
type Change = Parameters<typeof renew>[1]['change'];

const renewed = (
  before: Alert,
  change: Partial<Change>,
  { event = {}, users = [aUser(1), aUser(2)] }: { event?: Partial<NormalisedEvent>; users?: readonly User[] } = {},
) =>
  renew(
    before,
    { actor, event: { eventType: 'ALERT', ...event }, change: { ...nothing, ...change }, received },
    { responders: users.map(({ id }) => aResponder(id)), usersById: new Map(users.map((user) => [user.id, user])) },
    now,
  );
const pending = anAlert({ details: 'old', escalation: anEscalation({ level: 1, nextAt: plus(now, { minutes: 3 }) }) });
const accepted = anAlert({ status: 'ACCEPTED', acceptedAt: now, acceptedBy: { kind: 'user', id: 1, name: 'Ada' } });

describe('a repeat of a pending alert', () => {
  it('changes what the alert says: details that are not there any more are gone, a summary stays', () => {
    const told = renewed(pending, {}, { event: { summary: 'New' } });
    expect(told.alert).toMatchObject({ summary: 'New', status: 'PENDING', escalation: pending.escalation });
    expect(told.alert).not.toHaveProperty('details');
    expect(renewed(pending, {}, { event: { details: 'new' } }).alert).toMatchObject({
      summary: pending.summary,
      details: 'new',
    });
    expect(told).not.toHaveProperty('ends');
    expect(told).not.toHaveProperty('told');
    expect(told.log).toEqual([received]);
  });

  it('changes nothing of what it says where the event does not speak of it', () => {
    expect(renewed(pending, { retells: false }, { event: { summary: 'New' } }).alert).toEqual(pending);
  });

  it('tells nobody of news, which the pages tell', () => {
    const told = renewed(pending, { news: news('db-2') });
    expect(told).not.toHaveProperty('told');
    expect(told.alert).not.toHaveProperty('latestNews');
  });

  it('escalates it anew when it is more urgent now', () => {
    const low = { ...pending, priority: 'LOW' as const };
    const told = renewed(low, { raises: true });
    expect(told).toMatchObject({ ends: 'Raised', alert: { priority: 'HIGH', escalation: { run: 2, level: -1 } } });
    expect(told.log.map(({ type }) => type)).toEqual(['AlertReceivedLogEntry', 'AlertRaisedBySystemLogEntry']);
  });
});

describe('the timeline entry of a repeat', () => {
  it('counts what is new, and names those that have a name', () => {
    const { log } = renewed(pending, { news: { ...news('a', undefined, 'c'), unnamed: 2 } });
    expect(log[0]?.vars).toEqual({ source: 'Prometheus', newMembers: 5, names: 'a, c' });
    expect(renewed(pending, { news: { members: [], unnamed: 1 } }).log[0]?.vars).toEqual({
      source: 'Prometheus',
      newMembers: 1,
    });
  });

  it('names ten at most, in three hundred letters', () => {
    const many = Array.from({ length: 12 }, (_, index) => `member-${index}`);
    expect(renewed(pending, { news: news(...many) }).log[0]?.vars.names).toBe(many.slice(0, 10).join(', '));
    expect(renewed(pending, { news: news('x'.repeat(301)) }).log[0]?.vars.names).toHaveLength(300);
  });
});

describe('a repeat of an accepted alert', () => {
  it('without news tells nobody', () => {
    const told = renewed(accepted, {}, { event: { summary: 'New' } });
    expect(told).not.toHaveProperty('told');
    expect(told.alert).toMatchObject({ status: 'ACCEPTED', summary: 'New' });
  });

  it('tells everybody who responds of what is new', () => {
    const { told, alert, log } = renewed(accepted, { news: news('db-2') });
    expect(told?.news).toEqual({ at: now, names: ['db-2'], count: 1 });
    expect(told?.notifications.map(({ userId, at }) => [userId, at])).toEqual([
      [1, now],
      [2, now],
    ]);
    expect(alert.latestNews).toEqual([told?.news]);
    expect(log).toHaveLength(1);
  });

  it('tells of members that nobody named', () => {
    expect(renewed(accepted, { news: { members: [], unnamed: 3 } }).told?.news).toMatchObject({ names: [], count: 3 });
  });

  it('tells that it is more urgent now, by the rules for that', () => {
    const low = { ...accepted, priority: 'LOW' as const };
    const rules = [{ method: 'SMS' as const, type: 'LOW_PRIORITY' as const }, { method: 'VOICE' as const }];
    const { told, alert, ends } = renewed(low, { raises: true }, { users: [aUser(1, {}, rules)] });
    expect(alert).toMatchObject({ status: 'ACCEPTED', priority: 'HIGH' });
    expect(told?.news).toMatchObject({ isRaised: true });
    expect(told?.notifications.map(({ method }) => method)).toEqual(['VOICE']);
    expect(ends).toBeUndefined();
  });

  const muted = [aUser(1, { mutedUntil: plus(now, { hours: 1 }) })];

  it('is pending again when it is urgent and nobody can be told', () => {
    const { alert, log, ends, told } = renewed(accepted, { news: news('db-2') }, { users: muted });
    expect(alert).toMatchObject({ status: 'PENDING', escalation: { run: 2, level: -1, nextAt: now } });
    expect(alert).not.toHaveProperty('acceptedBy');
    expect(alert.escalation).not.toHaveProperty('responders');
    expect([ends, told]).toEqual(['Escalated', undefined]);
    expect(log.at(-1)).toEqual({ type: 'AlertAssignedBySystemLogEntry', vars: { reason: 'NOBODY_TOLD' } });
    expect(log.map(({ type }) => type)).toContain('NotificationLogEntry');
  });

  it('is pending again for the people it was for, where it has no policy', () => {
    const { policy: _policy, ...own } = accepted;
    const fixed = { ...own, escalation: anEscalation({ responders: [1] }) };
    expect(renewed(fixed, { news: news('a') }, { users: muted }).alert.escalation).toMatchObject({ responders: [1] });
    const along = { ...accepted, escalation: anEscalation({ responders: [1] }) };
    expect(renewed(along, { news: news('a') }, { users: muted }).alert.escalation).not.toHaveProperty('responders');
  });

  it('stays accepted when it is not urgent, whoever can be told', () => {
    const low = { ...accepted, priority: 'LOW' as const };
    const { alert, told, log } = renewed(low, { news: news('a') }, { users: muted });
    expect(alert.status).toBe('ACCEPTED');
    expect(told).toMatchObject({ notifications: [] });
    expect(log.map(({ type }) => type)).toEqual(['AlertReceivedLogEntry', 'NotificationLogEntry']);
  });

  it('tells one person once where two rules say the same', () => {
    const twice = [{ method: 'SMS' as const }, { method: 'SMS' as const }, { method: 'SMS' as const, delayMin: 2 }];
    expect(renewed(accepted, { news: news('a') }, { users: [aUser(1, {}, twice)] }).told?.notifications).toHaveLength(
      2,
    );
  });
});

describe('what an event with the key of an open alert does', () => {
  const group = (ids: string[], facts: Partial<EventGroup> = {}): EventGroup => ({
    firing: ids.map((id) => ({ id })),
    total: ids.length,
    ...facts,
  });
  const event = (facts: Partial<NormalisedEvent> = {}): NormalisedEvent => ({
    eventType: 'ALERT',
    summary: 's',
    ...facts,
  });
  const earlier = minus(now, { minutes: 5 });
  const known = remembered({ group: group(['a']), summary: 's' }, undefined, { receivedAt: earlier, now: earlier });
  const lock = (facts: Partial<OpenKeyLock> = {}): OpenKeyLock => ({
    state: 'OPEN',
    alertId: 700,
    reportTime: earlier,
    priority: 'HIGH',
    ...facts,
  });
  const decide = (one: NormalisedEvent, met: OpenKeyLock, facts: Partial<Parameters<typeof decideRepeat>[2]> = {}) =>
    decideRepeat(one, met, { saysHigh: false, isQuiet: false, receivedAt: now, now, ...facts });
  const high = { saysHigh: true };
  const append = { kind: 'append' };

  it.each<[string, ReturnType<typeof decideRepeat>, object]>([
    ['nothing, without group and urgency', decide(event(), lock()), append],
    ['nothing, where it is urgent already', decide(event(), lock(), high), append],
    ['raises', decide(event(), lock({ priority: 'LOW' }), high), { kind: 'change', raises: true, retells: false }],
    ['raises what nobody knows the urgency of', decide(event(), lock({ priority: undefined }), high), { raises: true }],
    ['nothing during planned work', decide(event(), lock({ priority: 'LOW' }), { ...high, isQuiet: true }), append],
    [
      'nothing, older than the alert',
      decide(event(), lock({ priority: 'LOW' }), { ...high, receivedAt: minus(earlier, { milliseconds: 1 }) }),
      append,
    ],
    [
      'raises, as old as the alert',
      decide(event(), lock({ priority: 'LOW' }), { ...high, receivedAt: earlier }),
      { raises: true },
    ],
    ['nothing, with the same group and texts', decide(event({ group: group(['a']) }), lock({ group: known })), append],
    [
      'nothing, older than what was heard last',
      decide(event({ group: group(['b']) }), lock({ group: known, reportTime: minus(earlier, { hours: 1 }) }), {
        receivedAt: minus(earlier, { milliseconds: 1 }),
      }),
      append,
    ],
    [
      'tells of a new member',
      decide(event({ group: group(['a', 'b']) }), lock({ group: known })),
      { kind: 'change', retells: true, news: { members: [{ id: 'b' }], unnamed: 0 }, raises: false },
    ],
    [
      'tells of members left out',
      decide(event({ group: group(['a'], { total: 3, isPart: true }) }), lock({ group: known })),
      { news: { members: [], unnamed: 2 } },
    ],
    [
      'retells other texts',
      decide(event({ summary: 't', group: group(['a']) }), lock({ group: known })),
      { retells: true, news: { members: [], unnamed: 0 } },
    ],
    [
      'retells the first group there is',
      decide(event({ group: group(['a', 'b']) }), lock()),
      { retells: true, news: { members: [], unnamed: 0 } },
    ],
    [
      'raises with a group',
      decide(event({ group: group(['a']) }), lock({ group: known, priority: 'LOW' }), high),
      { raises: true, retells: true },
    ],
  ])('%s', (_what, decision, expected) => {
    expect(decision).toMatchObject(expected);
  });

  it('retells other texts once a second at most', () => {
    const other = event({ summary: 't', group: group(['a']) });
    const at = (milliseconds: number) => ({ receivedAt: now, now: plus(earlier, { milliseconds }) });
    expect(decide(other, lock({ group: known }), at(999)).kind).toBe('append');
    expect(decide(other, lock({ group: known }), at(1000)).kind).toBe('change');
  });

  it('is remembered with its group', () => {
    const decision = decide(event({ group: group(['b']) }), lock({ group: known }));
    expect(decision).toMatchObject({ group: { ids: ['b', 'a'], at: now, updatedAt: now } });
  });
});
