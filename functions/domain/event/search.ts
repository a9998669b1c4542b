import { alertKeyOf } from './alert-key.ts';
import type { EventOutcome, EventRecord } from './event.ts';

/** What is looked for among events; absent members are open. */
export interface EventSearch {
  /** Stands in what was sent, in what was read of it, or in the note that says what became of it; without case. */
  readonly text?: string | undefined;
  /** The key that the event brought, or the one that its source's template made of it. */
  readonly alertKey?: string | undefined;
  readonly outcomes?: readonly EventOutcome[] | undefined;
  /** The alert that it led to, or that it did something to. */
  readonly alertId?: number | undefined;
}

/** Whether a search lets every event through. */
export const isOpen = ({ text, alertKey, outcomes, alertId }: EventSearch): boolean =>
  text === undefined && alertKey === undefined && outcomes === undefined && alertId === undefined;

/** Whether an event is looked for, as far as that can be told without its body: `body` means that the body decides. */
export function matchOf({ text, alertKey, outcomes, alertId }: EventSearch, event: EventRecord): 'yes' | 'no' | 'body' {
  if (alertId !== undefined && event.alertId !== alertId) return 'no';
  if (outcomes !== undefined && !outcomes.includes(event.outcome)) return 'no';
  if (alertKey !== undefined && !keysOf(event).includes(alertKeyOf({ alertKey }))) return 'no';
  if (text === undefined) return 'yes';
  const wanted = folded(text);
  for (const said of [event.note ?? '', event.alertKey ?? '', ...saidIn(event.event)])
    if (folded(said).includes(wanted)) return 'yes';
  return 'body';
}

/** Whether a body says what is looked for. */
export const isSaidIn = ({ text }: EventSearch, body: string): boolean =>
  text === undefined || folded(body).includes(folded(text));

const keysOf = ({ event, alertKey }: EventRecord): readonly (string | undefined)[] =>
  [event?.alertKey, alertKey].map((key) => (key === undefined ? '' : alertKeyOf({ alertKey: key })));

const folded = (text: string): string => text.normalize('NFC').toLowerCase();

/** Every name and every value in it, as text. */
function* saidIn(value: unknown): Generator<string> {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') yield String(value);
  else if (Array.isArray(value)) for (const one of value) yield* saidIn(one);
  else
    for (const [name, one] of Object.entries(value)) {
      yield name;
      yield* saidIn(one);
    }
}
