import type { LocalCloud } from '../support/local-cloud.ts';
import { must } from './story-configuration.ts';

/**
 * A connector, an action by it that people set in motion, and one that says what a service is in; a flow that leads to their source. It has
 * no alerts.
 */
export async function setUpActions(cloud: LocalCloud, policyId: number): Promise<void> {
  const make = async (path: string, body: object) => must(await cloud.api('POST', path, body));
  const { id: sourceId } = await make('/api/alert-sources', {
    name: 'Source with actions',
    integrationType: 'API',
    escalationPolicy: { id: policyId },
  });
  const reached = { url: 'https://acme.atlassian.net', email: 'ada@example.com', password: 'a-token' };
  const { id: connectorId } = await make('/api/connectors', { name: 'Jira', type: 'jira', params: reached });
  await make('/api/alert-actions', {
    name: 'Ticket',
    connectorType: 'jira',
    connectorId,
    alertSources: [{ id: sourceId }],
    triggerMode: 'MANUAL',
    conditions: "alert.priority == 'HIGH'",
    params: { project: 'OPS' },
  });
  const { id: serviceId } = await make('/api/services', { name: 'Service of an action' });
  await make('/api/alert-actions', {
    name: 'Say so',
    connectorType: 'automation_rule',
    alertSources: [{ id: sourceId }],
    triggerTypes: ['alert-created'],
    params: { alertType: 'CREATED', serviceStatus: 'DEGRADED', serviceIds: [serviceId] },
  });
  const route = { nodeType: 'ROUTE_EVENT', metadata: { alertSourceId: sourceId } };
  const root = { nodeType: 'ROOT', branches: [{ branchType: 'ACCEPTED', target: route }] };
  const { id: eventFlowId } = await make('/api/event-flows', { name: 'Night', root });
  await make('/api/event-flow-integrations', { eventFlowId, integrationType: 'API' });
}

/** Deployments of two pipelines, which the alerts after them show, and one that a filter leaves out. */
export async function deploySomething(cloud: LocalCloud): Promise<void> {
  const make = async (body: object) => must(await cloud.api('POST', '/api/deployment-pipelines', body));
  const report = async (path: string, body: object) =>
    must(await cloud.api('POST', `/api/deployment-events${path}`, body, null));
  const { integrationKey } = await make({ name: 'Scripts', integrationType: 'API' });
  await report('', { integrationKey, summary: 'shop 2.4.1', userEmail: 'ada@example.com', customDetails: { a: 1 } });
  const argo = await make({ name: 'Cluster', integrationType: 'ARGO_CD' });
  const synced = { application: 'shop', phase: 'Succeeded', finishedAt: await cloud.now() };
  await report(`/argocd/${argo.integrationKey}`, synced);
  const params = { branchFilters: ['main'], eventFilters: ['release'], signingSecret: 'hush' };
  const github = await make({ name: 'Shop', integrationType: 'GITHUB', params });
  const open = { ...params, signingSecret: '' };
  must(await cloud.api('PUT', `/api/deployment-pipelines/${github.id}`, { ...github, params: open }));
  await report(`/github/${github.integrationKey}`, { ref: 'refs/heads/main', repository: { full_name: 'acme/shop' } });
}

/**
 * An event that waits in a flow until the story goes on, and then opens an alert that is told by mail; and one that the flow has
 * handed to a source that is off.
 */
export async function holdSomething(cloud: LocalCloud, policyId: number): Promise<void> {
  const make = async (path: string, body: object) => must(await cloud.api('POST', path, body));
  const source = { integrationType: 'API', escalationPolicy: { id: policyId } };
  const { id: held } = await make('/api/alert-sources', { ...source, name: 'Source of what waits' });
  const { id: off } = await make('/api/alert-sources', { ...source, name: 'Off', active: false });
  const route = (alertSourceId: number) => ({ nodeType: 'ROUTE_EVENT', metadata: { alertSourceId } });
  const wait = {
    nodeType: 'WAIT',
    metadata: { waitForDuration: 'PT20M' },
    branches: [{ branchType: 'CATCH_ALL', target: route(held) }],
  };
  const branches = [
    { branchType: 'BRANCH', condition: "event.labels.team == 'off'", target: route(off) },
    { branchType: 'CATCH_ALL', target: wait },
  ];
  const target = { nodeType: 'DEFINE_BRANCHES', metadata: {}, branches };
  const root = { nodeType: 'ROOT', branches: [{ branchType: 'ACCEPTED', target }] };
  const { id: eventFlowId } = await make('/api/event-flows', { name: 'Not at once', root });
  const { integrationKey } = await make('/api/event-flow-integrations', { eventFlowId, integrationType: 'API' });
  const event = { integrationKey, eventType: 'ALERT', summary: 'It waits', alertKey: 'held' };
  must(await cloud.api('POST', '/api/events', event, null));
  const other = { ...event, summary: 'Nobody looks', alertKey: 'off', labels: { team: 'off' } };
  must(await cloud.api('POST', '/api/events', other, null));
  await cloud.settle();
}
