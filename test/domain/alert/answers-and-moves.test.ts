import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../functions/domain/access/actor.ts';
import type { Alert, Responder } from '../../../functions/domain/alert/alert.ts';
import { isLeftToNobody, leftBehind } from '../../../functions/domain/alert/left-behind.ts';
import {
  accept,
  addResponder,
  asResponder,
  assignToPolicy,
  assignToUser,
  escalate,
  raise,
  removeResponder,
  snooze,
} from '../../../functions/domain/alert/transitions.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { anAlert, anEscalation, aPolicy, aUser, tenOClock as now } from '../../support/factories.ts';

const ada = { kind: 'user', userId: 1, name: 'Ada', role: 'USER', via: 'SMS', person: aUser(1) } as const;
const grafana: Actor = { kind: 'source', sourceId: 8, name: 'Grafana', via: 'SOURCE' };
const earlier = minus(now, { hours: 1 });
const between = minus(now, { minutes: 30 });
const responder = (userId: number, facts: Partial<Responder> = {}): Responder => ({
  ...asResponder(anAlert(), aUser(userId), earlier),
  ...facts,
});
const hasAccepted = (facts: Partial<Responder> = {}) =>
  responder(1, { status: 'ACCEPTED', acceptedAt: earlier, ...facts });
const accepted = (facts: Partial<Alert> = {}) =>
  anAlert({ status: 'ACCEPTED', acceptedAt: earlier, acceptedBy: { kind: 'user', id: 1, name: 'Ada' }, ...facts });
const news = [{ at: between, names: [], count: 1 }];

describe('accepting', () => {
  const by = (one?: Responder) => ({ actor: ada, person: aUser(1), ...(one && { responder: one }) });

  it('what somebody accepted already changes nothing', () => {
    expect(accept(accepted(), by(hasAccepted()), now)).toBeUndefined();
    expect(accept(accepted(), { actor: grafana }, now)).toBeUndefined();
  });

  it('answers news that came since, and says when it was seen', () => {
    const answered = accept(accepted({ latestNews: news }), by(hasAccepted()), now);
    expect(answered?.responders).toEqual([hasAccepted({ seenAt: now })]);
    expect(answered?.alert).toMatchObject({ newsSeenAt: now, acceptedAt: earlier });
    expect(answered).not.toHaveProperty('ends');
  });

  it('changes nothing where the news was seen already', () => {
    const seen = hasAccepted({ seenAt: minus(now, { minutes: 10 }) });
    expect(accept(accepted({ latestNews: news }), by(seen), now)).toBeUndefined();
    expect(
      accept(accepted({ latestNews: news }), by(hasAccepted({ acceptedAt: minus(now, { minutes: 10 }) })), now),
    ).toBeUndefined();
  });

  it('by a further person adds them; the first stays the one who has it', () => {
    const joined = accept(accepted(), { actor: { ...ada, userId: 2 }, person: aUser(2) }, now);
    expect(joined?.responders).toMatchObject([{ userId: 2, status: 'ACCEPTED', acceptedAt: now }]);
    expect(joined?.alert).toMatchObject({ acceptedAt: earlier, acceptedBy: { id: 1 } });
    expect(joined?.alert).not.toHaveProperty('newsSeenAt');
    expect(joined).not.toHaveProperty('ends');
  });

  it('by a source adds nobody', () => {
    const taken = accept(anAlert(), { actor: grafana }, now);
    expect(taken).toMatchObject({ ends: 'Accepted', alert: { acceptedBy: { kind: 'source', id: 8 } } });
    expect(taken).not.toHaveProperty('responders');
  });

  it('wakes what sleeps', () => {
    const woken = accept(accepted({ snoozedUntil: plus(now, { hours: 1 }) }), by(hasAccepted()), now);
    expect(woken?.alert).not.toHaveProperty('snoozedUntil');
    expect(woken?.ends).toBe('Accepted');
  });
});

