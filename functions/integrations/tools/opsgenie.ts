import type { EventType } from '../../domain/event/event.ts';
import { event, ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, labelsOf, list, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { unknownBody } from '../unknown-body.ts';

const eventTypes: Readonly<Record<string, EventType>> = {
  create: 'ALERT',
  acknowledge: 'ACCEPT',
  close: 'RESOLVE',
  delete: 'RESOLVE',
};

/** Old webhooks number the priority 1 to 5. */
const priorityOf = (value: unknown) => {
  const word = text(value);
  return priorityOfWord(word !== undefined && /^[1-5]$/.test(word) ? `P${word}` : word);
};

const tagLabel = (value: unknown): string | undefined =>
  list(value)
    .map(text)
    .filter((tag) => tag !== undefined)
    .join(', ') || undefined;

/** Reads an outgoing webhook, or the body of the Create Alert API, which has no `action`. */
function read(body: unknown): Reading {
  const action = text(at(body, 'action'))?.toLowerCase() ?? 'create';
  const alert = isRecord(at(body, 'alert')) ? at(body, 'alert') : body;
  const message = text(at(alert, 'message'));
  const key = firstText(at(alert, 'alias'), at(alert, 'alertId'), at(alert, 'id'));
  if (message === undefined && key === undefined) return unknownBody('Opsgenie', body);
  const eventType = Object.hasOwn(eventTypes, action) ? eventTypes[action] : undefined;
  if (eventType === undefined) return ignored(`the action ${text(at(body, 'action'))} changes no state`);

  return event({
    eventType,
    summary: message ?? `Opsgenie alert ${key}`,
    details: paragraphs(text(at(alert, 'description')), text(at(alert, 'note'))),
    alertKey: key,
    priority: eventType === 'ALERT' ? priorityOf(at(alert, 'priority')) : undefined,
    labels: labelsOf(at(alert, 'details'), {
      entity: at(alert, 'entity'),
      source: at(alert, 'source'),
      tags: tagLabel(at(alert, 'tags')),
    }),
  });
}

export const tool: Tool = {
  resolves: 'action is "Close" (or "Delete")',
  setup:
    'Settings → Integrations → Webhook: Webhook URL {url}, with "Add alert description" and "Add alert details" on.',
  source: [
    'https://support.atlassian.com/opsgenie/docs/opsgenie-edge-connector-alert-action-data/',
    'https://docs.opsgenie.com/docs/webhook-integration',
  ],
  sample: {
    action: 'Create',
    alert: {
      alertId: '5a3d0c8e-0000-4000-8000-000000000003',
      alias: 'disk/db-01',
      message: 'Disk of db-01 is 95 % full',
      description: '5 GB are left on /var/lib.',
      priority: 'P1',
      entity: 'db-01',
      source: 'Nightly checks',
      tags: ['capacity'],
      details: { mount: '/var/lib' },
    },
    integrationName: 'Tocsin',
    source: { name: 'web', type: 'API' },
  },
  read: ({ body }) => read(body),
};
