import { describe, expect, it } from 'vitest';
import type { IdentityProvider } from '../../../functions/domain/identity-provider/identity-provider.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import type { Log } from '../../../functions/ports/log.ts';
import { personOf } from '../../../functions/usecases/sign-in/oidc-person.ts';
import { activeProviders, providerOfAddress } from '../../../functions/usecases/sign-in/provider-of-address.ts';
import { aProvider } from '../../store/contract/identity-providers.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { memoryStore } from '../../support/memory-store.ts';

const issuer = 'https://id.example.com';
const claims = { email: 'ada@example.com', email_verified: true, given_name: 'Ada', family_name: 'Lovelace' };
const settings = {
  publicUrl: 'https://tocsin.example.com',
  consoleUrl: 'https://tocsin.example.com',
  twoWaySms: false,
};

async function aProviderWorld(facts: Partial<IdentityProvider> = {}) {
  const { store, clock, ids } = memoryStore();
  const warnings: unknown[] = [];
  const log: Log = { info: () => {}, error: () => {}, warn: (_message, fields) => warnings.push(fields?.notes) };
  const ctx = { store, clock, ids, log, metrics: { count: () => {}, seconds: () => {} }, settings };
  await store.users.create(aUser(1, { role: 'OWNER', email: 'owner@example.com' }));
  const provider = aProvider({ issuer, ...facts });
  return {
    store,
    warnings,
    come: (more: object = {}, over: object = {}) =>
      personOf({ ...ctx, ...over }, provider, { issuer, subject: 'ada', claims: { ...claims, ...more } }),
  };
}
const asUser = (outcome: User | string): User => (typeof outcome === 'string' ? expect.fail(outcome) : outcome);

describe('the role that a provider gives', () => {
  const roleMappings = [
    { value: 'a', role: 'ADMIN' as const },
    { value: 'u', role: 'USER' as const },
    { value: 's', role: 'STAKEHOLDER' as const },
  ];

  it('is kept from the last administrator alone, not from somebody who never was one', async () => {
    const { come, store, warnings } = await aProviderWorld({ roleMappings });
    asUser(await come({ role: 'u' }));
    const owner = (await store.users.get(1)) ?? expect.fail('no owner');
    await store.users.delete(owner);
    expect(asUser(await come({ role: 's' })).role).toBe('STAKEHOLDER');
    expect(asUser(await come({ role: 'a' })).role).toBe('ADMIN');
    expect(warnings).toEqual([]);
    expect(asUser(await come({ role: 'u' })).role).toBe('ADMIN');
    expect(warnings).toEqual([['ROLE_KEPT']]);
  });

  it('is not given when nobody can say where the person is needed', async () => {
    const { come, store } = await aProviderWorld({ roleMappings });
    asUser(await come({ role: 'u' }));
    const ofTarget = () => Promise.reject(new Error('the table does not answer'));
    const over = { store: { ...store, policies: { ...store.policies, ofTarget } } };
    await expect(come({ role: 's' }, over)).rejects.toThrow('the table does not answer');
  });
});

describe('the number that a provider gives', () => {
  it('is one of the country that the provider, the person, or nobody names', async () => {
    for (const [phoneRegion, region, typed, e164] of [
      ['DE', 'FR', '0151 23450001', '+4915123450001'],
      [undefined, 'DE', '0151 23450001', '+4915123450001'],
      [undefined, undefined, '(212) 555-0123', '+12125550123'],
    ] as const) {
      const { come, store } = await aProviderWorld({ provision: false, ...(phoneRegion && { phoneRegion }) });
      await store.users.create(
        aUser(5, { email: 'ada@example.com', phones: [], emails: [], ...(region && { region }) }),
      );
      expect(asUser(await come({ phone_number: typed })).phones).toMatchObject([{ e164 }]);
    }
  });
});

describe('a number that a provider gives', () => {
  it('is left out where it cannot be read, and not where something else fails', async () => {
    const { come } = await aProviderWorld();
    const has = () => {
      throw new TypeError('no list of countries');
    };
    const over = { settings: { ...settings, phoneCountries: { has } } };
    await expect(come({ phone_number: '+4915123450001' }, over)).rejects.toThrow('no list of countries');
  });
});

describe('the teams that a provider gives', () => {
  it('may be full and still change the role of who is in them already', async () => {
    const { come, store, warnings } = await aProviderWorld({
      defaultRole: 'USER',
      teamMappings: [
        { value: 'shop', teamId: 71, teamRole: 'USER' },
        { value: 'lead', teamId: 71, teamRole: 'ADMIN' },
      ],
    });
    for (let id = 100; id < 159; id++) await store.users.create(aUser(id));
    const members = Array.from({ length: 59 }, (_, index) => ({ userId: 100 + index, role: 'USER' as const }));
    const stamps = { createdAt: tenOClock, updatedAt: tenOClock };
    await store.teams.create({ id: 71, version: 1, name: 'Shop', visibility: 'PRIVATE', members, ...stamps });
    const user = asUser(await come({ groups: ['shop'] }));
    expect((await store.teams.get(71))?.members).toHaveLength(60);
    await come({ groups: ['lead'] });
    expect((await store.teams.get(71))?.members.at(-1)).toEqual({ userId: user.id, role: 'ADMIN' });
    expect(warnings).toEqual([]);
  });
});

describe('the provider of an address', () => {
  const world = async (facts: Partial<IdentityProvider> = {}) => {
    const { store, clock, ids } = memoryStore();
    await store.identityProviders.create(aProvider({ domains: ['example.com'], ...facts }));
    const silent = () => {};
    const ctx = {
      store,
      clock,
      ids,
      log: { info: silent, warn: silent, error: silent },
      metrics: { count: silent, seconds: silent },
    };
    return ctx;
  };

  it.each<[string, Partial<IdentityProvider>, string, Pick<User, 'role' | 'email'> | undefined, boolean]>([
    ['an address that is nobody’s', {}, 'new@example.com', undefined, true],
    ['an address of another domain', {}, 'new@other.example', undefined, false],
    ['a user', {}, 'ada@example.com', { role: 'ADMIN', email: 'ada@example.com' }, true],
    ['a user who signs in by another address', {}, 'ada@other.example', { role: 'USER', email: 'a@example.com' }, true],
    ['the owner', {}, 'ada@example.com', { role: 'OWNER', email: 'ada@example.com' }, false],
    ['the owner, who agreed', { ownerAgreed: true }, 'o@example.com', { role: 'OWNER', email: 'o@example.com' }, true],
    ['anybody, while it is switched off', { active: false }, 'new@example.com', undefined, false],
  ])('of %s', async (_whose, facts, email, user, isBound) => {
    const found = await providerOfAddress(await world(facts), email, user);
    expect(found?.id).toBe(isBound ? 600 : undefined);
  });

  it('is one of fifty, the oldest, that are offered', async () => {
    const ctx = await world();
    for (let index = 1; index <= 50; index += 1)
      await ctx.store.identityProviders.create(aProvider({ id: 600 + index, domains: [`d${index}.example`] }));
    const offered = await activeProviders(ctx);
    expect([offered.length, offered[0]?.id, offered.at(-1)?.id]).toEqual([50, 600, 649]);
  });

  it('is offered while it is switched on', async () => {
    expect(await activeProviders(await world())).toHaveLength(1);
    expect(await activeProviders(await world({ active: false }))).toEqual([]);
  });
});
