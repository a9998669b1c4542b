import { beforeEach, describe, expect, it } from 'vitest';
import { slackThread } from '../../../functions/actions/chat/thread.ts';
import type { ChatAccount } from '../../../functions/domain/chat/chat-account.ts';
import { idOfChatAccount } from '../../../functions/domain/chat/chat-account.ts';
import { createTokens } from '../../../functions/platform/tokens.ts';
import { createManualAlert } from '../../../functions/usecases/alert/create-manual.ts';
import {
  chatActorOf,
  chatUserOf,
  linkAddress,
  linkChatUser,
  listChatAccounts,
  presentChatAccount,
  readChatLink,
  unlinkChatAccount,
} from '../../../functions/usecases/chat/linking.ts';
import { commentFromThread } from '../../../functions/usecases/chat/slack-thread.ts';
import { inSlack, isOfWorkspace } from '../../../functions/usecases/chat/slack-workspace.ts';
import { aSource, aUser } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const inWorkspace = (user: string, space = 'T1') => ({ type: 'slack', space, user }) as const;

type World = Awaited<ReturnType<typeof world>>;
let at: World;
beforeEach(async () => {
  at = await world();
});

async function world() {
  const made = await aWorld();
  const tokens = createTokens('a test secret', made.clock);
  const as = (userId: number) => ({ ...made.as(userId), tokens });
  const link = (userId: number, chat: Parameters<typeof linkAddress>[1]) =>
    linkChatUser(as(userId), linkAddress(as(userId), chat).split('/').at(-1) ?? '', userId);
  return { ...made, tokens, as, link };
}

