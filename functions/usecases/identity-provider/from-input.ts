import { InvalidInputError } from '../../domain/errors.ts';
import { type IdentityProvider, trustOf, usualClaims } from '../../domain/identity-provider/identity-provider.ts';
import { isOwnMachine } from '../../domain/session/host.ts';
import type { Context, Settings } from '../../ports/context.ts';
import { newlyNamed } from '../known.ts';
import type { IdentityProviderInput } from './inputs.ts';

/** What everybody is asked for: who they are and their address. */
const usualScopes = ['openid', 'email', 'profile'] as const;

/** As many as one transaction keeps references to. */
const maxTeams = 40;

/**
 * The provider that the input describes; id and history of a current one stay. Throws InvalidInputError for an issuer
 * that is no https address, a domain of another provider, and a team that is not there.
 */
export async function identityProviderFrom(
  ctx: Context<'store' | 'actor' | 'settings'>,
  input: IdentityProviderInput,
  current?: IdentityProvider,
): Promise<IdentityProvider> {
  const now = ctx.clock.now();
  const { name, clientId, clientSecret, phoneRegion, label } = input;
  checkIssuer(ctx.settings, input.issuer);
  const domains = [...new Set(input.domains.map((domain) => domain.toLowerCase()))];
  await checkDomains(ctx, domains, current);
  const given = Object.entries(input.claims ?? {}).filter(([, claim]) => claim);
  const provider: IdentityProvider = {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    name,
    issuer: input.issuer,
    clientId,
    ...(clientSecret && { clientSecret }),
    domains,
    scopes: [...new Set(input.scopes ?? usualScopes)],
    claims: { ...usualClaims, ...Object.fromEntries(given) },
    roleMappings: input.roleMappings ?? [],
    defaultRole: input.defaultRole ?? 'STAKEHOLDER',
    teamMappings: await teamMappingsFrom(ctx, input, current?.teamMappings),
    ...(phoneRegion && { phoneRegion }),
    provision: input.provision ?? false,
    active: input.active ?? true,
    ...(label && { label }),
    ownerAgreed: false,
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  };
  return { ...provider, ownerAgreed: hasOwnerAgreed(ctx, provider, current) };
}

/** The owner agrees by writing; what somebody else writes of who is trusted takes that back. */
function hasOwnerAgreed(
  { actor }: Context<'actor'>,
  provider: IdentityProvider,
  current: IdentityProvider | undefined,
): boolean {
  if (actor.kind === 'user' && actor.role === 'OWNER') return true;
  return current?.ownerAgreed === true && trustOf(current) === trustOf(provider);
}

function checkIssuer(settings: Settings, issuer: string): void {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  const isLocal = isOwnMachine(settings.publicUrl) && url !== undefined && isOwnMachine(url.href);
  if (url === undefined || (url.protocol !== 'https:' && !isLocal))
    throw new InvalidInputError('issuer', 'must be an https address');
  if (url.username !== '' || url.password !== '' || /[?#]/.test(issuer))
    throw new InvalidInputError('issuer', 'must be an address without credentials, ? and #');
}

async function checkDomains(
  ctx: Context<'store'>,
  domains: readonly string[],
  current: IdentityProvider | undefined,
): Promise<void> {
  for (const [index, domain] of domains.entries()) {
    const holder = await ctx.store.identityProviders.byDomain(domain);
    if (holder !== undefined && holder.id !== current?.id)
      throw new InvalidInputError(`domains[${index}]`, `identity provider ${holder.id} speaks for ${domain}`);
  }
}

async function teamMappingsFrom(
  ctx: Context<'store' | 'actor'>,
  { teamMappings }: IdentityProviderInput,
  before: IdentityProvider['teamMappings'] = [],
): Promise<IdentityProvider['teamMappings']> {
  const mappings = teamMappings ?? [];
  const ids = [...new Set(mappings.map(({ team }) => team.id))];
  if (ids.length > maxTeams) throw new InvalidInputError('teamMappings', `must name at most ${maxTeams} teams`);
  await newlyNamed(
    ctx,
    mappings.map(({ team: { id } }, index) => ({ kind: 'team', id, field: `teamMappings[${index}].team.id` })),
    before.map(({ teamId }) => ({ kind: 'team', id: teamId })),
  );
  return mappings.map(({ value, team, teamRole }) => ({ value, teamId: team.id, teamRole: teamRole ?? 'RESPONDER' }));
}
