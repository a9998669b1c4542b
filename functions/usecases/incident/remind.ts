import { type Incident, isOpenIncident } from '../../domain/incident/incident.ts';
import { remindAfter } from '../../domain/incident/write.ts';
import { notificationId } from '../../domain/notification/id.ts';
import { messageOf, type Notification } from '../../domain/notification/notification.ts';
import { queuedFor } from '../../domain/notification/queued.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { reminderText } from '../../render/incident-texts.ts';
import { untold } from '../configuration/record.ts';
import { surePlaceOf } from '../contact/contacts.ts';
import { retryOnConflict } from '../retry.ts';

/**
 * Reminds the owner of an incident that is still open hours after it was opened, once for each time it is opened, where they
 * are reached in any case.
 */
export const remindOfIncident = (
  ctx: Context<'store' | 'notifications'>,
  { id }: { readonly id: number },
): Promise<void> =>
  retryOnConflict(async () => {
    const incident = await ctx.store.incidents.get(id);
    if (incident === undefined) return;
    const { dueAt: _done, ...reminded } = incident;
    if (isOpenIncident(incident)) await tellOwner(ctx, incident);
    await ctx.store.incidents.save(reminded, incident, { audit: untold });
  });

async function tellOwner(ctx: Context<'store' | 'notifications'>, incident: Incident): Promise<void> {
  const owner = incident.createdBy === undefined ? undefined : await ctx.store.users.get(incident.createdBy);
  const reminder = owner && reminderFor(ctx, incident, owner);
  if (reminder === undefined) return;
  const written = await ctx.store.notifications.add([reminder]);
  if (written.has(reminder.id))
    await ctx.notifications.send([{ message: messageOf(reminder), channel: reminder.channel }]);
}

function reminderFor(ctx: Context, { id, summary, openedAt }: Incident, owner: User): Notification | undefined {
  const place = surePlaceOf(owner);
  if (place === undefined) return undefined;
  const now = ctx.clock.now();
  return {
    scope: `USER#${owner.id}`,
    id: notificationId(['NOTICE', 'incident', id, openedAt]),
    kind: 'NOTICE',
    channel: place.channel,
    target: place.target,
    language: owner.language,
    userId: owner.id,
    contactId: place.id,
    ...reminderText({ summary, hours: remindAfter.hours }, owner.language),
    ...queuedFor(now, now),
  };
}
