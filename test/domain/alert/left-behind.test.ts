import { describe, expect, it } from 'vitest';
import { userActor } from '../../../functions/domain/access/user-actor.ts';
import type { Alert, Responder } from '../../../functions/domain/alert/alert.ts';
import { isLeftToNobody, leftBehind } from '../../../functions/domain/alert/left-behind.ts';
import { asResponder } from '../../../functions/domain/alert/transitions.ts';
import { anAlert, anEscalation, at, aUser } from '../../support/factories.ts';

/* Person 1 leaves, administrator 5 deletes them, and 9 may take their place. */
const person = aUser(1);
const actor = userActor(aUser(5, { role: 'ADMIN' }));
const successor = aUser(9);
const now = at('2026-11-21T11:00:00Z');

const responder = (userId: number, status: Responder['status'] = 'PENDING'): Responder => ({
  ...asResponder({ id: 700 }, aUser(userId), now),
  status,
});

/** Everybody was told; no further level comes. */
const told = anEscalation({ level: 0, nextLevelAt: undefined, nextAt: undefined });
const asked = (...ids: number[]) => anAlert({ escalation: { ...told, responders: ids } });
const accepted = (facts: Partial<Alert> = {}) => anAlert({ status: 'ACCEPTED', escalation: told, ...facts });
const snoozed = (escalation: Alert['escalation']) =>
  anAlert({ status: 'ACCEPTED', snoozedUntil: at('2026-11-21T15:00:00Z'), escalation });

const waiting = anAlert({ escalation: anEscalation({ level: 0, nextLevelAt: at('2026-11-21T11:05:00Z') }) });
const withoutPolicy = ({ policy: _policy, ...alert }: Alert): Alert => alert;

interface Row {
  readonly alert: Alert;
  readonly responders: readonly Responder[];
  readonly isSucceeded?: boolean;
  /** How it stands then: status, whether the policy or whom it asks, whether it starts anew, who joins. */
  readonly becomes: { status: Alert['status']; asks: number[] | 'policy'; isNew: boolean; joins?: number[] };
  readonly log: readonly string[];
}

const removed = 'ResponderRemovedLogEntry';
const rows: Readonly<Record<string, Row>> = {
  'of a policy with a level to come goes on': {
    alert: waiting,
    responders: [responder(1)],
    becomes: { status: 'PENDING', asks: 'policy', isNew: false },
    log: [removed],
  },
  'of a policy that has come to its end with nobody else begins again': {
    alert: anAlert({ escalation: told }),
    responders: [responder(1)],
    becomes: { status: 'PENDING', asks: 'policy', isNew: true },
    log: [removed, 'AlertAssignedToPolicyLogEntry'],
  },
  'of which others were told stays with them': {
    alert: anAlert({ escalation: told }),
    responders: [responder(1), responder(2)],
    becomes: { status: 'PENDING', asks: 'policy', isNew: false },
    log: [removed],
  },
  'that was assigned goes back to its policy': {
    alert: asked(1),
    responders: [responder(1)],
    becomes: { status: 'PENDING', asks: 'policy', isNew: true },
    log: [removed, 'AlertAssignedToPolicyLogEntry'],
  },
  'that was made for several stays with the others': {
    alert: asked(1, 2),
    responders: [responder(1), responder(2)],
    becomes: { status: 'PENDING', asks: [2], isNew: false },
    log: [removed],
  },
  'that nobody else has accepted is pending again, along its policy': {
    alert: accepted(),
    responders: [responder(1, 'ACCEPTED'), responder(2)],
    becomes: { status: 'PENDING', asks: 'policy', isNew: true },
    log: [removed, 'AlertAssignedToPolicyLogEntry'],
  },
  'that was made for several and accepted is pending again, for the others': {
    alert: accepted({ escalation: { ...told, responders: [1, 2] } }),
    responders: [responder(1, 'ACCEPTED'), responder(2)],
    becomes: { status: 'PENDING', asks: [2], isNew: true },
    log: [removed],
  },
  'that somebody else has accepted, too, stays with them': {
    alert: accepted(),
    responders: [responder(1, 'ACCEPTED'), responder(2, 'ACCEPTED')],
    becomes: { status: 'ACCEPTED', asks: 'policy', isNew: false },
    log: [removed],
  },
  'that sleeps wakes its policy instead': {
    alert: snoozed({ ...told, responders: [1] }),
    responders: [responder(1, 'ACCEPTED')],
    becomes: { status: 'ACCEPTED', asks: 'policy', isNew: false },
    log: [removed],
  },
  'without a policy says that there is nobody': {
    alert: withoutPolicy(asked(1)),
    responders: [responder(1)],
    becomes: { status: 'PENDING', asks: [], isNew: true },
    log: [removed],
  },
  'of a policy is the successor’s, too': {
    alert: waiting,
    responders: [responder(1)],
    isSucceeded: true,
    becomes: { status: 'PENDING', asks: 'policy', isNew: false, joins: [9] },
    log: [removed, 'ResponderAddedLogEntry'],
  },
  'that was assigned is the successor’s': {
    alert: asked(1),
    responders: [responder(1)],
    isSucceeded: true,
    becomes: { status: 'PENDING', asks: [9], isNew: false, joins: [9] },
    log: [removed, 'ResponderAddedLogEntry'],
  },
  'that was made for both is the successor’s once': {
    alert: asked(1, 9),
    responders: [responder(1), responder(9)],
    isSucceeded: true,
    becomes: { status: 'PENDING', asks: [9], isNew: false },
    log: [removed],
  },
  'that nobody else has accepted is assigned to the successor': {
    alert: accepted(),
    responders: [responder(1, 'ACCEPTED'), responder(2)],
    isSucceeded: true,
    becomes: { status: 'PENDING', asks: [9], isNew: true, joins: [9] },
    log: [removed, 'AlertAssignedByUserLogEntry'],
  },
  'that sleeps wakes the successor': {
    alert: snoozed({ ...told, responders: [1] }),
    responders: [responder(1, 'ACCEPTED')],
    isSucceeded: true,
    becomes: { status: 'ACCEPTED', asks: [9], isNew: false, joins: [9] },
    log: [removed, 'ResponderAddedLogEntry'],
  },
};

