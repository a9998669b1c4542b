import { InvalidInputError } from '../../domain/errors.ts';
import { EventOutcome } from '../../domain/event/event.ts';
import { parseInstant } from '../../domain/time.ts';
import type { EventPosition } from '../../ports/event-store.ts';
import type { Page } from '../../ports/page.ts';
import type { Exploration, Explored } from '../../usecases/event/explore.ts';
import { pageParameters, readEnums, readInstant, readPage } from './query.ts';
import { ok } from './route.ts';

/** What lists of events can be asked. */
export const eventParameters = [
  ...pageParameters,
  'cursor',
  'from',
  'until',
  'text',
  'alert-key',
  'alertKey',
  'outcome',
];

/** What lies further back is passed over at its own cost; the cursor goes there for nothing. */
const furthest = 10_000;

export function readEventPage(query: URLSearchParams): Page {
  const page = readPage(query, { default: 50, max: 100 });
  if (page.offset > furthest)
    throw new InvalidInputError('start-index', `must be at most ${furthest}: go on by the header next-cursor`);
  return page;
}

/** Which events are looked for, and where among them. */
export function readExploration(query: URLSearchParams): Exploration {
  const outcomes = readEnums(query, EventOutcome.options, 'outcome');
  return {
    from: readInstant(query, 'from'),
    until: readInstant(query, 'until'),
    after: readCursor(query),
    text: wordsIn(query, 'text'),
    alertKey: wordsIn(query, 'alert-key') ?? wordsIn(query, 'alertKey'),
    outcomes: outcomes.length === 0 ? undefined : outcomes,
  };
}

/** A list of events, with the header that leads on. */
export const eventList = ({ events, next }: Explored) => ({
  ...ok(events),
  ...(next && { headers: { 'next-cursor': `${next.receivedAt}_${next.id}` } }),
});

function wordsIn(query: URLSearchParams, name: string): string | undefined {
  const text = query.get(name) ?? '';
  if (text.length > 255) throw new InvalidInputError(name, 'must have at most 255 characters');
  return text.trim() === '' ? undefined : text;
}

/** The event after which the list goes on. */
export function readCursor(query: URLSearchParams): EventPosition | undefined {
  const text = query.get('cursor') ?? '';
  if (text === '') return undefined;
  const [, at = '', id] = /^([\d:.TZ-]{24})_([!-~]{1,200})$/.exec(text) ?? [];
  const receivedAt = parseInstant(at);
  if (receivedAt === undefined || id === undefined)
    throw new InvalidInputError('cursor', 'must be what a next-cursor header said');
  return { receivedAt, id };
}
