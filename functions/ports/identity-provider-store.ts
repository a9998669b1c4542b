import type { IdentityProvider } from '../domain/identity-provider/identity-provider.ts';
import type { ConfigurationStore } from './configuration-store.ts';

export interface IdentityProviderStore extends ConfigurationStore<IdentityProvider> {
  /** The one that speaks for a domain (lower case), active or not. */
  byDomain(domain: string): Promise<IdentityProvider | undefined>;
}
