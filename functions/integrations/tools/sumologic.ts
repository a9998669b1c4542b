import type { Priority } from '../../domain/event/event.ts';
import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, named, paragraphs } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** The member in either spelling of the templates in use: `TriggerType`, `triggerType`. */
const member = (body: unknown, name: string): string | undefined =>
  firstText(at(body, name), at(body, `${name[0]?.toLowerCase()}${name.slice(1)}`));

const priorities: Readonly<Record<string, Priority>> = { critical: 'HIGH', warning: 'LOW', missingdata: 'LOW' };

/** Reads the payload of a webhook connection; recovery is a trigger type of its own (`ResolvedCritical`). */
function read(body: unknown): Reading {
  const trigger = member(body, 'TriggerType');
  const name = member(body, 'Name') ?? member(body, 'SearchName');
  if (trigger === undefined || name === undefined) return unknownBody('Sumo Logic', body);
  const isOver = /^resolved/i.test(trigger);
  return told('Sumo Logic', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: name,
    details: paragraphs(
      member(body, 'Description'),
      joined(', ', member(body, 'TriggerCondition'), named('value', member(body, 'TriggerValue'))),
      member(body, 'Query'),
    ),
    alertKey: member(body, 'Id') ?? name,
    priority: isOver ? undefined : priorities[trigger.toLowerCase().replace(/\s/g, '')],
    labels: labelsOf({ monitorType: member(body, 'MonitorType'), trigger }),
    links: linksOf(
      ['Alert', member(body, 'AlertResponseUrl')],
      ['Query', member(body, 'QueryURL') ?? member(body, 'QueryUrl')],
      ['Monitor', member(body, 'SourceURL') ?? member(body, 'SourceUrl')],
    ),
  });
}

export const tool: Tool = {
  resolves: 'TriggerType begins with "Resolved"',
  setup:
    'Manage Data → Monitoring → Connections → Add: Webhook, URL {url}, alert payload and recovery payload `{"Id":"{{Id}}","Name":"{{Name}}","Description":"{{Description}}","MonitorType":"{{MonitorType}}","TriggerType":"{{TriggerType}}","TriggerCondition":"{{TriggerCondition}}","TriggerValue":"{{TriggerValue}}","Query":"{{Query}}","QueryURL":"{{QueryURL}}","SourceURL":"{{SourceURL}}","AlertResponseUrl":"{{AlertResponseURL}}"}`.',
  source: [
    'https://help.sumologic.com/docs/alerts/webhook-connections/set-up-webhook-connections/',
    'https://github.com/keephq/keep/blob/main/keep/providers/sumologic_provider/connection_template.json',
  ],
  sample: {
    Id: '0000000000D4E5F6',
    Name: 'Failed payments',
    Description: 'More than 20 payments have failed',
    MonitorType: 'Logs',
    TriggerType: 'Critical',
    TriggerCondition: 'Greater than 20.0 in the last 5 minutes',
    TriggerValue: '41',
    Query: '_sourceCategory=prod/payments status=failed',
    QueryURL: 'https://service.sumologic.com/ui/#/search/D4E5',
    SourceURL: 'https://service.sumologic.com/ui/#/monitoring/monitors/0000000000D4E5F6',
  },
  read: ({ body }) => read(body),
};
