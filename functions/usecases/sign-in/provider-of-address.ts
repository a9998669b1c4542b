import { bindsUser, domainOf, type IdentityProvider } from '../../domain/identity-provider/identity-provider.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';

/**
 * The provider over which alone somebody gets in, or nothing where every way is open. `user` is whoever has the address; an address
 * that is nobody's yet is bound as well.
 */
export async function providerOfAddress(
  ctx: Context<'store'>,
  email: string,
  user?: Pick<User, 'role' | 'email'>,
): Promise<IdentityProvider | undefined> {
  const provider = await ctx.store.identityProviders.byDomain(domainOf(user?.email ?? email));
  const holder = user ?? { role: 'STAKEHOLDER', email };
  return provider !== undefined && bindsUser(provider, holder) ? provider : undefined;
}

/** Providers that people may choose from, oldest first. */
export async function activeProviders(ctx: Context<'store'>): Promise<readonly IdentityProvider[]> {
  const providers = await ctx.store.identityProviders.list({ offset: 0, limit: 50 });
  return providers.filter(({ active }) => active);
}
