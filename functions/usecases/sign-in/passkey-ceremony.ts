import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { ConflictError, DomainError } from '../../domain/errors.ts';
import type { SignInAttempt } from '../../domain/session/attempt.ts';
import type { SignInHost } from '../../domain/session/host.ts';
import { mostPasskeys, type Passkey, userHandleOf } from '../../domain/session/passkey.ts';
import { safePath } from '../../domain/session/safe-path.ts';
import type { Session } from '../../domain/session/session.ts';
import { plus } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { recordOf } from '../configuration/record.ts';
import { queueMails } from '../notification/account-mail.ts';
import { passkeyKind } from './kinds.ts';
import { hashOf, openSession } from './open-session.ts';
import { passkeyMails } from './passkeys.ts';
import { providerOfAddress } from './provider-of-address.ts';

/** How long a challenge may be answered. */
const challengeLife = { minutes: 5 };

export interface Ceremony {
  readonly host: SignInHost;
  readonly browserSecret: string;
}

/** Begins a sign-in by whichever passkey the person chooses: no address is asked for. */
export async function beginPasskeySignIn(
  ctx: Context<'store'>,
  { host, browserSecret }: Ceremony,
  to: string | null | undefined,
): Promise<{ readonly attempt: string; readonly options: PublicKeyCredentialRequestOptionsJSON }> {
  const options = await generateAuthenticationOptions({ rpID: host.passkeyDomain, userVerification: 'required' });
  const attempt = await begin(ctx, 'PASSKEY', { browserSecret, challenge: options.challenge, to: safePath(to) });
  return { attempt, options };
}

/** Lets in whose passkey has signed the challenge, here and for this host, once. */
export async function endPasskeySignIn(
  ctx: Context<'store'>,
  { host, browserSecret }: Ceremony,
  {
    attempt: id,
    credential,
    ...session
  }: {
    readonly attempt: string;
    readonly credential: AuthenticationResponseJSON;
    readonly userAgent: string | undefined;
    readonly before: Session | undefined;
  },
): Promise<{ readonly secret: string; readonly to: string }> {
  const attempt = await begun(ctx, 'PASSKEY', { id, browserSecret });
  const passkey = await ctx.store.passkeys.byCredential(credential.id);
  if (passkey === undefined) throw notAccepted();
  const { userHandle } = credential.response;
  if (userHandle !== undefined && userHandle !== userHandleOf(passkey.userId)) throw notAccepted();
  const counter = await signedBy(passkey, { host, attempt, credential });
  const user = await ctx.store.users.get(passkey.userId);
  if (user === undefined || user.hidden || (await providerOfAddress(ctx, user.email, user))) throw notAccepted();
  const opened = await openSession(ctx, { guest: { user }, method: 'PASSKEY', attempt, ...session });
  await ctx.store.passkeys.used(passkey, { counter, lastUsedAt: ctx.clock.now() });
  return { secret: opened.secret, to: attempt.to };
}

/** The new count of a passkey that has signed the challenge for this host. Throws FORBIDDEN for everything else. */
async function signedBy(
  { credentialId, publicKey, counter }: Passkey,
  {
    host,
    attempt,
    credential,
  }: { readonly host: SignInHost; readonly attempt: SignInAttempt; readonly credential: AuthenticationResponseJSON },
): Promise<number> {
  const { verified, authenticationInfo } = await accepted(() =>
    verifyAuthenticationResponse({
      response: credential,
      expectedChallenge: attempt.details?.challenge ?? '',
      expectedOrigin: host.passkeyOrigin,
      expectedRPID: host.passkeyDomain,
      credential: { id: credentialId, publicKey: Buffer.from(publicKey, 'base64url'), counter },
      requireUserVerification: true,
    }),
  );
  if (!verified) throw notAccepted();
  return authenticationInfo.newCounter;
}

