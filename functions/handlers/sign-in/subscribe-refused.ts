import { DomainError } from '../../domain/errors.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import { HttpError, type HttpReply, type HttpRequest } from '../../platform/http.ts';
import { subscribeRefusedPage } from '../../render/sign-in/subscribe-pages.tsx';
import type { SubscribeRefusal } from '../../render/sign-in/subscribe-words.ts';
import { page as document, faceOf, languageOf } from './pages.ts';

/** The page for somebody whose subscription was not taken, or whose link is none. */
export function refusedSubscription(
  error: unknown,
  { status }: Pick<HttpReply, 'status'>,
  request: HttpRequest,
  page: StatusPage,
): HttpReply {
  const look = { language: languageOf(request), face: faceOf(page) ?? { name: page.name } };
  const shown = document(subscribeRefusedPage(look, refusalOf(error, status, request)), status);
  return { ...shown, headers: { ...shown.headers, 'referrer-policy': 'no-referrer' } };
}

function refusalOf(error: unknown, status: number, { path }: HttpRequest): SubscribeRefusal {
  if (error instanceof HttpError && error.code === 'FOREIGN_ORIGIN') return 'OTHER_SITE';
  if (error instanceof DomainError && error.code === 'RATE_LIMITED') return 'TOO_MANY';
  if (status === 404) return path === '/subscribe' ? 'NOTHING_HERE' : 'LINK_INVALID';
  return 'FAILED';
}
