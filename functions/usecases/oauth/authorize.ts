import { createHash } from 'node:crypto';
import * as z from 'zod';
import { StoredScope } from '../../domain/access/scope.ts';
import { type App, answerUri, isRegistered } from '../../domain/oauth/app.ts';
import { readAuthorization, single, stateIn } from '../../domain/oauth/authorization.ts';
import { OAuthError } from '../../domain/oauth/oauth-error.ts';
import type { Session } from '../../domain/session/session.ts';
import { epochSecondsOf, plus } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { appAllowedText } from '../../render/notice-texts.ts';
import { accountMail, canSendMail, queueMails } from '../notification/account-mail.ts';

type OAuthContext = Context<'store' | 'tokens' | 'settings'>;
type DecisionContext = Context<'store' | 'tokens' | 'settings' | 'notifications'>;

/** What somebody is asked on the consent page, signed, so that it comes back as it was shown, in the same session. */
const Consent = z.object({
  session: z.string(),
  appId: z.number(),
  redirectUri: z.string(),
  state: z.string().optional(),
  scopes: z.array(StoredScope),
  challenge: z.string().optional(),
  exp: z.number(),
});
type Consent = z.infer<typeof Consent>;

const pageLife = { minutes: 10 };

/** An app that asks, and where its answer goes. */
interface Asking {
  readonly app: App;
  readonly redirectUri: string;
}

/** The app and its address, before anything may be sent there. Throws OAuthError for what is not registered. */
export async function whoAsks(ctx: OAuthContext, params: URLSearchParams): Promise<Asking> {
  const clientId = single(params, 'client_id');
  const app = clientId === undefined ? undefined : await ctx.store.apps.byClientId(clientId);
  const redirectUri = single(params, 'redirect_uri');
  if (app === undefined) throw new OAuthError('invalid_request', 'there is no app with this client_id');
  if (redirectUri === undefined || !isRegistered(app, redirectUri))
    throw new OAuthError('invalid_request', 'redirect_uri is not one that the app has registered');
  return { app, redirectUri };
}

/** What is asked, sealed for the page; or the address that tells the app why it is not. */
export function whatIsAsked(
  ctx: OAuthContext,
  { app, redirectUri }: Asking,
  params: URLSearchParams,
  session: Session,
) {
  let state: string | undefined;
  try {
    state = stateIn(params);
    const { scopes, challenge } = readAuthorization(app, params);
    const exp = epochSecondsOf(plus(ctx.clock.now(), pageLife));
    const consent: Consent = { session: session.id, appId: app.id, redirectUri, scopes: [...scopes], exp };
    const sealed = { ...consent, ...(state !== undefined && { state }), ...(challenge && { challenge }) };
    return { kind: 'ask', scopes, request: ctx.tokens.seal('CONSENT', sealed) } as const;
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    const { code, message } = error;
    return {
      kind: 'refuse',
      to: answer(ctx, redirectUri, { error: code, error_description: message, state }),
    } as const;
  }
}

const answer = ({ settings }: OAuthContext, redirectUri: string, told: Readonly<Record<string, string | undefined>>) =>
  answerUri(redirectUri, { ...told, iss: settings.publicUrl });

/**
 * Does what somebody decided on the page: the address that takes a code, or the refusal, to the app. Throws OAuthError for a
 * decision that belongs to another session or page, is late, or is about an app that has changed since.
 */
export async function decide(
  ctx: DecisionContext,
  { request, isAllowed }: { readonly request: string; readonly isAllowed: boolean },
  { session, user }: { readonly session: Session; readonly user: User },
): Promise<string> {
  const consent = Consent.safeParse(ctx.tokens.open('CONSENT', request));
  if (!consent.success || consent.data.session !== session.id)
    throw new OAuthError('invalid_request', 'this page is over: begin again where you came from');
  const { appId, redirectUri, state, scopes, challenge } = consent.data;
  const app = await ctx.store.apps.get(appId);
  if (app === undefined || !isRegistered(app, redirectUri))
    throw new OAuthError('invalid_request', 'the app is not registered any more');
  if (!isAllowed)
    return answer(ctx, redirectUri, { error: 'access_denied', error_description: 'the user refused', state });
  const code = ctx.ids.secret();
  const isNew = (await ctx.store.grants.ofUser(user.id, appId)).length === 0;
  await ctx.store.grants.createCode({
    hash: createHash('sha256').update(code).digest('hex'),
    appId,
    userId: user.id,
    redirectUri,
    scopes,
    ...(challenge && { challenge }),
    createdAt: ctx.clock.now(),
    state: 'NEW',
  });
  if (isNew) await tellOfApp(ctx, user, app, scopes);
  return answer(ctx, redirectUri, { code, state });
}

/** Tells somebody by mail that an app may act for them which could not before; once a day, whatever it begins anew. */
async function tellOfApp(
  ctx: DecisionContext,
  user: User,
  { id, name }: App,
  scopes: readonly string[],
): Promise<void> {
  if (!canSendMail(ctx)) return;
  const now = ctx.clock.now();
  const words = appAllowedText(user.language, { app: name, scopes, consoleUrl: ctx.settings.consoleUrl });
  const mail = accountMail(user, ['APP', id, ...scopes, now.slice(0, 10)], words, now);
  const written = await ctx.store.notifications.add([mail]);
  if (written.has(mail.id)) await queueMails(ctx, [mail]);
}
