import { DomainError } from '../../domain/errors.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import { askedLanguage } from '../../domain/session/language.ts';
import type { Language } from '../../domain/user/user.ts';
import { HttpError, type HttpReply, type HttpRequest } from '../../platform/http.ts';
import { type Refusal, refusalPage } from '../../render/sign-in/link-pages.tsx';
import type { SignInFace, SignInLook } from '../../render/sign-in/page.tsx';

/** Nothing but our own files and the pictures of status pages, nothing that is written into a page, and no frame around it. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  'img-src https: data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Own pages see where they come from, so that a form of ours is known as ours; other sites learn nothing. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy,
  'referrer-policy': 'same-origin',
  'x-robots-tag': 'noindex',
  'x-frame-options': 'DENY',
};

/** What a status page's own forms say of whose they are; never its own sheet, which could cover them. */
export const faceOf = (page: StatusPage | undefined): SignInFace | undefined =>
  page && {
    name: page.name,
    ...(page.logoUrl && { logoUrl: page.logoUrl }),
    ...(page.faviconUrl && { faviconUrl: page.faviconUrl }),
  };

export const page = (body: string, status = 200): HttpReply => ({ status, headers: pageHeaders, body });

export const languageOf = ({ headers }: Pick<HttpRequest, 'headers'>): Language =>
  askedLanguage(headers['accept-language']);

/** Whether a person looks at the answer: a browser asks for a page by name. */
export const wantsPage = ({ headers }: Pick<HttpRequest, 'headers'>): boolean =>
  /\btext\/html\b/i.test(headers.accept ?? '');

/** The page for somebody who was refused, with the status of the refusal. */
export function refusedPage(error: unknown, { status }: Pick<HttpReply, 'status'>, look: SignInLook): HttpReply {
  return page(refusalPage(refusalOf(error), look), status);
}

const refusalOfCode: Readonly<Record<string, Refusal>> = {
  FOREIGN_ORIGIN: 'OTHER_SITE',
  PROVIDER_FAILED: 'PROVIDER_FAILED',
  NOT_LET_IN: 'NOT_LET_IN',
  INVITATION_OVER: 'INVITATION_OVER',
  INVITATION_REFUSED: 'INVITATION_REFUSED',
  NOT_BEGUN_HERE: 'NOT_BEGUN_HERE',
};

function refusalOf(error: unknown): Refusal {
  if (error instanceof HttpError) return refusalOfCode[error.code] ?? 'FAILED';
  if (!(error instanceof DomainError)) return 'FAILED';
  if (error.code === 'RATE_LIMITED') return 'TOO_MANY';
  if (error.code === 'FORBIDDEN') return 'LINK_INVALID';
  return error.code === 'GONE' ? 'LINK_OVER' : 'FAILED';
}
