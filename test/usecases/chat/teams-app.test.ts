import { beforeEach, describe, expect, it } from 'vitest';
import { cardVerbs } from '../../../functions/actions/chat/adaptive-card.ts';
import type { TeamsCall } from '../../../functions/domain/chat/teams-activity.ts';
import { answerTeams } from '../../../functions/usecases/chat/teams.ts';
import { teamsAppOf } from '../../../functions/usecases/chat/teams-app.ts';
import { refreshedCard } from '../../../functions/usecases/chat/teams-card.ts';
import { readable } from '../../callbacks/teams-world.ts';
import { ada } from '../../chat/activities.ts';
import { appId, serviceUrl, tenantId } from '../../chat/bot-framework.ts';
import { app, said, type TeamsAsking, teamsAsking } from './teams-asking.ts';

let world: TeamsAsking;
beforeEach(async () => {
  world = await teamsAsking();
});
const ask: TeamsAsking['ask'] = (...asked) => world.ask(...asked);
const press: TeamsAsking['press'] = (...pressed) => world.press(...pressed);

describe('the card after an answer', () => {
  const card = (action: 'ACCEPT' | 'RESOLVE' | 'ESCALATE', alertId = world.alertId) =>
    refreshedCard(world.work, { alertId, action });

  it('is none where the answer did not bring about what the alert is now', async () => {
    expect(await card('ACCEPT')).toBeUndefined();
    expect(await card('RESOLVE')).toBeUndefined();
    expect(await card('ACCEPT', 7)).toBeUndefined();
    await ask(press(cardVerbs.accept));
    expect(readable(await card('ACCEPT'))).toContain('Accepted by Ada Lovelace');
    expect(await card('RESOLVE')).toBeUndefined();
    expect(await card('ESCALATE')).toBeUndefined();
    expect(JSON.stringify(await card('ACCEPT'))).toContain(`"verb":"${cardVerbs.resolve}"`);
    await ask(press(cardVerbs.resolve));
    expect(readable(await card('RESOLVE'))).toContain('Resolved by Ada Lovelace');
    for (const action of ['ACCEPT', 'ESCALATE'] as const) expect(await card(action)).toBeUndefined();
  });

  it('names nobody where nobody is known', async () => {
    const alert = (await world.store.alerts.get(world.alertId)) ?? expect.fail();
    const accepted = await world.store.alerts.save({ ...alert, status: 'ACCEPTED' }, { log: [] });
    expect(readable(await card('ACCEPT'))).toMatch(/^Accepted\b(?! by)/m);
    await world.store.alerts.save({ ...accepted, status: 'RESOLVED' }, { log: [] });
    expect(readable(await card('RESOLVE'))).toMatch(/^Resolved\b(?! by)/m);
  });
});

describe('the app in Teams', () => {
  it('is believed for fifteen seconds after it was changed or taken away', async () => {
    const secret = async () => (await teamsAppOf(world.work))?.clientSecret;
    expect(await secret()).toBe('hush');
    const stored = (await world.store.chatApps.get(2)) ?? expect.fail();
    const changed = { ...stored, params: { ...stored.params, clientSecret: 'louder' } };
    const saved = await world.store.chatApps.save(changed, stored);
    world.clock.advance({ seconds: 14, milliseconds: 999 });
    expect(await secret()).toBe('hush');
    world.clock.advance({ milliseconds: 1 });
    expect(await secret()).toBe('louder');
    const broken = await world.store.chatApps.save({ ...saved, params: { appId } }, saved);
    world.clock.advance({ seconds: 15 });
    expect(await secret()).toBeUndefined();
    await world.store.chatApps.save({ ...broken, params: stored.params }, broken);
    expect(await secret()).toBe('hush');
  });

  it('is of one directory, however its id is written', async () => {
    const call = (text: string) =>
      ({
        ...{ activity: text, serviceUrl, person: { id: ada.aadObjectId, account: ada.id, name: ada.name } },
        ...{ place: { conversation: 'a:1', isPersonal: true }, wish: said(text) },
      }) as TeamsCall;
    const written = { ...app, tenantId: tenantId.toUpperCase() };
    await answerTeams(world.work, written, call('unlink'));
    expect(readable(world.posted.at(-1)?.message)).toContain('The accounts are no longer linked.');
    expect((await world.store.users.get(1))?.chatAccounts).toEqual([]);
  });
});
