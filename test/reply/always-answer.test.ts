import { describe, expect, it } from 'vitest';
import type { User } from '../../functions/domain/user/user.ts';
import { acceptAlert } from '../../functions/usecases/alert/accept.ts';
import { readAlert } from '../../functions/usecases/alert/read.ts';
import { actOnAnswer, showAnswer } from '../../functions/usecases/reply/answer-link.ts';
import { handleKeys } from '../../functions/usecases/reply/handle-keys.ts';
import { handleSms } from '../../functions/usecases/reply/handle-sms.ts';
import { takeMail } from '../../functions/usecases/reply/take-mail.ts';
import { aSendingWorld } from '../channels/sending-world.ts';
import { aPolicy, aUser } from '../support/factories.ts';

type Method = 'SMS' | 'VOICE' | 'EMAIL' | 'PUSH';

/** User 1 was paged; whatever `changes` says then became of them. Nobody else is paged within half an hour. */
async function paged(method: Method, changes: Partial<User>) {
  const world = await aSendingWorld({
    users: [aUser(1, {}, [{ method }]), aUser(2), aUser(3)],
    policy: aPolicy([[1], [2]], { minutes: 30 }),
  });
  const alertId = await world.arrive();
  await world.advance({ seconds: 5 });
  const [message] = world.received.splice(0);
  const user = (await world.store.users.get(1)) ?? expect.fail('user 1 is there');
  await world.store.users.save({ ...user, ...changes }, user);
  return {
    ...world,
    alertId,
    message: message ?? expect.fail('nobody was reached'),
    alert: async () => (await world.store.alerts.get(alertId)) ?? expect.fail('the alert is there'),
  };
}

type Paged = Awaited<ReturnType<typeof paged>>;

const answers: Readonly<
  Record<string, { readonly method: Method; readonly accept: (world: Paged) => Promise<unknown> }>
> = {
  'a text message': {
    method: 'SMS',
    accept: ({ ctx, message }) => handleSms(ctx, { inboundId: 'in-1', from: message.target, text: 'A1' }),
  },
  'a bare letter': {
    method: 'SMS',
    accept: ({ ctx, message }) => handleSms(ctx, { inboundId: 'in-1', from: message.target, text: 'a' }),
  },
  'a key': {
    method: 'VOICE',
    accept: ({ ctx, message }) =>
      handleKeys(ctx, {
        contactId: 'c-1',
        number: message.target,
        digits: '1',
        attributes: { ...message.data, language: 'en' },
      }),
  },
  'a mail': {
    method: 'EMAIL',
    accept: ({ ctx, message }) => {
      const head = 'Authentication-Results: amazonses.com; dkim=pass header.i=@example.com;';
      const mail = `${head}\r\nFrom: user1@example.com\r\nTo: ${message.replyTo}\r\nSubject: Re: x\r\n\r\naccept\r\n`;
      return takeMail(ctx, { inboundId: 'mail-1', raw: Buffer.from(mail) });
    },
  },
  "a mail's link": {
    method: 'EMAIL',
    accept: async ({ ctx, message }) => {
      const [, token = ''] = /Accept: \S+\/answer\/([\w-]+)/.exec(message.text) ?? [];
      expect((await showAnswer(ctx, { token })).status).toBe(200);
      return actOnAnswer(ctx, { token });
    },
  },
  "a push message's button": {
    method: 'PUSH',
    accept: ({ ctx, message }) => actOnAnswer(ctx, { token: message.data?.acceptUrl?.split('/').at(-1) ?? '' }),
  },
  'the app, over the API': {
    method: 'PUSH',
    accept: async (world) => {
      const { role } = (await world.store.users.get(1)) ?? expect.fail();
      const ctx = { ...world.ctx, actor: { ...world.as(1).actor, role } };
      expect(await readAlert(ctx, world.alertId)).toMatchObject({ id: world.alertId });
      return acceptAlert(ctx, { alertId: world.alertId });
    },
  },
};

const changes: Readonly<Record<string, Partial<User>>> = {
  'became a stakeholder': { role: 'STAKEHOLDER' },
  'became a guest': { role: 'GUEST' },
  'became a viewer': { role: 'VIEWER' },
  'were muted': { mutedUntil: '2030-01-01T00:00:00.000Z' as never },
  'lost their rules': { preferences: { alerts: [], duties: [], updates: [], subscriptions: [] } },
};

describe.each(Object.entries(answers))('whoever was paged is heard by %s', (_way, { method, accept }) => {
  it.each(Object.entries(changes))('after they %s', async (_what, change) => {
    const world = await paged(method, change);
    await accept(world);
    expect(await world.alert()).toMatchObject({ status: 'ACCEPTED', acceptedBy: { id: 1 } });
    await world.advance({ hours: 1 });
    expect(world.told().filter((line) => /^\w+ \d: ALERT/.test(line))).toEqual([]);
  });
});

describe('who was not paged', () => {
  it('and handles no alerts cannot answer, whatever they hold', async () => {
    const world = await paged('EMAIL', {});
    const user = (await world.store.users.get(3)) ?? expect.fail();
    await world.store.users.save({ ...user, role: 'STAKEHOLDER' }, user);
    const claims = { alertId: world.alertId, userId: 3, action: 'ACCEPT', expiresAt: 4_000_000_000 } as const;
    expect((await actOnAnswer(world.ctx, { token: world.ctx.tokens.sign(claims) })).status).toBe(403);
    const { actor } = world.as(3);
    const asStakeholder = { ...world.ctx, actor: { ...actor, role: 'STAKEHOLDER' as const } };
    await expect(acceptAlert(asStakeholder, { alertId: world.alertId })).rejects.toThrow('not found');
    expect((await world.alert()).status).toBe('PENDING');
  });
});
