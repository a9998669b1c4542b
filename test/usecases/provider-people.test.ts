import { describe, expect, it } from 'vitest';
import type { IdentityProvider } from '../../functions/domain/identity-provider/identity-provider.ts';
import type { Team } from '../../functions/domain/team/team.ts';
import type { User } from '../../functions/domain/user/user.ts';
import type { Log } from '../../functions/ports/log.ts';
import { personOf } from '../../functions/usecases/sign-in/oidc-person.ts';
import { aProvider } from '../store/contract/identity-providers.ts';
import { aPolicy, aUser, tenOClock } from '../support/factories.ts';
import { memoryStore } from '../support/memory-store.ts';

const claims = { email: 'ada@example.com', email_verified: true, given_name: 'Ada', family_name: 'Lovelace' };
const issuer = 'https://id.example.com';

async function world(facts: Partial<IdentityProvider> = {}) {
  const { store, clock, ids, table } = memoryStore();
  const warnings: unknown[] = [];
  const log: Log = { info: () => {}, error: () => {}, warn: (_message, fields) => warnings.push(fields?.notes) };
  const settings = {
    publicUrl: 'https://tocsin.example.com',
    consoleUrl: 'https://tocsin.example.com',
    twoWaySms: false,
    timezone: 'Europe/Berlin',
    phoneCountries: new Set(['DE', 'FR']),
  };
  const ctx = { store, clock, ids, log, metrics: { count: () => {}, seconds: () => {} }, settings };
  await store.users.create(aUser(1, { role: 'OWNER', email: 'owner@example.com' }));
  const team = (id: number, members: Team['members'] = []): Team => ({
    id,
    version: 1,
    name: `Team ${id}`,
    visibility: 'PRIVATE',
    members,
    createdAt: tenOClock,
    updatedAt: tenOClock,
  });
  const teams = [await store.teams.create(team(71)), await store.teams.create(team(72))];
  let provider = aProvider({ issuer, ...facts });
  return {
    ctx,
    store,
    table,
    warnings,
    teams,
    audit: async () => (await store.audit.list({}, { offset: 0, limit: 100 })).map(({ action }) => action),
    set: (more: Partial<IdentityProvider>) => {
      provider = { ...provider, ...more };
    },
    come: (more: object = {}, subject = 'ada') =>
      personOf(ctx, provider, { issuer, subject, claims: { ...claims, ...more } }),
    membersOf: async (id: number) => (await store.teams.get(id))?.members,
  };
}

const asUser = (outcome: User | string): User => (typeof outcome === 'string' ? expect.fail(outcome) : outcome);

describe('somebody whom nobody knows', () => {
  it('becomes a user with role, teams, team roles and number, each recorded, and the second time nothing more', async () => {
    const { come, store, audit, membersOf, table } = await world({
      roleMappings: [{ value: 'ops', role: 'RESPONDER' }],
      teamMappings: [
        { value: 'shop', teamId: 71, teamRole: 'ADMIN' },
        { value: 'web', teamId: 72, teamRole: 'RESPONDER' },
      ],
      phoneRegion: 'DE',
    });
    const all = { role: ['ops'], groups: ['shop'], phone_number: '0151 23450001' };
    const user = asUser(await come(all));
    expect(user).toMatchObject({
      email: 'ada@example.com',
      username: 'ada@example.com',
      firstName: 'Ada',
      lastName: 'Lovelace',
      role: 'RESPONDER',
      timezone: 'Europe/Berlin',
      emails: [{ target: 'ada@example.com', verified: true }],
      phones: [{ target: '0151 23450001', e164: '+4915123450001', verified: true, primary: true }],
      identities: [{ issuer, subject: 'ada', teams: [71] }],
    });
    expect(user.preferences.alerts).toHaveLength(2);
    expect(await membersOf(71)).toEqual([{ userId: user.id, role: 'ADMIN' }]);
    expect(await membersOf(72)).toEqual([]);
    expect(await audit()).toEqual(['team:update', 'user:create']);
    const before = table.items();
    expect(asUser(await come(all)).id).toBe(user.id);
    expect(table.items()).toEqual(before);
    expect(await store.users.byIdentity({ issuer, subject: 'ada' })).toMatchObject({ id: user.id });
  });

  it('is a stakeholder unless something else is said, also in teams', async () => {
    const { come, membersOf } = await world({ teamMappings: [{ value: 'shop', teamId: 71, teamRole: 'USER' }] });
    const user = asUser(await come({ groups: 'shop' }));
    expect(user.role).toBe('STAKEHOLDER');
    expect(await membersOf(71)).toEqual([{ userId: user.id, role: 'STAKEHOLDER' }]);
  });

  it('stays outside where nobody new is taken in', async () => {
    const { come, table } = await world({ provision: false });
    const before = table.items();
    expect(await come()).toBe('NO_USER');
    expect(table.items()).toEqual(before);
  });

  it.each([
    ['a phone number that is none', { phone_number: 'call me' }, ['PHONE_UNREADABLE']],
    ['a phone number in a country that is not called', { phone_number: '+18762345678' }, ['PHONE_UNREADABLE']],
    ['a phone number of nobody', { phone_number: { raw: 1 } }, undefined],
    ['a role and groups of another kind', { role: 7, groups: { shop: true } }, undefined],
    ['names that are no texts', { given_name: [], family_name: null }, undefined],
  ])('gets in with %s, and the log says so', async (_what, more, notes) => {
    const { come, warnings } = await world({ defaultRole: 'USER', roleMappings: [], phoneRegion: 'DE' });
    expect(asUser(await come(more))).toMatchObject({ role: 'USER', phones: [] });
    expect(warnings).toEqual(notes === undefined ? [] : [notes]);
  });

  it('gets in although a team is full', async () => {
    const { come, store, warnings, teams, membersOf } = await world({
      teamMappings: [{ value: 'shop', teamId: 71, teamRole: 'USER' }],
    });
    for (let id = 100; id < 160; id++) await store.users.create(aUser(id));
    const members = Array.from({ length: 60 }, (_, index) => ({ userId: 100 + index, role: 'USER' as const }));
    if (teams[0]) await store.teams.save({ ...teams[0], members }, teams[0]);
    expect(asUser(await come({ groups: ['shop'] })).identities).toMatchObject([{ teams: [] }]);
    expect(await membersOf(71)).toHaveLength(60);
    expect(warnings).toEqual([['TEAM_FULL']]);
  });

  it('becomes one user when two browsers come at once', async () => {
    const { come, store } = await world();
    const both = await Promise.all([come(), come()]);
    expect(new Set(both.map((one) => asUser(one).id)).size).toBe(1);
    expect((await store.users.list({ offset: 0, limit: 10 })).length).toBe(2);
  });
});

