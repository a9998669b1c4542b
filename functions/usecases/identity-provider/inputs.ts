import * as z from 'zod';
import { GivenRole } from '../../domain/identity-provider/identity-provider.ts';
import { TeamRole } from '../../domain/team/team.ts';
import { line, Name, Reference } from '../inputs.ts';

const Domain = z
  .string()
  .max(253, 'must have at most 253 characters')
  .regex(
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z][a-z0-9-]{0,61}[a-z0-9]$/i,
    'must be a domain: example.com',
  );

/** A scope of OAuth 2 is printable ASCII without spaces, quotes and backslashes. */
const Scope = z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/, 'must be a scope: one word');

const Claim = line(100);
const Value = line(255);

const Claims = z.object({
  email: Claim.nullish(),
  emailVerified: Claim.nullish(),
  firstName: Claim.nullish(),
  lastName: Claim.nullish(),
  phone: Claim.nullish(),
  role: Claim.nullish(),
  team: Claim.nullish(),
});

const most = (count: number, what: string) => `must be at most ${count} ${what}`;

/** What a client may write of an identity provider. */
export const IdentityProviderInput = z.object({
  name: Name,
  issuer: line(500),
  clientId: line(500),
  clientSecret: line(2000).nullish().or(z.literal('')),
  domains: z.array(Domain).min(1, 'must name at least one domain').max(20, most(20, 'domains')),
  scopes: z.array(Scope).max(20, most(20, 'scopes')).nullish(),
  claims: Claims.nullish(),
  roleMappings: z
    .array(z.object({ value: Value, role: GivenRole }))
    .max(100, most(100, 'mappings'))
    .nullish(),
  defaultRole: GivenRole.nullish(),
  teamMappings: z
    .array(z.object({ value: Value, team: Reference, teamRole: TeamRole.nullish() }))
    .max(100, most(100, 'mappings'))
    .nullish(),
  phoneRegion: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters')
    .nullish(),
  provision: z.boolean().nullish(),
  active: z.boolean().nullish(),
  label: line(60).nullish().or(z.literal('')),
});
export type IdentityProviderInput = z.infer<typeof IdentityProviderInput>;
