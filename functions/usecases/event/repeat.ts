import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { commentsOf, received } from '../../domain/event/entries.ts';
import type { EventMessage, EventOutcome, NormalisedEvent } from '../../domain/event/event.ts';
import { entries } from '../alert/timeline.ts';
import { type EventContext, resume } from './create.ts';
import { recordOf } from './record.ts';

/** Appends an event to the open alert with its key. */
export async function repeatAlert(
  ctx: EventContext,
  message: EventMessage,
  event: NormalisedEvent,
  source: AlertSource,
  alertId: number,
): Promise<EventOutcome> {
  const log = entries(ctx, alertId, [received(source, message, event), ...commentsOf(event)]);
  if (await ctx.store.alerts.append(recordOf(message, 'APPENDED', alertId), log)) return 'APPENDED';
  const earlier = await ctx.store.events.get(message.eventId);
  return earlier === undefined ? 'APPENDED' : resume(ctx, earlier);
}

/** Adds the comments of an event to the timeline of the open alert with its key. */
export async function commentOnAlert(
  ctx: EventContext,
  message: EventMessage,
  event: NormalisedEvent,
  source: AlertSource,
  alertId: number,
): Promise<EventOutcome> {
  const drafts = commentsOf(event);
  const log = drafts.length > 0 ? drafts : [received(source, message, event)];
  await ctx.store.alerts.append(recordOf(message, 'COMMENTED', alertId), entries(ctx, alertId, log));
  return 'COMMENTED';
}
