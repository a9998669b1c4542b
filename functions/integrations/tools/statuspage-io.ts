import type { Priority } from '../../domain/event/event.ts';
import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const over = new Set(['resolved', 'postmortem', 'completed']);
const impacts: Readonly<Record<string, Priority>> = { critical: 'HIGH', major: 'HIGH', minor: 'LOW', none: 'LOW' };
const componentPriorities: Readonly<Record<string, Priority>> = { major_outage: 'HIGH', degraded_performance: 'LOW' };

function readIncident(body: unknown): Reading {
  const incident = at(body, 'incident');
  const status = text(at(incident, 'status'))?.toLowerCase() ?? '';
  const isOver = over.has(status);
  const impact = text(at(incident, 'impact'))?.toLowerCase();
  if (!isOver && (impact === 'maintenance' || status === 'scheduled')) return ignored(`planned maintenance: ${status}`);
  const components = list(at(incident, 'components'))
    .map((component) => text(at(component, 'name')))
    .filter((name) => name !== undefined);
  return told('Statuspage', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: text(at(incident, 'name')) ?? 'An incident without a name',
    details: joined(
      '\n\n',
      text(at(incident, 'incident_updates', 0, 'body')),
      components.length > 0 ? `Components: ${components.join(', ')}` : undefined,
    ),
    alertKey: joined('/', 'incident', text(at(incident, 'id'))),
    priority: isOver ? undefined : impacts[impact ?? ''],
    labels: labelsOf({ page: at(body, 'page', 'id'), status, impact }),
    links: linksOf(['Status page', at(incident, 'shortlink')]),
  });
}

function readComponent(body: unknown): Reading {
  const component = at(body, 'component');
  const status = firstText(at(component, 'status'), at(body, 'component_update', 'new_status'))?.toLowerCase() ?? '';
  if (status === 'under_maintenance') return ignored('the component is under maintenance');
  const isOver = status === 'operational';
  return told('Statuspage', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: `${text(at(component, 'name')) ?? 'A component'}: ${status}`,
    details: text(at(component, 'description')),
    alertKey: joined('/', 'component', text(at(component, 'id'))),
    priority: isOver ? undefined : componentPriorities[status],
    labels: labelsOf({ page: at(body, 'page', 'id'), component: at(component, 'name') }),
  });
}

/** Reads what a page tells its subscribers: an incident, or a component whose status has changed. */
function read(body: unknown): Reading {
  if (text(at(body, 'incident', 'status')) !== undefined) return readIncident(body);
  return isRecord(at(body, 'component')) ? readComponent(body) : unknownBody('Statuspage', body);
}

export const tool: Tool = {
  resolves: 'the incident is resolved, or the component operational',
  setup: 'On the page to be followed: Subscribe to updates → Webhook: {url}.',
  source: ['https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/'],
  sample: {
    page: { id: 'ld0f7k2m9x1c', status_indicator: 'critical', status_description: 'Major System Outage' },
    incident: {
      id: 'q8w7e6r5t4z3',
      name: 'Payments are declined',
      status: 'investigating',
      impact: 'critical',
      shortlink: 'https://stspg.io/q8w7e6',
      incident_updates: [{ status: 'investigating', body: 'We are looking into it.' }],
      components: [{ id: 'c1', name: 'Payments', status: 'major_outage' }],
    },
  },
  read: ({ body }) => read(body),
};
