import { describe, expect, it } from 'vitest';
import { replyAddress } from '../../functions/domain/reply/address.ts';
import { createTokens } from '../../functions/platform/tokens.ts';
import { escalateAlert } from '../../functions/usecases/alert/escalate.ts';
import { isAnswer } from '../../functions/usecases/reply/handle-mail.ts';
import { takeMail } from '../../functions/usecases/reply/take-mail.ts';
import { aSendingWorld, replyDomain } from '../channels/sending-world.ts';
import { aPolicy, aUser } from '../support/factories.ts';

/** A world in which person 1 was sent two alerts by mail, and answers from their own address. */
async function mailed() {
  const world = await aSendingWorld({
    users: [aUser(1, {}, [{ method: 'EMAIL' }]), aUser(2), aUser(3)],
    policy: aPolicy([[1], [2]], { minutes: 30 }),
  });
  const alerts = [await world.arrive(), await world.arrive('CPU')];
  await world.advance({ seconds: 5 });
  world.received.splice(0);
  const expiresAt = Date.parse(world.clock.now()) / 1000 + 3600;
  const addressOf = (alertId: number, action: 'REPLY' | 'ANY' | 'ACCEPT' = 'REPLY') =>
    replyAddress(world.ctx.tokens.sign({ alertId, userId: 1, action, expiresAt }), replyDomain);
  let mails = 0;
  return {
    ...world,
    addressOf,
    states: async () => (await world.store.alerts.getMany(alerts)).map(({ status }) => status),
    alerts,
    async write(to: string, body: string, inboundId = `mail-${++mails}`) {
      const head = 'Authentication-Results: amazonses.com; dkim=pass header.i=@example.com;\r\nFrom: user1@example.com';
      const raw = Buffer.from(`${head}\r\nTo: ${to}\r\nSubject: Re: x\r\n\r\n${body}\r\n`);
      await takeMail(world.ctx, { inboundId, raw });
      await world.advance({ seconds: 5 });
      return world.received.splice(0).map(({ subject, text }) => [subject, text?.trim()]);
    },
  };
}

describe('a mail to a reply address', () => {
  it('is known by what we have signed, and by that alone', async () => {
    const { ctx, alerts, addressOf } = await mailed();
    const answers = (to: string, settings = ctx.settings) => isAnswer({ ...ctx, settings }, { to: [to] } as never);
    const address = addressOf(alerts[0] ?? 0);
    expect(answers(address)).toBe(true);
    expect(answers(address.replace(/.@/, '@'))).toBe(false);
    const forged = createTokens('another secret', ctx.clock);
    const claims = { alertId: alerts[0] ?? 0, userId: 1, action: 'REPLY', expiresAt: 4_000_000_000 } as const;
    expect(answers(replyAddress(forged.sign(claims), replyDomain))).toBe(false);
    expect(answers('disk@in.example.com')).toBe(false);
    const { replyDomain: _none, ...withoutReplies } = ctx.settings;
    expect(answers(address, withoutReplies as typeof ctx.settings)).toBe(false);
  });

  it('answers the alert of the first of several addresses', async () => {
    const { alerts, addressOf, states, write } = await mailed();
    await write(`someone@example.com, ${alerts.map((id) => addressOf(id)).join(', ')}`, 'accept');
    expect(await states()).toEqual(['ACCEPTED', 'PENDING']);
  });

  it('whose alert is gone says so, and nothing at all where nothing was asked', async () => {
    const { addressOf, write } = await mailed();
    expect(await write(addressOf(4711), 'accept')).toEqual([
      ['Tocsin', 'Nothing changed: this alert does not exist any more.'],
    ]);
    expect(await write(addressOf(4711), 'who is on it?')).toEqual([]);
  });

  it('that says nothing to be done is told what is possible, under the subject of its alert', async () => {
    const { alerts, addressOf, write } = await mailed();
    const [told, ...more] = await write(addressOf(alerts[0] ?? 0), 'who is on it?');
    expect([told?.[0], more]).toEqual([expect.stringMatching(/^Re: .*Disk full on db-1/), []]);
  });

  it('is heard once, though its alert waits for an answer again when it is delivered again', async () => {
    const { alerts, addressOf, as, states, write } = await mailed();
    const [alertId = 0] = alerts;
    const [confirmation] = await write(addressOf(alertId), 'accept', 'the same');
    expect(confirmation?.[1]).toContain('You accepted');
    await escalateAlert(as(2), { alertId });
    expect(await write(addressOf(alertId), 'accept', 'the same')).not.toContainEqual(confirmation);
    expect(await states()).toEqual(['PENDING', 'PENDING']);
  });

  it('may be of one that stands for any answer, but not for one alone', async () => {
    const { alerts, addressOf, states, write } = await mailed();
    const [first = 0, second = 0] = alerts;
    expect(await write(addressOf(first, 'ACCEPT'), 'resolve')).toEqual([
      ['Tocsin', expect.stringContaining('this one came later')],
    ]);
    await write(addressOf(second, 'ANY'), 'resolve');
    expect(await states()).toEqual(['PENDING', 'RESOLVED']);
  });
});
