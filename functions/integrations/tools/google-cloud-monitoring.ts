import type { Reading, Tool } from '../adapter.ts';
import { pushedMessage } from '../pubsub.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told, typeOfWord } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

function read(sent: unknown): Reading {
  const body = pushedMessage(sent);
  const incident = at(body, 'incident');
  if (!isRecord(incident) || text(at(incident, 'state')) === undefined) {
    return unknownBody('Google Cloud Monitoring', sent);
  }
  const [policy, condition] = [text(at(incident, 'policy_name')), text(at(incident, 'condition_name'))];
  const resource = firstText(at(incident, 'resource_display_name'), at(incident, 'resource_name'));
  return told('Google Cloud Monitoring', {
    eventType: typeOfWord(at(incident, 'state'), { resolve: 'closed resolved', accept: 'acknowledged' }) ?? 'ALERT',
    summary: text(at(incident, 'summary')) ?? joined(': ', policy, condition, resource),
    details: paragraphs(joined(': ', policy, condition), text(at(incident, 'documentation', 'content'))),
    alertKey: text(at(incident, 'incident_id')),
    priority: priorityOfWord(at(incident, 'severity')),
    labels: labelsOf(
      at(incident, 'resource', 'labels'),
      at(incident, 'metric', 'labels'),
      at(incident, 'metadata', 'user_labels'),
      at(incident, 'policy_user_labels'),
      { policy, resource, project: at(incident, 'scoping_project_id') },
    ),
    links: linksOf(['Incident', at(incident, 'url')]),
    ...(body !== sent && isRecord(body) && { customDetails: { ...body } }),
  });
}

export const tool: Tool = {
  resolves: 'incident.state is "closed"',
  setup:
    'Monitoring → Alerting → Edit notification channels → Webhooks → Add new: endpoint URL `{url}`. Then choose the channel in your policies, with "Notify on incident closure". A Pub/Sub channel with a push subscription to `{url}` works too.',
  source: ['https://cloud.google.com/monitoring/support/notification-options#webhooks'],
  sample: {
    version: '1.2',
    incident: {
      incident_id: '0.nk2gjbrbqjzg',
      scoping_project_id: 'shop-prod',
      url: 'https://console.cloud.google.com/monitoring/alerting/incidents/0.nk2gjbrbqjzg?project=shop-prod',
      started_at: 1767607200,
      ended_at: null,
      state: 'open',
      severity: 'Critical',
      summary: 'CPU utilization for vm-web-01 is above the threshold of 0.9 with a value of 0.97.',
      resource: { type: 'gce_instance', labels: { project_id: 'shop-prod', zone: 'europe-west3-a' } },
      resource_display_name: 'vm-web-01',
      policy_name: 'CPU too high',
      condition_name: 'VM CPU > 90%',
      documentation: { content: 'Look for runaway workers.', mime_type: 'text/markdown' },
    },
  },
  read: ({ body }) => read(body),
};
