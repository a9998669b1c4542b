import { InvalidInputError } from '../../domain/errors.ts';
import { text } from '../answers.ts';
import { type InboundCall, type InboundReading, news, occasionOf, plainOf, said } from './reader.ts';

const words = ['closed', 'reopened', 'commented'] as const;
const isWord = (value: unknown): value is (typeof words)[number] => words.some((word) => word === value);

/** Whether a body is the one that docs/actions.md writes out, for tools whose bodies are written by hand. */
export const isWritten = ({ event }: Readonly<Record<string, unknown>>): boolean => typeof event === 'string';

/**
 * The body of docs/actions.md: `event` (closed, reopened, commented) and `ticket`; besides `number`, `status`, `by`, `comment`, `id`
 * (of the comment or change, the same when it is told again) and `mark`.
 */
export function writtenReading(call: InboundCall): InboundReading {
  const body = said(call);
  const { event } = body;
  const what = typeof event === 'string' ? event.trim().toLowerCase() : undefined;
  if (!isWord(what)) throw new InvalidInputError('event', 'must be closed, reopened or commented');
  const ticket = text(body.ticket);
  if (ticket === undefined) throw new InvalidInputError('ticket', 'is required');
  if (ticket.length > 200) throw new InvalidInputError('ticket', 'must have at most 200 characters');
  const id = text(body.id);
  return news({
    ticket,
    what,
    name: text(body.number),
    status: text(body.status),
    by: text(body.by),
    comment: plainOf(text(body.comment) ?? ''),
    mark: text(body.mark),
    occasion: id === undefined ? occasionOf(call) : `${ticket} ${id}`,
  });
}
