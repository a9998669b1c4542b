import { InvalidInputError } from '../domain/errors.ts';
import type { NormalisedEvent } from '../domain/event/event.ts';
import { ignored, type Reading } from './adapter.ts';
import { eventTypeOf, genericEvent, genericMembers } from './generic-event.ts';
import { firstText, isRecord, rest, text } from './reader.ts';
import { priorityOfWord } from './severity-words.ts';
import { stateOf } from './states.ts';
import { keyOf, titleOf } from './unknown-body.ts';

/** What a tool calls otherwise than our own event form does: these count before the members of the body. */
export type OtherWords = Partial<Record<(typeof genericMembers)[number], unknown>>;

const present = (words: OtherWords): OtherWords =>
  Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));

/** The type that the body names; one that names none is an alert, unless it says that it is over. */
function typeOf(body: Record<string, unknown>, words: OtherWords): string | undefined {
  const said = text(words.eventType ?? body.eventType);
  if (said !== undefined) return eventTypeOf(said);
  const isOurs =
    firstText(words.alertKey, body.alertKey, body.incidentKey) !== undefined && titleOf(body) !== undefined;
  return isOurs ? (stateOf(body) === 'over' ? 'RESOLVE' : 'ALERT') : undefined;
}

/** The event as far as it is right: a member that is wrong is left out. */
function asFarAsRight(candidate: Record<string, unknown>): NormalisedEvent | undefined {
  let kept = candidate;
  for (;;) {
    try {
      return genericEvent(kept);
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      const wrong = /^\w{1,50}/.exec(error.field)?.[0] ?? '';
      if (!Object.hasOwn(kept, wrong)) return undefined;
      kept = rest(kept, wrong) ?? {};
    }
  }
}

/**
 * Reads our own event form as tools fill it in: `eventType` in any case or missing, `incidentKey`, members that are wrong or
 * empty, and what the tool calls otherwise. What it does not know stays in `customDetails`. Undefined when the body is in
 * another form.
 */
export function readOwnForm(body: unknown, otherWords: OtherWords = {}): Reading | undefined {
  if (!isRecord(body)) return undefined;
  const words = present(otherWords);
  const eventType = typeOf(body, words);
  if (eventType === undefined) return undefined;
  const said: Record<string, unknown> = { ...body, ...words };
  const alertKey = firstText(said.alertKey, said.incidentKey) ?? keyOf(body, true);
  if (eventType !== 'ALERT' && alertKey === undefined) return ignored(`${eventType} without an alertKey`);
  const isAlert = eventType === 'ALERT';
  const one = asFarAsRight({
    ...said,
    eventType,
    alertKey,
    incidentKey: undefined,
    summary: isAlert ? (text(said.summary) ?? titleOf(rest(said, 'summary', 'eventType')) ?? null) : text(said.summary),
    details: text(said.details) ?? text(said.message),
    priority: isAlert ? priorityOf(said.priority) : undefined,
    customDetails: isRecord(said.customDetails)
      ? said.customDetails
      : rest(body, ...genericMembers, 'incidentKey', 'message'),
  });
  return one === undefined ? undefined : { events: [one], isOwnForm: true };
}

const priorityOf = (value: unknown) => {
  const word = text(value)?.toUpperCase();
  return word === 'HIGH' || word === 'LOW' ? word : priorityOfWord(value);
};
