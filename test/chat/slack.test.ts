import { beforeEach, describe, expect, it } from 'vitest';
import { threadOf } from '../../functions/actions/chat/thread.ts';
import { queued } from '../../functions/domain/action-delivery/delivery.ts';
import type { Alert } from '../../functions/domain/alert/alert.ts';
import { wireIdOf } from '../../functions/domain/wire-id.ts';
import { createManualAlert } from '../../functions/usecases/alert/create-manual.ts';
import { inSlack } from '../../functions/usecases/chat/slack-workspace.ts';
import { aUser } from '../support/factories.ts';
import { ada, botUser, type SlackWorld, slackWorld, team } from './slack-world.ts';

const grace = { ...ada, user: 'U0GRACE', name: 'grace' };

let world: SlackWorld;
let alert: Alert;

beforeEach(async () => {
  world = await slackWorld({ users: [aUser(1, { role: 'USER' }), aUser(2), aUser(3, { role: 'STAKEHOLDER' })] });
  alert = await createManualAlert(world.as(2), { summary: 'Disk full', sourceId: 800 });
});

const now = async (): Promise<Alert> => (await world.store.alerts.get(alert.id)) ?? expect.fail('no alert');
const comments = async () =>
  (await world.store.alerts.log(alert.id, { offset: 0, limit: 100 }))
    .filter(({ type }) => type === 'AlertCommentAddedLogEntry')
    .map(({ vars }) => vars.comment);

describe('a button', () => {
  it('accepts the alert in the name of who pressed it, and says so in the timeline', async () => {
    expect(await world.press(ada, 'alert-accept', alert.id)).toEqual({ status: 200, body: '' });
    expect(await now()).toMatchObject({ status: 'ACCEPTED', acceptedBy: { id: 1 } });
    const entries = await world.store.alerts.log(alert.id, { offset: 0, limit: 100 });
    expect(entries.at(-1)).toMatchObject({
      type: 'UserResponseLogEntry',
      vars: { via: 'SLACK', response: 'ACCEPTED' },
    });
    expect(world.told).toMatchObject([{ by: 'response_url' }]);
  });

  it('resolves and escalates', async () => {
    await world.press(ada, 'alert-escalate', alert.id);
    expect((await now()).escalation.run).toBe(alert.escalation.run + 1);
    await world.press(ada, 'alert-resolve', alert.id);
    expect((await now()).status).toBe('RESOLVED');
  });

  it('escalates once, however often its call is delivered and repeated', async () => {
    const press = world.pressOf(ada, 'alert-escalate', alert.id);
    await world.interaction(press);
    await world.work(2);
    await world.interaction(press);
    await world.work();
    expect((await now()).escalation.run).toBe(alert.escalation.run + 1);
  });

  it('accepts for the first of two who press at the same time, and tells the other who was first', async () => {
    await world.store.users.save(
      { ...aUser(2), chatAccounts: [{ ...grace, linkedAt: world.clock.now() }] },
      (await world.store.users.get(2)) ?? expect.fail(),
    );
    await Promise.all([
      world.interaction(world.pressOf(ada, 'alert-accept', alert.id)),
      world.interaction(world.pressOf(grace, 'alert-accept', alert.id)),
    ]);
    await world.work();
    expect((await now()).acceptedBy).toMatchObject({ id: 1 });
    expect(world.told[1]?.text).toContain('First1 Last1');
  });

  it('says that the alert is over', async () => {
    await world.press(ada, 'alert-resolve', alert.id);
    const over = await now();
    await world.press(ada, 'alert-accept', alert.id);
    await world.press(ada, 'alert-escalate', alert.id);
    expect(await now()).toEqual(over);
    expect(world.told.slice(1).map(({ text }) => text)).toEqual([
      expect.stringMatching(/resolved/i),
      expect.stringMatching(/resolved/i),
    ]);
  });

  it.each([
    ['an alert that is not there', '12345'],
    ['no alert', 'x'],
    ['a number that is none', '99999999999999999999'],
  ])('of %s changes nothing', async (_what, id) => {
    expect((await world.press(ada, 'alert-accept', id)).status).toBe(200);
    expect((await now()).status).toBe('PENDING');
  });

  it('of another app, and one that opens an address, asks for nothing', async () => {
    for (const action of ['link-0', 'other', '__proto__', 'constructor', 'toString'])
      expect((await world.press(ada, action, alert.id)).status).toBe(200);
    expect(world.told).toEqual([]);
  });

  it('keeps to the rights of who pressed it', async () => {
    const stakeholder = { ...ada, user: 'U0STAKE' };
    const user = (await world.store.users.get(3)) ?? expect.fail();
    await world.store.users.save({ ...user, chatAccounts: [{ ...stakeholder, linkedAt: world.clock.now() }] }, user);
    for (const action of ['alert-accept', 'alert-resolve', 'alert-escalate', 'alert-comment', 'alert-add-responder'])
      await world.press(stakeholder, action, alert.id);
    expect((await now()).status).toBe('PENDING');
    expect(world.told).toHaveLength(5);
    expect(new Set(world.told.map(({ text }) => text))).toEqual(
      new Set(['There is no such alert, or you may not see it.']),
    );
    expect(world.view()).toBeUndefined();
  });
});

