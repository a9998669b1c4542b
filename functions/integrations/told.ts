import type { EventType, NormalisedEvent } from '../domain/event/event.ts';
import { event, ignored, type Reading } from './adapter.ts';
import { text } from './reader.ts';

type Told = Omit<NormalisedEvent, 'eventType'> & { readonly eventType: EventType };

/**
 * The reading of what a tool says about one thing: only an alert has a priority, and a recovery that names no alert asks
 * for nothing. An alert without words is named after its tool.
 */
export function told(tool: string, { priority, summary, alertKey, ...one }: Told): Reading {
  const { eventType } = one;
  if (eventType === 'ALERT') return event({ ...one, summary: text(summary) ?? `${tool} alert`, alertKey, priority });
  if (text(alertKey) === undefined) return ignored(`${tool} says ${eventType}, and names no alert`);
  return event({ ...one, summary, alertKey });
}

/** The words by which a tool tells a state, each list in lower case with blanks between. */
export interface StateWords {
  readonly resolve: string;
  readonly accept?: string;
  /** States that are no news. */
  readonly none?: string;
}

const wordsOf = (list: string | undefined): readonly string[] => list?.split(/\s+/) ?? [];

/** The event type that a tool's word stands for, in any case; undefined for what is no news. Other words are alerts. */
export function typeOfWord(value: unknown, { resolve, accept, none }: StateWords): EventType | undefined {
  const word = text(value)?.toLowerCase().replace(/[\s-]/g, '_') ?? '';
  if (wordsOf(resolve).includes(word)) return 'RESOLVE';
  if (wordsOf(accept).includes(word)) return 'ACCEPT';
  return wordsOf(none).includes(word) ? undefined : 'ALERT';
}
