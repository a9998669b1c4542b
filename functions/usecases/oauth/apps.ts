import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Scope } from '../../domain/access/scope.ts';
import { ConflictError, InvalidInputError } from '../../domain/errors.ts';
import { type App, AppType, isRedirectUri } from '../../domain/oauth/app.ts';
import type { Context } from '../../ports/context.ts';
import { changeConfigured } from '../configuration/change.ts';
import { createConfigured } from '../configuration/create.ts';
import { Name } from '../inputs.ts';
import { appKind } from './app-kind.ts';

type AppContext = Context<'store' | 'actor'>;

export const AppInput = z.object({
  name: Name,
  type: AppType.nullish(),
  redirectUris: z
    .array(
      z
        .string()
        .max(2000)
        .refine(isRedirectUri, 'must be an https address, or http on the own machine, without credentials and #'),
    )
    .min(1)
    .max(20),
  scopes: z.array(Scope).min(1, 'must name a scope, or be left out for all').max(100).nullish(),
});
export type AppInput = z.infer<typeof AppInput>;

/** An app and, where it has just got one, its secret. */
export interface AppWithSecret {
  readonly app: App;
  readonly secret?: string;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const described = ({ name, redirectUris, scopes }: AppInput) => ({
  name,
  redirectUris: [...new Set(redirectUris)],
  ...(scopes && { scopes: [...new Set(scopes)] }),
});

/** Registers an app; one that can keep a secret gets one, told this once. */
export async function registerApp(ctx: AppContext, input: AppInput): Promise<AppWithSecret> {
  const type = input.type ?? 'CONFIDENTIAL';
  const secret = type === 'CONFIDENTIAL' ? `tocsin_app_${ctx.ids.secret()}` : undefined;
  const now = ctx.clock.now();
  const app = await createConfigured(ctx, appKind, 'app:write', () => ({
    ...described(input),
    id: ctx.ids.next(),
    version: 0,
    type,
    clientId: ctx.ids.ulid().toLowerCase(),
    ...(secret && { secretHash: hashOf(secret) }),
    createdAt: now,
    updatedAt: now,
  }));
  return { app, ...(secret && { secret }) };
}

/** The app as the input wants it; what it can keep is settled for good. */
export function changedApp(ctx: Context, current: App, input: AppInput): App {
  if (input.type && input.type !== current.type) throw new InvalidInputError('type', `is ${current.type} for good`);
  const { scopes: _scopes, ...kept } = current;
  return { ...kept, ...described(input), updatedAt: ctx.clock.now() };
}

/** Gives an app a new secret, told this once; the former one ends at once. */
export async function renewSecret(ctx: AppContext, id: number): Promise<AppWithSecret> {
  const secret = `tocsin_app_${ctx.ids.secret()}`;
  const app = await changeConfigured(ctx, appKind, 'app:write', { id }, (current) => {
    if (current.type === 'PUBLIC') throw new ConflictError(`app ${id} is public and has no secret`);
    return { ...current, secretHash: hashOf(secret), updatedAt: ctx.clock.now() };
  });
  return { app, secret };
}

/** An app on the wire, with its secret where that is told. */
export const presentApp = ({ app, secret }: AppWithSecret): object => {
  const { version: _version, secretHash: _hash, ...told } = app;
  return { ...told, ...(secret && { clientSecret: secret }) };
};