describe('somebody whom nobody knows', () => {
  it.each(['alert-accept', 'alert-comment'])('is told how to link when they press %s', async (action) => {
    expect((await world.press(grace, action, alert.id)).status).toBe(200);
    expect((await now()).status).toBe('PENDING');
    expect(world.told).toEqual([
      {
        text: expect.stringContaining('Link your accounts'),
        url: expect.stringContaining('/auth/chat/'),
        by: 'response_url',
      },
    ]);
  });

  it('is told the same by every command', async () => {
    for (const text of ['', 'help', 'link', 'alert Disk full', `accept ${alert.id}`, 'oncall'])
      await world.command(grace, text);
    expect(world.told.map(({ url }) => url?.includes('/auth/chat/'))).toEqual(Array(6).fill(true));
    expect((await now()).status).toBe('PENDING');
  });

  it('of another workspace is not answered at all, nor whoever has the id of somebody who is linked', async () => {
    const stranger = { ...ada, space: 'T0OTHER' };
    await world.press(stranger, 'alert-accept', alert.id);
    await world.press(ada, 'alert-accept', alert.id, { team: { id: 'T0OTHER' } });
    await world.command({ ...ada, space: 'T0OTHER' }, 'help');
    expect((await now()).status).toBe('PENDING');
    expect(world.told).toEqual([]);
  });
});

describe('what is not signed by Slack, now', () => {
  const press = () =>
    new URLSearchParams({ payload: JSON.stringify(world.pressOf(ada, 'alert-accept', alert.id)) }).toString();

  it.each([
    ['without a signature', { 'x-slack-signature': '' }],
    ['with that of another', { 'x-slack-signature': `v0=${'0'.repeat(64)}` }],
    ['without a time', { 'x-slack-request-timestamp': '' }],
  ])('%s is refused, and nothing is done', async (_what, headers) => {
    for (const path of ['commands', 'interactions', 'events'])
      expect((await world.send(path, press(), { headers })).status).toBe(403);
    expect(world.handed).toEqual([]);
    expect(world.calls).toEqual([]);
  });

  it('is refused when it is older than five minutes', async () => {
    const at = world.clock.now();
    world.clock.advance({ seconds: 301 });
    expect((await world.send('interactions', press(), { at })).status).toBe(403);
    expect(world.handed).toEqual([]);
  });

  it('is taken in base64 all the same, as the API hands on forms', async () => {
    expect((await world.send('interactions', press(), { isBase64: true })).status).toBe(200);
    expect(world.handed).toHaveLength(1);
  });

  it('is refused once the app was taken away', async () => {
    const app = (await world.store.chatApps.get(1)) ?? expect.fail();
    await world.store.chatApps.delete(app);
    world.clock.advance({ seconds: 16 });
    expect((await world.send('interactions', press())).status).toBe(403);
  });
});

