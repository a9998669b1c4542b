import { sessionOf } from '../e2e/browser-session.ts';
import type { LocalCloud } from '../support/local-cloud.ts';
import { must } from './story-configuration.ts';

const triggerTypes = ['alert-created', 'alert-acknowledged', 'alert-resolved', 'v-alert-not-resolved'];

/**
 * An alert that is posted to Slack, where somebody who has linked the accounts opens a channel for it; has a ticket; is told to a target that
 * is busy, again and again; and is to be told to it once more when nobody has resolved it for an hour. Its id.
 */
export async function actElsewhere(cloud: LocalCloud, policyId: number): Promise<number> {
  const make = async (path: string, body: object) => must(await cloud.api('POST', path, body));
  const app = { botToken: 'xoxb-local', signingSecret: 'local-slack-signing-secret' };
  must(await cloud.api('PUT', '/api/chat-apps/slack', app));
  const { id, integrationKey } = await make('/api/alert-sources', {
    name: 'Source of what is told elsewhere',
    integrationType: 'API',
    escalationPolicy: { id: policyId },
  });
  const jira = { url: 'https://acme.atlassian.net', email: 'ada@example.com', password: 'a-token' };
  const connectors = {
    slack: await make('/api/connectors', { name: 'Slack', type: 'slack', params: {} }),
    jira: await make('/api/connectors', { name: 'Jira of tickets', type: 'jira', params: jira }),
  };
  const act = (name: string, connectorType: string, rest: object) =>
    make('/api/alert-actions', { name, connectorType, alertSourceIds: [id], triggerTypes, ...rest });
  const channel = { channelId: 'C0STORY', teamId: 'T0LOCAL' };
  await act('Post', 'slack', { connectorId: connectors.slack.id, params: channel, notResolvedDelaySec: 3600 });
  await act('Open a ticket', 'jira', { connectorId: connectors.jira.id, params: { project: 'OPS' } });
  await act('Call', 'webhook', { params: { webhookUrl: 'https://answers-503.example.com/alerts' } });
  must(
    await cloud.api(
      'POST',
      '/api/events',
      { integrationKey, eventType: 'ALERT', summary: 'It is told elsewhere', alertKey: 'elsewhere' },
      null,
    ),
  );
  await cloud.settle();
  const inSlack = async () => (await cloud.outbox()).filter((one) => one.channel === 'SLACK');
  const message = (await inSlack()).find(({ to }) => to === channel.channelId);
  if (message === undefined) throw new Error('nothing was posted to Slack');
  const press = async (action: string) => {
    must(await cloud.api('POST', `/_local/outbox/${message.id}/press`, { action, user: 'ada' }));
    await cloud.settle();
  };
  await press('alert-create-channel');
  const link = (await inSlack()).flatMap((one) => /\/auth\/chat\/[\w.-]+/.exec(JSON.stringify(one))?.[0] ?? []).at(-1);
  const headers = { origin: cloud.url, cookie: await sessionOf(cloud, 'ada@example.com') };
  const linked = await fetch(`${cloud.url}${link}`, { method: 'POST', headers });
  if (!linked.ok) throw new Error(`the accounts were not linked: ${linked.status}`);
  await press('alert-create-channel');
  return must(await cloud.api('GET', '/api/alerts?max-results=1'))[0].id;
}
