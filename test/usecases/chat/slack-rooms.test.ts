import { beforeEach, describe, expect, it } from 'vitest';
import type { ChatRoom } from '../../../functions/domain/chat/room.ts';
import { plus } from '../../../functions/domain/time.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import type { SlackAnswer } from '../../../functions/ports/slack.ts';
import { commentAlert } from '../../../functions/usecases/alert/comment.ts';
import { createManualAlert } from '../../../functions/usecases/alert/create-manual.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { addResponder } from '../../../functions/usecases/alert/respond.ts';
import { openSlackRoom, tellSlackRoom } from '../../../functions/usecases/chat/slack-room.ts';
import { botToken, botUser, type SlackWorld, slackWorld, team } from '../../chat/slack-world.ts';
import { anAction, aUser } from '../../support/factories.ts';

type Body = Readonly<Record<string, unknown>>;
const app = { token: botToken, team, botUser };

let world: SlackWorld;
let alertId: number;
let calls: { readonly method: string; readonly body: Body }[];
let warned: string[];
/** What Slack answers; a method that is not named is taken. */
let answers: Record<string, (body: Body) => SlackAnswer | Promise<SlackAnswer>>;

beforeEach(async () => {
  world = await slackWorld();
  calls = [];
  warned = [];
  answers = { 'conversations.create': () => ({ ok: true, channel: { id: 'C9' } }) };
  await world.store.alertActions.create(anAction({ alertSourceIds: [800], triggerTypes: ['alert-resolved'] }));
  ({ id: alertId } = await createManualAlert(world.as(2), { summary: 'Disk full', sourceId: 800 }));
});

const context = () => ({
  ...world.ctx,
  log: { ...world.ctx.log, warn: (message: string) => void warned.push(message) },
  slack: {
    call: async (_token: string, method: string, body: Body): Promise<SlackAnswer> => {
      calls.push({ method, body });
      if (method === 'auth.test') return { ok: true, team_id: team, user_id: botUser };
      return answers[method]?.(body) ?? { ok: true };
    },
    respond: async () => undefined,
  },
});
const asked = (method: string) => calls.filter((call) => call.method === method).map(({ body }) => body);
const open = () => openSlackRoom(context(), { user: aUser(1) as User, via: 'SLACK', scope: 'call' }, app, { alertId });
const tell = () => tellSlackRoom(context(), alertId);
const room = () => world.store.chatRooms.get(alertId);
const name = () => `alert-${alertId}-disk-full`;
const linked = async (id: number, accounts: readonly { readonly space?: string; readonly type?: string }[]) => {
  const user = (await world.store.users.get(id)) ?? expect.fail();
  const linkedAt = world.clock.now();
  const chatAccounts = accounts.map(({ space = team, type = 'slack' }) => ({ type, space, user: `U${id}`, linkedAt }));
  await world.store.users.save({ ...user, chatAccounts: chatAccounts as never }, user);
};

describe('a channel that is made for an alert', () => {
  it('takes another name where its own is taken, three at most', async () => {
    answers['conversations.create'] = ({ name: asked }) =>
      asked === `${name()}-3` ? { ok: true, channel: { id: 'C9' } } : { ok: false, error: 'name_taken' };
    expect(await open()).toMatchObject({ text: `The channel #${name()}-3 is there now.`, isDone: true });
    expect(asked('conversations.create').map((body) => body.name)).toEqual([name(), `${name()}-2`, `${name()}-3`]);
  });

  it('is none where all three are taken', async () => {
    answers['conversations.create'] = () => ({ ok: false, error: 'name_taken' });
    expect((await open()).text).toContain('Slack did not let me make a channel');
    expect(asked('conversations.create')).toHaveLength(3);
    expect(warned).toEqual(['Slack did not let us make a channel']);
  });

  it.each<[string, SlackAnswer]>([
    ['an answer without a channel', { ok: true }],
    ['a channel that was not made', { ok: false, channel: { id: 'C9' } }],
  ])('is none with %s, and no other name is tried', async (_what, answer) => {
    answers['conversations.create'] = () => answer;
    expect(await open()).not.toHaveProperty('isDone');
    expect(asked('conversations.create')).toHaveLength(1);
    expect(await room()).toBeUndefined();
  });

  it('is archived where somebody else was faster, and theirs is named', async () => {
    answers['conversations.create'] = async () => {
      const now = world.clock.now();
      const theirs = { alertId, version: 0, type: 'slack', channel: 'C1', name: 'theirs' } as const;
      await world.store.chatRooms.open({ ...theirs, openedAt: now, since: now, told: [] } satisfies ChatRoom);
      return { ok: true, channel: { id: 'C9' } };
    };
    expect(await open()).toEqual({ text: 'There is a channel already: #theirs', alertId });
    expect(asked('conversations.archive')).toEqual([{ channel: 'C9' }]);
    expect(asked('conversations.invite')).toEqual([]);
    expect(await world.timeline(alertId)).not.toContain('AlertChannelAttachedByUser');
  });

  it('is not asked for again where there is one', async () => {
    await open();
    expect(await open()).toEqual({ text: `There is a channel already: #${name()}`, alertId });
    expect(asked('conversations.create')).toHaveLength(1);
    expect(asked('conversations.archive')).toEqual([]);
  });

  it('is for who asked for it and who responds, each once, as far as they are linked in this workspace', async () => {
    for (const userId of [1, 2, 3]) await addResponder(world.as(2), { alertId, userId });
    await linked(2, [{ space: 'T0OTHER' }, {}]);
    await linked(3, [{ type: 'microsoft_teams' }]);
    await open();
    expect(asked('conversations.invite')).toEqual([{ channel: 'C9', users: 'U0ADA,U2', force: true }]);
  });

  it('is for a hundred people at most, of whom who asked for it is the first', async () => {
    const ctx = context();
    const responders = Array.from({ length: 120 }, (_none, index) => ({ userId: index + 1_000 }));
    const asked: (readonly number[])[] = [];
    const store = {
      ...ctx.store,
      alerts: { ...ctx.store.alerts, responders: async () => responders as never },
      users: {
        ...ctx.store.users,
        getMany: async (ids: readonly number[]) => {
          asked.push(ids);
          return [];
        },
      },
    };
    const doer = { user: aUser(1) as User, via: 'SLACK', scope: 'call' } as const;
    expect(await openSlackRoom({ ...ctx, store }, doer, app, { alertId })).toMatchObject({ isDone: true });
    expect(asked[0]).toEqual([1, ...responders.slice(0, 99).map(({ userId }) => userId)]);
  });

  it('invites nobody where nobody is linked, and is there all the same where they cannot be invited', async () => {
    await linked(1, []);
    expect(await open()).toMatchObject({ isDone: true });
    expect(asked('conversations.invite')).toEqual([]);
    expect(warned).toEqual([]);
  });

  it('is there where not everybody could be invited, which the log tells', async () => {
    answers['conversations.invite'] = () => ({ ok: false, error: 'cant_invite' });
    expect(await open()).toMatchObject({ isDone: true });
    expect(warned).toEqual(['not everybody could be invited']);
  });

  it('begins with the alert, with buttons, and unfolds no links', async () => {
    await open();
    const [message] = asked('chat.postMessage');
    expect(message).toMatchObject({ channel: 'C9', unfurl_links: false });
    expect(JSON.stringify(message)).toContain('alert-accept');
    expect(warned).toEqual([]);
  });
});