/** Begins the registration of a new passkey of somebody who is signed in. */
export async function beginRegistration(
  ctx: Context<'store'>,
  { host, browserSecret }: Ceremony,
  user: User,
): Promise<{ readonly attempt: string; readonly options: PublicKeyCredentialCreationOptionsJSON }> {
  const known = await ctx.store.passkeys.ofUser(user.id);
  refuseTooMany(known);
  const options = await generateRegistrationOptions({
    rpName: 'Tocsin',
    rpID: host.passkeyDomain,
    userName: user.email,
    userDisplayName: `${user.firstName} ${user.lastName}`.trim(),
    userID: new Uint8Array(Buffer.from(userHandleOf(user.id), 'base64url')),
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const { challenge } = options;
  const attempt = await begin(ctx, 'PASSKEY_REGISTRATION', { browserSecret, challenge, to: '/', userId: user.id });
  return { attempt, options };
}

/** Keeps a new passkey that has answered the challenge given to this very user and browser, once, and tells them by mail. */
export async function endRegistration(
  ctx: Context<'store' | 'actor' | 'notifications' | 'settings'>,
  { host, browserSecret }: Ceremony,
  user: User,
  {
    attempt: id,
    credential,
    name,
  }: { readonly attempt: string; readonly credential: RegistrationResponseJSON; readonly name: string },
): Promise<Passkey> {
  const attempt = await begun(ctx, 'PASSKEY_REGISTRATION', { id, browserSecret });
  if (attempt.userId !== user.id) throw notAccepted();
  const { verified, registrationInfo } = await accepted(() =>
    verifyRegistrationResponse({
      response: credential,
      expectedChallenge: attempt.details?.challenge ?? '',
      expectedOrigin: host.passkeyOrigin,
      expectedRPID: host.passkeyDomain,
      requireUserVerification: true,
    }),
  );
  if (!verified) throw notAccepted();
  refuseTooMany(await ctx.store.passkeys.ofUser(user.id));
  if (!(await ctx.store.signInAttempts.use(attempt, ctx.clock.now()))) throw over();
  const { id: credentialId, publicKey, counter, transports = [] } = registrationInfo.credential;
  const passkey: Passkey = {
    id: ctx.ids.ulid(),
    credentialId,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    counter,
    transports: transports.slice(0, 10).map((one) => String(one).slice(0, 30)),
    userId: user.id,
    name,
    createdAt: ctx.clock.now(),
  };
  const audit = recordOf(ctx, passkeyKind, { what: 'create', after: passkey });
  const mails = passkeyMails(ctx, user, 'added', passkey);
  await ctx.store.passkeys.create(passkey, { audit, mails });
  await queueMails(ctx, mails);
  return passkey;
}

function refuseTooMany(known: readonly Passkey[]): void {
  if (known.length >= mostPasskeys) throw new ConflictError(`a user has at most ${mostPasskeys} passkeys`);
}

async function begin(
  ctx: Context<'store'>,
  kind: SignInAttempt['kind'],
  {
    browserSecret,
    challenge,
    to,
    userId,
  }: {
    readonly browserSecret: string;
    readonly challenge: string;
    readonly to: string;
    readonly userId?: number;
  },
): Promise<string> {
  const now = ctx.clock.now();
  const id = ctx.ids.ulid();
  await ctx.store.signInAttempts.create({
    id,
    kind,
    browserHash: hashOf(browserSecret),
    ...(userId !== undefined && { userId }),
    to,
    details: { challenge },
    createdAt: now,
    expiresOn: plus(now, challengeLife),
  });
  return id;
}

/** What this browser has begun and not ended. Throws GONE when there is nothing any more, FORBIDDEN in another browser. */
async function begun(
  ctx: Context<'store'>,
  kind: SignInAttempt['kind'],
  { id, browserSecret }: { readonly id: string; readonly browserSecret: string },
): Promise<SignInAttempt> {
  const attempt = await ctx.store.signInAttempts.get(id);
  if (attempt?.kind !== kind) throw over();
  if (attempt.browserHash !== hashOf(browserSecret)) throw notAccepted();
  return attempt;
}

/** Whatever is wrong with what a device sent, it is refused: who made it up learns nothing more. */
async function accepted<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (cause) {
    throw notAccepted(cause);
  }
}

const notAccepted = (cause?: unknown): DomainError =>
  new DomainError('FORBIDDEN', 'the passkey was not accepted', { cause });

const over = (): DomainError => new DomainError('GONE', 'this was used before, or took longer than five minutes');
