import { alertKeyOf, type NormalisedEvent } from '../../domain/event/event.ts';
import type { Creation, EventContext } from './create.ts';
import { type EventUnderWay, recordOf } from './record.ts';

const note = 'nothing is open; what arrived before it opens no alert any more';

/** Records a RESOLVE that may have overtaken its ALERT, so that this opens nothing; or says what was opened meanwhile. */
export async function recordAhead(
  ctx: EventContext,
  message: EventUnderWay,
  event: NormalisedEvent,
): Promise<Creation> {
  const outcome = 'NO_OPEN_ALERT';
  const record = { ...recordOf(message, outcome), note: message.note ?? note };
  const lock = await ctx.store.alerts.recordEnd(record, alertKeyOf(event) ?? '');
  return lock === undefined ? { kind: 'done', outcome } : { kind: 'locked', lock };
}
