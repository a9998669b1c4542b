import { type ActionReading, done, nothing, type Steps } from './driver.ts';
import type { ActionFacts } from './facts.ts';
import { isEnd, told } from './words.ts';

/** A ticket as its tool names it: by what it is asked for, by what people call it, and where they look at it. */
export interface Ticket {
  readonly reference: string;
  readonly name?: string | undefined;
  readonly url?: string | undefined;
}

/** What tickets need of a tool. Each of them may ask as often as it must. */
export interface TicketTool {
  /** The ticket that bears this mark. */
  find(mark: string): Steps<Ticket | undefined>;
  create(mark: string): Steps<Ticket>;
  /** Whether a comment of this delivery, or else one that says the same, is among its latest. */
  hasComment(ticket: Ticket, comment: string): Steps<boolean>;
  comment(ticket: Ticket, comment: string): Steps<void>;
  isClosed(ticket: Ticket): Steps<boolean>;
  /** Without a comment where it is there already. */
  close(ticket: Ticket, comment: string | undefined): Steps<void>;
}

type AnyFacts = ActionFacts<unknown, unknown>;

interface Marked {
  readonly action: Pick<AnyFacts['action'], 'id'>;
  readonly alert: Pick<AnyFacts['alert'], 'id'>;
}

/** Names the ticket of this action and this alert, in at most 50 characters that every tool takes as one word. */
export const markOf = ({ action, alert }: Marked): string => `tocsin-${action.id.toLowerCase()}-${alert.id}`;

const longestComment = 10_000;

/**
 * One ticket for each alert: opened by the first trigger, commented by the others, closed at the end. A ticket is looked
 * for by its mark before one is opened that may be there: so a repeat finds what an attempt without an answer has made.
 */
export function* ticketSteps(facts: AnyFacts, tool: TicketTool): Steps {
  const mark = markOf(facts);
  const isFirst = facts.trigger === 'alert-created' && !facts.isRepeat;
  const known: Ticket | undefined =
    facts.reference !== undefined ? { reference: facts.reference } : isFirst ? undefined : yield* tool.find(mark);
  if (known === undefined) {
    if (isEnd(facts.trigger)) return nothing('there is no ticket of this alert');
    if (comesTooLate(facts)) return nothing('the alert is over, and there is no ticket of it');
    return made(yield* tool.create(mark), 'was opened');
  }
  if (facts.trigger === 'alert-created') return made(known, 'is open already');
  const comment = told(facts, longestComment);
  if (isEnd(facts.trigger)) {
    if (yield* tool.isClosed(known)) return made(known, 'was closed already');
    const isTold = facts.isRepeat && (yield* tool.hasComment(known, comment));
    yield* tool.close(known, isTold ? undefined : comment);
    return made(known, 'was closed');
  }
  if (facts.isRepeat && (yield* tool.hasComment(known, comment))) return made(known, 'has the comment already');
  yield* tool.comment(known, comment);
  return made(known, 'has a comment more');
}

/** Nothing would close a ticket that a comment opens when its alert is over. Who asks for one by hand gets it. */
const comesTooLate = ({ trigger, alert }: AnyFacts): boolean =>
  trigger !== 'alert-created' && alert.status === 'RESOLVED';

/** What people call a ticket: its name, or else the last word of its reference. */
export const nameOf = ({ reference, name }: Ticket): string =>
  name ?? reference.slice(Math.max(reference.lastIndexOf(' '), reference.lastIndexOf('/')) + 1);

const made = (ticket: Ticket, what: string): ActionReading =>
  done(`${nameOf(ticket)} ${what}`, {
    reference: ticket.reference,
    ...(ticket.url !== undefined && { url: ticket.url }),
  });

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ' };

/** A text by its letters and digits alone: tools give texts back with other breaks and blanks, and as HTML. */
const compared = (text: string): string =>
  text
    .replace(/&(lt|gt|amp|quot|nbsp);/g, (_all, name: string) => entities[name] ?? '')
    .replace(/<\/?(?:br|p|div|span|b|i|em|strong|u|pre|code)\b[^<>]{0,200}>/gi, ' ')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Whether one of the texts says the same. */
export const saysSame = (texts: readonly unknown[], comment: string): boolean =>
  texts.some((text) => typeof text === 'string' && compared(text) === compared(comment));
