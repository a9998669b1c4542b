import { describe, expect, it } from 'vitest';
import type { User } from '../../functions/domain/user/user.ts';
import { handleSms } from '../../functions/usecases/reply/handle-sms.ts';
import { aPolicy, aUser } from '../support/factories.ts';
import { aSendingWorld } from './sending-world.ts';

const corrected = '+4915123450001';

async function withDelayedRule(method: 'SMS' | 'VOICE' | 'EMAIL') {
  const world = await aSendingWorld({
    users: [aUser(1, {}, [{ method: 'PUSH' }, { method, delayMin: 5 }]), aUser(2)],
    policy: aPolicy([[1], [2]], { minutes: 60 }),
  });
  const alertId = await world.arrive();
  await world.advance({ minutes: 1 });
  world.told();
  return {
    ...world,
    alertId,
    change: async (changes: (user: User) => Partial<User>) => {
      const user = (await world.store.users.get(1)) ?? expect.fail();
      await world.store.users.save({ ...user, ...changes(user) }, user);
    },
  };
}

const toNumber =
  (e164: string, verified = true) =>
  (user: User) => ({
    phones: user.phones.map((phone) => ({ ...phone, target: e164, e164, verified })),
  });

describe('a corrected contact', () => {
  it.each(['SMS', 'VOICE'] as const)('is where a %s goes that was planned before', async (method) => {
    const world = await withDelayedRule(method);
    await world.change(toNumber(corrected));
    await world.advance({ minutes: 10 });
    expect(world.received.map(({ channel, target }) => [channel, target])).toEqual([[method, corrected]]);
    const stored = await world.store.notifications.list(`ALERT#${world.alertId}`);
    expect(stored.find(({ channel }) => channel === method)).toMatchObject({ status: 'SENT', target: corrected });
  });

  it('is where a mail goes that was planned before', async () => {
    const world = await withDelayedRule('EMAIL');
    const address = 'ada@example.org';
    await world.change((user) => ({ emails: user.emails.map((one) => ({ ...one, target: address, address })) }));
    await world.advance({ minutes: 10 });
    expect(world.received.map(({ target }) => target)).toEqual([address]);
  });

  it('answers by the code it was given', async () => {
    const world = await withDelayedRule('SMS');
    await world.change(toNumber(corrected));
    await world.advance({ minutes: 10 });
    world.told();
    await handleSms(world.ctx, { inboundId: 'old', from: '+49151000001', text: 'A1' });
    expect((await world.store.alerts.get(world.alertId))?.status).toBe('PENDING');
    await handleSms(world.ctx, { inboundId: 'new', from: corrected, text: 'A1' });
    expect((await world.store.alerts.get(world.alertId))?.status).toBe('ACCEPTED');
  });

  it('that nobody has verified gets nothing', async () => {
    const world = await withDelayedRule('SMS');
    await world.change(toNumber(corrected, false));
    await world.advance({ minutes: 10 });
    expect(world.received).toEqual([]);
  });
});
