import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, list, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** `fields` is a list of names and values; a placeholder that was not filled in stays as `$TEAM_NAME`. */
const fieldsOf = (body: unknown): Record<string, string> =>
  labelsOf(
    Object.fromEntries(
      list(at(body, 'fields')).flatMap((field) => {
        const [name, value] = [text(at(field, 'key')), text(at(field, 'value'))];
        return name === undefined || value === undefined || /^\$[A-Z_]{1,60}$/.test(value)
          ? []
          : [[name, value] as const];
      }),
    ),
  ) ?? {};

/** Reads the default body of an outbound webhook: an alert is told apart by what it is grouped by. */
function read(body: unknown): Reading {
  const action = text(at(body, 'alert_action'))?.toLowerCase();
  const name = text(at(body, 'name'));
  const key = firstText(at(body, 'alert_id'), name);
  if (action === undefined || key === undefined) return unknownBody('Coralogix', body);
  if (action === 'test') return ignored('a test of the connection');
  const isOver = action === 'resolve' || action === 'resolved';
  const fields = fieldsOf(body);
  const group = text(at(body, 'group_by_labels'));
  return told('Coralogix', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: joined(': ', name ?? `Alert ${key}`, group?.startsWith('$') ? undefined : group),
    details: paragraphs(
      text(at(body, 'description')),
      joined(', ', ...['threshold', 'timewindow', 'duration'].map((one) => lineOf(body, one))),
    ),
    alertKey: joined('/', key, group?.startsWith('$') ? undefined : group),
    priority: isOver ? undefined : priorityOfWord(firstText(fields.severity, at(body, 'severity'))),
    labels: labelsOf(fields),
    links: linksOf(['Alert', at(body, 'alert_url')], ['Logs', at(body, 'log_url')]),
  });
}

const lineOf = (body: unknown, name: string): string | undefined => {
  const value = text(at(body, name));
  return value === undefined || value.startsWith('$') ? undefined : `${name} ${value}`;
};

export const tool: Tool = {
  resolves: 'alert_action is "resolve"',
  setup:
    'Data Flow → Outbound Webhooks → Generic webhook: URL {url}, POST, default body; "Notify when resolved" on in the alerts.',
  source: ['https://coralogix.com/docs/user-guides/alerting/outbound-webhooks/generic-outbound-webhooks/'],
  sample: {
    alert_id: '6f1d2c3b-9a8e-4d7c-8b6a-5f4e3d2c1b0a',
    name: 'Failed payments',
    description: 'More than 20 payments have failed',
    threshold: '20',
    timewindow: '5',
    group_by_labels: 'region:eu',
    alert_action: 'trigger',
    alert_url: 'https://acme.coralogix.com/#/alerts/6f1d',
    log_url: 'https://acme.coralogix.com/#/query/logs?id=6f1d',
    fields: [
      { key: 'application', value: 'shop' },
      { key: 'subsystem', value: 'payments' },
      { key: 'severity', value: 'critical' },
    ],
  },
  read: ({ body }) => read(body),
};