describe('a dialog', () => {
  it('takes a comment, once', async () => {
    await world.press(ada, 'alert-comment', alert.id);
    const view = world.view() ?? expect.fail('no dialog');
    expect(view).toMatchObject({ callback_id: 'chat-comment', blocks: [{ block_id: 'content' }] });
    const submission = world.submitOf(ada, view, { content: 'Looking into it' });
    expect(await world.interaction(submission)).toEqual({ status: 200, body: '' });
    await world.work(2);
    await world.interaction(submission);
    await world.work();
    expect(await comments()).toEqual(['Looking into it']);
  });

  it('says what is missing, at the field', async () => {
    await world.press(ada, 'alert-comment', alert.id);
    const view = world.view() ?? expect.fail('no dialog');
    const answer = await world.submit(ada, view, { content: '   ' });
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      200,
      { response_action: 'errors', errors: { content: 'This is needed.' } },
    ]);
    expect(await comments()).toEqual([]);
  });

  it('adds a responder, who is told', async () => {
    await world.press(ada, 'alert-add-responder', alert.id);
    const view = world.view() ?? expect.fail('no dialog');
    await world.submit(ada, view, { person: '2' });
    expect((await world.store.alerts.responders(alert.id)).map(({ userId }) => userId)).toEqual([2]);
    expect(world.told.at(-1)).toMatchObject({
      text: 'First2 Last2 was added and is told now.',
      by: 'chat.postEphemeral',
    });
  });

  it('raises an alert, and answers in the own messages where the channel is not ours', async () => {
    await world.command(ada, 'alert Payment <down> & out');
    const view = world.view() ?? expect.fail('no dialog');
    expect(view).toMatchObject({ callback_id: 'chat-raise' });
    expect(JSON.stringify(view)).toContain('Payment <down> & out');
    world.answers.set('chat.postEphemeral', { ok: false, error: 'not_in_channel' });
    await world.submit(ada, view, { summary: 'Payment down', source: '800', priority: 'LOW' });
    const raised = (await world.store.alerts.list({}, { offset: 0, limit: 10 })).find(({ id }) => id !== alert.id);
    expect(raised).toMatchObject({ summary: 'Payment down', priority: 'LOW', source: { id: 800 } });
    expect(world.told.at(-1)).toMatchObject({
      by: 'chat.postMessage',
      url: `https://tocsin.example.com/auth/alerts/${raised?.id}`,
    });
    expect(await world.timeline(raised?.id ?? 0)).toContain('AlertCreatedByUser');
  });

  it('that Slack does not open harms nobody', async () => {
    world.answers.set('views.open', { ok: false, error: 'expired_trigger_id' });
    expect((await world.press(ada, 'alert-comment', alert.id)).status).toBe(200);
  });

  it('finds choices by what is typed', async () => {
    const typed = {
      type: 'block_suggestion',
      team: { id: team },
      user: { id: ada.user, team_id: team },
      block_id: 'person',
    };
    const answer = await world.interaction({ ...typed, action_id: 'value', value: 'first2' });
    expect(JSON.parse(answer.body)).toEqual({
      options: [{ text: { type: 'plain_text', text: 'First2 Last2', emoji: true }, value: '2' }],
    });
    const nobody = { ...typed, user: { id: 'U9', team_id: team }, value: '' };
    expect(JSON.parse((await world.interaction(nobody)).body)).toEqual({ options: [] });
  });
});

describe('a command', () => {
  it('accepts by id', async () => {
    await world.command(ada, `accept ${alert.id}`);
    expect((await now()).status).toBe('ACCEPTED');
  });

  it('says who is on call, also by its own name', async () => {
    await world.command(ada, 'oncall');
    await world.command(ada, '', '/il-oncall');
    expect(world.told.map(({ text }) => text.includes('First1 Last1'))).toEqual([true, true]);
  });

  it('opens the dialog by its own name', async () => {
    await world.command(ada, 'Disk full', '/il-alert');
    expect(world.view()).toMatchObject({ callback_id: 'chat-raise' });
  });

  it('unlinks; from then on they are nobody', async () => {
    await world.command(ada, 'link');
    expect(world.told.at(-1)?.text).toContain('First1 Last1');
    await world.command(ada, 'unlink');
    expect((await world.store.users.get(1))?.chatAccounts).toEqual([]);
    await world.command(ada, 'unlink');
    expect(world.told.at(-1)?.url).toContain('/auth/chat/');
  });

  it('speaks the language of the user', async () => {
    const user = (await world.store.users.get(1)) ?? expect.fail();
    await world.store.users.save({ ...user, language: 'de' }, user);
    await world.command(ada, 'hilfe');
    expect(world.told.at(-1)?.text).toContain('Was ich verstehe');
  });
});

