import type { Alert, KeyLock } from '../../domain/alert/alert.ts';
import { lockInEffect } from '../../domain/alert/key-lock.ts';
import { priorityOf } from '../../domain/alert-source/priority.ts';
import { AlreadyRecordedError, NotFoundError } from '../../domain/errors.ts';
import type { LogDraft } from '../../domain/escalation/plan-step.ts';
import { commentsOf, received } from '../../domain/event/entries.ts';
import {
  alertKeyOf,
  arrivedAt,
  type EventMessage,
  type EventOutcome,
  type Priority,
} from '../../domain/event/event.ts';
import { remembered } from '../../domain/event/group.ts';
import { firstMembers, joinedBy } from '../../domain/event/grouping/alert-members.ts';
import type { Grouping } from '../../domain/event/grouping/grouping.ts';
import { type Candidate, takesIn } from '../../domain/event/grouping/heads.ts';
import { join } from '../../domain/event/grouping/join.ts';
import { reasonTold, reasonVars } from '../../domain/event/grouping/reason.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { changeAlert } from '../alert/change.ts';
import { entries } from '../alert/timeline.ts';
import { fitsInOne } from '../escalation/items-of-step.ts';
import { newsNotifications } from '../notification/news.ts';
import { isInSupportHours } from '../support-hours/of-source.ts';
import { asActor } from './answer.ts';
import { type Creation, type EventContext, type Opening, resume } from './create.ts';
import { noteWith, recordOf } from './record.ts';
import { involvedIn, tellNews } from './tell-news.ts';

type Joined =
  | Exclude<Creation, { kind: 'crowded' }>
  /** The alert takes it in no more; `isOver`: it is resolved, or gone. */
  | { readonly kind: 'refused'; readonly isOver: boolean };

const done = (outcome: EventOutcome): Joined => ({ kind: 'done', outcome });

/** What came of one look at the alert. */
type Seen =
  | { readonly kind: 'refused'; readonly isOver: boolean }
  | { readonly kind: 'locked'; readonly lock: KeyLock | undefined }
  /** It has had the same event without a key before. */
  | { readonly kind: 'known' }
  | { readonly kind: 'joined'; readonly planned: readonly Notification[] };

/**
 * Makes an event a member of an open alert: in one transaction the event, the lock of its key, what is in the alert, and
 * what the alert becomes by it. Nothing is written unless the alert is still as it was read, and the key still free.
 */
export async function joinAlert(
  ctx: EventContext,
  opening: Opening,
  { alertId, reason }: Candidate,
  grouping: Grouping,
): Promise<Joined> {
  const { event, source } = opening;
  const { receivedAt } = opening.message;
  const actor = asActor(source);
  const inSupportHours = await isInSupportHours(ctx, source, arrivedAt(opening.message));
  const priority = priorityOf(source, event, inSupportHours === undefined ? {} : { inSupportHours });
  const message = noteWith(opening.message, reasonTold(reason, alertId));
  const told = [
    withReason(received(source, message, event), opening, reasonVars(reason)),
    ...commentsOf(event),
  ] as const;
  const key = alertKeyOf(event);
  let seen: Seen = { kind: 'refused', isOver: true };
  let { replaces } = opening;
  let isFirstLook = true;

  const decide = async (alert: Alert) => {
    if (!isFirstLook && key !== undefined) {
      const lock = await ctx.store.alerts.keyLock(source.id, key);
      replaces = lock?.state === 'MEMBER' ? lock.alertId : undefined;
      if (!(await isFree(ctx, lock, receivedAt))) return see({ kind: 'locked', lock });
    }
    isFirstLook = false;
    if (!takesIn(grouping, alert)) return see({ kind: 'refused', isOver: alert.status === 'RESOLVED' });
    const joining = joinedBy((await ctx.store.alerts.members(alertId)) ?? firstMembers(alert), event);
    if (joining.kind === 'full') return see({ kind: 'refused', isOver: false });
    const isNew = joining.kind === 'new';
    if (key === undefined && !isNew && !isMoreUrgent(priority, alert)) return see({ kind: 'known' });

    const now = ctx.clock.now();
    const by = { actor, event, received: told[0], isNew, priority };
    const renewal = join(alert, by, await involvedIn(ctx, alert), now);
    const planned = renewal.told ? newsNotifications(renewal.alert, renewal.told, now) : [];
    const log = [...renewal.log, ...told.slice(1)];
    const isWhole = fitsInOne({ responders: [], notifications: planned }, log.length + 2);
    const { group } = event;
    const memory = group && { group: remembered({ ...event, group }, undefined, { receivedAt, now }) };
    see({ kind: 'joined', planned });
    return {
      ...renewal,
      log,
      notifications: planned,
      event: { ...recordOf(message, 'GROUPED', alertId), ...(!isWhole && { newsAt: renewal.told?.news.at }) },
      lock: { priority: renewal.alert.priority, hasMembers: true },
      ...(joining.isChange && { members: joining.members }),
      ...(key !== undefined && { joins: { key, receivedAt, ...memory, ...(replaces !== undefined && { replaces }) } }),
    };
  };
  const see = (one: Seen): undefined => {
    seen = one;
  };

  try {
    await changeAlert({ ...ctx, actor }, alertId, decide);
  } catch (error) {
    if (error instanceof NotFoundError) return { kind: 'refused', isOver: true };
    if (!(error instanceof AlreadyRecordedError)) throw error;
    return again(ctx, message);
  }
  return finished(ctx, seen, { message, alertId, told });
}

const isMoreUrgent = (priority: Priority, alert: Alert): boolean => priority === 'HIGH' && alert.priority !== 'HIGH';

/** Whether a key names nothing that is open, and nothing that was over after the event came. */
async function isFree(ctx: EventContext, lock: KeyLock | undefined, receivedAt: string): Promise<boolean> {
  if (lock === undefined) return true;
  const named = lock.state === 'MEMBER' ? await ctx.store.alerts.get(lock.alertId) : undefined;
  const meant = lockInEffect(lock, named);
  return meant.state === 'RESOLVED' && meant.resolvedAt <= receivedAt;
}

async function finished(
  ctx: EventContext,
  seen: Seen,
  {
    message,
    alertId,
    told,
  }: { readonly message: EventMessage; readonly alertId: number; readonly told: readonly LogDraft[] },
): Promise<Joined> {
  switch (seen.kind) {
    case 'refused':
    case 'locked':
      return seen;
    case 'known': {
      const isWritten = await ctx.store.alerts.append(
        recordOf(message, 'GROUPED', alertId),
        entries(ctx, alertId, told),
      );
      return isWritten ? done('GROUPED') : again(ctx, message);
    }
    case 'joined':
      await tellNews(ctx, alertId, seen.planned);
      return done('GROUPED');
  }
}

/** The event was processed before. */
async function again(ctx: EventContext, { eventId }: EventMessage): Promise<Joined> {
  const earlier = await ctx.store.events.get(eventId);
  return done(earlier === undefined ? 'GROUPED' : await resume(ctx, earlier));
}

const withReason = (draft: LogDraft, { event }: Opening, vars: LogDraft['vars']): LogDraft => {
  const key = event.alertKey?.trim().slice(0, 255).toWellFormed();
  return { ...draft, vars: { ...draft.vars, ...vars, ...(key && { key }) } };
};
