import { describe, expect, it } from 'vitest';
import type { Role } from '../../../functions/domain/access/actor.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import { withLevel } from '../../../functions/usecases/policy/from-input.ts';
import { withMember, withoutMember } from '../../../functions/usecases/team/from-input.ts';
import { movedTo, newUser, updatedUser } from '../../../functions/usecases/user/from-input.ts';
import { roleOnWire } from '../../../functions/usecases/user/present.ts';
import { aPolicy, aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const profile = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };

/** Somebody of this role acts. */
async function acting(role: Role = 'ADMIN', userId = 1) {
  const world = await aWorld({ users: Array.from({ length: 62 }, (_, index) => aUser(index + 1)) });
  const ctx = world.as(userId);
  return { ...world, ctx: { ...ctx, actor: { ...ctx.actor, role } } };
}

const ada = (facts: Partial<User> = {}): User => ({
  ...aUser(2, { email: 'Ada@example.com', username: 'Ada@example.com' }),
  emails: [{ id: 5, target: 'Ada@example.com', address: 'ada@example.com', status: 'OK', verified: true }],
  ...facts,
});

describe('a new user', () => {
  it('is a user in English, by mail to the address they sign in with, unless more is said', async () => {
    const { ctx } = await acting();
    const user = newUser(ctx, { ...profile, email: 'Ada@example.com', region: null, position: '', shiftColor: '' });
    expect(user).toMatchObject({ username: 'Ada@example.com', role: 'USER', language: 'en', phones: [], devices: [] });
    expect(user.emails).toMatchObject([
      { target: 'Ada@example.com', address: 'ada@example.com', verified: true, status: 'OK' },
    ]);
    for (const name of ['region', 'position', 'department', 'shiftColor']) expect(user).not.toHaveProperty(name);
    const more = {
      language: 'de',
      region: 'DE',
      position: 'Engineer',
      department: 'Shop',
      shiftColor: '#abc',
    } as const;
    const said = newUser(ctx, { ...profile, username: 'ada', timezone: 'UTC', role: 'VIEWER', ...more });
    expect(said).toMatchObject({ ...more, username: 'ada', timezone: 'UTC', role: 'VIEWER' });
  });

  it('lives where the deployment does', async () => {
    const { ctx } = await acting();
    const settings = { ...ctx.settings, timezone: 'Asia/Tokyo' };
    expect(newUser({ ...ctx, settings }, profile).timezone).toBe('Asia/Tokyo');
  });
});

describe('a user who is changed', () => {
  it('loses what is not said again, but not their role', async () => {
    const { ctx } = await acting();
    const before = ada({
      role: 'VIEWER',
      region: 'DE',
      position: 'x',
      department: 'x',
      shiftColor: '#abc',
      mutedUntil: tenOClock,
    });
    const after = updatedUser(ctx, before, profile);
    expect(after).toMatchObject({ ...profile, role: 'VIEWER', preferences: before.preferences, phones: before.phones });
    for (const name of ['region', 'position', 'department', 'shiftColor', 'mutedUntil'])
      expect(after).not.toHaveProperty(name);
    expect(updatedUser(ctx, before, { ...profile, mutedUntil: tenOClock })).toMatchObject({ mutedUntil: tenOClock });
  });

  it('keeps a name of their own, and is called by their address where they were', async () => {
    const { ctx } = await acting();
    const grace = { ...profile, email: 'grace@example.com' };
    expect(updatedUser(ctx, ada(), grace).username).toBe('grace@example.com');
    expect(updatedUser(ctx, ada({ username: 'ada' }), grace).username).toBe('ada');
    expect(updatedUser(ctx, ada({ username: 'ada' }), { ...grace, username: 'g' }).username).toBe('g');
    expect(movedTo(ctx, ada(), 'grace@example.com').username).toBe('grace@example.com');
    expect(movedTo(ctx, ada({ username: 'ada' }), 'grace@example.com')).toMatchObject({
      email: 'grace@example.com',
      username: 'ada',
    });
  });

  it('gets another role from administrators alone, and the owner from nobody', async () => {
    const { ctx } = await acting();
    const { ctx: user } = await acting('USER', 2);
    expect(updatedUser(ctx, ada(), { ...profile, role: 'VIEWER' }).role).toBe('VIEWER');
    expect(() => updatedUser(user, ada(), { ...profile, role: 'ADMIN' })).toThrow('only administrators change roles');
    expect(updatedUser(user, ada(), { ...profile, role: 'USER' }).role).toBe('USER');
    const owner = ada({ role: 'OWNER' });
    expect(updatedUser(ctx, owner, { ...profile, role: 'ADMIN' }).role).toBe('OWNER');
    expect(() => updatedUser(ctx, owner, { ...profile, role: 'USER' })).toThrow("owner's role cannot be changed");
  });

  it('has the contact of their address moved along by administrators', async () => {
    const { ctx } = await acting();
    const emails = (user: User) => user.emails.map(({ id, target, verified }) => [id, target, verified]);
    expect(emails(updatedUser(ctx, ada(), profile))).toEqual([[5, 'ada@example.com', true]]);
    const moved = updatedUser(ctx, ada(), { ...profile, email: 'Grace@example.com' });
    expect(emails(moved)).toEqual([[5, 'Grace@example.com', true]]);
    expect(moved.emails[0]?.address).toBe('grace@example.com');
  });

  it('keeps the former contact where they change it themselves, until the new one is verified', async () => {
    const { ctx } = await acting('USER', 2);
    const { emails } = updatedUser(ctx, ada(), { ...profile, email: 'grace@example.com' });
    expect(emails.map(({ target, verified }) => [target, verified])).toEqual([
      ['Ada@example.com', true],
      ['grace@example.com', false],
    ]);
  });

  it('has no contact twice, and never none for the address they sign in with', async () => {
    const { ctx } = await acting();
    const both = ada();
    const grace = { ...both.emails[0], id: 6, target: 'grace@example.com', address: 'grace@example.com' };
    const known = { ...both, emails: [...both.emails, grace as User['emails'][number]] };
    expect(updatedUser(ctx, known, { ...profile, email: 'GRACE@example.com' }).emails).toEqual(known.emails);
    expect(updatedUser(ctx, ada({ emails: [] }), profile).emails).toMatchObject([{ address: 'ada@example.com' }]);
    const gone = updatedUser(ctx, ada({ emails: [] }), { ...profile, email: 'grace@example.com' });
    expect(gone.emails).toMatchObject([{ address: 'grace@example.com', verified: true }]);
  });
});

