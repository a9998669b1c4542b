import type { Actor } from '../access/actor.ts';
import { nextRun } from '../escalation/escalation.ts';
import type { LogDraft } from '../escalation/plan-step.ts';
import type { Instant } from '../time.ts';
import { fullName, type User } from '../user/user.ts';
import type { Alert, Responder } from './alert.ts';
import { type AlertTransition, asResponder, pending, who } from './transitions.ts';

type Person = Pick<User, 'id' | 'firstName' | 'lastName' | 'email'>;

/** Somebody leaves for good. */
export interface Leaving {
  readonly actor: Actor;
  readonly person: Person;
  /** Who takes their place, if anybody does. */
  readonly successor?: Person | undefined;
  /** The alert's. */
  readonly responders: readonly Responder[];
  /** Whether the alert's policy is still there. */
  readonly hasPolicy: boolean;
}

/**
 * What becomes of an open alert when one of its responders leaves for good. Whoever takes their place responds to it and
 * is told. Without anybody it goes on as it is while others have it in hand or come next, and back to its policy otherwise.
 * Undefined: the person has nothing to do with it.
 */
export function leftBehind(alert: Alert, leaving: Leaving, now: Instant): AlertTransition | undefined {
  const { actor, person, successor, responders } = leaving;
  const former = responders.find(({ userId }) => userId === person.id);
  const isAsked = alert.escalation.responders?.includes(person.id) === true;
  if (alert.status === 'RESOLVED' || (former === undefined && !isAsked)) return undefined;

  const others = responders.filter((one) => one !== former);
  const joins = successor !== undefined && others.every(({ userId }) => userId !== successor.id);
  const left = {
    ...(joins && { responders: [asResponder(alert, successor, now)] }),
    ...(former && { removeResponders: [person.id] }),
  };
  const log: LogDraft[] = [
    { type: 'ResponderRemovedLogEntry', vars: { ...who(actor), responder: fullName(former ?? person) } },
  ];
  const kept = askedWithout(alert, leaving);
  if (isInHand(kept, others, successor)) {
    const added = joins ? [{ type: 'ResponderAddedLogEntry' as const, vars: addedBy(actor, successor) }] : [];
    return { alert: kept, ...left, log: [...log, ...added] };
  }
  const next = startsAnew(kept, leaving, now);
  return { ...left, ...next, log: [...log, ...next.log], ends: 'Reassigned' };
}

const addedBy = (actor: Actor, person: Person): LogDraft['vars'] => ({ ...who(actor), responder: fullName(person) });

/** The alert with the successor among those who are asked alone; without one, and without others, its policy is asked. */
function askedWithout(alert: Alert, { person, successor, hasPolicy }: Leaving): Alert {
  const { responders: asked, ...escalation } = alert.escalation;
  if (asked === undefined) return alert;
  const wanted = asked.flatMap((id) => (id === person.id ? (successor?.id ?? []) : id));
  if (wanted.length === 0 && hasPolicy) return { ...alert, escalation };
  return { ...alert, escalation: { ...escalation, responders: [...new Set(wanted)] } };
}

/** Whether somebody else has answered it, is being asked, or comes next by themselves. */
function isInHand(alert: Alert, others: readonly Responder[], successor: Person | undefined): boolean {
  if (alert.snoozedUntil !== undefined) return true;
  if (alert.status === 'ACCEPTED') return others.some(({ status }) => status === 'ACCEPTED');
  const { responders: asked, nextLevelAt } = alert.escalation;
  if (asked?.length === 0) return false;
  return successor !== undefined || nextLevelAt !== undefined || others.length > 0;
}

/** It is pending again: for the successor, else for the others who were asked alone, else along its policy. */
function startsAnew(alert: Alert, { actor, successor, hasPolicy }: Leaving, now: Instant) {
  const asked = successor === undefined ? alert.escalation.responders : [successor.id];
  const escalation = nextRun(alert.escalation, {
    level: 0,
    startAt: now,
    ...(asked !== undefined || !hasPolicy ? { responders: asked ?? [] } : {}),
  });
  const log: LogDraft[] =
    successor !== undefined
      ? [{ type: 'AlertAssignedByUserLogEntry', vars: { ...who(actor), assignee: fullName(successor) } }]
      : asked === undefined && hasPolicy
        ? [{ type: 'AlertAssignedToPolicyLogEntry', vars: { ...who(actor), policy: alert.policy?.name ?? '' } }]
        : [];
  return { alert: pending(alert, escalation), log };
}

/** Whether nobody would be left to ask: the alert was theirs alone, and no policy stands behind it. */
export const isLeftToNobody = (alert: Alert, leaving: Omit<Leaving, 'actor' | 'successor'>): boolean =>
  leftBehind(alert, { ...leaving, actor: { kind: 'system', name: 'Tocsin', via: 'SYSTEM' } }, alert.reportTime)?.alert
    .escalation.responders?.length === 0;
