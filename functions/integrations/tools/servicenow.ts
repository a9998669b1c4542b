import type { EventType, Priority } from '../../domain/event/event.ts';
import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** By number, and by the name that display values have. */
const eventTypes: Readonly<Record<string, EventType>> = {
  '1': 'ALERT',
  new: 'ALERT',
  '2': 'ACCEPT',
  'in progress': 'ACCEPT',
  '6': 'RESOLVE',
  resolved: 'RESOLVE',
  '7': 'RESOLVE',
  closed: 'RESOLVE',
  '8': 'RESOLVE',
  canceled: 'RESOLVE',
  cancelled: 'RESOLVE',
};

/** "1", or "1 - Critical". */
function priorityOf(value: unknown): Priority | undefined {
  const digit = /^[1-5]/.exec(text(value) ?? '')?.[0];
  return digit === undefined ? priorityOfWord(value) : digit <= '2' ? 'HIGH' : 'LOW';
}

function linkOf(body: unknown): string | undefined {
  const server = text(at(body, 'server_url'))?.replace(/\/$/, '');
  const id = text(at(body, 'sys_id'));
  if (server === undefined || id === undefined) return undefined;
  return `${server}/nav_to.do?uri=incident.do?sys_id=${encodeURIComponent(id.toWellFormed())}`;
}

/** Reads the incident that a business rule posts: everything is text. */
function read(body: unknown): Reading {
  const key = firstText(at(body, 'sys_id'), at(body, 'number'));
  const state = firstText(at(body, 'state'), at(body, 'incident_state'))?.toLowerCase();
  if (key === undefined || state === undefined) return unknownBody('ServiceNow', body);
  const eventType = Object.hasOwn(eventTypes, state) ? eventTypes[state] : undefined;
  if (eventType === undefined) return ignored(`the incident's state is ${state === '3' ? 'on hold' : state}`);
  return told('ServiceNow', {
    eventType,
    summary: joined(' ', text(at(body, 'number')), firstText(at(body, 'short_description'), at(body, 'description'))),
    details: paragraphs(text(at(body, 'description')), text(at(body, 'close_notes'))),
    alertKey: key,
    priority: eventType === 'ALERT' ? priorityOf(at(body, 'priority')) : undefined,
    labels: labelsOf({
      number: at(body, 'number'),
      category: at(body, 'category'),
      urgency: at(body, 'urgency'),
      impact: at(body, 'impact'),
    }),
    links: linksOf(['ServiceNow', linkOf(body)]),
  });
}

export const tool: Tool = {
  resolves: 'state is 6 (resolved), 7 (closed) or 8 (cancelled); 2 (in progress) accepts',
  setup:
    'System Definition → Business Rules → New: table Incident, async, on insert and update, with a script that posts the fields of `current` (sys_id, number, short_description, description, state, priority, urgency, impact, category, close_notes) and `server_url: gs.getProperty("glide.servlet.uri")` as JSON to {url}.',
  source: ['https://docs.ilert.com/inbound-integrations/service-now'],
  sample: {
    sys_id: 'b2d9b86c7ad0ae1fc1cb9c4ba87283bf',
    number: 'INC0020117',
    short_description: 'Invoices are not sent',
    description: 'No invoice has been sent since this morning.',
    state: '1',
    priority: '2',
    urgency: '2',
    impact: '1',
    category: 'software',
    server_url: 'https://example.service-now.com/',
  },
  read: ({ body }) => read(body),
};