describe('the thread of a message', () => {
  const action = 4711;
  /** Delivers the message that the thread begins with. */
  beforeEach(async () => {
    const happening = { trigger: 'alert-created', occasion: 'created', at: world.clock.now() } as const;
    const delivery = queued(alert.id, { actionId: action, happening, at: world.clock.now() }, world.clock.now());
    await world.store.actionDeliveries.add([delivery]);
    await world.store.actionDeliveries.save(delivery, {
      reference: 'C1:1.000001',
      thread: threadOf('slack', 'C1:1.000001') ?? '',
    });
  });
  const event = (text: string, more: object = {}) => ({
    type: 'event_callback',
    team_id: team,
    event_id: `Ev${Math.abs(hash(text))}`,
    event: { type: 'message', user: ada.user, channel: 'C1', ts: '2.000001', thread_ts: '1.000001', text, ...more },
  });
  const hash = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
  async function say(body: object) {
    const answer = await world.send('events', JSON.stringify(body));
    await world.work();
    return answer;
  }

  it('takes what somebody says there for a comment, once, and does not post it there again', async () => {
    const said = event('a &lt;b&gt; &amp; c');
    expect((await say(said)).status).toBe(200);
    await say(said);
    expect(await comments()).toEqual(['a <b> & c']);
    const entries = await world.store.alerts.log(alert.id, { offset: 0, limit: 100 });
    expect(entries.at(-1)?.vars).toMatchObject({ via: 'SLACK', actionId: wireIdOf(action) });
    expect(world.told).toEqual([]);
  });

  it('takes a word that answers for an answer', async () => {
    await say(event('accept'));
    expect((await now()).status).toBe('ACCEPTED');
    expect(await comments()).toEqual([]);
  });

  it.each([
    ['another message', { thread_ts: '1.000002' }],
    ['another channel', { channel: 'C2' }],
  ])('of %s is left alone', async (_what, more) => {
    await say(event('hello', more));
    expect(await comments()).toEqual([]);
    expect(world.told).toEqual([]);
  });

  it.each([
    ['of the app itself', { user: botUser }],
    ['of another app', { bot_id: 'B1' }],
    ['that was edited', { subtype: 'message_changed' }],
    ['of a thread that begins', { thread_ts: '2.000001' }],
    ['outside of threads', { thread_ts: undefined }],
    ['that is empty', { text: ' ' }],
    ['of a stranger', { user_team: 'T0OTHER' }],
    ['of somebody who is not linked', { user: 'U9' }],
  ])('hears no message %s', async (_what, more) => {
    expect((await say(event('hello', more))).status).toBe(200);
    expect(await comments()).toEqual([]);
    expect(world.told).toEqual([]);
  });
});

describe('Slack', () => {
  it('is told the challenge of its set-up', async () => {
    const { status, body } = await world.send('events', JSON.stringify({ type: 'url_verification', challenge: 'abc' }));
    expect([status, body]).toEqual([200, 'abc']);
  });

  it('that does not take the token is called no more than that', async () => {
    world.answers.set('auth.test', { ok: false, error: 'invalid_auth' });
    expect(await inSlack(world.ctx)).toBeUndefined();
    expect((await world.press(ada, 'alert-accept', alert.id)).status).toBe(200);
    expect((await now()).status).toBe('PENDING');
  });

  it('that does not answer is an error, which Slack shows', async () => {
    world.answers.set('auth.test', new Error('no answer'));
    expect((await world.interaction(world.pressOf(ada, 'alert-accept', alert.id))).status).toBe(500);
  });

  it('has nothing at other paths', async () => {
    expect((await world.send('other', '{}')).status).toBe(404);
    expect((await world.send('interactions', 'payload=%7B')).status).toBe(400);
    expect((await world.send('events', 'x')).status).toBe(400);
  });
});
