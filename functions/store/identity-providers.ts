import { IdentityProvider } from '../domain/identity-provider/identity-provider.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { IdentityProviderStore } from '../ports/identity-provider-store.ts';
import type { AuditTerm } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import type { Form } from './items.ts';
import type { Table } from './table.ts';

/** Identity providers, found by id, by name and by each domain, which one provider has; the client's secret is encrypted. */
export function createIdentityProviderStore(table: Table, cipher: Cipher, term: AuditTerm): IdentityProviderStore {
  const { byUnique, ...providers } = createConfigurationItems(
    table,
    {
      kind: 'IDENTITY_PROVIDER',
      label: 'identity provider',
      form: {
        type: 'IDENTITY_PROVIDER',
        schema: IdentityProvider,
        secret: ['clientSecret'],
        cipher,
      } satisfies Form<IdentityProvider>,
      nameOf: ({ name }) => name,
      uniqueValues: ({ domains }) =>
        domains.map((domain) => ({ kind: 'IDENTITY_DOMAIN', value: domain, label: `the domain ${domain}` })),
      references: ({ teamMappings }) =>
        teamMappings.map(({ teamId }, index) => ({
          kind: 'team' as const,
          id: teamId,
          field: `teamMappings[${index}].team.id`,
        })),
    },
    term,
  );
  return { ...providers, byDomain: (domain) => byUnique('IDENTITY_DOMAIN', domain) };
}
