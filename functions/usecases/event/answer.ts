import type { Alert } from '../../domain/alert/alert.ts';
import { accept, resolve } from '../../domain/alert/transitions.ts';
import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { AlreadyRecordedError } from '../../domain/errors.ts';
import { commentsOf } from '../../domain/event/entries.ts';
import type { EventMessage, EventOutcome } from '../../domain/event/event.ts';
import { changeAlert } from '../alert/change.ts';
import type { EventContext } from './create.ts';
import { record, recordOf } from './record.ts';

/** The source as the one who does something to an alert. */
export const asActor = ({ id, name }: AlertSource) => ({ kind: 'source', sourceId: id, name, via: 'SOURCE' }) as const;

/** Accepts or resolves the open alert on behalf of its source. */
export async function answerBySource(
  ctx: EventContext,
  message: EventMessage,
  answer: 'ACCEPT' | 'RESOLVE',
  source: AlertSource,
  alertId: number,
): Promise<EventOutcome> {
  const actor = asActor(source);
  const outcome = answer === 'ACCEPT' ? 'ACCEPTED' : 'RESOLVED';
  const event = recordOf(message, outcome, alertId);
  const comments = message.event ? commentsOf(message.event) : [];
  let changed = false;
  const decide = (alert: Alert) => {
    // Decided again after somebody else's save: what was decided before has not happened.
    changed = false;
    // An answer that comes too late finds a resolved alert and changes nothing.
    if (alert.status === 'RESOLVED') return undefined;
    const transition =
      answer === 'ACCEPT' ? accept(alert, { actor }, ctx.clock.now()) : resolve(alert, actor, message.receivedAt);
    changed = transition !== undefined;
    return transition && { ...transition, log: [...transition.log, ...comments] };
  };
  try {
    await changeAlert({ ...ctx, actor }, alertId, decide, event);
  } catch (error) {
    if (!(error instanceof AlreadyRecordedError)) throw error;
    return (await ctx.store.events.get(message.eventId))?.outcome ?? outcome;
  }
  return changed ? outcome : record(ctx, message, outcome);
}
