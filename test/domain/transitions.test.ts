import { describe, expect, it } from 'vitest';
import { system, type UserActor } from '../../functions/domain/access/actor.ts';
import type { Alert } from '../../functions/domain/alert/alert.ts';
import { announcementOf } from '../../functions/domain/alert/announcement.ts';
import {
  accept,
  addResponder,
  assignToPolicy,
  assignToUser,
  escalate,
  raise,
  removeResponder,
  resolve,
  skipUnreachedLevel,
  snooze,
} from '../../functions/domain/alert/transitions.ts';
import { ConflictError, InvalidInputError } from '../../functions/domain/errors.ts';
import { plus } from '../../functions/domain/time.ts';
import { anAlert, anEscalation, aPolicy, aUser, tenOClock } from '../support/factories.ts';

const ada = aUser(1);
const byAda: UserActor = { kind: 'user', userId: 1, name: 'First1 Last1', role: 'USER', via: 'SMS', person: ada };
const source = { kind: 'source' as const, sourceId: 800, name: 'Prometheus', via: 'SOURCE' as const };
const later = plus(tenOClock, { minutes: 2 });
const accepted = (): Alert =>
  accept(anAlert(), { actor: byAda, person: ada }, tenOClock)?.alert ?? expect.fail('an alert can be accepted');

describe('accepting', () => {
  it('stops the escalation and makes the person a responder', () => {
    const transition = accept(anAlert(), { actor: byAda, person: ada }, later);
    expect(transition?.alert).toMatchObject({ status: 'ACCEPTED', acceptedAt: later, acceptedBy: { id: 1 } });
    expect(transition?.alert.escalation.nextAt).toBeUndefined();
    expect(transition?.alert.escalation.nextLevelAt).toBeUndefined();
    expect(transition?.responders).toMatchObject([{ userId: 1, status: 'ACCEPTED', acceptedAt: later }]);
    expect(transition?.ends).toBe('Accepted');
  });

  it('adds a second person without moving the first accept time, and stops nothing again', () => {
    const transition = accept(accepted(), { actor: { ...byAda, userId: 2 }, person: aUser(2) }, later);
    expect(transition?.alert).toMatchObject({ acceptedAt: tenOClock, acceptedBy: { id: 1 } });
    expect(transition?.responders).toMatchObject([{ userId: 2, status: 'ACCEPTED', acceptedAt: later }]);
    expect(transition?.ends).toBeUndefined();
  });

  it('changes nothing when the same person accepts again', () => {
    const responder = { ...ada, alertId: 700, userId: 1, status: 'ACCEPTED' as const, addedAt: tenOClock };
    expect(accept(accepted(), { actor: byAda, person: ada, responder }, later)).toBeUndefined();
  });

  it('needs no person when the source accepts', () => {
    const transition = accept(anAlert(), { actor: source }, later);
    expect(transition?.alert).toMatchObject({ status: 'ACCEPTED', acceptedBy: { kind: 'source', id: 800 } });
    expect(transition?.responders).toBeUndefined();
  });

  it('refuses a resolved alert', () => {
    expect(() => accept(anAlert({ status: 'RESOLVED' }), { actor: byAda, person: ada }, later)).toThrow(ConflictError);
  });

  it('ends a snooze', () => {
    const asleep = snooze(accepted(), { actor: byAda, until: later }, tenOClock).alert;
    const transition = accept(asleep, { actor: byAda, person: ada }, tenOClock);
    expect(transition?.alert.snoozedUntil).toBeUndefined();
    expect(transition?.alert.escalation.nextAt).toBeUndefined();
    expect(transition?.ends).toBe('Accepted');
  });
});

describe('resolving', () => {
  it.each(['PENDING', 'ACCEPTED'] as const)('ends a %s alert', (status) => {
    const transition = resolve(anAlert({ status }), source, later);
    expect(transition?.alert).toMatchObject({ status: 'RESOLVED', resolvedAt: later, resolvedBy: { kind: 'source' } });
    expect(transition?.alert.escalation.nextAt).toBeUndefined();
  });

  it('leaves a resolved alert as it is', () => {
    expect(resolve(anAlert({ status: 'RESOLVED' }), byAda, later)).toBeUndefined();
  });
});

