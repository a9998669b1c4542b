import { notificationId } from '../../domain/notification/id.ts';
import { messageOf, type Notification } from '../../domain/notification/notification.ts';
import { queuedFor } from '../../domain/notification/queued.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { surePlaceOf } from '../contact/contacts.ts';
import { everything } from '../visible-page.ts';

/**
 * Tells every administrator who is not muted, where they are reached in any case. `about` is what makes the news different
 * from all others: telling the same again tells nobody.
 */
export async function tellAdministrators(
  ctx: Context<'store' | 'notifications'>,
  about: readonly (string | number)[],
  words: (administrator: User) => { readonly subject: string; readonly text: string },
): Promise<void> {
  const now = ctx.clock.now();
  const users = await everything((page) => ctx.store.users.list(page));
  const administrators = users.filter(({ role }) => role === 'ADMIN' || role === 'OWNER');
  const notices = administrators.flatMap((user): Notification[] => {
    const place = surePlaceOf(user);
    if (place === undefined) return [];
    return [
      {
        scope: `USER#${user.id}`,
        id: notificationId(['NOTICE', 'administrator', user.id, ...about]),
        kind: 'NOTICE',
        channel: place.channel,
        target: place.target,
        language: user.language,
        userId: user.id,
        contactId: place.id,
        ...words(user),
        ...queuedFor(now, now),
      },
    ];
  });
  const written = await ctx.store.notifications.add(notices);
  const fresh = notices.filter(({ id }) => written.has(id));
  await ctx.notifications.send(fresh.map((one) => ({ message: messageOf(one), channel: one.channel })));
}
