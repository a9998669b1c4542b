import type { EventType, NormalisedEvent } from '../domain/event/event.ts';
import { event, type Integration, type Reading } from './adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, paragraphs, rest, text } from './reader.ts';
import { priorityOfWord } from './severity-words.ts';
import { unknownBody } from './unknown-body.ts';

/** "(2 firing)", "(1 firing, 12 not shown)", or nothing when there is just the one alert. */
function countOf(alerts: readonly unknown[], status: string, truncated: number): string | undefined {
  const inState = alerts.filter((alert) => at(alert, 'status') === status).length;
  if (inState + truncated <= 1) return undefined;
  return truncated === 0 ? `(${inState} ${status})` : `(${inState} ${status}, ${truncated} not shown)`;
}

/** One line per alert of a group that tells it apart from the others. */
function memberLine(alert: unknown): string | undefined {
  const said = firstText(
    at(alert, 'annotations', 'summary'),
    at(alert, 'annotations', 'description'),
    at(alert, 'annotations', 'message'),
    at(alert, 'labels', 'instance'),
    at(alert, 'labels', 'alertname'),
  );
  const state = text(at(alert, 'status'));
  return said === undefined ? undefined : `- ${said}${state === undefined ? '' : ` (${state})`}`;
}

/** Reads the body that Alertmanager documents as version 4; Grafana sends the same with a title and a message. */
export function readAlertGroup(body: unknown, names: { readonly rule: string }): NormalisedEvent | undefined {
  const alerts = list(at(body, 'alerts'));
  const status = firstText(at(body, 'status'), at(alerts, 0, 'status'))?.toLowerCase();
  if (!isRecord(body) || (status !== 'firing' && status !== 'resolved')) return undefined;

  const only = alerts.length === 1 ? alerts[0] : undefined;
  const annotation = (name: string) => firstText(at(body, 'commonAnnotations', name), at(only, 'annotations', name));
  const label = (name: string) =>
    firstText(at(body, 'commonLabels', name), at(body, 'groupLabels', name), at(only, 'labels', name));
  const truncated = Number(at(body, 'truncatedAlerts')) || 0;

  const name = firstText(annotation('summary'), annotation('title'), label('alertname'), at(body, 'title'));
  const firstMember = firstText(at(alerts, 0, 'annotations', 'summary'), at(alerts, 0, 'labels', 'alertname'));
  const eventType: EventType = status === 'resolved' ? 'RESOLVE' : 'ALERT';
  const member = (key: string) => firstText(at(only, key), at(alerts, 0, key));
  const image = linksOf(['Image', member('imageURL')])?.[0]?.href;

  return {
    eventType,
    summary: joined(' ', name ?? firstMember ?? names.rule, countOf(alerts, status, truncated)),
    details: paragraphs(
      firstText(annotation('description'), annotation('message')),
      alerts.length > 1 ? joined('\n', ...alerts.slice(0, 50).map(memberLine)) : undefined,
    ),
    alertKey: firstText(at(body, 'groupKey'), at(only, 'fingerprint'), label('alertname')),
    priority: eventType === 'ALERT' ? priorityOfWord(firstText(label('severity'), label('priority'))) : undefined,
    labels: labelsOf(at(body, 'groupLabels'), at(only, 'labels'), at(body, 'commonLabels')),
    links: linksOf(
      ['Runbook', annotation('runbook_url') ?? annotation('runbook')],
      ['Panel', member('panelURL')],
      ['Dashboard', member('dashboardURL') ?? annotation('dashboard_url')],
      [names.rule, member('generatorURL')],
      ['Silence', member('silenceURL')],
      ['Alert manager', at(body, 'externalURL')],
    ),
    images: image === undefined ? undefined : [{ src: image }],
    customDetails: rest(body, 'groupKey', 'groupLabels', 'title', 'state'),
  };
}

function read(body: unknown): Reading {
  const group = readAlertGroup(body, { rule: 'Prometheus' });
  return group === undefined ? unknownBody('Alertmanager', body) : event(group);
}

export const prometheusAlertmanager: Integration = {
  slug: 'prometheus-alertmanager',
  aliases: ['prometheus', 'alertmanager', 'mimir', 'loki', 'cortex', 'victoriametrics', 'victoria-metrics', 'vmalert'],
  name: 'Prometheus Alertmanager',
  integrationType: 'PROMETHEUS',
  resolves: 'status is "resolved": every alert of the group is over',
  setup: 'Add a receiver with webhook_configs: [{ url: "{url}", send_resolved: true }] and route alerts to it.',
  read: ({ body }) => read(body),
};
