import { describe, expect, it } from 'vitest';
import { ConflictError, VersionConflictError } from '../../../functions/domain/errors.ts';
import type { IdentityProvider } from '../../../functions/domain/identity-provider/identity-provider.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import { personOf } from '../../../functions/usecases/sign-in/oidc-person.ts';
import { aProvider } from '../../store/contract/identity-providers.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { memoryStore } from '../../support/memory-store.ts';

const issuer = 'https://id.example.com';
const claims = { email: 'ada@example.com', email_verified: true, given_name: 'Ada', family_name: 'Lovelace' };
const teamMappings = [
  { value: 'shop', teamId: 71, teamRole: 'USER' as const },
  { value: 'web', teamId: 72, teamRole: 'USER' as const },
  { value: 'gone', teamId: 79, teamRole: 'USER' as const },
];
const roleMappings = [
  { value: 'a', role: 'ADMIN' as const },
  { value: 'u', role: 'USER' as const },
];

/** The owner (1), Ada (5), teams 71 and 72, and a provider over which Ada comes. */
async function aWorld(ada: Partial<User> = {}, facts: Partial<IdentityProvider> = {}) {
  const { store, clock, ids, table } = memoryStore();
  const warnings: unknown[] = [];
  const log = { info: () => {}, error: () => {}, warn: (_said: string, more?: object) => warnings.push(more) };
  const settings = {
    publicUrl: 'https://tocsin.example.com',
    consoleUrl: 'https://tocsin.example.com',
    twoWaySms: false,
  };
  const ctx = { store, clock, ids, log, metrics: { count: () => {}, seconds: () => {} }, settings };
  await store.users.create(aUser(1, { role: 'OWNER', email: 'owner@example.com' }));
  await store.users.create(aUser(5, { email: 'ada@example.com', ...ada }));
  const stamps = { visibility: 'PRIVATE' as const, createdAt: tenOClock, updatedAt: tenOClock };
  for (const id of [71, 72])
    await store.teams.create({
      id,
      version: 1,
      name: `Team ${id}`,
      members: [{ userId: 1, role: 'ADMIN' }],
      ...stamps,
    });
  const provider = aProvider({ issuer, teamMappings, roleMappings, ...facts });
  const come = (more: object = {}, { users = {}, teams = {} }: { users?: object; teams?: object } = {}) => {
    const own = { ...store, users: { ...store.users, ...users }, teams: { ...store.teams, ...teams } };
    return personOf({ ...ctx, store: own }, provider, { issuer, subject: 'ada', claims: { ...claims, ...more } });
  };
  const ada5 = async () => (await store.users.get(5)) ?? expect.fail('no Ada');
  const rolesIn = async (id: number) => (await store.teams.get(id))?.members.map(({ userId, role }) => [userId, role]);
  return { store, clock, table, warnings, come, ada: ada5, rolesIn };
}

const given = (teams: readonly number[], subject = 'ada', of = issuer) => ({
  issuer: of,
  subject,
  teams: [...teams],
  since: tenOClock,
});

describe('somebody who comes over a provider again', () => {
  it('changes nothing, whenever and in whatever order the provider says the same', async () => {
    const { come, table, clock, warnings } = await aWorld();
    await come({ groups: ['shop', 'web'], role: 'u' });
    const before = table.items();
    clock.advance({ days: 3 });
    await come({ groups: ['web', 'shop'], role: 'u', email: 'ADA@example.com' });
    expect(table.items()).toEqual(before);
    expect(warnings).toEqual([]);
  });

  it('keeps the address as they write it', async () => {
    const { come, ada } = await aWorld({ email: 'Ada@Example.com' });
    await come();
    expect((await ada()).email).toBe('Ada@Example.com');
  });

  it('keeps what other accounts of theirs have given, and since when', async () => {
    const identities = [given([72], 'ada', 'https://other.example'), given([], 'before'), given([71])];
    const { come, ada, rolesIn, clock } = await aWorld({ identities });
    clock.advance({ days: 3 });
    await come({ groups: ['web'] });
    expect((await ada()).identities).toEqual([...identities.slice(0, 2), given([72])]);
    expect((await ada()).updatedAt).toBe(clock.now());
    expect(await rolesIn(72)).toEqual([
      [1, 'ADMIN'],
      [5, 'USER'],
    ]);
  });

  it('is nobody else, though one of their accounts is of another provider', async () => {
    const { come } = await aWorld({ identities: [given([], 'x', 'https://other.example'), given([], 'before')] });
    expect(await come()).toBe('ANOTHER_PERSON');
  });

  it('moves to an address that is theirs by now', async () => {
    const { come, store, ada } = await aWorld({ identities: [given([])] });
    const byEmail = async () => await store.users.get(5);
    await come({ email: 'countess@example.com' }, { users: { byEmail } });
    expect((await ada()).email).toBe('countess@example.com');
  });

  it('is not said to keep a role that the provider gives them', async () => {
    const { come, store, ada, warnings } = await aWorld({ role: 'ADMIN' });
    const owner = (await store.users.get(1)) ?? expect.fail('no owner');
    await store.users.save({ ...owner, role: 'USER' }, owner);
    await come({ role: 'a' });
    expect(warnings).toEqual([]);
    await come({ role: 'u' });
    expect(warnings).toMatchObject([{ notes: ['ROLE_KEPT'] }]);
    await store.users.create(aUser(6, { role: 'ADMIN' }));
    await come({ role: 'u' });
    expect((await ada()).role).toBe('USER');
  });
});

