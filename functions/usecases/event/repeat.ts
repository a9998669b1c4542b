import type { Alert, KeyLock, OpenKeyLock } from '../../domain/alert/alert.ts';
import { lockInEffect } from '../../domain/alert/key-lock.ts';
import { renew } from '../../domain/alert/renew.ts';
import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { saysHigh } from '../../domain/alert-source/priority.ts';
import { AlreadyRecordedError, NotFoundError } from '../../domain/errors.ts';
import { commentsOf, received } from '../../domain/event/entries.ts';
import { alertKeyOf, type EventMessage, type EventOutcome, type NormalisedEvent } from '../../domain/event/event.ts';
import { firingAgain, firstMembers } from '../../domain/event/grouping/alert-members.ts';
import { decideRepeat } from '../../domain/event/repeat.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { changeAlert } from '../alert/change.ts';
import { entries } from '../alert/timeline.ts';
import { fitsInOne } from '../escalation/items-of-step.ts';
import { newsNotifications } from '../notification/news.ts';
import { asActor } from './answer.ts';
import { type Creation, type EventContext, resume } from './create.ts';
import { recordOf } from './record.ts';
import { involvedIn, tellNews } from './tell-news.ts';

interface Repeat {
  readonly message: EventMessage;
  readonly event: NormalisedEvent;
  readonly source: AlertSource;
  /** Whether the source has actions, which comments may be for. */
  readonly hasActions: boolean;
  readonly lock: OpenKeyLock;
  readonly isQuiet: boolean;
}

const done = (outcome: EventOutcome): Creation => ({ kind: 'done', outcome });

/**
 * Tells the open alert with its key of an event: appended with one write when it brings nothing new; otherwise the alert
 * says from now on what the event says, escalates anew when it is more urgent, or, when it is accepted, has its
 * responders told. All of that is one transaction with the event, so that a redelivery does nothing a second time.
 */
export async function repeatAlert(ctx: EventContext, repeat: Repeat): Promise<Creation> {
  const { message } = repeat;
  if (decide(ctx, repeat, repeat.lock).kind === 'append') return done(await append(ctx, repeat));
  try {
    return await change(ctx, repeat);
  } catch (error) {
    if (error instanceof NotFoundError) return done(await append(ctx, repeat));
    if (!(error instanceof AlreadyRecordedError)) throw error;
    const earlier = await ctx.store.events.get(message.eventId);
    return done(earlier === undefined ? 'APPENDED' : await resume(ctx, earlier));
  }
}

const decide = (ctx: EventContext, { event, source, isQuiet, message: { receivedAt } }: Repeat, lock: OpenKeyLock) =>
  decideRepeat(event, lock, { saysHigh: saysHigh(source, event), isQuiet, receivedAt, now: ctx.clock.now() });

async function append(
  ctx: EventContext,
  { message, event, source, hasActions, lock }: Repeat,
  alert?: Alert,
): Promise<EventOutcome> {
  const log = entries(ctx, lock.alertId, [received(source, message, event), ...commentsOf(event)]);
  // That of a member is asked of the alert itself.
  const learned = alert && !lock.isMember && { lock: { alert, memory: { priority: alert.priority } } };
  const besides = { hasActions, ...learned };
  if (await ctx.store.alerts.append(recordOf(message, 'APPENDED', lock.alertId), log, besides)) return 'APPENDED';
  const earlier = await ctx.store.events.get(message.eventId);
  return earlier === undefined ? 'APPENDED' : resume(ctx, earlier);
}

/**
 * The lock is read after the alert, and whoever changes what it remembers saves the alert as well: so what is decided
 * here is saved only while both are as they were read, and an open lock names no alert that was read as resolved.
 */
async function change(ctx: EventContext, repeat: Repeat): Promise<Creation> {
  const { message, event, source } = repeat;
  const actor = asActor(source);
  let met: KeyLock | undefined;
  let same: Alert | undefined;
  let planned: readonly Notification[] = [];
  const decideChange = async (alert: Alert) => {
    same = undefined;
    const key = alertKeyOf(event) ?? '';
    met = await ctx.store.alerts.keyLock(source.id, key);
    const lock = met && lockInEffect(met, alert);
    if (lock?.state !== 'OPEN' || lock.alertId !== alert.id) return undefined;
    const decision = decide(ctx, repeat, lock);
    const raises = decision.kind === 'change' && decision.raises && alert.priority !== 'HIGH';
    if (decision.kind === 'append' || !(raises || decision.group || decision.firesAgain)) {
      same = alert;
      return undefined;
    }
    const members = decision.firesAgain ? await membersAgain(ctx, alert, key) : undefined;
    const draft = received(source, message, event);
    const told = decision.firesAgain ? { ...draft, vars: { ...draft.vars, again: nameOf(event) } } : draft;
    const by = { actor, event, change: { ...decision, raises }, received: told };
    const renewal = renew(alert, by, await involvedIn(ctx, alert), ctx.clock.now());
    const { group } = decision;
    planned = renewal.told ? newsNotifications(renewal.alert, renewal.told, ctx.clock.now()) : [];
    const log = [...renewal.log, ...commentsOf(event)];
    const isWhole = fitsInOne({ responders: [], notifications: planned }, log.length);
    return {
      ...renewal,
      log,
      notifications: planned,
      event: { ...recordOf(message, 'APPENDED', alert.id), ...(!isWhole && { newsAt: renewal.told?.news.at }) },
      lock: { priority: renewal.alert.priority, ...(group && !lock.isMember && { group }) },
      ...(members && { members }),
      ...((members || (lock.isMember && group)) && {
        learns: {
          key,
          ...(lock.isMember && group && { group }),
          ...(members && { reportTime: message.receivedAt }),
        },
      }),
    };
  };
  let told = false;
  const after = await changeAlert({ ...ctx, actor }, repeat.lock.alertId, async (alert) => {
    const transition = await decideChange(alert);
    told = transition !== undefined;
    return transition;
  });
  if (told) {
    await tellNews(ctx, after.id, planned);
    return done('APPENDED');
  }
  if (same !== undefined) return done(await append(ctx, repeat, same));
  return { kind: 'locked', lock: met };
}

/** What is in the alert once a key of it fires again. */
const membersAgain = async (ctx: EventContext, alert: Alert, key: string) =>
  firingAgain((await ctx.store.alerts.members(alert.id)) ?? firstMembers(alert), key);

const nameOf = ({ alertKey = '' }: NormalisedEvent): string => alertKey.trim().slice(0, 100).toWellFormed();

/** Adds the comments of an event to the timeline of the open alert with its key. */
export async function commentOnAlert(
  ctx: EventContext,
  { message, event, source, hasActions, lock: { alertId } }: Omit<Repeat, 'isQuiet'>,
): Promise<EventOutcome> {
  const drafts = commentsOf(event);
  const log = drafts.length > 0 ? drafts : [received(source, message, event)];
  await ctx.store.alerts.append(recordOf(message, 'COMMENTED', alertId), entries(ctx, alertId, log), { hasActions });
  return 'COMMENTED';
}