describe('escalating by hand', () => {
  const policy = aPolicy([[1], [2], [3]]);
  const atLevel = (level: number) => anAlert({ escalation: anEscalation({ level }) });

  it.each([
    ['the next level', 0, undefined, 1],
    ['the first after the last', 2, undefined, 0],
    ['the chosen level', 0, 2, 2],
  ])('starts %s now, in a new run', (_case, level, chosen, expected) => {
    const { alert } = escalate(
      atLevel(level),
      { actor: byAda, policy, ...(chosen !== undefined && { level: chosen }) },
      later,
    );
    expect(alert.escalation).toMatchObject({ run: 2, generation: 2, level: expected - 1, nextLevelAt: later });
  });

  it('makes an accepted alert pending again', () => {
    expect(escalate(accepted(), { actor: byAda, policy }, later).alert.status).toBe('PENDING');
  });

  it('refuses a level the policy does not have, naming the field', () => {
    expect(() => escalate(atLevel(0), { actor: byAda, policy, level: 3 }, later)).toThrow(InvalidInputError);
  });

  it('refuses an alert of fixed responders', () => {
    const fixed = anAlert({ escalation: anEscalation({ responders: [1] }) });
    expect(() => escalate(fixed, { actor: byAda, policy }, later)).toThrow(ConflictError);
  });
});

describe('other changes', () => {
  it('raises a low-priority alert and starts it from level 1', () => {
    const low = anAlert({
      priority: 'LOW',
      escalation: anEscalation({ level: 0, nextAt: undefined, nextLevelAt: undefined }),
    });
    expect(raise(low, system, later)?.alert).toMatchObject({
      priority: 'HIGH',
      escalation: { run: 2, level: -1, nextAt: later },
    });
  });

  it('leaves a high-priority alert as it is', () => {
    expect(raise(anAlert(), byAda, later)).toBeUndefined();
  });

  it('raises an accepted alert without waking anybody', () => {
    const transition = raise({ ...accepted(), priority: 'LOW' }, byAda, later);
    expect(transition?.alert.escalation.nextAt).toBeUndefined();
    expect(transition?.ends).toBeUndefined();
  });

  it('assigns to one person, who replaces the responders', () => {
    const other = {
      alertId: 700,
      userId: 2,
      firstName: 'B',
      lastName: 'C',
      email: 'b@c',
      status: 'ACCEPTED' as const,
      addedAt: tenOClock,
    };
    const transition = assignToUser(accepted(), { actor: byAda, person: ada, responders: [other] }, later);
    expect(transition.alert).toMatchObject({
      status: 'PENDING',
      escalation: { responders: [1], level: -1, nextAt: later },
    });
    expect(transition.removeResponders).toEqual([2]);
  });

  it('snoozes only what is accepted, and only into the future', () => {
    expect(() => snooze(anAlert(), { actor: byAda, until: later }, tenOClock)).toThrow(ConflictError);
    expect(() => snooze(accepted(), { actor: byAda, until: tenOClock }, tenOClock)).toThrow(InvalidInputError);
  });

  it('keeps the run when a level is given up, so that its delayed rules go on', () => {
    const alert = anAlert({ escalation: anEscalation({ level: 0, nextLevelAt: plus(later, { minutes: 9 }) }) });
    expect(skipUnreachedLevel(alert, 'ALL_FAILED', later).alert.escalation).toMatchObject({
      run: 1,
      generation: 2,
      level: 0,
      nextLevelAt: later,
    });
  });
});

