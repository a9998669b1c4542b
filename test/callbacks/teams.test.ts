import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardVerbs } from '../../functions/actions/chat/adaptive-card.ts';
import { threadOf } from '../../functions/actions/chat/thread.ts';
import type { ActionDelivery } from '../../functions/domain/action-delivery/delivery.ts';
import { happeningsOf } from '../../functions/domain/action-delivery/happening.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { wireIdOf } from '../../functions/domain/wire-id.ts';
import { wrongWithCard } from '../actions/fakes/teams.ts';
import { ada, anActivity, bot, channel, inChannel, mention, pressed } from '../chat/activities.ts';
import { serviceUrl } from '../chat/bot-framework.ts';
import { aSource } from '../support/factories.ts';
import { readable, teamsWorld } from './teams-world.ts';

const dialog = (verb: string, alertId: number) =>
  inChannel({
    type: 'invoke',
    name: 'task/fetch',
    text: undefined,
    value: { data: { verb, alertId: String(alertId) } },
  });
const filled = (data: object, members: object = {}) =>
  inChannel({ type: 'invoke', name: 'task/submit', text: undefined, value: { data }, ...members });
const say = (text: string, members: object = {}) => anActivity({ text, ...members });

describe('a button in Teams', () => {
  it('accepts and resolves, answers with the card as it is then, and the timeline says where', async () => {
    const { send, alertId, status, store } = await teamsWorld();
    const accepted = await send(pressed(cardVerbs.accept, { alertId: String(alertId) }));
    expect(accepted).toMatchObject({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: { type: 'AdaptiveCard' } },
    });
    expect(readable(accepted.body)).toContain('Accepted by Ada Lovelace');
    expect(JSON.stringify(accepted.body)).not.toContain(cardVerbs.accept);
    const resolved = await send(pressed(cardVerbs.resolve, { alertId: String(alertId) }));
    expect(readable(resolved.body)).toContain('Resolved by Ada Lovelace');
    expect(await status()).toBe('RESOLVED');
    const log = await store.alerts.log(alertId, { offset: 0, limit: 100 });
    expect(log.filter(({ vars }) => vars.via === 'TEAMS')).toHaveLength(2);
  });

  it('says in words what changed nothing', async () => {
    const { send, alertId } = await teamsWorld();
    await send(pressed(cardVerbs.resolve, { alertId: String(alertId) }));
    const again = pressed(cardVerbs.accept, { alertId: String(alertId) });
    expect((await send({ ...again, id: 'another' })).body).toMatchObject({
      type: 'application/vnd.microsoft.activity.message',
      value: expect.stringContaining('already resolved'),
    });
    expect((await send(pressed(cardVerbs.accept, { alertId: '7' }))).body).toMatchObject({
      value: 'There is no such alert, or you may not see it.',
    });
    for (const nonsense of [pressed('constructor'), pressed(''), pressed(cardVerbs.accept, { alertId: '7; drop' })])
      expect((await send(nonsense)).body).toMatchObject({ statusCode: 200, value: expect.stringContaining('help') });
  });

  it('escalates once, however often the same call is sent', async () => {
    const { send, alertId, store } = await teamsWorld();
    const call = pressed(cardVerbs.escalate, { alertId: String(alertId) });
    expect((await send(call)).body).toMatchObject({ value: expect.stringContaining('You escalated') });
    const after = (await store.alerts.get(alertId))?.escalation.run;
    await send(call);
    expect((await store.alerts.get(alertId))?.escalation.run).toBe(after);
  });

  it('of an older client is answered below the message', async () => {
    const { send, alertId, posted, status } = await teamsWorld();
    const call = inChannel({ text: '', value: { verb: cardVerbs.accept, alertId: String(alertId) } });
    expect(await send(call)).toEqual({ status: 202, body: {} });
    expect(await status()).toBe('ACCEPTED');
    expect(posted).toMatchObject([{ to: { conversation: `${channel};messageid=1795921200000` } }]);
    expect(readable(posted)).toContain('You accepted: Disk is full');
  });
});

