import { ForbiddenError } from '../../domain/errors.ts';
import { HttpError, type HttpReply } from '../../platform/http.ts';
import { countBeginning } from '../../usecases/sign-in/within-limits.ts';
import { page as document, faceOf, languageOf } from './pages.ts';
import {
  beginHere,
  bodyOf,
  redirect,
  route,
  type SignInCall,
  type SignInRoute,
  signedIn,
  toSignIn as signInFirst,
} from './route.ts';

/** Who signs in by mail does without it. */
const flow = () => import('../../usecases/sign-in/to-page.ts');

/** On a page's host: sends the browser to where passkeys and identity providers are. */
async function toSignIn(call: SignInCall): Promise<HttpReply> {
  const { ctx, host, page, request, rateLimit } = call;
  if (page === undefined || page.visibility === 'PUBLIC') return redirect('/');
  if (rateLimit > 0) await countBeginning(ctx, { sourceIp: request.sourceIp, rateLimit });
  const { secret, cookies } = beginHere(call);
  const { addressToSignIn } = await flow();
  const asked = { page: page.id, host: new URL(host.origin).hostname, browserSecret: secret };
  return { ...redirect(addressToSignIn(ctx, { ...asked, to: request.query.get('to') })), cookies };
}

/** On the console's host: somebody who is signed in says that they want to go there, and nobody else in their name. */
async function askToGo(call: SignInCall): Promise<HttpReply> {
  const ask = call.request.query.get('ask') ?? '';
  const found = await signedIn(call);
  if (found === undefined) return signInFirst(call, `/auth/to-page?ask=${encodeURIComponent(ask)}`);
  const [{ readPageAsk }, { toPagePage }] = await Promise.all([
    flow(),
    import('../../render/sign-in/to-page-page.tsx'),
  ]);
  const { page, url } = await letIn(readPageAsk(call.ctx, ask, found));
  const face = faceOf(page) ?? { name: page.name };
  const shown = document(toPagePage({ language: languageOf(call.request), face, email: found.session.email, ask }));
  const policy = shown.headers?.['content-security-policy'] ?? '';
  // A browser follows a form to where its answer leads only if the page says so.
  const toPage = policy.replace("form-action 'self'", `form-action 'self' ${new URL(url).origin}`);
  return { ...shown, headers: { ...shown.headers, 'content-security-policy': toPage } };
}

async function go(call: SignInCall): Promise<HttpReply> {
  const { ask } = bodyOf(call.request) as { ask?: unknown };
  const found = await signedIn(call);
  if (found === undefined) throw new HttpError(401, 'UNAUTHORIZED', 'nobody is signed in here');
  const { readPageAsk, linkToPage } = await flow();
  const asked = await letIn(readPageAsk(call.ctx, typeof ask === 'string' ? ask : '', found));
  return redirect(await linkToPage(call.ctx, asked, found));
}

async function letIn<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ForbiddenError) throw new HttpError(403, 'NOT_LET_IN', error.message);
    throw error;
  }
}

/** The way from the host of a private page to the console's. */
export const toMainRoutes: readonly SignInRoute[] = [route('GET', '/auth/main', toSignIn)];

/** The way back. */
export const toPageRoutes: readonly SignInRoute[] = [
  route('GET', '/auth/to-page', askToGo),
  route('POST', '/auth/to-page', go),
];
