import { type Actor, nameInTool, system, type UserActor } from '../access/actor.ts';
import { ConflictError, InvalidInputError } from '../errors.ts';
import { nextRun, stopped } from '../escalation/escalation.ts';
import type { LogDraft } from '../escalation/plan-step.ts';
import type { EscalationPolicy } from '../escalation-policy/escalation-policy.ts';
import type { Instant } from '../time.ts';
import { fullName, type User } from '../user/user.ts';
import type { Alert, Responder } from './alert.ts';
import type { AutoResolution } from './auto-resolution.ts';
import { hasUnseenNews } from './news.ts';
import { ownedBy } from './owners.ts';

/**
 * What a person, a source or Tocsin does to an alert: the alert as it becomes, who is added to or taken from its
 * responders, the timeline entries, and how the running execution ends, if it has to. Undefined: nothing changes.
 */
export interface AlertTransition {
  readonly alert: Alert;
  readonly responders?: readonly Responder[];
  readonly removeResponders?: readonly number[];
  readonly log: readonly LogDraft[];
  /** The error code the running execution is stopped with; absent when it goes on. */
  readonly ends?: 'Accepted' | 'Resolved' | 'Escalated' | 'Raised' | 'Reassigned' | 'Snoozed' | 'Unreached';
}

type Person = Pick<User, 'id' | 'firstName' | 'lastName' | 'email'>;

const personOf = (actor: Actor): NonNullable<Alert['acceptedBy']> => {
  switch (actor.kind) {
    case 'user':
      return { kind: 'user', id: actor.userId, name: actor.name };
    case 'source':
      return { kind: 'source', id: actor.sourceId, name: actor.name };
    case 'tool':
      return { kind: 'system', name: nameInTool(actor) };
    case 'system':
      return { kind: 'system', name: actor.name };
  }
};

/** The vars that say who did it and how, in every entry of a transition. */
export const who = (actor: Actor): LogDraft['vars'] => ({
  user: actor.name,
  via: actor.via,
  ...(actor.kind === 'user' && { userId: actor.userId }),
  ...(actor.kind === 'tool' && { actionId: actor.actionId }),
  ...(actor.kind === 'tool' && actor.tool !== actor.name && { tool: actor.tool }),
});

/** A person as a responder who has not answered yet. */
export const asResponder = (alert: Pick<Alert, 'id'>, person: Person, now: Instant): Responder => ({
  alertId: alert.id,
  userId: person.id,
  firstName: person.firstName,
  lastName: person.lastName,
  email: person.email,
  status: 'PENDING',
  addedAt: now,
});

const refuseResolved = (alert: Alert): void => {
  if (alert.status === 'RESOLVED') throw new ConflictError(`alert ${alert.id} is resolved already`);
};

/**
 * Accepts an open alert. The first accept stops the escalation and its time stays; a further person who accepts becomes
 * an additional accepted responder. Whoever accepts becomes a responder (features.md §1). Who accepted it before answers
 * what was new since.
 */
export function accept(
  alert: Alert,
  by: { readonly actor: Actor; readonly person?: Person; readonly responder?: Responder },
  now: Instant,
): AlertTransition | undefined {
  refuseResolved(alert);
  const { actor, person, responder } = by;
  const hasAccepted = responder?.status === 'ACCEPTED';
  const isAnswered = hasAccepted && !hasUnseenNews(alert, responder.seenAt ?? responder.acceptedAt, now);
  const alreadyMine = isAnswered || person === undefined;
  if (alert.status === 'ACCEPTED' && alert.snoozedUntil === undefined && alreadyMine) return undefined;

  const { snoozedUntil: _snoozed, ...awake } = alert;
  const responders = person && [
    hasAccepted
      ? { ...responder, seenAt: now }
      : { ...(responder ?? asResponder(alert, person, now)), status: 'ACCEPTED' as const, acceptedAt: now },
  ];
  const log: LogDraft[] = [
    actor.kind === 'source'
      ? { type: 'AlertSourceResponseLogEntry', vars: { response: 'ACCEPTED', source: actor.name } }
      : { type: 'UserResponseLogEntry', vars: { response: 'ACCEPTED', ...who(actor) } },
  ];
  return {
    alert: {
      ...awake,
      status: 'ACCEPTED',
      acceptedAt: alert.acceptedAt ?? now,
      acceptedBy: alert.acceptedBy ?? personOf(actor),
      ...(hasAccepted && { newsSeenAt: now }),
      escalation: stopped(alert.escalation, now),
    },
    ...(responders && { responders }),
    log,
    ...((alert.status === 'PENDING' || alert.snoozedUntil) && { ends: 'Accepted' as const }),
  };
}