describe('the teams of a provider', () => {
  it('are taken away where it gave them, and nobody is taken out twice', async () => {
    const { come, store, rolesIn } = await aWorld();
    await come({ groups: ['shop', 'web', 'gone'] });
    const web = (await store.teams.get(72)) ?? expect.fail('no team');
    const left = await store.teams.save({ ...web, members: web.members.slice(0, 1) }, web);
    await come({ groups: [] });
    expect(await rolesIn(71)).toEqual([[1, 'ADMIN']]);
    expect(await store.teams.get(72)).toEqual(left);
  });

  it('stay as somebody else has given them', async () => {
    const { come, store, rolesIn } = await aWorld();
    const shop = (await store.teams.get(71)) ?? expect.fail('no team');
    await store.teams.save({ ...shop, members: [...shop.members, { userId: 5, role: 'ADMIN' }] }, shop);
    await come({ groups: ['shop'] });
    expect(await rolesIn(71)).toEqual([
      [1, 'ADMIN'],
      [5, 'ADMIN'],
    ]);
  });

  it('are known as given, old and new, until they are', async () => {
    const { come, ada } = await aWorld({ identities: [given([71])] });
    const get = () => Promise.reject(new Error('the table does not answer'));
    await expect(come({ groups: ['web'] }, { teams: { get } })).rejects.toThrow('the table does not answer');
    expect((await ada()).identities).toEqual([given([71, 72])]);
  });
});

describe('while somebody is changed by another', () => {
  it('what is stored then counts, and is noted once', async () => {
    const { come, store, ada, warnings } = await aWorld({ identities: [given([])], phones: [] });
    await store.users.create(aUser(6, { email: 'grace@example.com' }));
    let saves = 0;
    const save = async (...[next, before]: Parameters<typeof store.users.save>) => {
      const now = await ada();
      if (saves++ === 0) await store.users.save({ ...now, lastName: 'King' }, now);
      return store.users.save(next, before);
    };
    let reads = 0;
    const get = async (id: number) => {
      reads++;
      return store.users.get(id);
    };
    await come({ role: 'a', email: 'grace@example.com' }, { users: { save, get } });
    expect(await ada()).toMatchObject({ lastName: 'King', role: 'ADMIN' });
    expect(warnings).toMatchObject([{ notes: ['ADDRESS_TAKEN'] }]);
    expect([saves, reads]).toEqual([2, 1]);
  });

  it('or deleted, it is told as that', async () => {
    const { come, ada, store } = await aWorld({ identities: [given([])] });
    const save = async (...[next, before]: Parameters<typeof store.users.save>) => {
      const now = await ada().catch(() => undefined);
      if (now !== undefined) await store.users.delete(now);
      return store.users.save(next, before);
    };
    const byIdentity = async () => aUser(5, { email: 'ada@example.com', identities: [given([])] });
    await expect(come({ role: 'a' }, { users: { save, byIdentity } })).rejects.toThrow(VersionConflictError);
  });

  it.each([
    ['of the table', new Error('the table does not answer'), 1],
    ['of somebody who has the address by now', new ConflictError('the address is taken'), 2],
  ])('an error %s is tried again only where that may help', async (_whose, error, times) => {
    const { come } = await aWorld();
    let asked = 0;
    const byIdentity = () => {
      asked++;
      return Promise.reject(error);
    };
    await expect(come({}, { users: { byIdentity } })).rejects.toThrow(error);
    expect(asked).toBe(times);
  });
});
