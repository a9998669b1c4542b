import { expect, it } from 'vitest';
import { idOfChatApp } from '../../../functions/domain/chat/chat-app.ts';
import { runCommand } from '../../../functions/usecases/chat/command.ts';
import { chatActorOf, chatUserOf } from '../../../functions/usecases/chat/linking.ts';
import { installationOf } from '../../../functions/usecases/chat-app/installation.ts';
import { aPolicy, aSource, aUser } from '../../support/factories.ts';
import { aSchedule } from '../../support/schedules.ts';
import { watchedStore } from '../../support/watched-store.ts';
import { aWorld } from '../../support/world.ts';

const guid = '33333333-3333-4333-8333-333333333333';
type Type = 'slack' | 'microsoft_teams' | 'zoom' | 'google_chat';

async function installed(type: Type, params: object) {
  const world = await aWorld();
  const now = world.clock.now();
  await world.store.chatApps.create({
    ...{ id: idOfChatApp(type), version: 0, type },
    ...{ params: params as never, createdAt: now, updatedAt: now },
  });
  return world;
}

it.each<[Type, Parameters<typeof installationOf>[1]]>([
  ['slack', 'slack'],
  ['microsoft_teams', 'microsoft_teams_bot'],
  ['zoom', 'zoom_chat'],
  ['google_chat', 'google_chat_bot'],
])('an app of %s whose secrets cannot be used is the same as none', async (type, connector) => {
  const { ctx } = await installed(type, { clientId: 7 });
  expect(await installationOf(ctx, connector)).toBeUndefined();
});

it('actions of other types speak to no chat, and no app is looked for', async () => {
  const world = await installed('slack', { botToken: 'xoxb-1', signingSecret: 'a-signing-secret' });
  const { store, calls } = watchedStore(world.store, ['chatApps']);
  const ctx = { ...world.ctx, store };
  expect(await installationOf(ctx, 'webhook')).toBeUndefined();
  expect(calls('chatApps.get')).toEqual([]);
  expect(await installationOf(ctx, 'slack')).toEqual({ token: 'xoxb-1' });
  expect(calls('chatApps.get')).toEqual([[idOfChatApp('slack')]]);
});

it.each<[Type, Parameters<typeof installationOf>[1], object, object]>([
  [
    'microsoft_teams',
    'microsoft_teams_bot',
    { appId: guid, tenantId: guid, clientSecret: 'hush' },
    { token: 'token-of-microsoft_teams', url: 'https://smba.trafficmanager.net/teams' },
  ],
  ['zoom', 'zoom_chat', { accountId: 'a', clientId: 'c', clientSecret: 's' }, { token: 'token-of-zoom' }],
  [
    'zoom',
    'zoom_chat',
    { accountId: 'a', clientId: 'c', clientSecret: 's', userId: 'me' },
    { token: 'token-of-zoom', as: 'me' },
  ],
  [
    'google_chat',
    'google_chat_bot',
    { serviceAccount: '{"client_email":"t@p.example","private_key":"key"}' },
    { token: 'token-of-google_chat' },
  ],
])('an app of %s is spoken to with the token that it is given', async (type, connector, params, installation) => {
  const { ctx } = await installed(type, params);
  expect(await installationOf(ctx, connector)).toEqual(installation);
});

it('somebody in a chat acts as the user they are linked with, there, and nobody else does', async () => {
  const linkedAt = '2026-11-21T10:00:00.000Z';
  const inTeams = { type: 'microsoft_teams', space: 'tenant', user: 'ada' } as const;
  const inSlack = { type: 'slack', space: 'T1', user: 'U1' } as const;
  const chatAccounts = [inTeams, inSlack].map((one) => ({ ...one, linkedAt }));
  const { ctx } = await aWorld({ users: [aUser(1, { chatAccounts } as never), aUser(2), aUser(3)] });
  expect((await chatActorOf(ctx, inTeams))?.actor).toMatchObject({ userId: 1, via: 'TEAMS' });
  expect((await chatActorOf(ctx, inSlack))?.actor).toMatchObject({ userId: 1, via: 'SLACK' });
  expect(await chatActorOf(ctx, { ...inTeams, user: 'grace' })).toBeUndefined();
  expect(await chatUserOf(ctx, { ...inSlack, space: 'T2' })).toBeUndefined();
});

it('who is on call by a schedule is told with its name and until when, on the wall of whoever asks', async () => {
  const name = `Primary ${'x'.repeat(80)}`;
  const world = await aWorld({ policy: aPolicy([[3]]) });
  await world.store.schedules.create(aSchedule([1, 2], { name }));
  const target = { kind: 'schedule', id: 500 } as const;
  const levels = [{ escalationTimeout: 5, targets: [target] }];
  await world.store.policies.create(aPolicy([], { id: 901, name: 'Shop', levels }));
  await world.store.sources.create(aSource({ id: 801, name: 'Shop', policyId: 901, integrationKey: 'another' }));
  const doer = { user: aUser(3, { timezone: 'UTC' }), via: 'SLACK', scope: 'call' } as const;
  const said = async (text: string) => {
    const answer = await runCommand(world.ctx, doer, { text });
    return 'text' in answer ? answer.text : '';
  };
  expect(await said('oncall PRIMARY')).toMatch(
    /^• First2 Last2: Shop, level 1, Primary x{71}…, until 2026-11-22 08:00$/,
  );
  expect(await said('oncall  shop ')).toContain('First2');
  expect(await said('oncall')).toContain('First3');
});
