import type { EventType, Priority } from '../../domain/event/event.ts';
import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, labelsOf, linksOf, plainText, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Numbers of the simple encoding, and the names that placeholders have. */
const eventTypes: Readonly<Record<string, EventType>> = {
  '2': 'ALERT',
  open: 'ALERT',
  new: 'ALERT',
  '4': 'RESOLVE',
  resolved: 'RESOLVE',
  '5': 'RESOLVE',
  closed: 'RESOLVE',
};

/** 1 low, 2 medium, 3 high, 4 urgent. */
function priorityOf(value: unknown): Priority | undefined {
  const found = text(value);
  if (found !== undefined && /^[1-4]$/.test(found)) return found >= '3' ? 'HIGH' : 'LOW';
  return priorityOfWord(found);
}

/** Reads a ticket of the workflow automator; its wrapping is called freshdesk_webhook in both products. */
function read(body: unknown): Reading {
  const ticket = [at(body, 'freshdesk_webhook'), at(body, 'freshservice_webhook'), body].find(isRecord);
  const member = (name: string) => firstText(at(ticket, `ticket_${name}`), at(ticket, `ticket_cf_${name}`));
  const key = firstText(member('id'), member('id_numeric'), member('public_url'), member('url'));
  const status = member('status')?.toLowerCase();
  if (key === undefined) return unknownBody('Freshservice', body);
  const eventType = status === undefined ? 'ALERT' : Object.hasOwn(eventTypes, status) ? eventTypes[status] : undefined;
  if (eventType === undefined) return ignored(`the ticket's status is ${status}`);
  return told('Freshservice', {
    eventType,
    summary: member('subject') ?? `Ticket ${key}`,
    details: plainText(member('description')),
    alertKey: key,
    priority: eventType === 'ALERT' ? priorityOf(member('priority')) : undefined,
    labels: labelsOf({
      ticket: member('id'),
      requester: member('requester_name'),
      company: firstText(member('company_name'), member('department_name')),
      group: member('group_name'),
      category: member('category'),
    }),
    links: linksOf(['Freshservice', member('url')], ['Freshservice', member('public_url')]),
  });
}

export const tool: Tool = {
  resolves: 'ticket_status is "Resolved" or "Closed" (4, 5)',
  setup:
    'Admin → Workflow Automator → New: tickets raised and updated; action Trigger Webhook: POST {url}, encoding JSON, Simple, all content checked.',
  source: [
    'https://github.com/PagerTree/pager_tree-integrations/blob/main/test/models/pager_tree/integrations/freshservice/v3_test.rb',
  ],
  sample: {
    freshdesk_webhook: {
      ticket_id: 'INC-231',
      ticket_subject: 'Badge reader of gate 2 is offline',
      ticket_description: '<div>Nobody gets in.</div>',
      ticket_priority: 'Urgent',
      ticket_status: 'Open',
      ticket_url: 'https://acme.freshservice.com/helpdesk/tickets/231',
      ticket_requester_name: 'Kim Example',
    },
  },
  read: ({ body }) => read(body),
};