describe('what the timeline says', () => {
  const byUser = { user: 'First1 Last1', via: 'SMS', userId: 1 };
  const bySource = { source: 'Prometheus' };
  const low = anAlert({ priority: 'LOW' });
  const policy = aPolicy([[1], [2]]);

  it.each([
    [
      'an accept',
      accept(anAlert(), { actor: byAda, person: ada }, later),
      'UserResponse',
      { response: 'ACCEPTED', ...byUser },
    ],
    [
      'an accept of the source',
      accept(anAlert(), { actor: source }, later),
      'AlertSourceResponse',
      { response: 'ACCEPTED', ...bySource },
    ],
    ['a resolve', resolve(anAlert(), byAda, later), 'UserResponse', { response: 'RESOLVED', ...byUser }],
    [
      'a resolve of the source',
      resolve(anAlert(), source, later),
      'AlertSourceResponse',
      { response: 'RESOLVED', ...bySource },
    ],
    [
      'an escalation',
      escalate(anAlert(), { actor: byAda, policy }, later),
      'UserResponse',
      { response: 'ESCALATED', level: 1, ...byUser },
    ],
    ['a raise', raise(low, byAda, later), 'AlertRaisedByUser', byUser],
    ['a raise by Tocsin', raise(low, system, later), 'AlertRaisedBySystem', { user: 'Tocsin', via: 'SYSTEM' }],
    [
      'an assignment',
      assignToUser(anAlert(), { actor: byAda, person: ada, responders: [] }, later),
      'AlertAssignedByUser',
      { assignee: 'First1 Last1', ...byUser },
    ],
    [
      'an assignment to a schedule',
      assignToUser(anAlert(), { actor: byAda, person: ada, responders: [], schedule: 'Weeks' }, later),
      'AlertAssignedToSchedule',
      { assignee: 'First1 Last1', schedule: 'Weeks', ...byUser },
    ],
    [
      'an assignment to a policy',
      assignToPolicy(anAlert(), { actor: byAda, policy }, later),
      'AlertAssignedToPolicy',
      { policy: 'Platform team', ...byUser },
    ],
    [
      'a snooze',
      snooze(accepted(), { actor: byAda, until: later }, tenOClock),
      'AlertSnoozed',
      { until: later, ...byUser },
    ],
    [
      'a level given up',
      skipUnreachedLevel(anAlert({ escalation: anEscalation({ level: 1 }) }), 'ALL_FAILED', later),
      'LevelSkipped',
      { level: 2, reason: 'ALL_FAILED' },
    ],
    [
      'a responder added',
      addResponder(anAlert(), { actor: byAda, person: aUser(2) }, later),
      'ResponderAdded',
      { responder: 'First2 Last2', ...byUser },
    ],
    [
      'a responder removed',
      removeResponder(anAlert(), byAda, { ...aUser(2), alertId: 700, userId: 2, status: 'PENDING', addedAt: later }),
      'ResponderRemoved',
      { responder: 'First2 Last2', ...byUser },
    ],
  ])('of %s', (_case, transition, type, vars) => {
    expect(transition?.log).toStrictEqual([{ type: `${type}LogEntry`, vars }]);
  });

  it('and how the execution ends', () => {
    expect([
      escalate(anAlert(), { actor: byAda, policy }, later).ends,
      raise(low, byAda, later)?.ends,
      assignToUser(anAlert(), { actor: byAda, person: ada, responders: [] }, later).ends,
      assignToPolicy(anAlert(), { actor: byAda, policy }, later).ends,
      snooze(accepted(), { actor: byAda, until: later }, tenOClock).ends,
      resolve(anAlert(), byAda, later)?.ends,
      skipUnreachedLevel(anAlert(), 'ALL_FAILED', later).ends,
    ]).toEqual(['Escalated', 'Raised', 'Reassigned', 'Reassigned', 'Snoozed', 'Resolved', 'Unreached']);
  });
});

describe('a resolved alert', () => {
  const resolved = anAlert({ status: 'RESOLVED' });
  const policy = aPolicy([[1]]);
  it.each([
    ['escalated', () => escalate(resolved, { actor: byAda, policy }, later)],
    ['raised', () => raise({ ...resolved, priority: 'LOW' }, byAda, later)],
    ['assigned', () => assignToUser(resolved, { actor: byAda, person: ada, responders: [] }, later)],
    ['given to a policy', () => assignToPolicy(resolved, { actor: byAda, policy }, later)],
    ['given a responder', () => addResponder(resolved, { actor: byAda, person: ada }, later)],
  ])('cannot be %s', (_case, change) => {
    expect(change).toThrow('alert 700 is resolved already');
  });
});