describe('a dialog in Teams', () => {
  it('takes a comment, once', async () => {
    const { send, alertId, timeline } = await teamsWorld();
    const opened = await send(dialog(cardVerbs.comment, alertId));
    expect(opened.body).toMatchObject({ task: { type: 'continue', value: { title: 'Comment' } } });
    const { task } = opened.body as { task: { value: { card: { content: { actions: { data: object }[] } } } } };
    const data = { ...task.value.card.content.actions[0]?.data, content: 'I look at it' };
    expect((await send(filled({ ...data, content: ' ' }))).body).toMatchObject({ task: { type: 'continue' } });
    expect((await send(filled(data, { id: 'second' }))).body).toEqual({
      task: { type: 'message', value: 'The comment was added.' },
    });
    await send(filled(data, { id: 'second' }));
    expect((await timeline(alertId)).filter((one) => one === 'AlertCommentAdded')).toHaveLength(1);
  });

  it('adds somebody, and finds them by typing', async () => {
    const { send, alertId, told } = await teamsWorld();
    const opened = await send(dialog(cardVerbs.addResponder, alertId));
    expect(readable(opened.body)).toContain('First2 Last2');
    const search = inChannel({
      type: 'invoke',
      name: 'application/search',
      value: { queryText: 'first2', dataset: 'person' },
    });
    expect((await send(search)).body).toMatchObject({ value: { results: [{ title: 'First2 Last2', value: '2' }] } });
    await told();
    const data = { verb: 'chat-form', form: 'add-responder', alertId: String(alertId), person: '2' };
    expect(readable((await send(filled(data))).body)).toBe('First2 Last2 was added and is told now.');
    expect(await told()).toEqual(['SMS 2']);
  });

  it('is none for what nobody knows', async () => {
    const { send } = await teamsWorld();
    for (const call of [dialog('nothing', 7), dialog(cardVerbs.comment, 7), filled({}), filled({ form: 'toString' })])
      expect((await send(call)).body).toMatchObject({ task: { type: 'message' } });
  });
});

describe('what is said in Teams', () => {
  it.each([
    ['to the bot alone', say('oncall')],
    ['in a channel to the bot', inChannel({ text: '<at>Tocsin</at> oncall', entities: [mention] })],
  ])('%s is answered there', async (_case, activity) => {
    const { send, posted } = await teamsWorld();
    expect(await send(activity)).toEqual({ status: 202, body: {} });
    expect(posted).toMatchObject([{ to: { serviceUrl, conversation: activity.conversation.id } }]);
    expect(readable(posted)).toContain('Ada Lovelace');
  });

  it.each([
    ['among people', inChannel({ text: 'I look at it' })],
    ['by the bot', inChannel({ text: 'oncall', from: bot, entities: [mention] })],
    ['by another bot', inChannel({ text: '<at>Tocsin</at> oncall', from: { id: '28:x' }, entities: [mention] })],
  ])('%s is left alone', async (_case, activity) => {
    const { send, posted } = await teamsWorld();
    expect((await send(activity)).status).toBeLessThan(300);
    expect(posted).toEqual([]);
  });

  it('raises an alert by a form in a message', async () => {
    const { send, posted, store } = await teamsWorld();
    await send(say('alert Mail is down'));
    const [{ message } = { message: {} }] = posted;
    expect(wrongWithForm(message)).toBeUndefined();
    const source = String(aSource().id);
    const form = { form: 'raise', summary: 'Mail is down', source };
    const wrong = await send(pressed('chat-form', { ...form, summary: '' }));
    expect(wrong.body).toMatchObject({ type: 'application/vnd.microsoft.card.adaptive' });
    expect(readable(wrong.body)).toContain('This is needed.');
    const sent = { ...pressed('chat-form', form), id: 'sent' };
    expect(readable((await send(sent)).body)).toMatch(/^Alert \d+ was raised: Mail is down\nOpen alert/);
    await send(sent);
    expect(await store.alerts.count({})).toBe(2);
  });

  it('links and unlinks', async () => {
    const { send, posted, store } = await teamsWorld();
    await send(say('link'));
    await send(say('unlink', { id: 'two' }));
    await send(say('oncall', { id: 'three' }));
    const said = posted.map(({ message }) => readable(message).split('\n')[0]);
    expect(said).toEqual([
      'You are Ada Lovelace in Tocsin. “unlink” unties that.',
      'The accounts are no longer linked.',
      expect.stringContaining('I do not know yet who you are'),
    ]);
    expect((await store.users.get(1))?.chatAccounts).toEqual([]);
  });
});

