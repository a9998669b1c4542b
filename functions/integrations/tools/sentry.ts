import type { EventType, Priority } from '../../domain/event/event.ts';
import { ignored, type NativeRequest, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, named, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const issueActions: Readonly<Record<string, EventType>> = {
  created: 'ALERT',
  unresolved: 'ALERT',
  resolved: 'RESOLVE',
  ignored: 'RESOLVE',
  archived: 'RESOLVE',
};

/** Most faults are errors, so that the word says nothing about urgency here; the others do. */
const priorityOfLevel = (level: unknown): Priority | undefined =>
  text(level)?.toLowerCase() === 'error' ? undefined : priorityOfWord(level);

/** Tags are pairs; old bodies have objects. */
const tagsOf = (value: unknown) =>
  labelsOf(
    isRecord(value)
      ? value
      : Object.fromEntries(
          list(value).flatMap((tag) => {
            const name = text(at(tag, 0)) ?? text(at(tag, 'key'));
            return name === undefined ? [] : [[name, at(tag, 1) ?? at(tag, 'value')] as const];
          }),
        ),
  );

function readIssue(issue: unknown, action: string): Reading {
  const id = text(at(issue, 'id'));
  const eventType = Object.hasOwn(issueActions, action) ? issueActions[action] : undefined;
  if (eventType === undefined) return ignored(`the issue was ${action}`);
  const title = firstText(
    at(issue, 'title'),
    joined(': ', text(at(issue, 'metadata', 'type')), text(at(issue, 'metadata', 'value'))),
  );
  return told('Sentry', {
    eventType,
    summary: title ?? `Sentry issue ${firstText(at(issue, 'shortId'), id)}`,
    details: paragraphs(text(at(issue, 'culprit')), text(at(issue, 'metadata', 'value'))),
    alertKey: id === undefined ? undefined : `issue/${id}`,
    priority: eventType === 'ALERT' ? priorityOfLevel(at(issue, 'level')) : undefined,
    labels: labelsOf({
      issue: at(issue, 'shortId'),
      project: firstText(at(issue, 'project', 'slug'), at(issue, 'project', 'name')),
      level: at(issue, 'level'),
      platform: at(issue, 'platform'),
    }),
    links: linksOf(['Sentry', at(issue, 'web_url')], ['Sentry', at(issue, 'permalink')]),
  });
}

/** One of the faults that an alert rule, or the subscription to errors, tells of. */
function readFault(fault: unknown, rule: string | undefined): Reading {
  const id = text(at(fault, 'issue_id'));
  const title = firstText(at(fault, 'title'), at(fault, 'message'), at(fault, 'logentry', 'formatted'));
  return told('Sentry', {
    eventType: 'ALERT',
    summary: title ?? joined(': ', 'Sentry', rule ?? 'an error'),
    details: paragraphs(text(at(fault, 'culprit')), named('Rule', rule), text(at(fault, 'message'))),
    alertKey: id === undefined ? undefined : `issue/${id}`,
    priority: priorityOfLevel(at(fault, 'level')),
    labels: labelsOf(tagsOf(at(fault, 'tags')), { rule, level: at(fault, 'level'), platform: at(fault, 'platform') }),
    links: linksOf(['Sentry', at(fault, 'web_url')], ['Issue', at(fault, 'issue_url')]),
  });
}

function readMetricAlert(data: unknown, action: string): Reading {
  const alert = at(data, 'metric_alert');
  const id = text(at(alert, 'id'));
  const isOver = action === 'resolved';
  return told('Sentry', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: firstText(at(data, 'description_title'), at(alert, 'title'), at(alert, 'alert_rule', 'name')),
    details: text(at(data, 'description_text')),
    alertKey: id === undefined ? undefined : `metric_alert/${id}`,
    priority: isOver ? undefined : priorityOfWord(action),
    labels: labelsOf({
      rule: at(alert, 'alert_rule', 'name'),
      projects: list(at(alert, 'projects')).map(text).join(', '),
      environment: at(alert, 'alert_rule', 'environment'),
    }),
    links: linksOf(['Sentry', at(data, 'web_url')]),
  });
}

/** Reads what an internal integration sends; the header names the resource, and so does the member that is there. */
function read({ headers, body }: NativeRequest): Reading {
  const data = at(body, 'data');
  const action = text(at(body, 'action'))?.toLowerCase();
  const resource = headers['sentry-hook-resource']?.toLowerCase();
  if (resource === 'installation' || resource === 'comment') return ignored(`${resource} ${action ?? ''}`.trim());
  if (isRecord(at(data, 'metric_alert')) && action !== undefined) return readMetricAlert(data, action);
  if (isRecord(at(data, 'issue')) && action !== undefined) return readIssue(at(data, 'issue'), action);
  const fault = [at(data, 'event'), at(data, 'error')].find(isRecord);
  if (fault !== undefined) return readFault(fault, text(at(data, 'triggered_rule')));
  if (isRecord(at(body, 'event')) && text(at(body, 'id')) !== undefined) return readPlugin(body);
  if (action !== undefined && (isRecord(at(data, 'installation')) || at(data, 'comment') !== undefined)) {
    return ignored(`${action}: nothing that anybody has to mend`);
  }
  return unknownBody('Sentry', body);
}

/** The older webhook plug-in of a project: the id is the issue's, and the event hangs below it. */
function readPlugin(body: unknown): Reading {
  const inner = at(body, 'event');
  const reading = readFault(
    {
      ...(isRecord(inner) ? inner : {}),
      issue_id: at(body, 'id'),
      title: firstText(at(inner, 'title'), at(body, 'message'), at(inner, 'metadata', 'title')),
      culprit: at(body, 'culprit'),
      level: at(body, 'level'),
      web_url: at(body, 'url'),
    },
    list(at(body, 'triggering_rules')).map(text).join(', ') || undefined,
  );
  const project = firstText(at(body, 'project_slug'), at(body, 'project_name'), at(body, 'project'));
  return { events: reading.events.map((one) => ({ ...one, labels: labelsOf(one.labels, { project }) })) };
}

export const tool: Tool = {
  resolves: 'action is "resolved" (of an issue also "ignored" and "archived")',
  setup:
    'Settings → Custom Integrations → Create internal integration: webhook URL {url}, "Alert rule action" on, webhooks for issue; then choose the integration as an action in your alerts.',
  source: [
    'https://docs.sentry.io/organization/integrations/integration-platform/webhooks/',
    'https://github.com/keephq/keep/blob/main/keep/providers/sentry_provider/alerts_mock.py',
  ],
  sample: {
    action: 'triggered',
    data: {
      event: {
        event_id: '5d1f2c0b9a8e4d7c8b6a5f4e3d2c1b0a',
        project: 77,
        platform: 'node',
        title: 'TypeError: invoice is undefined',
        culprit: 'ledger.close in post',
        level: 'fatal',
        tags: [
          ['environment', 'production'],
          ['server_name', 'worker-2'],
        ],
        issue_id: '820000042',
        web_url: 'https://example-org.sentry.io/issues/820000042/events/5d1f2c0b/',
      },
      triggered_rule: 'Fatal errors in production',
    },
    actor: { type: 'application', id: 'sentry', name: 'Sentry' },
  },
  read,
};