describe('an open alert of somebody who leaves', () => {
  it.each(Object.entries(rows))('%s', (_what, { alert, responders, isSucceeded = false, becomes, log }) => {
    const leaving = { actor, person, responders, hasPolicy: alert.policy !== undefined };
    const transition = leftBehind(alert, { ...leaving, ...(isSucceeded && { successor }) }, now);
    if (transition === undefined) expect.fail('nothing became of it');
    const { escalation, status } = transition.alert;
    const joins = transition.responders?.map(({ userId }) => userId);
    const isNew = escalation.run > alert.escalation.run;
    expect({ status, asks: escalation.responders ?? 'policy', isNew, ...(joins && { joins }) }).toEqual(becomes);
    expect(isNew ? [transition.ends, escalation.nextAt] : [transition.ends, now]).toEqual(
      isNew ? ['Reassigned', now] : [undefined, now],
    );
    expect(transition.removeResponders).toEqual([1]);
    expect(transition.log.map(({ type }) => type)).toEqual(log);
    expect(transition.log[0]?.vars).toMatchObject({ responder: 'First1 Last1', userId: 5 });
  });

  it('is nobody else’s business, nor when it is resolved', () => {
    const leaving = { actor, person, hasPolicy: true };
    expect(leftBehind(asked(2), { ...leaving, responders: [responder(2)] }, now)).toBeUndefined();
    const resolved = anAlert({ status: 'RESOLVED', escalation: told });
    expect(leftBehind(resolved, { ...leaving, responders: [responder(1)] }, now)).toBeUndefined();
  });

  it('is left to nobody only where no policy stands behind it', () => {
    const leaving = { person, responders: [responder(1)] };
    expect(isLeftToNobody(asked(1), { ...leaving, hasPolicy: true })).toBe(false);
    expect(isLeftToNobody(asked(1), { ...leaving, hasPolicy: false })).toBe(true);
    expect(isLeftToNobody(asked(1, 2), { ...leaving, hasPolicy: false })).toBe(false);
    expect(isLeftToNobody(snoozed({ ...told, responders: [1] }), { ...leaving, hasPolicy: false })).toBe(true);
  });
});
