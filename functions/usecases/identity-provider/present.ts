import { can } from '../../domain/access/can.ts';
import type { IdentityProvider } from '../../domain/identity-provider/identity-provider.ts';
import type { SignInHost } from '../../domain/session/host.ts';
import type { Context, Settings } from '../../ports/context.ts';

/** Where providers send people back to who have begun on this host: what is entered at each of them. */
export const redirectUrlAt = ({ origin }: Pick<SignInHost, 'origin'>): string => `${origin}/auth/oidc/callback`;

/** The same on the console's host, where people sign in. */
const redirectUrl = ({ consoleUrl }: Pick<Settings, 'consoleUrl'>): string =>
  redirectUrlAt({ origin: new URL(consoleUrl).origin });

/** Identity providers on the wire, the client's secret only for those who may change them. */
export async function presentIdentityProviders(
  ctx: Context<'store' | 'actor' | 'settings'>,
  providers: readonly IdentityProvider[],
): Promise<object[]> {
  const teamIds = [...new Set(providers.flatMap(({ teamMappings }) => teamMappings.map(({ teamId }) => teamId)))];
  const teams = await ctx.store.teams.getMany(teamIds);
  const names = new Map(teams.map(({ id, name }) => [id, name]));
  return providers.map((provider) => {
    const { version: _version, clientSecret, teamMappings, ownerAgreed, createdAt, updatedAt, ...told } = provider;
    return {
      ...told,
      clientSecret: can(ctx.actor, 'identity-provider:write', provider) ? (clientSecret ?? null) : null,
      teamMappings: teamMappings.map(({ value, teamId, teamRole }) => ({
        value,
        team: { id: teamId, name: names.get(teamId) },
        teamRole,
      })),
      appliesToOwner: ownerAgreed,
      redirectUrl: redirectUrl(ctx.settings),
      signInUrl: `${ctx.settings.consoleUrl}/auth/oidc/${provider.id}/start`,
      createdAt,
      updatedAt,
    };
  });
}
