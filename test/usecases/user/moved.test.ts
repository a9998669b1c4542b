import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../../functions/domain/access/actor.ts';
import type { EmailContact, User } from '../../../functions/domain/user/user.ts';
import { userByUsername } from '../../../functions/usecases/user/by-username.ts';
import { movedTo } from '../../../functions/usecases/user/from-input.ts';
import { aUser } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const email = (id: number, target: string, verified = true): EmailContact => ({
  id,
  target,
  address: target.toLowerCase(),
  status: 'OK',
  verified,
});
const ada = (facts: Partial<User> = {}): User =>
  aUser(5, {
    email: 'Ada@example.com',
    username: 'Ada@example.com',
    emails: [email(1, 'other@example.com'), email(2, 'Ada@example.com'), email(3, 'third@example.com')],
    ...facts,
  });

/** The user as moved to another address by somebody of this role, or by themselves. */
async function moved(user: User, to: string, by: Role | 'self' = 'ADMIN'): Promise<User> {
  const world = await aWorld();
  const own = world.as(by === 'self' ? user.id : 1);
  const actor: Actor = { ...own.actor, role: by === 'self' ? 'USER' : by };
  return movedTo({ ...own, actor }, user, to);
}

describe('a user at another address', () => {
  it('is called by it, unless another name was chosen', async () => {
    expect(await moved(ada(), 'Ada.King@example.com')).toMatchObject({
      email: 'Ada.King@example.com',
      username: 'Ada.King@example.com',
    });
    expect((await moved(ada({ username: 'ada' }), 'Ada.King@example.com')).username).toBe('ada');
  });

  it('takes the contact along when an administrator vouches for it, and no other contact', async () => {
    const { emails } = await moved(ada(), 'Ada.King@example.com');
    expect(emails).toEqual([
      email(1, 'other@example.com'),
      email(2, 'Ada.King@example.com'),
      email(3, 'third@example.com'),
    ]);
  });

  it('keeps the former contact until the new one is verified when it is their own doing', async () => {
    const { emails } = await moved(ada(), 'Ada.King@example.com', 'self');
    expect(emails.slice(0, 3)).toEqual(ada().emails);
    expect(emails.slice(3)).toMatchObject([
      { target: 'Ada.King@example.com', address: 'ada.king@example.com', status: 'OK', verified: false },
    ]);
  });

  it('changes no contact where the new address is one of them', async () => {
    expect((await moved(ada(), 'THIRD@example.com')).emails).toEqual(ada().emails);
    expect((await moved(ada(), 'other@example.com', 'self')).emails).toEqual(ada().emails);
  });

  it('spells the contact as the address where only that is other', async () => {
    const { emails } = await moved(ada(), 'ADA@example.com', 'self');
    expect(emails).toEqual([
      email(1, 'other@example.com'),
      { ...email(2, 'Ada@example.com'), target: 'ADA@example.com' },
      email(3, 'third@example.com'),
    ]);
  });

  it('has the login address among the contacts, whatever was there', async () => {
    const bare = ada({ emails: [email(1, 'other@example.com')] });
    expect((await moved(bare, 'Ada.King@example.com')).emails).toMatchObject([
      { id: 1 },
      { address: 'ada.king@example.com', verified: true },
    ]);
    expect((await moved(bare, 'Ada@example.com', 'self')).emails).toMatchObject([
      { id: 1 },
      { address: 'ada@example.com', verified: false },
    ]);
  });
});

describe('a user looked for by name', () => {
  it('is found among more than are read at once, by the address first', async () => {
    const users = Array.from({ length: 203 }, (_, index) => aUser(index + 1));
    const world = await aWorld({ users });
    for (const id of [1, 100, 101, 203]) expect(await userByUsername(world.ctx, `user${id}`)).toMatchObject({ id });
    expect(await userByUsername(world.ctx, 'user101@example.com')).toMatchObject({ id: 101 });
    expect(await userByUsername(world.ctx, 'nobody')).toBeUndefined();
  });

  it('is the first of several who were given the same', async () => {
    const users = [aUser(1), aUser(2, { username: 'ops' }), aUser(3, { username: 'ops' })];
    const world = await aWorld({ users });
    expect(await userByUsername(world.ctx, 'ops')).toMatchObject({ id: 2 });
  });

  it.each(['', 'x'.repeat(255)])('is not looked for by what is no name', async (name) => {
    const world = await aWorld();
    const refuse = () => Promise.reject(new Error('nothing is read'));
    const ctx = {
      ...world.ctx,
      store: { ...world.store, users: { ...world.store.users, byEmail: refuse, list: refuse } },
    };
    expect(await userByUsername(ctx, name)).toBeUndefined();
    await expect(userByUsername(ctx, 'x'.repeat(254))).rejects.toThrow('nothing is read');
  });
});