describe('the thread of an alert', () => {
  const inThread = async () => {
    const world = await teamsWorld();
    const { store, alertId, clock } = world;
    const action = 900;
    const delivery = begunBy(alertId, action, clock.now());
    await store.actionDeliveries.add([delivery]);
    const thread = threadOf('microsoft_teams_bot', `${channel};messageid=1795921200000|1795921200000`) ?? '';
    await store.actionDeliveries.save(delivery, { reference: `${thread}|1795921200000`, thread });
    return { ...world, action };
  };

  it('is where what people say is a comment, which the card is not told again', async () => {
    const { send, alertId, store, posted, action } = await inThread();
    await send(inChannel({ text: 'It was the <b>log</b>' }));
    await send(inChannel({ text: 'It was the <b>log</b>' }));
    const log = await store.alerts.log(alertId, { offset: 0, limit: 100 });
    const comments = log.filter(({ type }) => type === 'AlertCommentAddedLogEntry');
    expect(comments.map(({ vars }) => vars)).toEqual([
      expect.objectContaining({ user: 'Ada Lovelace', via: 'TEAMS', comment: 'It was the <b>log</b>' }),
    ]);
    expect(comments.flatMap((entry) => happeningsOf(entry)).map(({ toldBy }) => toldBy)).toEqual([wireIdOf(action)]);
    expect(posted).toEqual([]);
  });

  it('is of the alert that commands are about', async () => {
    const { send, status, posted } = await inThread();
    await send(inChannel({ text: 'ack' }));
    expect(await status()).toBe('ACCEPTED');
    await send(inChannel({ text: '<at>Tocsin</at> resolve', entities: [mention], id: 'two' }));
    expect(await status()).toBe('RESOLVED');
    expect(readable(posted)).toMatch(/You accepted.*\nYou resolved/);
  });

  it('takes nothing from who may not comment', async () => {
    const { send, timeline, alertId, store } = await inThread();
    const user = await store.users.get(1);
    if (user) await store.users.save({ ...user, role: 'VIEWER' }, user, []);
    await send(inChannel({ text: 'I look at it' }));
    expect(await timeline(alertId)).not.toContain('AlertCommentAdded');
  });

  it.each([
    ['19:abc@thread.tacv2;messageid=1|1', '19:abc@thread.tacv2;messageid=1'],
    ['19:meeting@thread.v2|1', undefined],
    ['', undefined],
  ])('of %j is %j', (reference, thread) => {
    expect(threadOf('microsoft_teams_bot', reference)).toBe(thread);
    expect(threadOf('jira', reference)).toBeUndefined();
  });
});

describe('who is not linked', () => {
  const link = /^https:\/\/tocsin\.example\.com\/auth\/chat\/[\w.-]+$/;
  const addressIn = (shown: unknown) => /"url":"([^"]+)"/.exec(JSON.stringify(shown))?.[1];

  it('is told how, alone, and nothing is done', async () => {
    const { send, posted, alertId, status } = await teamsWorld({ isLinked: false });
    const answer = await send(pressed(cardVerbs.accept, { alertId: String(alertId) }));
    expect(answer.body).toMatchObject({ value: expect.stringContaining('I have written to you') });
    expect(JSON.stringify(answer.body)).not.toContain('/auth/chat/');
    expect(posted).toMatchObject([{ to: { account: ada.id } }]);
    expect(addressIn(posted)).toMatch(link);
    expect(await status()).toBe('PENDING');
  });

  it('is told in the thread where to ask, when the bot may not write to them', async () => {
    const { send, posted, closed } = await teamsWorld({ isLinked: false });
    closed.add(ada.id);
    await send(inChannel({ text: '<at>Tocsin</at> accept', entities: [mention], locale: 'de-DE' }));
    expect(posted).toHaveLength(1);
    expect(readable(posted)).toContain('sagen Sie „verknüpfen“');
    expect(addressIn(posted)).toBeUndefined();
  });

  it.each([
    ['says something to the bot alone', say('oncall')],
    ['opens a dialog', dialog(cardVerbs.comment, 7)],
  ])('has the link before them when one %s', async (_case, activity) => {
    const { send, posted } = await teamsWorld({ isLinked: false });
    const { body } = await send(activity);
    expect(addressIn([body, posted])).toMatch(link);
  });

  it('is not spoken to for what is said among people', async () => {
    const { send, posted } = await teamsWorld({ isLinked: false });
    await send(inChannel({ text: 'I look at it' }));
    expect(posted).toEqual([]);
  });
});

describe('the bot coming to a team', () => {
  it('says once what it is for, and remembers where Teams is', async () => {
    const { send, posted, store } = await teamsWorld({ isLinked: false });
    await send(inChannel({ type: 'installationUpdate', action: 'add', text: undefined }));
    await send(inChannel({ type: 'conversationUpdate', membersAdded: [{ id: bot.id }], id: 'two', text: undefined }));
    expect(posted).toHaveLength(1);
    expect(await store.chatApps.placeOf('microsoft_teams')).toBe(serviceUrl);
  });
});

