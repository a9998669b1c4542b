import { describe, expect, it } from 'vitest';
import { ConflictError, InvalidInputError } from '../../../functions/domain/errors.ts';
import { type IdentityProvider, usualClaims } from '../../../functions/domain/identity-provider/identity-provider.ts';
import { tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

export const aProvider = (facts: Partial<IdentityProvider> = {}): IdentityProvider => ({
  id: 600,
  version: 1,
  name: 'Okta',
  issuer: 'https://acme.okta.com',
  clientId: '0oa1',
  clientSecret: 'hush-client',
  domains: ['example.com'],
  scopes: ['openid', 'email'],
  claims: usualClaims,
  roleMappings: [{ value: 'ops', role: 'USER' }],
  defaultRole: 'STAKEHOLDER',
  teamMappings: [],
  provision: true,
  active: true,
  ownerAgreed: false,
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});

export function identityProviderContract(newTable: NewTable): void {
  describe('identity providers', () => {
    it('are read back as they were created, the secret unreadable in the table', async () => {
      const { store, table } = await newStore(newTable);
      const provider = await store.identityProviders.create(aProvider());
      expect(await store.identityProviders.get(600)).toEqual(provider);
      const item = await table.get({ PK: 'IDENTITY_PROVIDER#600', SK: 'IDENTITY_PROVIDER' }, { consistent: true });
      expect(JSON.stringify(item)).not.toContain('hush-client');
    });

    it('are found by each of their domains, which no other one has', async () => {
      const { store } = await newStore(newTable);
      const okta = await store.identityProviders.create(aProvider({ domains: ['example.com', 'example.org'] }));
      const entra = aProvider({ id: 601, domains: ['example.net', 'example.org'] });
      await expect(store.identityProviders.create(entra)).rejects.toThrow(ConflictError);
      expect(await store.identityProviders.byDomain('example.net')).toBeUndefined();
      await store.identityProviders.save({ ...okta, domains: ['example.com'] }, okta);
      await store.identityProviders.create(entra);
      expect((await store.identityProviders.byDomain('example.org'))?.id).toBe(601);
      expect((await store.identityProviders.byDomain('example.com'))?.id).toBe(600);
    });

    it('refer to the teams they give', async () => {
      const { store } = await newStore(newTable);
      const teamMappings = [{ value: 'shop', teamId: 700, teamRole: 'USER' as const }];
      await expect(store.identityProviders.create(aProvider({ teamMappings }))).rejects.toThrow(InvalidInputError);
      const history = { createdAt: tenOClock, updatedAt: tenOClock };
      const team = { id: 700, version: 1, name: 'Shop', visibility: 'PUBLIC' as const, members: [], ...history };
      await store.teams.create(team);
      await store.identityProviders.create(aProvider({ teamMappings }));
      await expect(store.teams.delete(team)).rejects.toThrow('identity provider 600 "Okta"');
    });
  });
}
