import { describe, expect, it } from 'vitest';
import type { User } from '../../functions/domain/user/user.ts';
import { escalateAlert } from '../../functions/usecases/alert/escalate.ts';
import { resolveAlert } from '../../functions/usecases/alert/resolve.ts';
import { handleSms } from '../../functions/usecases/reply/handle-sms.ts';
import { aSendingWorld } from '../channels/sending-world.ts';
import { aPolicy, aUser } from '../support/factories.ts';

const numberOf = (userId: number) => `+4915100000${userId}`;
const second = { id: 19, target: '+491510000019', e164: '+491510000019', regionCode: 'DE', primary: false } as const;
const ofBoth = [...aUser(1).phones, { ...second, status: 'OK', verified: true } as const];

/** Alerts that wake somebody by texts, on the first level user 1. */
async function texting({ users = [aUser(1), aUser(2)], first = 1, alerts = ['Disk full'] } = {}) {
  const world = await aSendingWorld({ users, policy: aPolicy([[first], [2]], { minutes: 60 }) });
  const ids: number[] = [];
  for (const alert of alerts) ids.push(await world.arrive(alert));
  await world.advance({ minutes: 5 });
  world.told();
  let texts = 0;
  return {
    ...world,
    ids,
    alertsNow: () => world.store.alerts.getMany(ids),
    user: async (id: number): Promise<User> => (await world.store.users.get(id)) ?? expect.fail('there is a user'),
    change: async (id: number, facts: Partial<User>) => {
      const user = (await world.store.users.get(id)) ?? expect.fail('there is a user');
      await world.store.users.save({ ...user, ...facts }, user);
    },
    async text(words: string, { from = numberOf(1), inboundId = `in-${++texts}` } = {}) {
      await handleSms(world.ctx, { inboundId, from, text: words });
      await world.advance({ seconds: 5 });
      return world.told();
    },
  };
}

describe('a text', () => {
  it('is heard once, though its alert waits for an answer again when it is delivered again', async () => {
    const { text, as, ids, alertsNow } = await texting();
    await text('A1', { inboundId: 'same' });
    await escalateAlert(as(1), { alertId: ids[0] ?? 0 });
    await text('A1', { inboundId: 'same' });
    expect((await alertsNow()).map(({ status }) => status)).toEqual(['PENDING']);
  });

  it('answers for whom it was sent to, where several share the number', async () => {
    const phones = aUser(2).phones.map((phone) => ({ ...phone, target: numberOf(1), e164: numberOf(1) }));
    const { text, alertsNow } = await texting({ users: [aUser(1), aUser(2, { phones })], first: 2 });
    expect(await text('A1')).toEqual(['SMS 2: You accepted: Disk full']);
    expect((await alertsNow()).map(({ acceptedBy }) => acceptedBy?.id)).toEqual([2]);
  });

  it('accepts as a whole nothing that was offered to somebody who had the number before', async () => {
    const storm = Array.from({ length: 6 }, (_none, index) => `Problem ${index}`);
    const { text, alertsNow, change, user } = await texting({ alerts: storm });
    const { phones } = await user(1);
    await change(1, { phones: [] });
    await change(2, { phones: [...(await user(2)).phones, ...phones] });
    await text('A all');
    expect(new Set((await alertsNow()).map(({ status }) => status))).toEqual(new Set(['PENDING']));
    await change(2, { phones: [] });
    await change(1, { phones });
    await text('A all');
    const accepted = (await alertsNow()).filter(({ status }) => status === 'ACCEPTED');
    expect(accepted).toHaveLength(3);
  });

  it('is what the timeline says that all were accepted by', async () => {
    const storm = Array.from({ length: 6 }, (_none, index) => `Problem ${index}`);
    const { text, ids, store } = await texting({ alerts: storm });
    await text('A all');
    const log = await store.alerts.log(ids[5] ?? 0, { offset: 0, limit: 100 });
    expect(log.find(({ type }) => type === 'UserResponseLogEntry')?.vars).toMatchObject({ via: 'SMS' });
  });

  it('that asks what is possible is told of no alert that is over or gone', async () => {
    const { text, ids, as, table } = await texting({ alerts: ['Disk full', 'CPU'] });
    await resolveAlert(as(1), { alertId: ids[0] ?? 0 });
    const [told = ''] = await text('what?');
    expect(told).toContain('2 CPU');
    expect(told).not.toContain('Disk full');
    for (const { PK, SK } of table.items())
      if (PK === `ALERT#${ids[1]}`) await table.write([{ delete: { PK: String(PK), SK: String(SK) } }]);
    expect(await text('what?')).toEqual([expect.stringContaining('no open alert was sent to this number')]);
  });
});

describe('a number that wants no texts', () => {
  it('is told nothing, whatever other numbers its owner has', async () => {
    const { text } = await texting({ users: [aUser(1, { phones: ofBoth }), aUser(2)] });
    await text('STOP');
    expect(await text('A1')).toEqual([]);
  });

  it('says nothing of the other numbers of its owner', async () => {
    const { text } = await texting({ users: [aUser(1, { phones: ofBoth }), aUser(2)] });
    await text('STOP', { from: second.e164 });
    expect(await text('A1')).toEqual(['SMS 1: You accepted: Disk full']);
  });

  it('is told nothing where one of those who share it has said so', async () => {
    const shared = aUser(2).phones.map((phone) => ({ ...phone, target: numberOf(1), e164: numberOf(1) }));
    const { text, change } = await texting({ users: [aUser(1), aUser(2, { phones: shared })] });
    await text('STOP');
    await change(2, { phones: shared });
    expect(await text('A1')).toEqual([]);
  });

  it('is heeded also where its owner has not verified it', async () => {
    const { text, change, user } = await texting();
    const phones = (await user(1)).phones.map((phone) => ({ ...phone, verified: false }));
    await change(1, { phones });
    await text('STOP');
    expect((await user(1)).phones).toMatchObject([{ status: 'LOCKED', optedOut: true }]);
  });
});
