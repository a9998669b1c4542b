import type { Reading } from './adapter.ts';
import { rankedPriority } from './ranked-priority.ts';
import { at, firstText, isRecord, labelsOf, text } from './reader.ts';
import { told } from './told.ts';
import { unknownBody } from './unknown-body.ts';

/** Reads a ticket of HaloITSM or HaloPSA: over when its status says so, or when it has a date of closing. */
export function readHaloTicket(name: string, body: unknown): Reading {
  const ticket = at(body, 'ticket');
  const id = text(at(ticket, 'id'));
  if (!isRecord(ticket) || id === undefined) return unknownBody(name, body);
  const status = text(at(ticket, 'status', 'name'));
  const isOver = /^(?:closed|resolved|completed|cancelled)\b/i.test(status ?? '') || hasDate(at(ticket, 'dateclosed'));
  return told(name, {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: text(at(ticket, 'summary')) ?? `Ticket ${id}`,
    details: text(at(ticket, 'details')),
    alertKey: id,
    priority: rankedPriority(firstText(at(ticket, 'priority', 'name'), at(ticket, 'priority', 'id'))),
    labels: labelsOf({
      client: at(ticket, 'client_name'),
      site: at(ticket, 'site_name'),
      team: at(ticket, 'team'),
      agent: at(ticket, 'agent', 'name'),
      type: at(ticket, 'tickettype', 'name'),
      status,
    }),
  });
}

/** Dates of tickets that are not closed are absent, or long before there were computers. */
const hasDate = (value: unknown): boolean => /^(?:19[7-9]|2)\d/.test(text(value) ?? '');
