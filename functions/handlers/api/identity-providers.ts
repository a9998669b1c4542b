import { identityProviderFrom } from '../../usecases/identity-provider/from-input.ts';
import { IdentityProviderInput } from '../../usecases/identity-provider/inputs.ts';
import { identityProviderKind } from '../../usecases/identity-provider/kind.ts';
import { presentIdentityProviders } from '../../usecases/identity-provider/present.ts';
import { resource } from './resource.ts';
import type { Route } from './route.ts';

export const identityProviderRoutes: readonly Route[] = resource({
  path: '/api/identity-providers',
  kind: identityProviderKind,
  rights: {
    read: 'identity-provider:read',
    create: 'identity-provider:write',
    update: 'identity-provider:write',
    delete: 'identity-provider:write',
  },
  page: { default: 50, max: 100 },
  input: IdentityProviderInput,
  isNamed: true,
  create: identityProviderFrom,
  update: (ctx, current, input) => identityProviderFrom(ctx, input, current),
  present: presentIdentityProviders,
});
