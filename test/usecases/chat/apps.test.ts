import { beforeEach, describe, expect, it } from 'vitest';
import { idOfChatApp } from '../../../functions/domain/chat/chat-app.ts';
import { PreconditionError } from '../../../functions/domain/errors.ts';
import { plus } from '../../../functions/domain/time.ts';
import {
  listChatApps,
  presentChatApp,
  putChatApp,
  readChatApp,
  removeChatApp,
} from '../../../functions/usecases/chat-app/chat-apps.ts';
import { ChatAppInput } from '../../../functions/usecases/chat-app/inputs.ts';
import { chatAppKind } from '../../../functions/usecases/chat-app/kind.ts';
import { tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

type Params = Readonly<Record<string, unknown>>;

async function installing() {
  const world = await aWorld();
  const one = world.as(1);
  const as = (role: 'ADMIN' | 'RESPONDER') => ({ ...one, actor: { ...one.actor, role } });
  const ctx = as('ADMIN');
  const put = (sent: Params, check?: Parameters<typeof putChatApp>[4]) =>
    putChatApp(ctx, 'slack', sent as never, (params) => params, check);
  return { ...world, ctx, as, put };
}
let at: Awaited<ReturnType<typeof installing>>;
beforeEach(async () => {
  at = await installing();
});
const first = { botToken: 'one', signingSecret: 'secret' };

describe('the app of a chat', () => {
  it('is one for each chat, since when it was put there first', async () => {
    const made = await at.put(first);
    const id = idOfChatApp('slack');
    expect(made).toMatchObject({ id, type: 'slack', params: first, createdAt: tenOClock, updatedAt: tenOClock });
    at.clock.advance({ hours: 1 });
    const second = { botToken: 'two', signingSecret: 'other' };
    const later = plus(tenOClock, { hours: 1 });
    expect(await at.put(second)).toMatchObject({ id, params: second, createdAt: tenOClock, updatedAt: later });
    expect(await listChatApps(at.ctx)).toMatchObject([{ id, params: second }]);
    expect(presentChatApp(await readChatApp(at.ctx, 'slack'))).toEqual({
      ...{ type: 'slack', ...second, createdAt: tenOClock, updatedAt: later },
    });
  });

  it.each<[string, unknown, unknown]>([
    ['asterisks', '****', 'secret'],
    ['dots', '••', 'secret'],
    ['what only begins with them', '**x', '**x'],
    ['what only ends with them', 'x**', 'x**'],
    ['another', 'new', 'new'],
    ['what is no text', 7, 7],
    ['a list of them', ['**'], ['**']],
  ])('keeps the secret that there was where %s are sent', async (_what, sent, kept) => {
    await at.put(first);
    expect((await at.put({ botToken: 'two', signingSecret: sent })).params).toEqual({
      botToken: 'two',
      signingSecret: kept,
    });
  });

  it('has no secret to keep where there was none', async () => {
    expect((await at.put({ botToken: 'one', signingSecret: '***' })).params.signingSecret).toBeUndefined();
  });

  it('is put there as long as it is as it was read, and not where it is gone', async () => {
    const seen: unknown[] = [];
    const check = async (current: object) => void seen.push(current);
    await expect(at.put(first, check)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await at.put(first);
    await at.put({ ...first, botToken: 'two' }, check);
    expect(seen).toMatchObject([{ params: first }]);
    const changed = () => Promise.reject(new PreconditionError('it is not as it was read'));
    await expect(at.put({ ...first, botToken: 'three' }, changed)).rejects.toThrow('not as it was read');
    expect(await readChatApp(at.ctx, 'slack')).toMatchObject({ params: { botToken: 'two' } });
  });

  it('is taken away once', async () => {
    await at.put(first);
    expect(await removeChatApp(at.ctx, 'slack')).toMatchObject({ type: 'slack' });
    await expect(readChatApp(at.ctx, 'slack')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(removeChatApp(at.ctx, 'slack')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await listChatApps(at.ctx)).toEqual([]);
  });

  it('is the business of those alone who may change it', async () => {
    await at.put(first);
    const responder = at.as('RESPONDER');
    expect(await listChatApps(responder)).toEqual([]);
    await expect(readChatApp(responder, 'slack')).rejects.toMatchObject({
      code: expect.stringMatching(/NOT_FOUND|FORBIDDEN/),
    });
    const put = putChatApp(responder, 'slack', first as never, (params) => params);
    await expect(put).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(chatAppKind.members).toMatchObject({ type: 'told', params: 'secret' });
  });
});

it('a member of an app has a name of a hundred characters at most', () => {
  const isTaken = (length: number) => ChatAppInput.safeParse({ ['n'.repeat(length)]: 1 }).success;
  expect([isTaken(100), isTaken(101)]).toEqual([true, false]);
});
