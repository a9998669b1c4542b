import type { SourceActor } from '../access/actor.ts';
import { nextRun } from '../escalation/escalation.ts';
import { type LogDraft, leftOut } from '../escalation/plan-step.ts';
import { reach } from '../escalation/reachability.ts';
import { sentOnce } from '../escalation/sent-once.ts';
import { namesOf, toldBriefly } from '../escalation/told-briefly.ts';
import type { NormalisedEvent } from '../event/event.ts';
import type { RepeatDecision } from '../event/repeat.ts';
import type { Instant } from '../time.ts';
import type { User } from '../user/user.ts';
import type { Alert, AlertNews, PlannedNotification, Responder } from './alert.ts';
import { withNews } from './news.ts';
import { type AlertTransition, pending, raise } from './transitions.ts';

/** What an event changes of an open alert, and who is told of which news. */
export interface Renewal extends AlertTransition {
  readonly told?: { readonly news: AlertNews; readonly notifications: readonly PlannedNotification[] };
}

/** Who has to do with the alert; read only when somebody has accepted it. */
export interface Involved {
  readonly responders: readonly Responder[];
  readonly usersById: ReadonlyMap<number, User>;
}

type Change = Extract<RepeatDecision, { kind: 'change' }>;

/**
 * Does to an open alert what a repeat brings. A pending one says what the event says, and escalates anew when it is more
 * urgent now. Of an accepted one its responders are told, by the rules that wake them; when none of them can be
 * reached and it is urgent, it is pending again. `received` is the timeline entry of the event.
 */
export function renew(
  before: Alert,
  by: {
    readonly actor: SourceActor;
    readonly event: NormalisedEvent;
    readonly change: Change;
    readonly received: LogDraft;
  },
  { responders, usersById }: Involved,
  now: Instant,
): Renewal {
  const { event, change, actor } = by;
  const raised = change.raises ? raise(before, actor, now) : undefined;
  const alert = retold(raised?.alert ?? before, event, change);
  const log = [withNames(by.received, change.news), ...(raised?.log ?? [])];
  const isNews = change.news.members.length > 0 || change.news.unnamed > 0 || raised !== undefined;
  if (!isNews || before.status !== 'ACCEPTED') return { alert, log, ...(raised?.ends && { ends: raised.ends }) };

  const renewed = withNews(alert, change.news, { isRaised: raised !== undefined, now });
  const { notifications, log: omissions } = whomToTell(renewed.alert, { responders, usersById }, renewed.news.at);
  if (notifications.length === 0 && alert.priority === 'HIGH') return escalatedAnew(alert, [...log, ...omissions], now);
  return {
    alert: renewed.alert,
    log: [...log, ...omissions],
    told: { news: renewed.news, notifications },
  };
}

const retold = (alert: Alert, { summary, details }: NormalisedEvent, { retells }: Change): Alert => {
  if (!retells) return alert;
  const { details: _old, ...rest } = alert;
  return { ...rest, ...(summary && { summary }), ...(details && { details }) };
};

const withNames = (received: LogDraft, { members, unnamed }: Change['news']): LogDraft => {
  const count = members.length + unnamed;
  if (count === 0) return received;
  const { names } = namesOf(members.slice(0, 10).flatMap(({ text }) => text ?? []));
  return { ...received, vars: { ...received.vars, newMembers: count, ...(names && { names: names.slice(0, 300) }) } };
};

/** Everybody who responds to the alert: whoever answers the news stops what the others' rules delay. */
export function whomToTell({ priority }: Alert, { responders, usersById }: Involved, at: Instant) {
  const people = responders.flatMap(({ userId }) => usersById.get(userId) ?? []);
  const reached = people.map((user) => reach(user, priority, at));
  return {
    notifications: sentOnce(reached.flatMap((one) => one.notifications)).fresh,
    log: toldBriefly(reached.flatMap(({ left }) => left).map((left) => leftOut(left, usersById))),
  };
}

/** Nobody who has the alert can be told, or nobody is left to tell: it is nobody's, and escalates from the first level. */
export function escalatedAnew(
  alert: Alert,
  log: readonly LogDraft[],
  now: Instant,
  reason: 'NOBODY_TOLD' | 'NOBODY_LEFT' = 'NOBODY_TOLD',
): Renewal {
  const { responders } = alert.escalation;
  const fixed = alert.policy === undefined && responders !== undefined ? { responders } : {};
  return {
    alert: pending(alert, nextRun(alert.escalation, { level: 0, startAt: now, ...fixed })),
    log: [...log, { type: 'AlertAssignedBySystemLogEntry', vars: { reason } }],
    ends: 'Escalated',
  };
}
