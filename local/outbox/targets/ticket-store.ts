import { randomUUID } from 'node:crypto';
import type { OutboxMessage } from '../message.ts';
import { inside, type Json, list, type TargetWorld } from './target.ts';

export const ticketTools = ['jira', 'servicenow', 'zendesk', 'github', 'topdesk', 'zammad', 'autotask'] as const;
export type TicketTool = (typeof ticketTools)[number];

/** A ticket as its tool keeps it. */
export interface Ticket {
  readonly tool: TicketTool;
  /** What the tool's own API calls it by. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly isClosed: boolean;
  /** The rest, as it was sent. */
  readonly members: Json;
  readonly comments: readonly Json[];
}

export interface Tickets {
  list(): readonly Ticket[];
  find(id: string | undefined): Ticket | undefined;
  /** The number of the next one. */
  next(): number;
  add(ticket: Omit<Ticket, 'tool' | 'isClosed' | 'comments'>, to: string): Ticket;
  change(id: string, changes: Partial<Omit<Ticket, 'tool' | 'id'>>): Ticket | undefined;
}

const labels: Readonly<Record<TicketTool, string>> = {
  jira: 'Jira',
  servicenow: 'ServiceNow',
  zendesk: 'Zendesk',
  github: 'GitHub',
  topdesk: 'TOPdesk',
  zammad: 'Zammad',
  autotask: 'Autotask',
};

/** The ticket that a message of the outbox shows; undefined for others. */
export function ticketIn({ data }: OutboxMessage): Ticket | undefined {
  const ticket = data.ticket;
  return typeof ticket === 'object' && ticket !== null ? (ticket as Ticket) : undefined;
}

/** The tickets of one tool: each is one message of the outbox, which changes with it. */
export function ticketsOf(tool: TicketTool, { store }: Pick<TargetWorld, 'store'>): Tickets {
  const own = () =>
    store.since(0).flatMap((message) => {
      const ticket = ticketIn(message);
      return ticket?.tool === tool ? [{ message, ticket }] : [];
    });
  const drawn = (ticket: Ticket) => ({
    subject: `${labels[tool]} ${ticket.name}: ${ticket.isClosed ? 'closed' : 'open'}`,
    text: [ticket.title, ticket.text, ...ticket.comments.map(({ text }) => String(text ?? ''))]
      .filter((part) => part !== '')
      .join('\n\n'),
    data: { tool, reference: ticket.id, status: ticket.isClosed ? 'closed' : 'open', ticket },
  });
  return {
    list: () => own().map(({ ticket }) => ticket),
    find: (id) => own().find(({ ticket }) => ticket.id === id)?.ticket,
    next: () => own().length + 1,
    add(made, to) {
      const ticket: Ticket = { ...made, tool, isClosed: false, comments: [] };
      const alertId = alertIn(ticket);
      store.add({ channel: 'WEBHOOK', to, providerId: randomUUID(), alertId, ...drawn(ticket) });
      return ticket;
    },
    change(id, changes) {
      const found = own().find(({ ticket }) => ticket.id === id);
      if (found === undefined) return undefined;
      const ticket = { ...found.ticket, ...changes };
      store.change(found.message.id, drawn(ticket));
      return ticket;
    },
  };
}

/** The mark that actions leave on their tickets names the alert: `tocsin-<action>-<alert>`. */
function alertIn(ticket: Pick<Ticket, 'members' | 'text'>): number | null {
  const found = /\btocsin-[0-9a-z]{20,30}-(\d{1,16})\b/i.exec(`${JSON.stringify(ticket.members)} ${ticket.text}`)?.[1];
  return found === undefined ? null : Number(found);
}

/** A comment with what else was sent of it. */
export const withComment = (ticket: Ticket, text: string, more: Json = {}): Pick<Ticket, 'comments'> => ({
  comments: [...ticket.comments, { ...more, text }],
});

/** The text of an Atlassian document. */
export function textOfDocument(node: unknown): string {
  const { type, text, content } = inside(node);
  if (type === 'text') return String(text);
  if (type === 'hardBreak') return '\n';
  return list(content)
    .map(textOfDocument)
    .join(type === 'doc' ? '\n\n' : '');
}
