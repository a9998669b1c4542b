/** Where people sign in: the console's host, the API's, or a status page's. Never taken from a request. */
export interface SignInHost {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Every origin that is this host: a machine's own address has two names. */
  readonly origins: readonly string[];
  /** What passkeys are bound to (WebAuthn's relying party id), and where they can be used. */
  readonly passkeyDomain: string;
  readonly passkeyOrigin: string;
  readonly isSecure: boolean;
}

/** The host at this URL. Passkeys need a name, so that 127.0.0.1, where the local cloud is, is called localhost for them. */
export function hostAt(url: string): SignInHost {
  const { origin, hostname, protocol } = new URL(url);
  const named = hostname === '127.0.0.1' ? origin.replace('127.0.0.1', 'localhost') : origin;
  return {
    origin,
    origins: [...new Set([origin, named])],
    passkeyDomain: new URL(named).hostname,
    passkeyOrigin: named,
    isSecure: protocol === 'https:',
  };
}

/** Whether a deployment at this URL runs on somebody's own machine, where it may also ask providers that are there. */
export function isOwnMachine(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

/** What a browser says of where a request comes from. */
export interface Provenance {
  readonly method: string;
  readonly hasCookies: boolean;
  /** `Origin` and `Sec-Fetch-Site`, as sent. */
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
}

const changesNothing = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request may be another site's doing in the name of the browser's owner (CSRF): it brings cookies, may change something, and
 * does not come from this host. A page without referrer says `Origin: null`, and only its `Sec-Fetch-Site` tells that it is ours.
 */
export function isForeign(
  { method, hasCookies, origin, fetchSite }: Provenance,
  { origins }: Pick<SignInHost, 'origins'>,
): boolean {
  if (!hasCookies || changesNothing.has(method)) return false;
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return true;
  if (origin === undefined) return false;
  return origin === 'null' ? fetchSite !== 'same-origin' : !origins.includes(origin);
}
