import { createHash } from 'node:crypto';
import type { ConnectorType } from '../../domain/alert-action/connector-type.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import { jsonOf, record, text } from '../answers.ts';
import { lines, shortened } from '../words.ts';

/** What a tool calls us with; the names of headers are in lower case. */
export interface InboundCall {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** What a call has to be signed with, and when it came. */
export interface CallbackSecrets {
  /** Ours, which is pasted into the tool. */
  readonly secret: string;
  /** The tool's own, where it makes one: as the action's `params.signingSecret` has it. */
  readonly own?: string | undefined;
  readonly now: Instant;
}

/** What a tool tells of a ticket. */
export interface TicketNews {
  /** The ticket by the name that it keeps: see `ticketOf`. */
  readonly ticket: string;
  /** What people call it. */
  readonly name?: string;
  /** `reopened`: it is in a status that is not over, and was put there now. */
  readonly what: 'closed' | 'reopened' | 'commented';
  /** As the tool calls it. */
  readonly status?: string;
  readonly by?: string;
  /** What was said, with whatever else happened. */
  readonly comment?: string;
  /** Tells the comment, or else what happened, from others of the ticket: the same whenever the tool says it again. */
  readonly occasion: string;
  /** That the ticket bears: it is one of ours, although its reference may not be noted yet. */
  readonly mark?: string;
}

export type InboundReading =
  | { readonly kind: 'news'; readonly news: TicketNews }
  /** Nothing that an alert has to know. */
  | { readonly kind: 'ignored'; readonly why: string };

/** How calls of a tool with tickets are read. Pure. */
export interface TicketReader {
  readonly type: ConnectorType;
  /** What the timeline calls the tool. */
  readonly name: string;
  /** The tool's public documentation of what it calls us with. */
  readonly source: readonly string[];
  /** How it shows that it knows the secret, for people; absent: the address is all it has. */
  readonly signs?: string;
  isGenuine(call: InboundCall, secrets: CallbackSecrets): boolean;
  /** Throws InvalidInputError where the body is not what it has to be. */
  read(call: InboundCall): InboundReading;
}

const longestName = 100;
const longestTicket = 200;
/** A comment of an alert has at most 16,384 characters. */
const longestComment = 10_000;

export const ignored = (why: string): InboundReading => ({ kind: 'ignored', why });

type Told = { readonly [Name in keyof TicketNews]: TicketNews[Name] | undefined };

/** News with texts as they may be kept: readable, bounded, nothing that says nothing. Without a ticket there is none. */
export function news(
  told: Pick<Told, 'ticket' | 'occasion'> & Pick<TicketNews, 'what'> & Partial<Told>,
): InboundReading {
  const ticket = told.ticket?.trim();
  if (ticket === undefined || ticket === '' || ticket.length > longestTicket) return ignored('it names no ticket');
  const line = (value: string | undefined) => shortened(value ?? '', longestName);
  const one = (name: 'name' | 'status' | 'by') => (line(told[name]) === '' ? {} : { [name]: line(told[name]) });
  const isOurs = markIn(told.comment) !== undefined;
  const comment = isOurs ? '' : lines(told.comment ?? '', longestComment);
  if (told.what === 'commented' && comment === '')
    return ignored(isOurs ? 'the comment is one of ours' : 'a comment without words');
  return {
    kind: 'news',
    news: {
      ticket,
      what: told.what,
      occasion: createHash('sha256')
        .update(`${comment === '' ? told.what : 'comment'} ${told.occasion ?? ''}`)
        .digest('hex')
        .slice(0, 32),
      ...one('name'),
      ...one('status'),
      ...one('by'),
      ...(comment !== '' && { comment }),
      ...(told.mark !== undefined && isMark.test(told.mark) && { mark: told.mark }),
    },
  };
}

const isMark = /^tocsin-[a-z0-9]{1,40}-\d{1,16}$/;

/** The mark in a text that may hold more. */
export const markIn = (words: unknown): string | undefined =>
  typeof words === 'string' ? /tocsin-[a-z0-9]{1,40}-\d{1,16}/.exec(words.slice(0, 100_000))?.[0] : undefined;

/** What tells a call from others where the tool says nothing better: all of it. */
export const occasionOf = ({ body }: InboundCall): string => createHash('sha256').update(body).digest('hex');

/** The body as an object, also where it was posted as a form with one field. */
export function said({ body }: InboundCall): Readonly<Record<string, unknown>> {
  const form = body.startsWith('payload=') ? new URLSearchParams(body).get('payload') : undefined;
  const read = jsonOf((form ?? body).replace(/^\ufeff/, ''));
  if (typeof read !== 'object' || read === null) throw new InvalidInputError('', 'the body is not valid JSON');
  return record(read);
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ', '#39': "'" };

/** A text of simple HTML: breaks stay, tags go. */
export const plainOf = (html: string): string =>
  html
    .slice(0, 100_000)
    .replace(/<(?:br|\/p|\/div|\/li|\/tr)\b[^<>]{0,200}>/gi, '\n')
    .replace(/<\/?[a-z][^<>]{0,1000}>/gi, '')
    .replace(/&(lt|gt|amp|quot|nbsp|#39);/g, (_all, name: string) => entities[name] ?? '');

/** First and last name, or what else there is of somebody. */
export function personIn(value: unknown): string | undefined {
  if (typeof value !== 'object') return text(value);
  const { displayName, name, firstname, lastname, login, email } = record(value);
  const full = [text(firstname), text(lastname)].filter((part) => part !== undefined && part !== '-').join(' ');
  return text(displayName) ?? text(name) ?? text(full) ?? text(login) ?? text(email);
}
