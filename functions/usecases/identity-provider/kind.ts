import { always } from '../../domain/audit/kind.ts';
import type { IdentityProvider } from '../../domain/identity-provider/identity-provider.ts';
import type { Kind } from '../configuration/kind.ts';

/** Identity providers. */
export const identityProviderKind: Kind<IdentityProvider> = {
  kind: 'identity-provider',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  store: (store) => store.identityProviders,
  members: {
    ...always,
    name: 'told',
    issuer: 'told',
    clientId: 'told',
    clientSecret: 'secret',
    domains: 'told',
    scopes: 'told',
    claims: 'told',
    roleMappings: 'told',
    defaultRole: 'told',
    teamMappings: 'told',
    phoneRegion: 'told',
    provision: 'told',
    active: 'told',
    label: 'told',
    ownerAgreed: 'told',
  },
};