describe('a member of a team', () => {
  const aTeam = (count: number) => ({
    id: 70,
    version: 0,
    name: 'Shop',
    visibility: 'PUBLIC' as const,
    members: Array.from({ length: count }, (_, index) => ({ userId: index + 1, role: 'USER' as const })),
    createdAt: tenOClock,
    updatedAt: tenOClock,
  });

  it('is the sixtieth at most; who is in it already may get another role', async () => {
    const { ctx, clock } = await acting();
    clock.advance({ minutes: 1 });
    const full = await withMember(ctx, aTeam(59), { user: { id: 60 } });
    expect(full.members.at(-1)).toEqual({ userId: 60, role: 'RESPONDER' });
    expect([full.members.length, full.updatedAt]).toEqual([60, clock.now()]);
    await expect(withMember(ctx, full, { user: { id: 61 } })).rejects.toThrow('a team has at most 60 members');
    const changed = await withMember(ctx, full, { user: { id: 2 }, role: 'ADMIN' });
    expect(changed.members.length).toBe(60);
    expect(changed.members[1]).toEqual({ userId: 2, role: 'ADMIN' });
    expect(changed.members[0]).toEqual({ userId: 1, role: 'USER' });
  });

  it('leaves alone, and only who is one', async () => {
    const { ctx, clock } = await acting();
    clock.advance({ minutes: 1 });
    const left = withoutMember(ctx, aTeam(3), 2);
    expect([left.members.map(({ userId }) => userId), left.updatedAt]).toEqual([[1, 3], clock.now()]);
    expect(() => withoutMember(ctx, aTeam(3), 4)).toThrow('was not found');
  });
});

describe('a level of a policy', () => {
  it('is replaced alone, and only one that is there', async () => {
    const { ctx, clock } = await acting();
    clock.advance({ minutes: 1 });
    const policy = aPolicy([[1], [2], [1]]);
    const changed = await withLevel(ctx, policy, 1, { escalationTimeout: 7, users: [{ id: 3 }] } as never);
    const other = { escalationTimeout: 7, targets: [{ kind: 'user', id: 3 }] };
    expect(changed.levels).toEqual([policy.levels[0], other, policy.levels[2]]);
    expect(changed.updatedAt).toBe(clock.now());
    await expect(withLevel(ctx, policy, 3, { escalationTimeout: 7 } as never)).rejects.toThrow('was not found');
  });
});

it.each([
  ['OWNER', 'ADMIN'],
  ['ADMIN', 'ADMIN'],
  ['RESPONDER', 'RESPONDER'],
] as const)('the role %s reads back as %s', (role, expected) => {
  expect(roleOnWire({ role })).toBe(expected);
});