describe('an account of a chat', () => {
  it('is linked anew in place of what it was, after the others', async () => {
    const { link, as, clock } = at;
    await link(1, { ...inWorkspace('U1'), name: 'ada' });
    await link(1, inWorkspace('U2'));
    clock.advance({ hours: 1 });
    await link(1, inWorkspace('U1'));
    const accounts = await listChatAccounts(as(1), 1);
    expect(accounts).toMatchObject([{ user: 'U2' }, { user: 'U1', linkedAt: clock.now() }]);
    expect(accounts[1]).not.toHaveProperty('name');
    expect(await listChatAccounts(as(2), 2)).toEqual([]);
  });

  it('is one of ten at most, and one of nobody else', async () => {
    const { link } = at;
    for (let count = 0; count < 10; count += 1) await link(1, inWorkspace(`U${count}`));
    await link(1, inWorkspace('U9'));
    await expect(link(1, inWorkspace('U10'))).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(link(2, inWorkspace('U9'))).rejects.toMatchObject({ code: 'CONFLICT' });
    await link(2, inWorkspace('U9', 'T2'));
  });

  it('is nobody’s for an index that lags behind', async () => {
    const { ctx, store, link } = at;
    await link(1, inWorkspace('U1'));
    const stale = (user: unknown) =>
      ({ ...ctx, store: { ...store, users: { ...store.users, byChatUser: async () => user } } }) as never;
    expect(await chatUserOf(stale(aUser(1)), inWorkspace('U1'))).toBeUndefined();
    expect(await chatUserOf(stale(undefined), inWorkspace('U1'))).toBeUndefined();
    expect(await chatActorOf(ctx, inWorkspace('U1'))).toMatchObject({ user: { id: 1 }, actor: { via: 'SLACK' } });
    expect(await chatActorOf(ctx, inWorkspace('U2'))).toBeUndefined();
  });

  it('is taken away alone; one that is not there is told, by sixty characters of its id', async () => {
    const { link, as } = at;
    await link(1, inWorkspace('U1'));
    await link(1, inWorkspace('U2'));
    const [first] = (await listChatAccounts(as(1), 1)) as [ChatAccount];
    await unlinkChatAccount(as(1), 1, idOfChatAccount(first));
    expect(await listChatAccounts(as(1), 1)).toMatchObject([{ user: 'U2' }]);
    await expect(unlinkChatAccount(as(1), 1, 'x'.repeat(80))).rejects.toThrow(/\bx{60}\b/);
    await expect(unlinkChatAccount(as(2), 2, 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('a link is good once, for a quarter of an hour, and only as it was made', async () => {
  const { as, clock } = at;
  const made = (user: string) => linkAddress(as(1), inWorkspace(user)).split('/').at(-1) ?? '';
  const over = { code: 'GONE', message: 'the link is over, or was used before' };
  const [used, late, last] = [made('U1'), made('U2'), made('U3')];
  await linkChatUser(as(1), used, 1);
  await expect(linkChatUser(as(1), used, 1)).rejects.toMatchObject(over);
  expect(() => readChatLink(as(1), `${made('U4')}x`)).toThrow(expect.objectContaining(over));
  clock.advance({ minutes: 14, seconds: 59 });
  expect(await linkChatUser(as(1), last, 1)).toEqual(inWorkspace('U3'));
  clock.advance({ seconds: 1 });
  await expect(linkChatUser(as(1), late, 1)).rejects.toMatchObject(over);
});

it('an account is shown with its name, or with none', () => {
  const linkedAt = '2026-11-21T10:00:00.000Z' as const;
  const account = { ...inWorkspace('U1'), linkedAt } as ChatAccount;
  const shown = { id: idOfChatAccount(account), type: 'slack', space: 'T1', user: 'U1', linkedAt };
  expect(presentChatAccount(account)).toEqual({ ...shown, name: null });
  expect(presentChatAccount({ ...account, name: 'ada' })).toEqual({ ...shown, name: 'ada' });
});

it('a link says who somebody is in a chat, by a hundred characters of their name', () => {
  const { as } = at;
  const read = (name?: string) =>
    readChatLink(
      as(1),
      linkAddress(as(1), { ...inWorkspace('U1'), ...(name !== undefined && { name }) })
        .split('/')
        .at(-1) ?? '',
    ).chat;
  expect(linkAddress(as(1), inWorkspace('U1'))).toMatch(/^https:\/\/tocsin\.example\.com\/auth\/chat\/[^/]+$/);
  expect(read('n'.repeat(101))).toEqual({ ...inWorkspace('U1'), name: 'n'.repeat(100) });
  expect(read(`${'n'.repeat(99)}🙂`).name?.isWellFormed()).toBe(true);
  expect(read('')).toEqual(inWorkspace('U1'));
});

describe('the workspace of the app', () => {
  const app = (botToken: string) =>
    ({ params: { botToken, signingSecret: 'a-signing-secret' }, type: 'slack' }) as never;
  /** Asks in which workspace the app is with a token; which tokens Slack was asked about. */
  function asking() {
    const asked: string[] = [];
    const told = { answer: {} as object };
    const slack = {
      call: async (token: string) => {
        asked.push(token);
        return { ok: true, team_id: `T-${token}`, user_id: 'B1', ...told.answer };
      },
    };
    const warned: unknown[] = [];
    const ask = (token: string) => {
      const chatApps = { ...at.store.chatApps, get: async () => app(token), slackApp: async () => app(token) };
      const log = { ...at.ctx.log, warn: (...words: unknown[]) => void warned.push(words) };
      return inSlack({ ...at.ctx, log, store: { ...at.store, chatApps } as never, slack: slack as never });
    };
    return { ask, asked, told, warned };
  }

  it('is asked for once for each token, of twenty at a time', async () => {
    const { ask, asked } = asking();
    const tokens = Array.from({ length: 20 }, (_none, index) => `xoxb-${index}`);
    for (const token of [...tokens, ...tokens])
      expect(await ask(token)).toEqual({ token, team: `T-${token}`, botUser: 'B1' });
    expect(asked).toEqual(tokens);
    await ask('xoxb-20');
    await ask('xoxb-0');
    expect(asked.slice(20)).toEqual(['xoxb-20', 'xoxb-0']);
  });

  it.each([{ ok: false, error: 'invalid_auth' }, { team_id: 7 }, { user_id: undefined }])(
    'is none, and is asked for again, where Slack says %j',
    async (answer) => {
      const { ask, asked, told, warned } = asking();
      told.answer = answer;
      expect(await ask('xoxb-0')).toBeUndefined();
      expect(await ask('xoxb-0')).toBeUndefined();
      expect([asked, warned.length]).toEqual([['xoxb-0', 'xoxb-0'], 2]);
    },
  );

  it('is where its members are, of whom the app itself is none', () => {
    const own = { token: 't', team: 'T1', botUser: 'B1' };
    const call = (team: string, space: string, user: string) =>
      ({ team, who: { type: 'slack', space, user } }) as never;
    expect(
      [call('T1', 'T1', 'U1'), call('T2', 'T1', 'U1'), call('T1', 'T2', 'U1'), call('T1', 'T1', 'B1')].map((one) =>
        isOfWorkspace(one, own),
      ),
    ).toEqual([true, false, false, false]);
  });
});

describe('the thread of an alert’s message', () => {
  const saying = async () => {
    const { ctx, store, as } = at;
    const { id: alertId } = await createManualAlert(as(1), { summary: 'Disk', sourceId: aSource().id });
    const known = async (thread: string) =>
      thread === slackThread('C1', '1.1') ? { alertId, actionId: 7 } : undefined;
    const actionDeliveries = new Proxy(store.actionDeliveries, {
      get: (target, name) => (name === 'alertOfThread' ? known : Reflect.get(target, name)),
    });
    let calls = 0;
    const say = (text: string, thread = '1.1') =>
      commentFromThread({ ...ctx, store: { ...store, actionDeliveries } }, { channel: 'C1', thread, text } as never, {
        user: aUser(1),
        via: 'SLACK',
        scope: `said ${calls++}`,
      });
    const comments = async () =>
      (await store.alerts.log(alertId, { offset: 0, limit: 50 })).flatMap(({ vars }) => vars.comment ?? []);
    const status = async () => (await store.alerts.get(alertId))?.status;
    return { say, comments, status };
  };

  it('takes a word that answers for an answer, and all else for a comment, other commands too', async () => {
    const { say, comments, status } = await saying();
    for (const text of ['help', 'accept 4711', ` ${'x'.repeat(3001)} `]) expect(await say(text)).toBeUndefined();
    expect((await comments()).toSorted()).toEqual(['accept 4711', 'help', 'x'.repeat(3000)]);
    expect(await status()).toBe('PENDING');
    expect(await say('accept')).toMatchObject({ text: expect.stringContaining('Disk') });
    expect(await status()).toBe('ACCEPTED');
    expect(await say('accept', 'another')).toBeUndefined();
    expect(await comments()).toHaveLength(3);
  });
});
