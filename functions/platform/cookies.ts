import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { type Duration, millisecondsIn } from '../domain/instants.ts';

/** The secret of a session; what tells a browser again that has begun to sign in. */
export type CookieName = 'session' | 'browser';

/** Cookies that no browser can make up: `<secret>.<MAC>`. */
export interface Cookies {
  /** The secret in the cookie of this name, of those that a request brought; undefined when there is none that we made. */
  read(name: CookieName, sent: readonly string[]): string | undefined;
  /** The value of `Set-Cookie` that gives a browser this secret. */
  give(name: CookieName, secret: string, lasts: Duration): string;
  /** The value of `Set-Cookie` that takes it away. */
  take(name: CookieName): string;
}

const macLength = 43;

/**
 * Cookies under a key derived from the master secret. They stay with their host and with the top of the window, scripts do not see
 * them, and on https no other host can set them (`__Host-`).
 */
export function createCookies(masterSecret: string, { isSecure }: { readonly isSecure: boolean }): Cookies {
  const key = Buffer.from(hkdfSync('sha256', masterSecret, '', 'tocsin cookies v1', 32));
  const fullName = (name: CookieName) => `${isSecure ? '__Host-' : ''}tocsin-${name}`;
  const macOf = (name: CookieName, secret: string) =>
    createHmac('sha256', key).update(`${name} ${secret}`).digest('base64url');
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

  function secretIn(name: CookieName, value: string): string | undefined {
    const secret = value.slice(0, Math.max(value.length - macLength - 1, 0));
    if (secret === '' || value.at(-macLength - 1) !== '.') return undefined;
    const given = Buffer.from(value.slice(-macLength));
    const expected = Buffer.from(macOf(name, secret));
    return given.length === expected.length && timingSafeEqual(given, expected) ? secret : undefined;
  }

  return {
    read(name, sent) {
      const start = `${fullName(name)}=`;
      const values = sent.filter((cookie) => cookie.startsWith(start)).map((cookie) => cookie.slice(start.length));
      return values.map((value) => secretIn(name, value)).find((secret) => secret !== undefined);
    },
    give: (name, secret, lasts) =>
      `${fullName(name)}=${secret}.${macOf(name, secret)}; Max-Age=${Math.floor(millisecondsIn(lasts) / 1000)}; ${attributes}`,
    take: (name) => `${fullName(name)}=; Max-Age=0; ${attributes}`,
  };
}
