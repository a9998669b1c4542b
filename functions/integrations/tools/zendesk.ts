import type { EventType } from '../../domain/event/event.ts';
import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, labelsOf, linksOf, text, withScheme } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Statuses come in the language of the account. */
const words: readonly (readonly [EventType, string])[] = [
  ['ALERT', 'new open neu offen nouveau ouvert nuevo abierto novo aberto nieuw nuovo aperto'],
  ['ACCEPT', 'pending wartend ausstehend en-attente pendiente pendente in-afwachting in-attesa'],
  [
    'RESOLVE',
    'solved closed gelöst geschlossen résolu clos fermé resuelto cerrado resolvido fechado opgelost gesloten risolto chiuso',
  ],
];
const eventTypes = new Map(words.flatMap(([type, list]) => list.split(' ').map((word) => [word, type] as const)));

/** Reads the trigger's template: the ticket, its status and the latest comment. */
function read(body: unknown): Reading {
  const key = text(at(body, 'id'));
  const status = text(at(body, 'status'));
  if (key === undefined || status === undefined) return unknownBody('Zendesk', body);
  const eventType = eventTypes.get(status.toLowerCase().replace(/\s+/g, '-'));
  if (eventType === undefined) return ignored(`the ticket's status is ${status}`);
  const description = text(at(body, 'description'));
  const comment = text(at(body, 'latest_comment'));
  return told('Zendesk', {
    eventType,
    summary: text(at(body, 'title')) ?? `Ticket ${key}`,
    details: description,
    alertKey: key,
    priority: eventType === 'ALERT' ? priorityOfWord(at(body, 'priority')) : undefined,
    labels: labelsOf(at(body, 'additional_ticket_details'), {
      requester: at(body, 'requester_name'),
      group: at(body, 'group_name'),
      assignee: at(body, 'assignee_name'),
      via: at(body, 'via'),
    }),
    links: linksOf(['Zendesk', withScheme(firstText(at(body, 'link'), at(body, 'url')))]),
    comments:
      comment === undefined || description?.includes(comment) === true
        ? undefined
        : [{ creator: text(at(body, 'latest_comment_author_name')), content: comment }],
  });
}

export const tool: Tool = {
  resolves: 'status is "Solved" or "Closed"; "Pending" accepts',
  setup:
    'Admin Center → Apps and integrations → Webhooks → Create: trigger or automation, URL {url}, POST, JSON. Then Objects and rules → Triggers: for tickets created or changed, notify the webhook with `{"id":"{{ticket.id}}","title":"{{ticket.title}}","description":"{{ticket.description}}","status":"{{ticket.status}}","priority":"{{ticket.priority}}","via":"{{ticket.via}}","requester_name":"{{ticket.requester.name}}","group_name":"{{ticket.group.name}}","assignee_name":"{{ticket.assignee.name}}","link":"{{ticket.link}}","latest_comment":"{{ticket.latest_comment.value}}","latest_comment_author_name":"{{ticket.latest_comment.author.name}}"}`.',
  source: ['https://docs.ilert.com/inbound-integrations/zendesk'],
  sample: {
    id: '40117',
    title: 'Invoices are not sent',
    description: 'No invoice has been sent since this morning.',
    via: 'Mail',
    status: 'New',
    priority: 'Urgent',
    requester_name: 'Kim Example',
    group_name: 'Support',
    assignee_name: '',
    link: 'example.zendesk.com/agent/tickets/40117',
    latest_comment: 'No invoice has been sent since this morning.',
    latest_comment_author_name: 'Kim Example',
  },
  read: ({ body }) => read(body),
};
