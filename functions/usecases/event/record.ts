import type { EventMessage, EventOutcome, EventRecord } from '../../domain/event/event.ts';
import type { Context } from '../../ports/context.ts';

/** An event under way, with the key that its source's template made, where that is another one. */
export type EventUnderWay = EventMessage & Pick<EventRecord, 'alertKey'>;

/** The event as it is kept, with what became of it. */
export const recordOf = (message: EventUnderWay, outcome: EventOutcome, alertId?: number): EventRecord => {
  const { v: _version, eventId, warnings: _warnings, policyId: _hint, flow, ...facts } = message;
  return {
    id: eventId,
    ...facts,
    outcome,
    ...(alertId !== undefined && { alertId }),
    ...(flow && { flow: keptOf(flow) }),
  };
};

const longestReason = 255;

/** The message with one more thing to be said about it in the event explorer. */
export const noteWith = (message: EventMessage, why: string): EventMessage => ({
  ...message,
  note: [message.note ?? '', why.slice(0, longestReason).toWellFormed()].filter((one) => one !== '').join('; '),
});

const keptOf = ({ id, integrationId, heldUntil }: NonNullable<EventMessage['flow']>): EventRecord['flow'] => ({
  id,
  integrationId,
  ...(heldUntil !== undefined && { heldUntil }),
});

/** Keeps an event that changes nothing else. */
export async function record(
  ctx: Context<'store'>,
  message: EventMessage,
  outcome: EventOutcome,
): Promise<EventOutcome> {
  await ctx.store.events.record(recordOf(message, outcome));
  return outcome;
}
