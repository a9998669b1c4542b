import { expect, it } from 'vitest';
import type { LocalCloud } from '../support/local-cloud.ts';
import { sessionOf } from './browser-session.ts';
import { aPerson, aPolicy, aSource, post } from './stage.ts';

const channelId = 'C0ROOMS';

/** What people do in Slack, over HTTP, in a cloud that somebody has started. */
export function tellOfSlack(of: () => LocalCloud): void {
  it('an alert in Slack gets a channel of its own, which is told how it ends, by somebody who has linked the accounts', async () => {
    const cloud = of();
    const joan = await aPerson(cloud, { firstName: 'Joan', rules: [{ method: 'SMS' }] });
    const source = await aSource(cloud, await aPolicy(cloud, [[joan]]));
    const made = async (path: string, body: object) => (await cloud.api('POST', path, body)).body;
    const app = { botToken: 'xoxb-local', signingSecret: 'local-slack-signing-secret' };
    expect((await cloud.api('PUT', '/api/chat-apps/slack', app)).status).toBe(200);
    const { id: connectorId } = await made('/api/connectors', { name: 'Slack of rooms', type: 'slack', params: {} });
    await made('/api/alert-actions', {
      ...{ name: 'Rooms', connectorType: 'slack', connectorId, alertSourceIds: [source.id] },
      ...{ params: { channelId, teamId: 'T0LOCAL' }, triggerTypes: ['alert-created'] },
    });
    await post(cloud, source, { summary: 'Payments are down' });
    await cloud.settle();
    const inSlack = async () => (await cloud.outbox()).filter(({ channel }) => channel === 'SLACK');
    const message = (await inSlack()).find(({ to }) => to === channelId) ?? expect.fail('nothing was posted');
    const press = async (action: string) => {
      const { body } = await cloud.api('POST', `/_local/outbox/${message.id}/press`, { action, user: 'joan' });
      await cloud.settle();
      return body;
    };

    await press('alert-create-channel');
    const links = (await inSlack()).flatMap((one) => /\/auth\/chat\/[\w.-]+/.exec(JSON.stringify(one))?.[0] ?? []);
    const headers = { origin: cloud.url, cookie: await sessionOf(cloud, 'joan@example.com') };
    expect((await fetch(`${cloud.url}${links.at(-1)}`, { method: 'POST', headers })).status).toBe(200);

    expect(await press('alert-create-channel')).toMatchObject({ status: 200 });
    await press('alert-resolve');
    await cloud.advance(60);
    const ofRoom = (await inSlack()).filter(({ text }) => /Payments are down|channel|Resolved/.test(text ?? ''));
    const room = ofRoom.find(({ to, text }) => to !== channelId && text?.startsWith('Created'))?.to;
    expect(ofRoom.filter(({ to }) => to === room).map(({ text }) => text?.split('\n')[0])).toEqual([
      expect.stringMatching(/^Created.*Payments are down/),
      expect.stringMatching(/^Joan.* opened the channel #alert-\d+-payments-are-down in Slack$/),
      expect.stringMatching(/^Resolved by Joan.* in Slack$/),
      'The alert is resolved. This channel is archived now.',
    ]);
    const [{ id: alertId }] = (await cloud.api('GET', '/api/alerts?max-results=1')).body;
    const texts = (await cloud.api('GET', `/api/alerts/${alertId}/log-entries?lang=en`)).body.map(
      ({ text }: { text: string }) => text,
    );
    expect(texts).toContainEqual(expect.stringMatching(/^The channel #alert-\d+-payments-are-down was archived$/));
  });
}
