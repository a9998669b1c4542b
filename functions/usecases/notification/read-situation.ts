import { aimed } from '../../domain/notification/aim.ts';
import type { Notification, NotificationMessage } from '../../domain/notification/notification.ts';
import { windowIdsOf } from '../../domain/notification/pace.ts';
import type { Conversation, Window } from '../../domain/notification/windows.ts';
import type { Context } from '../../ports/context.ts';
import { daysOf, type Today } from './day-caps.ts';
import { type Facts, stillPending } from './facts.ts';

/** Everything a send looks at before it makes its mark. */
export interface Situation {
  readonly notification: Notification;
  readonly facts: Facts;
  readonly windows: ReadonlyMap<string, Window>;
  readonly conversation: Conversation | undefined;
  readonly today: Today;
}

type About = NonNullable<NotificationMessage['about']>;

/**
 * Reads it consistently, in one call when the message says what the item is about; a summary takes one more for the
 * alerts it names, and a contact that was corrected meanwhile one more for its new target. Undefined when there is no such notification.
 */
export async function readSituation(
  ctx: Context<'store' | 'settings'>,
  { scope, id, about }: Omit<NotificationMessage, 'v'>,
): Promise<Situation | undefined> {
  const known = about ?? (await ctx.store.notifications.get(scope, id));
  if (known === undefined) return undefined;
  const days = daysOf(ctx, known);
  const { alert, responder, user, windows, conversation, ...read } = await ctx.store.sending.read({
    scope,
    id,
    alertId: known.alertId,
    userId: known.userId,
    asResponder: known.kind === 'ASSIGNMENT' || known.kind === 'UPDATE',
    windowIds: windowIdsOf(known),
    days,
    address: known.channel === 'SMS' && ctx.settings.twoWaySms ? known.target : undefined,
  });
  if (read.notification === undefined) return undefined;
  const notification = aimed(read.notification, user);
  if (!isAbout(notification, known)) return readSituation(ctx, { scope, id, about: notification });
  const alerts = notification.alertIds === undefined ? [] : await stillPending(ctx, notification.alertIds);
  const single = notification.alertIds === undefined ? { alert, responder } : {};
  const [all, own] = days.map((day) => read.days.get(day));
  return { notification, facts: { ...single, user, alerts }, windows, conversation, today: { all, user: own } };
}

const members = ['kind', 'channel', 'target', 'alertId', 'userId', 'sourceId'] as const;

const isAbout = (notification: About, about: About): boolean =>
  members.every((member) => notification[member] === about[member]);
