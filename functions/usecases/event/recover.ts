import type { Alert, KeyLock, OpenKeyLock } from '../../domain/alert/alert.ts';
import { lockInEffect } from '../../domain/alert/key-lock.ts';
import { resolve } from '../../domain/alert/transitions.ts';
import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { AlreadyRecordedError } from '../../domain/errors.ts';
import { commentsOf, received } from '../../domain/event/entries.ts';
import { alertKeyOf, type EventMessage, type EventOutcome, type NormalisedEvent } from '../../domain/event/event.ts';
import { firstMembers, isOver, withoutFiring } from '../../domain/event/grouping/alert-members.ts';
import { changeAlert } from '../alert/change.ts';
import { asActor } from './answer.ts';
import type { Creation, EventContext } from './create.ts';
import { noteWith, recordOf } from './record.ts';

interface Recovery {
  readonly message: EventMessage;
  readonly event: NormalisedEvent;
  readonly source: AlertSource;
  readonly lock: OpenKeyLock;
}

/**
 * One of several keys of an alert is over. It is noted, and the last one resolves the alert; but not while the alert has
 * something without a key in it, of which nobody will say that it is over.
 */
export async function recoverMember(ctx: EventContext, { message, event, source, lock }: Recovery): Promise<Creation> {
  const { alertId } = lock;
  const { receivedAt } = message;
  const key = alertKeyOf(event) ?? '';
  const name = (event.alertKey ?? '').trim().slice(0, 100).toWellFormed();
  const actor = asActor(source);
  let met: KeyLock | undefined;
  let outcome: EventOutcome | undefined;

  const decide = async (alert: Alert) => {
    outcome = undefined;
    met = await ctx.store.alerts.keyLock(source.id, key);
    const meant = met && lockInEffect(met, alert);
    if (meant?.state !== 'OPEN' || meant.alertId !== alert.id || alert.status === 'RESOLVED') return undefined;
    if (meant.overAt !== undefined || receivedAt < meant.reportTime) return undefined;
    const members = withoutFiring((await ctx.store.alerts.members(alertId)) ?? firstMembers(alert), key);
    if (isOver(members)) {
      const transition = resolve(alert, actor, receivedAt);
      outcome = 'RESOLVED';
      return (
        transition && {
          ...transition,
          log: [...transition.log, ...commentsOf(event)],
          event: recordOf(message, outcome, alertId),
        }
      );
    }
    outcome = 'APPENDED';
    const firing = members.firing.length;
    const draft = received(source, message, event);
    const over = { ...draft, vars: { ...draft.vars, over: name, firing, members: members.total } };
    return {
      alert,
      log: [over, ...commentsOf(event)],
      members,
      learns: { key, overAt: receivedAt },
      event: recordOf(noteWith(message, noteOf(name, firing, members.total)), outcome, alertId),
    };
  };
  try {
    await changeAlert({ ...ctx, actor }, alertId, decide);
  } catch (error) {
    if (!(error instanceof AlreadyRecordedError)) throw error;
    outcome = (await ctx.store.events.get(message.eventId))?.outcome ?? outcome;
  }
  return outcome === undefined ? { kind: 'locked', lock: met } : { kind: 'done', outcome };
}

const noteOf = (name: string, firing: number, total: number): string =>
  firing > 0
    ? `${name} is over; ${firing} of ${total} still firing`
    : `${name} is over, and none is firing any more; what came without a key keeps the alert open`;
