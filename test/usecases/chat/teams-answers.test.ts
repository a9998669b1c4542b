import { beforeEach, describe, expect, it } from 'vitest';
import { cardVerbs } from '../../../functions/actions/chat/adaptive-card.ts';
import type { TeamsCall, TeamsWish } from '../../../functions/domain/chat/teams-activity.ts';
import { readable } from '../../callbacks/teams-world.ts';
import { ada } from '../../chat/activities.ts';
import { serviceUrl, tenantId } from '../../chat/bot-framework.ts';
import { said, type TeamsAsking, teamsAsking } from './teams-asking.ts';

const someone = { id: '33333333-3333-4333-8333-333333333333', account: '29:someone', name: 'Grace' };

let world: TeamsAsking;
beforeEach(async () => {
  world = await teamsAsking();
});
const ask: TeamsAsking['ask'] = (...asked) => world.ask(...asked);
const press: TeamsAsking['press'] = (...pressed) => world.press(...pressed);
const escalations = async () => (await world.store.alerts.get(world.alertId))?.escalation.run ?? 0;

describe('one call of Teams', () => {
  it('is done once, and is another from somebody else, and from elsewhere', async () => {
    const before = await escalations();
    const place = { conversation: '19:other', isPersonal: false } as TeamsCall['place'];
    const person = { id: ada.aadObjectId, account: '29:another-of-ada', name: ada.name } as TeamsCall['person'];
    for (const facts of [{}, {}, { place }, { person }])
      await ask(press(cardVerbs.escalate), { activity: 'the same', ...facts });
    expect((await escalations()) - before).toBe(3);
    await ask(press(cardVerbs.escalate), { activity: 'another' });
    expect((await escalations()) - before).toBe(4);
  });

  it('tells where Teams is now, and that is written only when it moves', async () => {
    await ask(said('help'));
    expect(await world.store.chatApps.placeOf('microsoft_teams')).toBe(serviceUrl);
    const noted: string[] = [];
    const chatApps = new Proxy(world.store.chatApps, {
      get: (apps, name) =>
        name === 'notePlace' ? async (_type: string, place: string) => void noted.push(place) : Reflect.get(apps, name),
    });
    const work = { ...world.work, store: { ...world.store, chatApps } };
    await ask(said('help'), {}, work);
    expect(noted).toEqual([]);
    const moved = 'https://smba.trafficmanager.net/amer/';
    await ask(said('help'), { serviceUrl: moved }, work);
    expect(noted).toEqual([moved]);
  });
});

describe('a welcome', () => {
  it('is said once in each conversation, in the language of the call', async () => {
    await ask({ kind: 'added' });
    await ask({ kind: 'added' });
    await ask({ kind: 'added' }, { place: { conversation: '19:b', isPersonal: false } as never, locale: 'DE-at' });
    const [english, german] = world.posted.map(({ message }) => readable(message));
    expect(world.posted).toHaveLength(2);
    expect(english).not.toBe(german);
    await ask({ kind: 'added' }, { place: { conversation: '19:c', isPersonal: false } as never, locale: 'den' });
    expect(readable(world.posted[2]?.message)).toBe(english);
    await ask({ kind: 'added' }, { place: { conversation: '19:d', isPersonal: false } as never, locale: 'nl-DE' });
    expect(readable(world.posted[3]?.message)).toBe(english);
  });

  it('is no farewell', async () => {
    expect(await ask({ kind: 'removed' }, { person: someone })).toBeUndefined();
    expect(world.posted).toEqual([]);
  });
});

describe('who is not linked', () => {
  const facts = { person: someone } as Partial<TeamsCall>;
  const personal = { ...facts, place: { conversation: 'a:1', isPersonal: true } as TeamsCall['place'] };

  it('finds nothing by typing, and is told nothing of it', async () => {
    expect(await ask({ kind: 'search', field: 'person', typed: '' } as TeamsWish, facts)).toMatchObject({
      value: { results: [] },
    });
    expect(world.posted).toEqual([]);
  });

  it.each([
    ['opened', { kind: 'dialog', data: {} }],
    ['filled in', { kind: 'filled', data: {} }],
  ])('has the link in the dialog that they have %s', async (_what, wish) => {
    expect(JSON.stringify(await ask(wish as TeamsWish, facts))).toContain('/auth/chat/');
    expect(world.posted).toEqual([]);
  });

  it.each([
    [true, 'I do not know yet who you are'],
    [false, ''],
  ])(
    'alone with the bot has the link there, and beside a button whose answer is waited for: %s',
    async (isAnswered, words) => {
      const answer = await ask(press(cardVerbs.accept, {}, isAnswered), personal);
      expect(JSON.stringify(world.posted)).toContain('/auth/chat/');
      expect(readable(answer ?? {})).toContain(words);
      expect(answer === undefined).toBe(!isAnswered);
    },
  );

  it('is told in the channel that they were written to, where no answer is waited for', async () => {
    expect(await ask(press(cardVerbs.accept, {}, false), facts)).toBeUndefined();
    expect(world.posted.map(({ to }) => to)).toEqual([
      { serviceUrl, account: someone.account },
      { serviceUrl, conversation: '19:channel' },
    ]);
  });

  it('has a link that names them, as far as Teams does', async () => {
    const chatOf = async (person: object) => {
      await ask(said('help'), { ...personal, person: person as never });
      const token = /\/auth\/chat\/([\w.-]+)/.exec(JSON.stringify(world.posted.at(-1)))?.[1] ?? '';
      return world.work.tokens.open('CHAT', token);
    };
    const { id, account, name } = someone;
    expect(await chatOf(someone)).toMatchObject({ chat: { user: id, space: tenantId, name } });
    expect(JSON.stringify(await chatOf({ id, account }))).not.toContain('name');
  });
});

