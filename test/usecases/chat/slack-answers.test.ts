import { beforeEach, describe, expect, it } from 'vitest';
import { slackThread, threadOf } from '../../../functions/actions/chat/thread.ts';
import { queued } from '../../../functions/domain/action-delivery/delivery.ts';
import type { SlackCall } from '../../../functions/domain/chat/slack-call.ts';
import type { SlackAnswer } from '../../../functions/ports/slack.ts';
import { createManualAlert } from '../../../functions/usecases/alert/create-manual.ts';
import { answerSlackAtOnce, doInSlack, type SlackWorkContext } from '../../../functions/usecases/chat/slack.ts';
import { slackAppOf } from '../../../functions/usecases/chat/slack-app.ts';
import { inSlack } from '../../../functions/usecases/chat/slack-workspace.ts';
import { ada, botToken, botUser, type SlackWorld, slackWorld, team } from '../../chat/slack-world.ts';

type Body = Readonly<Record<string, unknown>>;
const app = { token: botToken, team, botUser };

let world: SlackWorld;
let alertId: number;
let calls: { readonly method: string; readonly body: Body; readonly token?: string }[];
let warned: string[];
let answers: Record<string, SlackAnswer>;
let ctx: SlackWorkContext;

beforeEach(async () => {
  world = await slackWorld();
  calls = [];
  warned = [];
  answers = { 'auth.test': { ok: true, team_id: team, user_id: botUser } };
  ctx = {
    ...world.ctx,
    log: { ...world.ctx.log, warn: (message: string) => void warned.push(message) },
    slack: {
      call: async (token, method, body) => {
        calls.push({ method, body, token });
        return answers[method] ?? { ok: true };
      },
      respond: async (method, body) => void calls.push({ method, body }),
    },
  };
  ({ id: alertId } = await createManualAlert(world.as(2), { summary: 'Disk full', sourceId: 800 }));
});

let scopes = 0;
const call = <Kind extends SlackCall['kind']>(kind: Kind, facts: object = {}) => {
  scopes += 1;
  return { kind, who: ada, team, scope: `call ${scopes}`, ...facts } as unknown as Extract<SlackCall, { kind: Kind }>;
};
const command = (text: string, facts: object = {}) =>
  call('command', { text, channel: 'C1', triggerId: 't', ...facts });
const press = (name: string, facts: object = {}) =>
  call('press', { press: name, alertId, channel: 'C1', triggerId: 't', ...facts });
const methods = () => calls.map(({ method }) => method);

describe('where somebody in Slack is answered', () => {
  it('is the address that Slack gave, for them alone, and what was there stays', async () => {
    await doInSlack(ctx, command('help', { responseUrl: 'https://hooks.slack.com/x' }), app);
    expect(calls).toMatchObject([
      { method: 'https://hooks.slack.com/x', body: { response_type: 'ephemeral', replace_original: false } },
    ]);
  });

  it('names them by their address where they have no name', async () => {
    const user = (await world.store.users.get(1)) ?? expect.fail('Ada is there');
    await world.store.users.save({ ...user, firstName: '', lastName: '' }, user);
    await doInSlack(ctx, command('link'), app);
    expect(JSON.stringify(calls[0]?.body)).toContain(`You are ${user.email} in Tocsin.`);
  });

  it('is the channel, for them alone, where Slack gave none', async () => {
    await doInSlack(ctx, command('help'), app);
    expect(calls).toMatchObject([{ method: 'chat.postEphemeral', body: { channel: 'C1', user: ada.user } }]);
    expect(calls[0]?.body).not.toHaveProperty('thread_ts');
  });

  it('is their own messages where the channel is not ours', async () => {
    answers['chat.postEphemeral'] = { ok: false, error: 'not_in_channel' };
    await doInSlack(ctx, command('help'), app);
    expect(methods()).toEqual(['chat.postEphemeral', 'chat.postMessage']);
    expect(calls[1]?.body).toMatchObject({ channel: ada.user });
    expect(warned).toEqual([]);
  });

  it('is their own messages where there is no channel; when that fails, the log tells', async () => {
    answers['chat.postMessage'] = { ok: false, error: 'user_not_found' };
    await doInSlack(ctx, call('submit', { dialog: 'comment', alertId, filled: { content: 'x' } }), app);
    expect(methods()).toEqual(['chat.postMessage']);
    expect(warned).toEqual(['an answer did not reach somebody in Slack']);
  });

  it('names what is missing in a form that comes late', async () => {
    await doInSlack(ctx, call('submit', { dialog: 'raise', channel: 'C1', filled: {} }), app);
    expect(calls).toMatchObject([{ body: { text: 'This is needed.' } }]);
  });

  it('is nowhere for what was answered at once: a dialog, and choices', async () => {
    await doInSlack(ctx, command('alert Disk full'), app);
    await doInSlack(ctx, press('comment'), app);
    await doInSlack(ctx, call('suggest', { field: 'person', typed: '' }), app);
    expect(calls).toEqual([]);
  });
});

describe('who is in another workspace, or is the app itself', () => {
  it.each([
    ['called for another one', { team: 'T0OTHER' }],
    ['a member of another one', { who: { ...ada, space: 'T0OTHER' } }],
    ['the app', { who: { ...ada, user: botUser } }],
  ])('is not heard: %s', async (_what, facts) => {
    expect(await answerSlackAtOnce(ctx, command('help', facts), app)).toEqual({ kind: 'done' });
    await doInSlack(ctx, command('help', facts), app);
    expect(calls).toEqual([]);
  });
});