describe('people of an alert', () => {
  const responder = { ...ada, alertId: 700, userId: 1, status: 'PENDING' as const, addedAt: tenOClock };

  it('who are added have not answered yet', () => {
    expect(addResponder(anAlert(), { actor: byAda, person: aUser(2) }, later).responders).toEqual([
      {
        alertId: 700,
        userId: 2,
        firstName: 'First2',
        lastName: 'Last2',
        email: 'user2@example.com',
        status: 'PENDING',
        addedAt: later,
      },
    ]);
  });

  it('who are taken off are the ones meant', () => {
    expect(removeResponder(anAlert(), byAda, responder).removeResponders).toEqual([1]);
  });

  it('who accept keep the time at which they were added', () => {
    const transition = accept(anAlert(), { actor: byAda, person: ada, responder }, later);
    expect(transition?.responders).toEqual([{ ...responder, status: 'ACCEPTED', acceptedAt: later }]);
  });

  it('stay when the alert is given to a policy, with its teams, from its first level', () => {
    const assigned = assignToPolicy(
      accepted(),
      { actor: byAda, policy: aPolicy([[1]], { id: 77, name: 'Databases', teams: [5] }) },
      later,
    );
    expect(assigned.removeResponders).toBeUndefined();
    expect(assigned.alert).toMatchObject({
      status: 'PENDING',
      policy: { id: 77, name: 'Databases' },
      escalation: { run: 2, level: -1, nextLevelAt: later },
    });
    expect(assigned.alert.teams).toContain(5);
    expect(assigned.alert.acceptedBy).toBeUndefined();
  });

  it('chosen by name stay the only ones when the alert is raised or sleeps', () => {
    const fixed = anEscalation({ responders: [1] });
    expect(raise(anAlert({ priority: 'LOW', escalation: fixed }), byAda, later)?.alert.escalation.responders).toEqual([
      1,
    ]);
    const asleep = snooze({ ...accepted(), escalation: fixed }, { actor: byAda, until: later }, tenOClock);
    expect(asleep.alert.escalation).toMatchObject({ responders: [1], nextAt: later, takenUntil: fixed.takenUntil });
  });
});

describe('a level given up', () => {
  it('starts the next one at once, as a step and an execution of its own', () => {
    const escalation = anEscalation({ level: 1, stepId: 4, generation: 2, turns: 9 });
    expect(skipUnreachedLevel(anAlert({ escalation }), 'ALL_FAILED', later).alert.escalation).toMatchObject({
      level: 1,
      stepId: 5,
      generation: 3,
      turns: 0,
      nextAt: later,
      nextLevelAt: later,
    });
  });
});

describe('announcements', () => {
  const pending = anAlert({ escalation: anEscalation({ level: 0, stepId: 1, turns: 1 }) });
  const escalated = anAlert({ escalation: anEscalation({ level: 1, stepId: 2, turns: 2 }) });

  it.each([
    ['an accept', pending, accepted(), 'ACCEPTED'],
    ['a resolve', pending, anAlert({ status: 'RESOLVED' }), 'RESOLVED'],
    ['a further level', pending, escalated, 'ESCALATED'],
    ['the first level', anAlert(), pending, undefined],
    ['a delayed rule', pending, anAlert({ escalation: { ...pending.escalation, stepId: 2, turns: 2 } }), undefined],
    ['a second accept', accepted(), accepted(), undefined],
    ['a second resolve', anAlert({ status: 'RESOLVED' }), anAlert({ status: 'RESOLVED' }), undefined],
    ['a resolve after an accept', accepted(), anAlert({ status: 'RESOLVED' }), 'RESOLVED'],
    [
      'the first level of another pass',
      anAlert({ escalation: anEscalation({ level: 1, stepId: 2, turns: 2 }) }),
      anAlert({ escalation: anEscalation({ pass: 1, level: 0, stepId: 3, turns: 3 }) }),
      'ESCALATED',
    ],
    [
      'the end of the levels',
      pending,
      anAlert({ escalation: { ...escalated.escalation, endedAt: tenOClock } }),
      undefined,
    ],
    ['a level given up', pending, anAlert({ escalation: { ...escalated.escalation, turns: 0 } }), undefined],
    ['a level of the same step', pending, anAlert({ escalation: { ...escalated.escalation, stepId: 1 } }), undefined],
    ['a restart', pending, anAlert({ escalation: { ...pending.escalation, generation: 2, turns: 0 } }), undefined],
  ])('%s', (_case, before, after, expected) => {
    expect(announcementOf(before, after)).toBe(expected);
  });
});