describe('a button', () => {
  it('of an alert that somebody may not see shows nothing of it, whatever became of it meanwhile', async () => {
    await ask(press(cardVerbs.accept));
    const hidden = (await world.store.alerts.get(world.alertId)) ?? expect.fail();
    await world.store.alerts.save({ ...hidden, hidden: true }, { log: [] });
    const user = (await world.store.users.get(1)) ?? expect.fail();
    await world.store.users.save({ ...user, role: 'USER' }, user);
    const work = {
      ...world.work,
      store: { ...world.store, alerts: { ...world.store.alerts, responder: async () => undefined } },
    };
    const answer = await ask(press(cardVerbs.accept), {}, work);
    expect(readable(answer)).toContain('There is no such alert');
    expect(JSON.stringify(answer)).not.toContain('Disk is full');
  });

  it('that asks for a form is answered with it, or with a message by older clients', async () => {
    const answer = JSON.stringify(await ask(press(cardVerbs.comment)));
    expect(answer).toContain('Action.Execute');
    expect(answer).toContain(`"alertId":"${world.alertId}"`);
    expect(await ask(press(cardVerbs.comment, {}, false))).toBeUndefined();
    expect(JSON.stringify(world.posted.at(-1)?.message)).toContain('Action.Execute');
    expect(world.posted.at(-1)?.message).toMatchObject({ summary: 'Comment' });
  });

  it('of nothing is not understood, and older clients are told nothing', async () => {
    expect(readable((await ask(press('toString'))) ?? {})).toContain('I do not understand that');
    expect(await ask(press('toString', {}, false))).toBeUndefined();
    expect(await ask({ kind: 'pressed', data: {}, isAnswered: false })).toBeUndefined();
    expect(world.posted).toEqual([]);
  });

  it('without an alert is answered in words', async () => {
    const alone = { kind: 'pressed', data: { verb: cardVerbs.comment }, isAnswered: true } as TeamsWish;
    expect(readable((await ask(alone)) ?? {})).toContain('There is no such alert');
    const accept = { kind: 'pressed', data: { verb: cardVerbs.accept }, isAnswered: true } as TeamsWish;
    expect(readable((await ask(accept)) ?? {})).toContain('I do not understand that');
  });

  it('of a form says what is missing, with what was filled in', async () => {
    const form = { form: 'raise', summary: 'Mail is down', source: '' };
    const answer = await ask(press('chat-form', form));
    expect(readable(answer)).toContain('This is needed.');
    expect(JSON.stringify(answer)).toContain('Mail is down');
  });
});

describe('a dialog', () => {
  it('is opened by its button or by the name of its form', async () => {
    const data = { alertId: String(world.alertId) };
    const byVerb = await ask({ kind: 'dialog', data: { verb: cardVerbs.comment, ...data } } as TeamsWish);
    const byForm = await ask({ kind: 'dialog', data: { form: 'comment', ...data } } as TeamsWish);
    expect(byVerb).toMatchObject({ task: { type: 'continue', value: { title: 'Comment' } } });
    expect(byForm).toEqual(byVerb);
    expect(JSON.stringify(byVerb)).not.toContain('Action.Execute');
    expect(readable(byVerb)).not.toContain('This is needed.');
  });

  it('of nothing is words', async () => {
    for (const kind of ['dialog', 'filled'] as const)
      expect(await ask({ kind, data: { form: 'constructor' } } as TeamsWish)).toEqual({
        task: { type: 'message', value: 'I do not understand that. “help” says what I do.' },
      });
  });

  it('says what is missing in it', async () => {
    const data = { form: 'comment', alertId: String(world.alertId), content: ' ' };
    const answer = await ask({ kind: 'filled', data } as TeamsWish);
    expect(readable(answer)).toContain('This is needed.');
    expect(answer).toMatchObject({ task: { type: 'continue' } });
  });
});