describe('what Slack waits for', () => {
  it('is a dialog, opened at once; that it was not is told in the log alone', async () => {
    expect(await answerSlackAtOnce(ctx, press('comment'), app)).toEqual({ kind: 'done' });
    expect(warned).toEqual([]);
    answers['views.open'] = { ok: false, error: 'expired_trigger_id' };
    expect(await answerSlackAtOnce(ctx, press('comment'), app)).toEqual({ kind: 'done' });
    expect(warned).toEqual(['a dialog was not opened in Slack']);
    expect(methods()).toEqual(['views.open', 'views.open']);
  });

  it('is nothing of what takes time', async () => {
    const grace = { who: { ...ada, user: 'U0GRACE' } };
    for (const asked of [
      command('help'),
      press('accept'),
      call('said', { channel: 'C1', thread: '1.1', text: 'x' }),
      call('submit', { dialog: 'comment', alertId, filled: { content: 'x' } }),
      call('submit', { dialog: 'comment', alertId, filled: {}, ...grace }),
      press('comment', grace),
    ])
      expect(await answerSlackAtOnce(ctx, asked, app)).toEqual({ kind: 'work' });
    expect(calls).toEqual([]);
  });
});

describe('what is said in the thread of an alert', () => {
  beforeEach(async () => {
    const happening = { trigger: 'alert-created', occasion: 'created', at: world.clock.now() } as const;
    const delivery = queued(alertId, { actionId: 7, happening, at: world.clock.now() }, world.clock.now());
    await world.store.actionDeliveries.add([delivery]);
    const thread = threadOf('slack', 'C1:1.1') ?? slackThread('C1', '1.1');
    await world.store.actionDeliveries.save(delivery, { reference: 'C1:1.1', thread });
  });
  const say = (text: string) => doInSlack(ctx, call('said', { channel: 'C1', thread: '1.1', text }), app);
  const comments = async () =>
    (await world.store.alerts.log(alertId, { offset: 0, limit: 100 })).flatMap(({ type, vars }) =>
      type === 'AlertCommentAddedLogEntry' ? [String(vars.comment)] : [],
    );

  it('is a comment, without blanks around and no longer than one may be; nobody is answered', async () => {
    await say(`  ${'x'.repeat(3_001)}  `);
    expect(await comments()).toEqual(['x'.repeat(3_000)]);
    expect(calls).toEqual([]);
  });

  it('is a comment where it names an alert, or asks for something else', async () => {
    await say(`accept ${alertId}`);
    await say('oncall');
    expect(await comments()).toHaveLength(2);
  });

  it('is an answer where it says no more, and whoever said it is told there', async () => {
    await say('accept');
    expect(await comments()).toEqual([]);
    expect(calls).toMatchObject([
      { method: 'chat.postEphemeral', body: { channel: 'C1', user: ada.user, thread_ts: '1.1' } },
    ]);
  });

  it('that could not be kept is told', async () => {
    const user = (await world.store.users.get(1)) ?? expect.fail();
    await world.store.users.save({ ...user, role: 'VIEWER' }, user);
    await say('hello');
    expect(await comments()).toEqual([]);
    expect(calls).toMatchObject([{ method: 'chat.postEphemeral', body: { text: 'Your role does not allow this.' } }]);
  });
});

describe('the app in Slack', () => {
  it('asks once which workspace it is in, for each token', async () => {
    expect(await inSlack(ctx)).toEqual(app);
    expect(await inSlack(ctx)).toEqual(app);
    expect(calls).toMatchObject([{ method: 'auth.test', token: botToken }]);
  });

  it.each<[string, SlackAnswer]>([
    ['refuses its token', { ok: false, team_id: team, user_id: botUser, error: 'invalid_auth' }],
    ['names no workspace', { ok: true, user_id: botUser }],
    ['names no user', { ok: true, team_id: team }],
  ])('is none where Slack %s, and is asked again', async (_what, answer) => {
    answers['auth.test'] = answer;
    expect(await inSlack(ctx)).toBeUndefined();
    expect(warned).toEqual(['Slack does not take the token of the app']);
    answers['auth.test'] = { ok: true, team_id: team, user_id: botUser };
    expect(await inSlack(ctx)).toEqual(app);
  });

  it('is believed for fifteen seconds after it was changed or taken away', async () => {
    const stored = (await world.store.chatApps.get(1)) ?? expect.fail();
    const token = async () => (await slackAppOf(ctx))?.botToken;
    expect(await token()).toBe(botToken);
    const changed = { ...stored, params: { ...stored.params, botToken: 'xoxb-2' } };
    const saved = await world.store.chatApps.save(changed, stored);
    world.clock.advance({ seconds: 14, milliseconds: 999 });
    expect(await token()).toBe(botToken);
    world.clock.advance({ milliseconds: 1 });
    expect(await token()).toBe('xoxb-2');
    await world.store.chatApps.delete(saved);
    world.clock.advance({ seconds: 15 });
    expect(await token()).toBeUndefined();
  });

  it('is none where what is stored cannot be used, which is looked at each time', async () => {
    const stored = (await world.store.chatApps.get(1)) ?? expect.fail();
    const saved = await world.store.chatApps.save({ ...stored, params: { botToken: 'x' } }, stored);
    expect(await slackAppOf(ctx)).toBeUndefined();
    expect(await inSlack(ctx)).toBeUndefined();
    await world.store.chatApps.save({ ...saved, params: stored.params }, saved);
    expect(await slackAppOf(ctx)).toMatchObject({ botToken });
  });
});
