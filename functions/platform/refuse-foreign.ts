import { isForeign, type SignInHost } from '../domain/session/host.ts';
import { HttpError, type HttpRequest } from './http.ts';

/** Refuses what another site may have made the browser of somebody who is signed in do, before anything else. */
export function refuseForeign({ method, headers, cookies }: HttpRequest, host: Pick<SignInHost, 'origins'>): void {
  const hasCookies = cookies.length > 0 || headers.cookie !== undefined;
  const provenance = { method, hasCookies, origin: headers.origin, fetchSite: headers['sec-fetch-site'] };
  if (isForeign(provenance, host)) throw new HttpError(403, 'FOREIGN_ORIGIN', 'another site asked for this');
}