describe('a channel of an alert', () => {
  const say = async (content: string) => {
    world.clock.advance({ minutes: 5 });
    await commentAlert(world.as(2), { alertId, content });
  };
  const news = () => asked('chat.postMessage').slice(1);

  it('is told nothing where nothing is new, nor where there is no channel or no alert', async () => {
    await tell();
    expect(calls).toEqual([]);
    await open();
    const before = calls.length;
    const { store } = world;
    await tellSlackRoom(
      { ...context(), store: { ...store, alerts: { ...store.alerts, get: async () => undefined } } },
      alertId,
    );
    expect([calls.length, warned]).toEqual([before, []]);
    await tell();
    const told = news().length;
    await tell();
    expect(news()).toHaveLength(told);
  });

  it('is told once what is new, shortened where it is long, and unfolds no links', async () => {
    await open();
    for (let count = 0; count < 8; count += 1) await say('x'.repeat(500));
    await tell();
    const [message] = news();
    expect(message).toMatchObject({ channel: 'C9', unfurl_links: false });
    expect(String(message?.text).length).toBeGreaterThan(2_900);
    expect(String(message?.text).length).toBeLessThanOrEqual(3_000);
  });

  it.each(['ratelimited', 'rate_limited', 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])(
    'is told a minute later where Slack says %s',
    async (error) => {
      await open();
      await say('news');
      answers['chat.postMessage'] = () => ({ ok: false, error });
      await tell();
      const dueAt = (await world.store.actionDeliveries.watch(alertId))?.dueAt;
      expect(dueAt).toBe(plus(world.clock.now(), { seconds: 60 }));
      expect(await room()).not.toHaveProperty('closedAt');
      delete answers['chat.postMessage'];
      await tell();
      expect(String(news().at(-1)?.text)).toContain('news');
    },
  );

  it.each<[string, SlackAnswer]>([
    ['is gone', { ok: false, error: 'channel_not_found' }],
    ['does not say why it fails', { ok: false }],
  ])('is given up where it %s', async (_what, answer) => {
    await open();
    await say('news');
    answers['chat.postMessage'] = () => answer;
    await tell();
    expect((await room())?.closedAt).toBe(world.clock.now());
    expect(await world.timeline(alertId)).toContain('AlertChannelDetachedByUser');
    expect(warned).toEqual(["an alert's channel is gone"]);
  });

  it('is given up where the app was taken away', async () => {
    await open();
    const stored = (await world.store.chatApps.get(1)) ?? expect.fail();
    await world.store.chatApps.delete(stored);
    world.clock.advance({ seconds: 16 });
    await tell();
    expect((await room())?.closedAt).toBe(world.clock.now());
    expect(news()).toEqual([]);
  });

  it('is told that it ends, archived, and then left alone', async () => {
    await open();
    world.clock.advance({ minutes: 5 });
    await resolveAlert(world.as(2), { alertId });
    await tell();
    expect(news().at(-1)?.text).toBe('The alert is resolved. This channel is archived now.');
    expect(asked('conversations.archive')).toEqual([{ channel: 'C9' }]);
    const before = calls.length;
    world.clock.advance({ minutes: 5 });
    await tell();
    expect(calls).toHaveLength(before);
  });
});
