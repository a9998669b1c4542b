import { alertKeyOf } from './alert-key.ts';
import type { EventOutcome, EventRecord } from './event.ts';

/** What somebody looks for among the events of a source; all of it has to hold. */
export interface EventSearch {
  /** Stands in the body as it came, in what was read of it, or in the reason, in any case of letters. */
  readonly text?: string | undefined;
  /** The key that the event came with, as keys are compared. */
  readonly alertKey?: string | undefined;
  readonly outcome?: EventOutcome | undefined;
}

/** Whether anything but the time is asked. */
export const isSearch = ({ text, alertKey, outcome }: EventSearch): boolean =>
  text !== undefined || alertKey !== undefined || outcome !== undefined;

/** Whether an event is one that somebody looks for. `body` gives its raw body where that is at hand; it is asked for last. */
export function isFound(record: EventRecord, search: EventSearch, body: () => string | undefined): boolean {
  if (search.outcome !== undefined && record.outcome !== search.outcome) return false;
  if (search.alertKey !== undefined && alertKeyOf(record.event ?? {}) !== alertKeyOf(search)) return false;
  return search.text === undefined || holds(record, search.text, body);
}

function holds({ event, note, flow }: EventRecord, text: string, body: () => string | undefined): boolean {
  const wanted = text.toLowerCase();
  const isIn = (where: string | undefined): boolean => where?.toLowerCase().includes(wanted) ?? false;
  return textsIn(event).some(isIn) || isIn(note) || isIn(flow && `${flow.id}`) || isIn(body());
}

/** Every text and number in a value, and the names of its members: as a person reads it, and not as JSON escapes it. */
function* valuesIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'number' || typeof value === 'boolean') yield String(value);
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value)) {
      if (!Array.isArray(value)) yield name;
      yield* valuesIn(member);
    }
}

const textsIn = (event: EventRecord['event']): string[] => [...valuesIn(event)];
