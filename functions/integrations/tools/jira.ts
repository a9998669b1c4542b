import type { EventType } from '../../domain/event/event.ts';
import { ignored, type Reading, type Tool } from '../adapter.ts';
import { rankedPriority } from '../ranked-priority.ts';
import { at, isRecord, joined, labelsOf, linksOf, list, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const categories: ReadonlyMap<string, EventType> = new Map([
  ['new', 'ALERT'],
  ['undefined', 'ALERT'],
  ['indeterminate', 'ACCEPT'],
  ['done', 'RESOLVE'],
]);

/** The page that people open: `self` is the address of the API. */
function browseLink(self: unknown, key: string): string | undefined {
  const address = text(self);
  if (address === undefined || !/^https:\/\//.test(address) || !URL.canParse(address)) return undefined;
  const base = address.split('/rest/', 1)[0] ?? '';
  return `${base}/browse/${encodeURIComponent(key.toWellFormed())}`;
}

/** The event that an issue's status stands for; undefined when the message does not tell of a new status. */
function eventTypeOf(body: unknown, issue: unknown): EventType | undefined {
  const event = text(at(body, 'webhookEvent'))?.toLowerCase();
  if (event?.includes('deleted')) return event.includes('issue_deleted') ? 'RESOLVE' : undefined;
  if (event !== undefined && !event.includes('issue_')) return undefined;
  const category = text(at(issue, 'fields', 'status', 'statusCategory', 'key'))?.toLowerCase() ?? 'new';
  const type = categories.get(category) ?? 'ALERT';
  // Nobody can have accepted an alert that there was not before.
  if (event?.includes('issue_created')) return type === 'ACCEPT' ? 'ALERT' : type;
  const changes = list(at(body, 'changelog', 'items'));
  if (event?.includes('issue_updated') && !changes.some((one) => text(at(one, 'field')) === 'status')) return undefined;
  return type;
}

/** Descriptions in Atlassian's document format are trees. */
const wordsOf = (value: unknown): string | undefined => (typeof value === 'string' ? text(value) : undefined);

function read(body: unknown): Reading {
  const issue = isRecord(at(body, 'issue')) ? at(body, 'issue') : body;
  const [key, fields] = [text(at(issue, 'key')), at(issue, 'fields')];
  if (key === undefined || !isRecord(fields)) return unknownBody('Jira', body);
  const eventType = eventTypeOf(body, issue);
  if (eventType === undefined) return ignored('the status of the issue is the same as before');
  return told('Jira', {
    eventType,
    summary: joined(' ', key, text(at(fields, 'summary'))),
    details: wordsOf(at(fields, 'description')),
    alertKey: key,
    priority: rankedPriority(at(fields, 'priority', 'name')),
    labels: labelsOf({
      project: at(fields, 'project', 'name'),
      type: at(fields, 'issuetype', 'name'),
      status: at(fields, 'status', 'name'),
      reporter: at(fields, 'reporter', 'displayName'),
      assignee: at(fields, 'assignee', 'displayName'),
      labels: joined(', ', ...list(at(fields, 'labels')).slice(0, 20).map(text)),
    }),
    links: linksOf(['Jira', browseLink(at(issue, 'self'), key)]),
  });
}

export const tool: Tool = {
  resolves: 'the status is of the category "Done", or the issue is deleted; "In Progress" accepts',
  setup:
    'Settings → System → Webhooks → Create: URL `{url}`, a JQL filter for the issues that should wake somebody, events issue created, updated and deleted. A secret there is checked when `metadata.signingSecret` here is the same. Or an automation rule "Send web request" with the issue data (Jira format).',
  source: ['https://developer.atlassian.com/server/jira/platform/webhooks/'],
  sample: {
    timestamp: 1767607200000,
    webhookEvent: 'jira:issue_created',
    issue_event_type_name: 'issue_created',
    issue: {
      id: '10012',
      self: 'https://example.atlassian.net/rest/api/2/issue/10012',
      key: 'OPS-12',
      fields: {
        summary: 'Checkout returns 503',
        description: 'Every second request fails.',
        issuetype: { name: 'Incident' },
        project: { key: 'OPS', name: 'Operations' },
        priority: { name: 'High', id: '2' },
        labels: ['checkout'],
        status: { name: 'To Do', statusCategory: { key: 'new', name: 'To Do' } },
      },
    },
  },
  read: ({ body }) => read(body),
};
