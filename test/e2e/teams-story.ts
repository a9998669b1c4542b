import { expect, it } from 'vitest';
import type { LocalCloud } from '../support/local-cloud.ts';
import { sessionOf } from './browser-session.ts';
import { aPerson, aPolicy, aSource, post } from './stage.ts';

const channelId = '19:ops@thread.tacv2';

/** What people do in Microsoft Teams, over HTTP, in a cloud that somebody has started. */
export function tellOfTeams(of: () => LocalCloud): void {
  it('an alert in Microsoft Teams is accepted by a button once the accounts are linked, and its card and thread say so', async () => {
    const cloud = of();
    const ada = await aPerson(cloud, { firstName: 'Ada', rules: [{ method: 'SMS' }] });
    const source = await aSource(cloud, await aPolicy(cloud, [[ada]]));
    const made = async (path: string, body: object) => (await cloud.api('POST', path, body)).body;
    const read = async (path: string) => (await cloud.api('GET', path)).body;
    const guid = '72f988bf-86f1-41af-91ab-2d7cd011db47';
    const app = { appId: guid, tenantId: guid, clientSecret: 'hush' };
    expect((await cloud.api('PUT', '/api/chat-apps/microsoft_teams', app)).status).toBe(200);
    const { id: connectorId } = await made('/api/connectors', {
      name: 'Teams',
      type: 'microsoft_teams_bot',
      params: {},
    });
    await made('/api/alert-actions', {
      name: 'Ops',
      connectorType: 'microsoft_teams_bot',
      connectorId,
      params: { channelId, teamId: 'team' },
      triggerTypes: ['alert-created'],
      alertSourceIds: [source.id],
    });
    await post(cloud, source, { summary: 'Disk full on db-1' });
    await cloud.settle();
    const inTeams = async () => (await cloud.outbox()).filter(({ channel }) => channel === 'TEAMS');
    const [card] = await inTeams();
    expect(card).toMatchObject({
      to: channelId,
      text: expect.stringMatching(/^Disk full on db-1\nCreated by Monitoring/),
    });
    const [{ id: alertId }] = await read('/api/alerts');
    const press = async (action: string) =>
      (await cloud.api('POST', `/_local/outbox/${card?.id}/press`, { action })).body;

    expect(await press('alert-accept')).toMatchObject({
      body: { value: expect.stringContaining('I have written to you') },
    });
    const written = JSON.stringify((await inTeams()).filter(({ to }) => to !== channelId));
    const link = /\/auth\/chat\/[\w.-]+/.exec(written)?.[0];
    const headers = { origin: cloud.url, cookie: await sessionOf(cloud, 'ada@example.com') };
    const linked = () => fetch(`${cloud.url}${link}`, { method: 'POST', headers }).then(({ status }) => status);
    expect([await linked(), await linked()]).toEqual([200, 410]);

    expect(await press('alert-accept')).toMatchObject({
      status: 200,
      body: { type: 'application/vnd.microsoft.card.adaptive' },
    });
    await cloud.settle();
    await cloud.advance(60);
    expect(await read(`/api/alerts/${alertId}`)).toMatchObject({ status: 'ACCEPTED' });
    const shown = (await inTeams()).filter(({ to, text }) => to === channelId && !text?.startsWith('I do not know'));
    expect(shown.map(({ text }) => text?.split('\n').slice(0, 2))).toEqual([
      ['Disk full on db-1', expect.stringMatching(/^Accepted by Ada/)],
      [expect.stringMatching(/^Accepted by Ada/)],
    ]);
    const texts = (await read(`/api/alerts/${alertId}/log-entries?lang=en`)).map(({ text }: { text: string }) => text);
    expect(texts).toContainEqual(expect.stringMatching(/^Accepted by Ada.* in Microsoft Teams$/));
  });
}