/** Resolves an open alert for good; a resolved one stays as it is. */
export function resolve(alert: Alert, actor: Actor, now: Instant): AlertTransition | undefined {
  if (alert.status === 'RESOLVED') return undefined;
  const { snoozedUntil: _snoozed, ...awake } = alert;
  return {
    alert: {
      ...awake,
      status: 'RESOLVED',
      resolvedAt: now,
      resolvedBy: personOf(actor),
      escalation: stopped(alert.escalation, now),
    },
    log: [
      actor.kind === 'source'
        ? { type: 'AlertSourceResponseLogEntry', vars: { response: 'RESOLVED', source: actor.name } }
        : { type: 'UserResponseLogEntry', vars: { response: 'RESOLVED', ...who(actor) } },
    ],
    ends: 'Resolved',
  };
}

/** Resolves an open alert whose time is over, by the timeout of its source that counts for it. */
export function autoResolve(alert: Alert, autoResolution: AutoResolution, now: Instant): AlertTransition | undefined {
  const resolved = resolve(alert, system, now);
  return (
    resolved && {
      ...resolved,
      alert: { ...resolved.alert, autoResolution: alert.autoResolution ?? autoResolution, isAutoResolved: true },
      log: [
        {
          type: 'AlertAutoResolvedLogEntry',
          vars: { source: alert.source.name, timeout: autoResolution.timeout },
        },
      ],
    }
  );
}

/**
 * Starts a level now: the chosen one (zero-based), else the next; after the last comes the first, whatever `repeating`
 * says. An accepted alert is pending again.
 */
export function escalate(
  alert: Alert,
  {
    actor,
    policy,
    level,
  }: { readonly actor: Actor; readonly policy: EscalationPolicy | undefined; readonly level?: number },
  now: Instant,
): AlertTransition {
  refuseResolved(alert);
  if (policy === undefined || alert.escalation.responders !== undefined) {
    throw new ConflictError(`alert ${alert.id} has no escalation policy to escalate along`);
  }
  if (level !== undefined && level >= policy.levels.length) {
    throw new InvalidInputError('level', `the policy has ${policy.levels.length} levels, counted from 0`);
  }
  const target = level ?? (alert.escalation.level + 1) % policy.levels.length;
  return {
    alert: pending(alert, nextRun(alert.escalation, { level: target, startAt: now })),
    log: [{ type: 'UserResponseLogEntry', vars: { response: 'ESCALATED', level: target + 1, ...who(actor) } }],
    ends: 'Escalated',
  };
}

/** Makes a low-priority alert a high one, which escalates from level 1; a high one stays as it is. */
export function raise(alert: Alert, actor: Actor, now: Instant): AlertTransition | undefined {
  refuseResolved(alert);
  if (alert.priority === 'HIGH') return undefined;
  const log: LogDraft[] = [
    {
      type: actor.kind === 'user' ? 'AlertRaisedByUserLogEntry' : 'AlertRaisedBySystemLogEntry',
      vars: who(actor),
    },
  ];
  if (alert.status === 'ACCEPTED') return { alert: { ...alert, priority: 'HIGH' }, log };
  const escalation = nextRun(alert.escalation, {
    level: 0,
    startAt: now,
    ...(alert.escalation.responders && { responders: alert.escalation.responders }),
  });
  return { alert: { ...alert, priority: 'HIGH', escalation }, log, ends: 'Raised' };
}

/**
 * Gives the alert to one person alone, who is notified now by their rules; it is pending until they answer. `schedule`
 * names the one that has them on call, when it was meant.
 */
