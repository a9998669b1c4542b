import { describe, expect, it } from 'vitest';
import type { LocalCloud } from '../support/local-cloud.ts';
import { aPerson, aPolicy } from './stage.ts';

/** An alert whose source has actions elsewhere, from its ticket and messages to their end. */
export const tellOfActionsElsewhere = (current: () => LocalCloud) =>
  describe('an alert whose source has actions elsewhere', () => {
    const made = async (
      path: string,
      body: object,
    ): Promise<{ readonly id: number; readonly integrationKey: string }> => {
      const answer = await current().api('POST', path, body);
      expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status);
      return answer.body;
    };
    const read = async (path: string) => (await current().api('GET', path)).body;
    const triggerTypes = ['alert-created', 'alert-acknowledged', 'alert-resolved'];
    const teamsChannel = '19:ops@thread.tacv2';

    /** A source whose alerts open a ticket in Jira and post to Slack and Teams. */
    async function aSourceThatActs() {
      const put = (type: string, app: object) => current().api('PUT', `/api/chat-apps/${type}`, app);
      const slackApp = { botToken: 'xoxb-local', signingSecret: 'local-slack-signing-secret' };
      const teamsApp = {
        appId: '11111111-2222-4333-8444-555555555555',
        tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
        clientSecret: 'secret',
      };
      expect([(await put('slack', slackApp)).status, (await put('microsoft_teams', teamsApp)).status]).toEqual([
        200, 200,
      ]);
      const ada = await aPerson(current(), { firstName: 'Ada', rules: [{ method: 'SMS' }] });
      const policy = await aPolicy(current(), [[ada]]);
      const named = { name: 'Prometheus', integrationType: 'API', escalationPolicy: { id: policy } };
      const source = await made('/api/alert-sources', named);
      const act = async (connectorType: string, connection: object, params: object) => {
        const connector = await made('/api/connectors', {
          type: connectorType,
          name: connectorType,
          params: connection,
        });
        const alertSources = [{ id: source.id }];
        const action = {
          name: connectorType,
          connectorType,
          connectorId: connector.id,
          triggerTypes,
          alertSources,
          params,
        };
        return made('/api/alert-actions', { ...action, triggerMode: 'AUTOMATIC' });
      };
      const url = 'https://example.atlassian.net';
      await act('jira', { url, email: 'bot@example.com', password: 'token' }, { project: 'OPS' });
      await act('slack', {}, { channelId: 'C0OPS', teamId: 'T0LOCAL' });
      await act('microsoft_teams_bot', {}, { channelId: teamsChannel, teamId: 'team', type: 'chat' });
      const event = async (alertKey: string) => {
        const body = {
          integrationKey: source.integrationKey,
          eventType: 'ALERT',
          alertKey,
          summary: `Disk ${alertKey} full`,
        };
        expect((await current().api('POST', '/api/events', body)).status).toBe(202);
        await current().settle();
        return (await read('/api/alerts?max-results=1'))[0].id as number;
      };
      return { ada, event };
    }

    const tickets = async () =>
      (
        await current().control<{ tickets: { title: string; isClosed: boolean; comments: object[] }[] }>(
          'GET',
          'tickets',
        )
      ).tickets;
    const said = async (channel: string) => (await current().outbox()).filter((message) => message.channel === channel);
    const refused = async () => (await current().requests()).filter(({ allowed }) => !allowed);

    it('opens a ticket and posts messages, which follow it to its end, and roles refuse nothing', async () => {
      const { event } = await aSourceThatActs();
      const alertId = await event('db-1');
      expect(await tickets()).toMatchObject([{ title: 'Disk db-1 full', isClosed: false, comments: [] }]);
      for (const channel of ['SLACK', 'TEAMS']) {
        const [message, ...others] = await said(channel);
        expect(others).toEqual([]);
        expect(message).toMatchObject({ alertId, to: channel === 'SLACK' ? 'C0OPS' : teamsChannel });
        expect(JSON.stringify(message?.data)).toContain('alert-accept');
      }

      // Somebody presses who is nobody here yet: they are told how that is changed, and nothing else is.
      for (const channel of ['SLACK', 'TEAMS']) {
        const [message] = await said(channel);
        await current().control('POST', `outbox/${message?.id}/press`, { action: 'alert-accept' });
        await current().settle();
        const [, ...answers] = await said(channel);
        expect(JSON.stringify(answers)).toContain('/auth/chat/');
        // Nobody else sees it: not the channel.
        expect(answers.filter(({ to, data }) => to === message?.to && data.onlyFor === undefined)).toEqual([]);
      }
      expect((await read(`/api/alerts/${alertId}`)).status).toBe('PENDING');

      await current().api('PUT', `/api/alerts/${alertId}/accept`);
      await current().settle();
      expect(await tickets()).toMatchObject([{ isClosed: false, comments: [{}] }]);
      const [accepted] = await said('SLACK');
      expect(accepted?.text).toContain('Accepted by');
      expect(JSON.stringify(accepted?.data)).not.toContain('alert-accept');

      await current().api('PUT', `/api/alerts/${alertId}/resolve`);
      await current().settle();
      expect(await tickets()).toMatchObject([{ isClosed: true }]);
      const [resolved] = await said('SLACK');
      expect(resolved?.text).toContain('Resolved by');
      expect(JSON.stringify(resolved?.data)).not.toContain('alert-resolve');

      const calls = (await current().requests()).length;
      await current().advance(600);
      const later = (await current().requests()).slice(calls).filter((call) => call.function === 'run-action');
      expect(later.filter(({ service }) => service === 'webhook')).toEqual([]);
      expect(await refused()).toEqual([]);
    });

    it('has its ticket when Jira is back after an hour, once, and people were paged all the while', async () => {
      const { ada, event } = await aSourceThatActs();
      await current().faults.add({
        function: 'run-action',
        service: 'webhook',
        action: '*',
        rate: 1,
        kind: 'error5xx',
      });
      const before = await current().now();
      await event('db-2');
      const texts = (await current().outbox()).filter(({ channel, to }) => channel === 'SMS' && to === ada.phone);
      expect(texts.map(({ at }) => at)).toEqual([before]);
      await current().advance(3600);
      expect(await tickets()).toEqual([]);
      await current().faults.clear();
      await current().advance(3600);
      expect(await tickets()).toMatchObject([{ title: 'Disk db-2 full', isClosed: false }]);
      expect(await said('SLACK')).toHaveLength(1);
      expect(await refused()).toEqual([]);
    });
  });