describe('an alert that is moved', () => {
  const policy = aPolicy([[1], [2]], { teams: [5, 3] });

  it('to a person removes all others, and not them', () => {
    const moved = assignToUser(
      anAlert(),
      { actor: ada, person: aUser(2), responders: [responder(1), responder(2)] },
      now,
    );
    expect(moved.removeResponders).toEqual([1]);
    expect(moved.responders).toMatchObject([{ userId: 2, status: 'PENDING', addedAt: now }]);
    expect(moved.alert.escalation).toMatchObject({ responders: [2], level: -1, nextAt: now });
    expect(moved.log[0]).toMatchObject({ type: 'AlertAssignedByUserLogEntry', vars: { assignee: 'First2 Last2' } });
    const onCall = assignToUser(anAlert(), { actor: ada, person: aUser(2), responders: [], schedule: 'Primary' }, now);
    expect(onCall.log[0]).toMatchObject({ type: 'AlertAssignedToScheduleLogEntry', vars: { schedule: 'Primary' } });
  });

  it('to a policy is its teams’ business, too', () => {
    expect(assignToPolicy(anAlert({ teams: [7] }), { actor: ada, policy }, now).alert.teams).toEqual([3, 5, 7]);
    expect(assignToPolicy(anAlert(), { actor: ada, policy }, now).alert.teams).toEqual([3, 5]);
  });

  it('escalates to a level that there is', () => {
    const at = (level?: number) =>
      escalate(
        anAlert({ escalation: anEscalation({ level: 1 }) }),
        { actor: ada, policy, ...(level !== undefined && { level }) },
        now,
      );
    expect(at().log[0]?.vars.level).toBe(1);
    expect(at(1).log[0]?.vars.level).toBe(2);
    expect(() => at(2)).toThrow('level: the policy has 2 levels');
    expect(() => escalate(anAlert(), { actor: ada, policy: undefined }, now)).toThrow('has no escalation policy');
    const fixed = anAlert({ escalation: anEscalation({ responders: [1] }) });
    expect(() => escalate(fixed, { actor: ada, policy }, now)).toThrow('has no escalation policy');
  });

  it('is for the same people when it is raised or sleeps', () => {
    const fixed = anEscalation({ responders: [1] });
    expect(raise(anAlert({ priority: 'LOW', escalation: fixed }), ada, now)?.alert.escalation.responders).toEqual([1]);
    expect(raise(anAlert({ priority: 'LOW' }), ada, now)?.alert.escalation).not.toHaveProperty('responders');
    const until = plus(now, { hours: 1 });
    const asleep = snooze(accepted({ escalation: fixed }), { actor: ada, until }, now);
    expect(asleep.alert.escalation).toMatchObject({
      responders: [1],
      level: -1,
      nextAt: until,
      takenUntil: fixed.takenUntil,
    });
    expect(snooze(accepted(), { actor: ada, until }, now).alert.escalation).not.toHaveProperty('responders');
    expect(() => snooze(accepted(), { actor: ada, until: now }, now)).toThrow('lies in the past');
  });

  it('gets and loses people by name', () => {
    expect(addResponder(anAlert(), { actor: ada, person: aUser(2) }, now).log[0]?.vars.responder).toBe('First2 Last2');
    expect(removeResponder(anAlert(), ada, responder(2))).toMatchObject({
      removeResponders: [2],
      log: [{ vars: { responder: 'First2 Last2' } }],
    });
  });
});

describe('an alert of somebody who leaves', () => {
  const told = anEscalation({ level: 0, nextLevelAt: undefined, nextAt: undefined });
  const leave = (
    alert: Alert,
    responders: readonly Responder[],
    facts: Partial<Parameters<typeof leftBehind>[1]> = {},
  ) => leftBehind(alert, { actor: ada, person: aUser(1), responders, hasPolicy: true, ...facts }, now);
  const asked = (...ids: number[]) => anAlert({ escalation: { ...told, responders: ids } });

  it('is none that they have nothing to do with', () => {
    expect(leave(anAlert(), [responder(2)])).toBeUndefined();
    expect(leave(anAlert({ status: 'RESOLVED' }), [responder(1)])).toBeUndefined();
  });

  it('who was asked and is no responder yet loses them as one who is asked', () => {
    const left = leave(asked(1, 2), []);
    expect(left).not.toHaveProperty('removeResponders');
    expect(left?.alert.escalation.responders).toEqual([2]);
    expect(left?.log[0]?.vars.responder).toBe('First1 Last1');
  });

  it('names them as they responded', () => {
    expect(leave(anAlert(), [responder(1, { firstName: 'Former' }), responder(2)])?.log[0]?.vars.responder).toBe(
      'Former Last1',
    );
  });

  it('stays accepted while one of the others has accepted it', () => {
    const one = leave(accepted(), [responder(1), responder(2), responder(3, { status: 'ACCEPTED' })]);
    expect(one?.alert.status).toBe('ACCEPTED');
    expect(leave(accepted(), [responder(1), responder(2)])).toMatchObject({
      ends: 'Reassigned',
      alert: { status: 'PENDING' },
    });
  });

  it('begins again along its policy at the first level, by its name', () => {
    const again = leave(accepted({ escalation: anEscalation({ level: 2 }) }), [responder(1)]);
    expect(again?.alert.escalation).toMatchObject({ level: -1, nextAt: now, run: 2 });
    expect(again?.log.at(-1)).toMatchObject({
      type: 'AlertAssignedToPolicyLogEntry',
      vars: { policy: 'Platform team' },
    });
  });

  it('asks nobody where no policy stands behind it', () => {
    const { policy: _policy, ...own } = accepted();
    expect(leave(own, [responder(1)], { hasPolicy: false })?.alert.escalation.responders).toEqual([]);
    expect(leave(asked(1), [responder(1)], { hasPolicy: false })).toMatchObject({ ends: 'Reassigned' });
    const leaving = { person: aUser(1), responders: [responder(1)] };
    expect(isLeftToNobody(asked(1), { ...leaving, hasPolicy: false })).toBe(true);
    expect(isLeftToNobody(asked(1), { ...leaving, hasPolicy: true })).toBe(false);
    expect(isLeftToNobody(asked(1, 2), { ...leaving, hasPolicy: false })).toBe(false);
  });
});