export function assignToUser(
  alert: Alert,
  to: {
    readonly actor: Actor;
    readonly person: Person;
    readonly responders: readonly Responder[];
    readonly schedule?: string;
  },
  now: Instant,
): AlertTransition {
  refuseResolved(alert);
  const { actor, person, responders, schedule } = to;
  const vars = { ...who(actor), assignee: fullName(person) };
  return {
    alert: pending(alert, nextRun(alert.escalation, { level: 0, startAt: now, responders: [person.id] })),
    responders: [asResponder(alert, person, now)],
    removeResponders: responders.map(({ userId }) => userId).filter((userId) => userId !== person.id),
    log: [
      schedule === undefined
        ? { type: 'AlertAssignedByUserLogEntry', vars }
        : { type: 'AlertAssignedToScheduleLogEntry', vars: { ...vars, schedule } },
    ],
    ends: 'Reassigned',
  };
}

/** Gives the alert to a policy, which starts at its first level. Responders so far stay. */
export function assignToPolicy(
  alert: Alert,
  { actor, policy }: { readonly actor: Actor; readonly policy: EscalationPolicy },
  now: Instant,
): AlertTransition {
  refuseResolved(alert);
  return {
    alert: {
      ...pending(alert, nextRun(alert.escalation, { level: 0, startAt: now })),
      policy: { id: policy.id, name: policy.name },
      ...ownedBy(alert.teams ?? [], policy.teams),
    },
    log: [{ type: 'AlertAssignedToPolicyLogEntry', vars: { ...who(actor), policy: policy.name } }],
    ends: 'Reassigned',
  };
}

/** Lets an accepted alert sleep until `until`; then it is pending again and starts at level 1. */
export function snooze(
  alert: Alert,
  { actor, until }: { readonly actor: UserActor; readonly until: Instant },
  now: Instant,
): AlertTransition {
  if (alert.status !== 'ACCEPTED')
    throw new ConflictError(`alert ${alert.id} is not accepted; only then it can be snoozed`);
  if (until <= now) throw new InvalidInputError('until', 'lies in the past');
  const { responders } = alert.escalation;
  const escalation = nextRun(alert.escalation, { level: 0, startAt: until, ...(responders && { responders }) });
  return {
    alert: { ...alert, snoozedUntil: until, escalation: { ...escalation, takenUntil: alert.escalation.takenUntil } },
    log: [{ type: 'AlertSnoozedLogEntry', vars: { ...who(actor), until } }],
    ends: 'Snoozed',
  };
}

/** Starts the next level at once, within the same run, because nobody of the current one could be reached. */
export function skipUnreachedLevel(alert: Alert, reason: string, now: Instant): AlertTransition {
  const { escalation } = alert;
  return {
    alert: {
      ...alert,
      escalation: {
        ...escalation,
        generation: escalation.generation + 1,
        stepId: escalation.stepId + 1,
        turns: 0,
        nextLevelAt: now,
        nextAt: now,
      },
    },
    log: [{ type: 'LevelSkippedLogEntry', vars: { level: escalation.level + 1, reason } }],
    ends: 'Unreached',
  };
}

/** Adds a person, who is told at once by their rules; the escalation goes on. */
export const addResponder = (
  alert: Alert,
  { actor, person }: { readonly actor: Actor; readonly person: Person },
  now: Instant,
): AlertTransition => {
  refuseResolved(alert);
  return {
    alert,
    responders: [asResponder(alert, person, now)],
    log: [{ type: 'ResponderAddedLogEntry', vars: { ...who(actor), responder: fullName(person) } }],
  };
};

export const removeResponder = (alert: Alert, actor: Actor, responder: Responder): AlertTransition => ({
  alert,
  removeResponders: [responder.userId],
  log: [{ type: 'ResponderRemovedLogEntry', vars: { ...who(actor), responder: fullName(responder) } }],
});

/** The alert without an answer, escalating so. */
export function pending(alert: Alert, escalation: Alert['escalation']): Alert {
  const { snoozedUntil: _snoozed, acceptedBy: _by, ...rest } = alert;
  return { ...rest, status: 'PENDING', escalation };
}
