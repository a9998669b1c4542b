import { describe, expect, it } from 'vitest';
import type { PhoneContact } from '../../../functions/domain/user/user.ts';
import { noteOptIn, noteOptOut } from '../../../functions/usecases/contact/opt-out.ts';
import { aUser } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const phone: PhoneContact = {
  id: 12,
  target: '0151 23450001',
  e164: '+4915123450001',
  regionCode: 'DE',
  country: 'DE',
  primary: true,
  status: 'OK',
  verified: true,
};

describe('STOP', () => {
  const users = [
    aUser(1, { role: 'OWNER' }),
    aUser(2, { role: 'ADMIN', phones: [{ ...phone, id: 22 }] }),
    aUser(3, { role: 'USER', phones: [{ ...phone, id: 32 }] }),
  ];

  it('locks the number of everybody who has it, and tells each administrator of all of them, once a message', async () => {
    const other = { ...phone, id: 42, e164: '+4915123450077' };
    const world = await aWorld({ users: [...users, aUser(4, { phones: [other] })] });
    world.clock.advance({ minutes: 1 });
    const optOut = (about: string) => noteOptOut(world.ctx, { number: phone.e164, about: [about] });
    await optOut('first');
    await optOut('first');
    expect((await world.told()).sort()).toEqual(['EMAIL 1', 'EMAIL 2']);
    for (const id of [2, 3]) expect((await world.store.users.get(id))?.phones).toMatchObject([{ optedOut: true }]);
    expect((await world.store.users.get(3))?.updatedAt).toBe(world.clock.now());
    const [notice] = await world.store.notifications.list('USER#1');
    expect(notice?.text).toContain('First2 Last2, First3 Last3');
    await optOut('second');
    expect(await world.told()).toHaveLength(2);
    await noteOptOut(world.ctx, { number: other.e164, about: ['first'] });
    expect(await world.told()).toHaveLength(2);
    await noteOptIn(world.ctx, phone.e164);
    for (const id of [2, 3]) expect((await world.store.users.get(id))?.phones[0]).not.toHaveProperty('optedOut');
  });

  it('from a number of the canary, which is nobody, locks it and tells nobody', async () => {
    const canary = aUser(9, { hidden: true, phones: [{ ...phone, id: 92, e164: '+4915199999998' }] });
    const world = await aWorld({ users: [...users, canary] });
    await noteOptOut(world.ctx, { number: '+4915199999998', about: ['x'] });
    expect((await world.store.users.get(9))?.phones).toMatchObject([{ optedOut: true }]);
    expect(await world.told()).toEqual([]);
  });

  it('from a number of nobody tells nobody', async () => {
    const world = await aWorld({ users });
    await noteOptOut(world.ctx, { number: '+4915199999999', about: ['x'] });
    expect(await world.told()).toEqual([]);
  });

  it('from a number of somebody who is gone meanwhile changes nobody', async () => {
    const world = await aWorld({ users });
    const byContact = async () => [aUser(9)];
    const store = { ...world.store, users: { ...world.store.users, byContact } };
    await noteOptIn({ ...world.ctx, store }, phone.e164);
    await noteOptOut({ ...world.ctx, store }, { number: phone.e164, about: ['x'] });
    for (const id of [2, 3]) expect((await world.store.users.get(id))?.phones[0]).not.toHaveProperty('optedOut');
  });

  it('where no administrator can be reached is noted all the same', async () => {
    const silent = users.map((user) => ({ ...user, ...(user.role !== 'USER' && { emails: [], phones: [] }) }));
    const world = await aWorld({ users: silent });
    await noteOptOut(world.ctx, { number: phone.e164, about: ['x'] });
    expect((await world.store.users.get(3))?.phones).toMatchObject([{ optedOut: true }]);
    expect(world.sent).toEqual([]);
  });
});