describe('somebody who is a user already', () => {
  it('is found by a verified address of the domain the first time, and by the subject from then on', async () => {
    const { come, store } = await world({ provision: false });
    await store.users.create(aUser(5, { email: 'Ada@example.com', emails: [] }));
    expect(asUser(await come())).toMatchObject({ id: 5, firstName: 'First5', role: 'USER' });
    expect(asUser(await come({ email: 'ada.king@example.com' }))).toMatchObject({
      id: 5,
      email: 'ada.king@example.com',
    });
    expect(await store.users.byEmail('ada@example.com')).toBeUndefined();
  });

  it('keeps the address when the new one is somebody else’s', async () => {
    const { come, store, warnings } = await world();
    asUser(await come());
    await store.users.create(aUser(6, { email: 'grace@example.com' }));
    expect(asUser(await come({ email: 'grace@example.com' }))).toMatchObject({ email: 'ada@example.com' });
    expect(warnings).toEqual([['ADDRESS_TAKEN']]);
    expect((await store.users.get(6))?.identities).toBeUndefined();
  });

  it.each([
    ['of another domain', { email: 'ada@evil.example' }, 'FOREIGN_DOMAIN'],
    ['that is not verified', { email_verified: false }, 'ADDRESS_NOT_VERIFIED'],
  ])('is not let in with an address %s, known or not', async (_what, more, refusal) => {
    const { come, store } = await world();
    await store.users.create(aUser(7, { email: 'ada@evil.example' }));
    expect(await come(more)).toBe(refusal);
    asUser(await come());
    expect(await come(more)).toBe(refusal);
  });

  it('is not taken over by whoever was given the address later', async () => {
    const { come, store } = await world();
    const user = asUser(await come());
    expect(await come({}, 'another')).toBe('ANOTHER_PERSON');
    expect(await store.users.get(user.id)).toEqual(user);
  });

  it('is the owner only where the owner has agreed, and stays the owner', async () => {
    const { come, set, store } = await world({ roleMappings: [{ value: 'all', role: 'GUEST' }] });
    const owner = { email: 'owner@example.com', role: 'all' };
    expect(await come(owner)).toBe('OWNER');
    set({ ownerAgreed: true });
    expect(asUser(await come(owner))).toMatchObject({ id: 1, role: 'OWNER' });
    set({ ownerAgreed: false });
    expect(await come(owner)).toBe('OWNER');
    expect((await store.users.get(1))?.role).toBe('OWNER');
  });

  it('is not the canary', async () => {
    const { come, store } = await world();
    await store.users.create(aUser(8, { email: 'ada@example.com', hidden: true }));
    expect(await come()).toBe('NO_USER');
  });
});

describe('at each signing in', () => {
  it('the role follows, but nobody on call is made unable to be, and the last administrator stays one', async () => {
    const { come, store, warnings } = await world({
      roleMappings: [
        { value: 'a', role: 'ADMIN' },
        { value: 'r', role: 'RESPONDER' },
        { value: 's', role: 'STAKEHOLDER' },
      ],
    });
    const user = asUser(await come({ role: 'a' }));
    expect(asUser(await come({ role: 'r' })).role).toBe('RESPONDER');
    expect(asUser(await come({})).role).toBe('RESPONDER');
    await store.policies.create(aPolicy([[user.id]]));
    expect(asUser(await come({ role: 's' })).role).toBe('RESPONDER');
    expect(warnings).toEqual([['ROLE_KEPT']]);
    asUser(await come({ role: 'a' }));
    const owner = (await store.users.get(1)) ?? expect.fail();
    await store.users.delete(owner);
    expect(asUser(await come({ role: 'r' })).role).toBe('ADMIN');
  });

  it('teams follow that the provider gave; what somebody else gave stays', async () => {
    const { come, store, membersOf, teams } = await world({
      defaultRole: 'USER',
      teamMappings: [
        { value: 'shop', teamId: 71, teamRole: 'USER' },
        { value: 'lead', teamId: 71, teamRole: 'ADMIN' },
        { value: 'web', teamId: 72, teamRole: 'RESPONDER' },
      ],
    });
    const user = asUser(await come({ groups: ['shop'] }));
    const [, web] = teams;
    if (web) await store.teams.save({ ...web, members: [{ userId: user.id, role: 'USER' }] }, web);
    await come({ groups: ['lead'] });
    expect(await membersOf(71)).toEqual([{ userId: user.id, role: 'ADMIN' }]);
    await come({});
    expect(await membersOf(71)).toHaveLength(1);
    expect(asUser(await come({ groups: [] })).identities).toMatchObject([{ teams: [] }]);
    expect(await membersOf(71)).toEqual([]);
    expect(await membersOf(72)).toEqual([{ userId: user.id, role: 'USER' }]);
  });
});
