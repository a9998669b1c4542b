import type { EventType } from '../../domain/event/event.ts';
import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, named, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const eventTypes: Readonly<Record<string, EventType>> = {
  CREATED: 'ALERT',
  ACTIVATED: 'ALERT',
  OPEN: 'ALERT',
  ACKNOWLEDGED: 'ACCEPT',
  CLOSED: 'RESOLVE',
};

const names = (value: unknown): string | undefined =>
  list(value)
    .map(text)
    .filter((name) => name !== undefined)
    .join(', ') || text(value);

/** Reads the default template of a workflow (an issue), or the body of the older notification channels (an incident). */
function read(body: unknown): Reading {
  const state = firstText(at(body, 'state'), at(body, 'current_state'))?.toUpperCase();
  const key = firstText(at(body, 'id'), at(body, 'issueId'), at(body, 'incident_id'));
  if (!isRecord(body) || state === undefined || key === undefined) return unknownBody('New Relic', body);
  const eventType = Object.hasOwn(eventTypes, state) ? eventTypes[state] : undefined;
  if (eventType === undefined) return ignored(`the issue's state is ${state}`);

  const condition = firstText(names(at(body, 'alertConditionNames')), at(body, 'condition_name'));
  const policy = firstText(names(at(body, 'alertPolicyNames')), at(body, 'policy_name'));
  const entities = firstText(names(at(body, 'impactedEntities')), at(body, 'targets', 0, 'name'));
  return told('New Relic', {
    eventType,
    summary: firstText(names(at(body, 'title')), joined(': ', condition, text(at(body, 'details'))), key),
    details: paragraphs(
      names(at(body, 'alertDescription')),
      text(at(body, 'details')),
      named('Entities', entities),
      named('Condition', condition),
    ),
    alertKey: key,
    priority: eventType === 'ALERT' ? priorityOfWord(firstText(at(body, 'priority'), at(body, 'severity'))) : undefined,
    labels: labelsOf({ entities, condition, policy, workflow: at(body, 'workflowName') }),
    links: linksOf(
      ['New Relic', at(body, 'issueUrl')],
      ['New Relic', at(body, 'incident_url')],
      ['Runbook', at(body, 'runbook_url')],
      ['Acknowledge', at(body, 'incident_acknowledge_url')],
    ),
  });
}

export const tool: Tool = {
  resolves: 'state is "CLOSED"; "ACKNOWLEDGED" accepts',
  setup:
    'Alerts → Destinations → Add destination: Webhook, endpoint URL {url}; then Alerts → Workflows: notify by webhook with the default payload template, for issues that are created, activated, acknowledged and closed.',
  source: [
    'https://docs.newrelic.com/docs/alerts/get-notified/notification-integrations/#webhook',
    'https://github.com/zulip/zulip/tree/main/zerver/webhooks/newrelic/fixtures',
  ],
  sample: {
    id: '0b0f6f3e-7c42-4a1e-9a55-2f6d1f4a77b1',
    issueUrl: 'https://radar-api.service.newrelic.com/accounts/7/issues/0b0f6f3e?notifier=WEBHOOK',
    title: "payments-api query result is > 5.0 for 5 minutes on 'Error rate'",
    priority: 'CRITICAL',
    impactedEntities: ['payments-api'],
    totalIncidents: 1,
    state: 'ACTIVATED',
    trigger: 'STATE_CHANGE',
    isCorrelated: false,
    alertPolicyNames: ['Payments'],
    alertConditionNames: ['Error rate'],
    workflowName: 'Page the team',
  },
  read: ({ body }) => read(body),
};
