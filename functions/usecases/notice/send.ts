import { reachWithDuty } from '../../domain/escalation/reachability.ts';
import { notificationId } from '../../domain/notification/id.ts';
import { Channel, messageOf, type Notification } from '../../domain/notification/notification.ts';
import { queuedFor } from '../../domain/notification/queued.ts';
import type { DutyPreference, User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';

/** Something to tell a person, by these of their preferences; `about` is what makes it different from all others. */
export interface Notice {
  readonly user: User;
  readonly rules: readonly DutyPreference[];
  readonly about: readonly (string | number)[];
  readonly subject: string;
  readonly text: string;
}

/** Stores notices and queues those that are new: telling the same again tells nobody. Muted people are left out. */
export async function sendNotices(ctx: Context<'store' | 'notifications'>, notices: readonly Notice[]): Promise<void> {
  const byId = new Map(notices.flatMap((notice) => notificationsOf(ctx, notice)).map((one) => [one.id, one]));
  const written = await ctx.store.notifications.add([...byId.values()]);
  const fresh = [...byId.values()].filter(({ id }) => written.has(id));
  await ctx.notifications.send(fresh.map((one) => ({ message: messageOf(one), channel: one.channel })));
}

function notificationsOf(ctx: Context, { user, rules, about, subject, text }: Notice): Notification[] {
  const now = ctx.clock.now();
  return reachWithDuty(user, rules, now).notifications.map(({ contactId, method, target, language, ruleId }) => ({
    scope: `USER#${user.id}`,
    id: notificationId(['NOTICE', user.id, contactId ?? 0, ...about]),
    kind: 'NOTICE',
    channel: Channel.parse(method),
    target,
    language,
    userId: user.id,
    ...(contactId !== undefined && { contactId }),
    ruleId,
    subject,
    text,
    ...queuedFor(now, now),
  }));
}
