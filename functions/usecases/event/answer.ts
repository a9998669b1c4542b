import type { Alert, KeyLock, OpenKeyLock } from '../../domain/alert/alert.ts';
import { accept, resolve } from '../../domain/alert/transitions.ts';
import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { AlreadyRecordedError } from '../../domain/errors.ts';
import { commentsOf } from '../../domain/event/entries.ts';
import { alertKeyOf, type EventMessage, type EventOutcome } from '../../domain/event/event.ts';
import { changeAlert } from '../alert/change.ts';
import type { Creation, EventContext } from './create.ts';
import { record, recordOf } from './record.ts';

/** The source as the one who does something to an alert. */
export const asActor = ({ id, name }: AlertSource) => ({ kind: 'source', sourceId: id, name, via: 'SOURCE' }) as const;

interface Answer {
  readonly message: EventMessage;
  readonly answer: 'ACCEPT' | 'RESOLVE';
  readonly source: AlertSource;
  readonly lock: OpenKeyLock;
}

/**
 * Accepts or resolves the open alert on behalf of its source. It resolves only what has no other key in it: where one
 * came in meanwhile it is decided again.
 */
export async function answerBySource(
  ctx: EventContext,
  { message, answer, source, lock: { alertId } }: Answer,
): Promise<Creation> {
  const actor = asActor(source);
  const outcome = answer === 'ACCEPT' ? 'ACCEPTED' : 'RESOLVED';
  const event = recordOf(message, outcome, alertId);
  const comments = message.event ? commentsOf(message.event) : [];
  let changed = false;
  let looks = 0;
  let joined: KeyLock | undefined;
  const decide = async (alert: Alert) => {
    // Decided again after somebody else's save: what was decided before has not happened.
    changed = false;
    looks += 1;
    // An answer that comes too late finds a resolved alert and changes nothing.
    if (alert.status === 'RESOLVED') return undefined;
    if (answer === 'ACCEPT') {
      const accepted = accept(alert, { actor }, ctx.clock.now());
      changed = accepted !== undefined;
      return accepted && { ...accepted, log: [...accepted.log, ...comments] };
    }
    if (looks > 1) joined = await lockOfSeveral(ctx, message, alert);
    if (joined !== undefined) return undefined;
    const resolved = resolve(alert, actor, message.receivedAt);
    changed = resolved !== undefined;
    return resolved && { ...resolved, log: [...resolved.log, ...comments], isAlone: true };
  };
  try {
    await changeAlert({ ...ctx, actor }, alertId, decide, event);
  } catch (error) {
    if (!(error instanceof AlreadyRecordedError)) throw error;
    return done((await ctx.store.events.get(message.eventId))?.outcome ?? outcome);
  }
  if (joined !== undefined) return { kind: 'locked', lock: joined };
  return done(changed ? outcome : await record(ctx, message, outcome));
}

const done = (outcome: EventOutcome): Creation => ({ kind: 'done', outcome });

/** The lock of the event's key, if the alert has other keys by now. */
async function lockOfSeveral(ctx: EventContext, { event }: EventMessage, alert: Alert): Promise<KeyLock | undefined> {
  const key = event && alertKeyOf(event);
  const lock = key === undefined ? undefined : await ctx.store.alerts.keyLock(alert.source.id, key);
  return lock !== undefined && lock.state !== 'RESOLVED' && lock.hasMembers ? lock : undefined;
}
