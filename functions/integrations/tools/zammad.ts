import type { Priority } from '../../domain/event/event.ts';
import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, plainText, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const over = new Set(['closed', 'merged', 'removed']);

/** `3 high`, `1 low`; what is normal is for the source to say. */
function priorityOf(value: unknown): Priority | undefined {
  const name = firstText(at(value, 'name'), value)?.toLowerCase() ?? '';
  if (/high|urgent/.test(name)) return 'HIGH';
  return /low/.test(name) ? 'LOW' : undefined;
}

const nameOf = (person: unknown): string | undefined =>
  joined(' ', ...['firstname', 'lastname'].map((name) => text(at(person, name))).filter((name) => name !== '-'));

/** Reads the default payload of a webhook: the ticket, and the article that was written. */
function read(body: unknown): Reading {
  const ticket = at(body, 'ticket');
  const key = text(at(ticket, 'id'));
  if (!isRecord(ticket) || key === undefined) return unknownBody('Zammad', body);
  const state = firstText(at(ticket, 'state', 'name'), at(ticket, 'state'))?.toLowerCase() ?? '';
  const isOver = over.has(state);
  const article = at(body, 'article');
  return told('Zammad', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: text(at(ticket, 'title')) ?? `Ticket ${firstText(at(ticket, 'number'), key)}`,
    details: /html/i.test(text(at(article, 'content_type')) ?? '')
      ? plainText(at(article, 'body'))
      : text(at(article, 'body')),
    alertKey: key,
    priority: isOver ? undefined : priorityOf(at(ticket, 'priority')),
    labels: labelsOf({
      number: at(ticket, 'number'),
      state,
      group: firstText(at(ticket, 'group', 'name'), at(ticket, 'group')),
      organization: at(ticket, 'organization', 'name'),
      customer: nameOf(at(ticket, 'customer')),
      owner: nameOf(at(ticket, 'owner')),
    }),
  });
}

export const tool: Tool = {
  resolves: 'ticket.state is "closed" (or "merged", "removed")',
  setup:
    'Manage → Webhook → New: endpoint {url}; then Manage → Trigger → New: for tickets created or updated, execute: Notification → Webhook.',
  source: ['https://admin-docs.zammad.org/en/latest/manage/webhook/payload.html'],
  sample: {
    ticket: {
      id: 97,
      number: '10097',
      title: 'Badge reader of gate 2 is offline',
      state: 'new',
      priority: { id: 3, name: '3 high' },
      group: { id: 2, name: 'Facilities' },
      organization: { id: 3, name: 'Acme' },
      customer: { id: 8, firstname: 'Kim', lastname: 'Example' },
    },
    article: { id: 131, body: 'Nobody gets in.', content_type: 'text/plain', from: 'Kim Example <kim@example.com>' },
  },
  read: ({ body }) => read(body),
};