describe('what is not from Teams', () => {
  const accept = (alertId: number) => pressed(cardVerbs.accept, { alertId: String(alertId) });

  it.each<[string, (world: Awaited<ReturnType<typeof teamsWorld>>) => Promise<object> | object, object]>([
    ['nobody has signed', () => ({ authorization: null }), {}],
    ['somebody else has signed', () => ({ authorization: 'Bearer a.b.c' }), {}],
    ['is over', ({ signer }) => signed(signer.sign('2026-11-21T08:00:00Z')), {}],
    ['is for another bot', ({ signer, clock }) => signed(signer.sign(clock.now(), { aud: 'x' })), {}],
    ['is of another service', () => ({}), { serviceUrl: 'https://smba.trafficmanager.net/amer/' }],
    ['names a service of somebody else', () => ({}), { serviceUrl: 'https://evil.example/' }],
    [
      'is of another tenant',
      () => ({}),
      { conversation: { id: 'x', tenantId: '00000000-0000-4000-8000-000000000000' } },
    ],
    ['names two tenants', () => ({}), { channelData: { tenant: { id: '00000000-0000-4000-8000-000000000000' } } }],
    ['is of another channel', () => ({}), { channelId: 'webchat' }],
  ])('is refused where it %s, and nothing is done', async (_case, how, members) => {
    const world = await teamsWorld();
    const answer = await world.send({ ...accept(world.alertId), ...members }, await how(world));
    expect(answer.status).toBe(403);
    expect([world.works(), await world.status(), world.posted]).toEqual([0, 'PENDING', []]);
  });
  const signed = async (authorization: Promise<string>) => ({ authorization: await authorization });

  it('is refused where there is no app, and left for later while nobody knows', async () => {
    const none = await teamsWorld({ hasApp: false });
    expect((await none.send(accept(none.alertId))).status).toBe(403);
    const unknown = await teamsWorld();
    unknown.signer.answer('metadata', new Error('no whole answer within 3 seconds'));
    expect((await unknown.send(accept(unknown.alertId))).status).toBe(503);
    expect(unknown.works()).toBe(0);
  });

  it.each([
    ['', 400],
    ['{', 400],
    ['null', 400],
    ['[]', 400],
    ['{"type":7}', 400],
    ['{}', 400],
    ['{"type":"message"}', 403],
  ])('%j is answered with %i', async (body, status) => {
    const { send } = await teamsWorld();
    expect((await send(body)).status).toBe(status);
  });

  it('is nothing elsewhere', async () => {
    const { send } = await teamsWorld();
    expect((await send(anActivity(), { path: '/callbacks/teams/other' })).status).toBe(404);
    expect((await send(anActivity(), { method: 'GET' })).status).toBe(405);
  });

  it('never breaks anything, however a genuine call is mutated', async () => {
    const { send, alertId } = await teamsWorld();
    const kinds = [accept(alertId), say('accept'), dialog(cardVerbs.comment, alertId), filled({ form: 'comment' })];
    const path = fc.array(fc.nat(12), { minLength: 1, maxLength: 4 });
    const junk = fc.oneof(
      fc.constant(undefined),
      fc.jsonValue(),
      fc.constantFrom('x'.repeat(50_000), '\u0000', -1, 1e308),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...kinds), path, junk, async (kind, steps, value) => {
        expect((await send(mutated(kind, steps, value))).status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });
});

/** What an action has done for an alert. */
const begunBy = (alertId: number, actionId: number, at: Instant): ActionDelivery => ({
  alertId,
  id: 1,
  version: 0,
  actionId,
  trigger: 'alert-created',
  occasion: 'created',
  status: 'SENDING',
  firstAt: at,
  at,
  createdAt: at,
  attempts: 1,
});

/** A copy in which the member at the end of these steps is another. */
function mutated(thing: unknown, [step = 0, ...rest]: readonly number[], value: unknown): unknown {
  if (typeof thing !== 'object' || thing === null) return value;
  const names = Object.keys(thing);
  const name = names[step % Math.max(names.length, 1)] ?? 'more';
  const before = (thing as Record<string, unknown>)[name];
  return { ...thing, [name]: rest.length === 0 ? value : mutated(before, rest, value) };
}

/** Forms have inputs, which alerts have not. */
function wrongWithForm(message: object): string | undefined {
  const text = JSON.stringify(message).replaceAll(/"Input\.\w+"/g, '"TextBlock"');
  return wrongWithCard(JSON.parse(text));
}
