import { roleRank } from '../access/team-access.ts';
import type { TeamRole } from '../team/team.ts';
import { type GivenRole, type IdentityProvider, speaksFor } from './identity-provider.ts';

/** What a provider claims of a person, as far as it can be used. */
export interface ClaimedPerson {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone?: string;
  /** Absent: the claims say nothing of a role. */
  readonly role?: GivenRole;
  /** Absent: the claims say nothing of teams, which is not the same as "in none". */
  readonly teams?: readonly { readonly teamId: number; readonly teamRole: TeamRole }[];
}

/** Why a provider's word for an address does not count. */
export type ClaimProblem = 'NO_ADDRESS' | 'ADDRESS_NOT_VERIFIED' | 'FOREIGN_DOMAIN';

type Claims = Readonly<Record<string, unknown>>;

const maxName = 100;
const maxValues = 500;

/** As one line of a name: claims may be of people's own making. */
const lineOf = (claim: unknown): string =>
  typeof claim === 'string'
    ? claim
        .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
        .trim()
        .slice(0, maxName)
        .toWellFormed()
        .trim()
    : '';

/** One value, or several; anything else is none. */
function valuesOf(claim: unknown): readonly string[] | undefined {
  if (typeof claim === 'string') return [claim];
  if (!Array.isArray(claim)) return undefined;
  return claim.slice(0, maxValues).filter((value) => typeof value === 'string');
}

/** Some providers write booleans as text, and Entra as a number in a text. */
const isTrue = (claim: unknown): boolean => claim === true || claim === 'true' || claim === 1 || claim === '1';

/** An address that mail can go to, in ASCII: two that look alike are never the same person's. */
const isAddress = (email: string): boolean =>
  email.length <= 254 && /^[!-?A-~]{1,64}@[a-z0-9.-]{1,253}$/i.test(email) && !/[<>"(),:;[\]\\]/.test(email);

/**
 * Who the claims speak of, by the names that the provider has for them. The address has to be verified and one of the provider's
 * domains; everything else may be missing or nonsense, and is then left out.
 */
export function personClaimed(provider: IdentityProvider, claims: Claims): ClaimedPerson | ClaimProblem {
  const { claims: names } = provider;
  const email = claims[names.email];
  if (typeof email !== 'string' || !isAddress(email)) return 'NO_ADDRESS';
  if (!isTrue(claims[names.emailVerified])) return 'ADDRESS_NOT_VERIFIED';
  if (!speaksFor(provider, email)) return 'FOREIGN_DOMAIN';
  const phone = lineOf(claims[names.phone]);
  const role = roleClaimed(provider, valuesOf(claims[names.role]) ?? []);
  const teams = teamsClaimed(provider, valuesOf(claims[names.team]));
  return {
    email,
    ...nameClaimed(provider, claims, email),
    ...(phone !== '' && { phone }),
    ...(role !== undefined && { role }),
    ...(teams !== undefined && { teams }),
  };
}

function nameClaimed({ claims: names }: IdentityProvider, claims: Claims, email: string) {
  const [first = '', ...others] = lineOf(claims.name).split(' ');
  return {
    firstName: lineOf(claims[names.firstName]) || first || email.slice(0, email.indexOf('@')),
    lastName: lineOf(claims[names.lastName]) || others.join(' ') || '-',
  };
}

/** Of several roles the highest. */
const roleClaimed = ({ roleMappings }: IdentityProvider, values: readonly string[]): GivenRole | undefined =>
  roleMappings
    .filter(({ value }) => values.includes(value))
    .map(({ role }) => role)
    .sort((a, b) => roleRank(b) - roleRank(a))[0];

/** Each team once, with the highest of its roles. */
function teamsClaimed({ teamMappings }: IdentityProvider, values: readonly string[] | undefined) {
  if (values === undefined || teamMappings.length === 0) return undefined;
  const given = new Map<number, TeamRole>();
  for (const { value, teamId, teamRole } of teamMappings) {
    const known = given.get(teamId);
    if (values.includes(value) && (known === undefined || roleRank(teamRole) > roleRank(known)))
      given.set(teamId, teamRole);
  }
  return [...given].map(([teamId, teamRole]) => ({ teamId, teamRole }));
}
