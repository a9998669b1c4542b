import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Syslog's numbers: 0 to 3 are errors and worse. */
function priorityOf(alert: unknown) {
  const severity = text(at(alert, 'severity'));
  if (severity !== undefined && /^[0-7]$/.test(severity)) return severity <= '3' ? ('HIGH' as const) : ('LOW' as const);
  return priorityOfWord(firstText(at(alert, 'severityLabel'), severity));
}

/** Reads an alert notification: one alert tells of each of its segments. */
function read(body: unknown): Reading {
  const alert = at(body, 'alert');
  const name = firstText(at(alert, 'name'), at(alert, 'subject'));
  const id = text(at(alert, 'id'));
  if (!isRecord(alert) || (name === undefined && id === undefined)) return unknownBody('Sysdig', body);
  const state = text(at(body, 'state'))?.toUpperCase();
  const isOver = text(at(body, 'resolved')) === 'true' || state === 'OK' || state === 'RESOLVED';
  const entities = list(at(body, 'entities'))
    .map((entity) => text(at(entity, 'entity')))
    .filter((entity) => entity !== undefined);
  return told('Sysdig', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: joined(': ', name ?? `Alert ${id}`, joined(', ', ...entities.slice(0, 5)) ?? text(at(alert, 'scope'))),
    details: paragraphs(text(at(alert, 'description')), text(at(body, 'condition')), text(at(alert, 'body'))),
    alertKey: joined('/', id ?? name, entities.length > 0 ? entities.sort().join(',') : text(at(alert, 'scope'))),
    priority: isOver ? undefined : priorityOf(alert),
    labels: labelsOf({
      alert: name,
      scope: at(alert, 'scope'),
      source: at(body, 'source'),
      severity: at(alert, 'severityLabel'),
    }),
    links: linksOf(
      ['Event', at(body, 'event', 'url')],
      ['Alert', at(alert, 'editUrl')],
      ['Runbook', at(alert, 'runbook')],
    ),
  });
}

export const tool: Tool = {
  resolves: 'resolved is true, or state is "OK"',
  setup:
    'Settings → Notification Channels → Add: Webhook, URL {url}, enabled, "Notify when Resolved" on; then choose it in the alerts.',
  source: [
    'https://docs.sysdig.com/en/docs/administration/administration-settings/outbound-integrations/notifications-management/set-up-notification-channels/configure-a-webhook-channel/',
  ],
  sample: {
    timestamp: 1770091506000000,
    timespan: 600000000,
    alert: {
      id: 18011,
      name: 'Pod restarts',
      description: 'A pod restarts too often',
      severity: 2,
      severityLabel: 'High',
      scope: 'kubernetes.namespace.name = "ledger"',
      editUrl: 'https://app.sysdigcloud.com/#/alerts/18011',
    },
    event: { id: '9911', url: 'https://app.sysdigcloud.com/#/events/9911' },
    state: 'ACTIVE',
    resolved: false,
    entities: [{ entity: 'kubernetes.pod.name = "worker-5c7d"', metricValues: [] }],
    condition: 'max(kubernetes.pod.restart.count) > 5',
    source: 'Sysdig Cloud',
  },
  read: ({ body }) => read(body),
};
