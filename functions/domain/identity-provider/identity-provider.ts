import * as z from 'zod';
import { Role } from '../access/actor.ts';
import { TeamRole } from '../team/team.ts';
import { Instant } from '../time.ts';

/** Under which names a provider tells what; `role` and `team` may hold several values. */
export const ClaimNames = z.object({
  email: z.string(),
  /** Whether the provider has made sure of the address. */
  emailVerified: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  phone: z.string(),
  role: z.string(),
  team: z.string(),
});
export type ClaimNames = z.infer<typeof ClaimNames>;

/** As OpenID Connect calls them; roles and groups have no name of the standard's. */
export const usualClaims: ClaimNames = {
  email: 'email',
  emailVerified: 'email_verified',
  firstName: 'given_name',
  lastName: 'family_name',
  phone: 'phone_number',
  role: 'role',
  team: 'groups',
};

/** What a person may become over a provider: the account's owner is nobody's to give. */
export const GivenRole = Role.exclude(['OWNER']);
export type GivenRole = z.infer<typeof GivenRole>;

/** Who speaks for the addresses of some domains, over OpenID Connect. */
export const IdentityProvider = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  /** As typed; its metadata say what it is called in tokens. */
  issuer: z.string(),
  clientId: z.string(),
  /** Absent: a public client, which has PKCE alone. */
  clientSecret: z.string().optional(),
  /** In lower case. Their addresses get in over this provider only, and over it no others. */
  domains: z.array(z.string()),
  scopes: z.array(z.string()),
  claims: ClaimNames,
  roleMappings: z.array(z.object({ value: z.string(), role: GivenRole })),
  /** Of new people whose claims say nothing of a role. */
  defaultRole: GivenRole,
  teamMappings: z.array(z.object({ value: z.string(), teamId: z.number(), teamRole: TeamRole })),
  /** The country of phone numbers that are written without it. */
  phoneRegion: z.string().optional(),
  /** Whether people who are not there yet become users. */
  provision: z.boolean(),
  active: z.boolean(),
  /** On the button of the sign-in page; absent: the name. */
  label: z.string().optional(),
  /** The account's owner has written what it trusts: only then it speaks for the owner, too. */
  ownerAgreed: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type IdentityProvider = z.infer<typeof IdentityProvider>;

/** The part of an address that a provider may speak for, in lower case; empty when there is none. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

/** Whether the provider speaks for the address: exactly its domains, no sub-domains. */
export const speaksFor = ({ domains }: Pick<IdentityProvider, 'domains'>, email: string): boolean =>
  email.includes('@') && domains.includes(domainOf(email));

/**
 * Whether whoever this is gets in over the provider alone. The account's owner does only if the owner has agreed, so that
 * no administrator can let a provider of their own speak for the owner.
 */
export const bindsUser = (provider: IdentityProvider, user: { readonly role: Role; readonly email: string }): boolean =>
  provider.active && speaksFor(provider, user.email) && (user.role !== 'OWNER' || provider.ownerAgreed);

/** What a change of trust is: who says who somebody is, and for whom. */
export const trustOf = ({ issuer, clientId, clientSecret, domains, claims }: IdentityProvider): string =>
  JSON.stringify([issuer, clientId, clientSecret, domains, claims.email, claims.emailVerified]);
