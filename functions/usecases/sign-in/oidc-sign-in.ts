import { DomainError, ForbiddenError, NotFoundError } from '../../domain/errors.ts';
import type { IdentityProvider } from '../../domain/identity-provider/identity-provider.ts';
import type { SignInHost } from '../../domain/session/host.ts';
import { safePath } from '../../domain/session/safe-path.ts';
import type { Session } from '../../domain/session/session.ts';
import { plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { redirectUrlAt } from '../identity-provider/present.ts';
import { personOf, type Refusal } from './oidc-person.ts';
import { hashOf, openSession } from './open-session.ts';

type ProviderContext = Context<'store' | 'settings' | 'openId' | 'openIdTies'>;

/** How long somebody may take to sign in at a provider. */
const attemptLasts = { minutes: 10 };

/** Somebody whom a provider vouches for is not let in; why is for the log alone, as it may tell of others. */
export class NotLetInError extends ForbiddenError {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super('this account of the identity provider does not lead in here');
    this.refusal = refusal;
  }
}

export interface StartInput {
  readonly providerId: number;
  /** Where to go afterwards. */
  readonly to: string | null;
  readonly browserSecret: string;
  /** On which they begin, and to which the provider sends them back. */
  readonly host: Pick<SignInHost, 'origin'>;
}

/** Begins to sign in over a provider, for this browser alone. Returns the provider's address, to which the browser goes. */
export async function startOverProvider(
  ctx: ProviderContext,
  { providerId, to, browserSecret, host }: StartInput,
): Promise<string> {
  const provider = await activeProvider(ctx, providerId);
  if (provider === undefined) throw new NotFoundError('identity provider', providerId);
  const id = ctx.ids.ulid();
  const now = ctx.clock.now();
  const address = await ctx.openId.signInAddress(provider, ctx.openIdTies.tie(id, browserSecret), redirectUrlAt(host));
  await ctx.store.signInAttempts.create({
    id,
    kind: 'OIDC',
    browserHash: hashOf(browserSecret),
    to: safePath(to),
    details: { providerId: String(providerId) },
    createdAt: now,
    expiresOn: plus(now, attemptLasts),
  });
  return address;
}

export interface FinishInput {
  /** What the provider sent along, as it came. */
  readonly query: string;
  /** To which they were sent back. */
  readonly host: Pick<SignInHost, 'origin'>;
  readonly browserSecret: string | undefined;
  readonly userAgent: string | undefined;
  /** The session this browser has. */
  readonly before: Session | undefined;
}

/**
 * Lets in whom the provider vouches for, once, in the browser that was sent there. The attempt is used up before the provider is asked,
 * so that nothing is ever redeemed twice. Throws FORBIDDEN for another browser and for whoever is not let in, GONE for an old attempt.
 */
export async function finishOverProvider(
  ctx: ProviderContext,
  { query, host, browserSecret, userAgent, before }: FinishInput,
): Promise<{ readonly secret: string; readonly to: string }> {
  if (browserSecret === undefined) throw notAsked();
  const id = ctx.openIdTies.attemptIn(new URLSearchParams(query).get('state') ?? '', browserSecret);
  if (id === undefined) throw notAsked();
  const attempt = await ctx.store.signInAttempts.get(id);
  if (attempt?.kind !== 'OIDC' || !(await ctx.store.signInAttempts.use(attempt, ctx.clock.now()))) throw isOver();
  const provider = await activeProvider(ctx, Number(attempt.details?.providerId));
  if (provider === undefined) throw isOver();
  const ties = ctx.openIdTies.tie(id, browserSecret);
  const answer = await ctx.openId.readAnswer(provider, ties, { redirectUrl: redirectUrlAt(host), query });
  const user = await personOf(ctx, provider, answer);
  if (typeof user === 'string') throw new NotLetInError(user);
  const { secret } = await openSession(ctx, { guest: { user }, method: 'OIDC', userAgent, before });
  return { secret, to: attempt.to };
}

const notAsked = () => new ForbiddenError('this browser did not ask to be signed in so');
const isOver = () => new DomainError('GONE', 'this was used before, or is older than ten minutes');

async function activeProvider(ctx: Context<'store'>, id: number): Promise<IdentityProvider | undefined> {
  const provider = await ctx.store.identityProviders.get(id);
  return provider?.active === true ? provider : undefined;
}
