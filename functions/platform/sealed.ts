import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { millisecondsOf } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Sealed, SealedUse } from '../ports/context.ts';

/** What all of ours begin with. A token that begins otherwise is none, so that nobody can choose how it is checked. */
const headers = {
  ACCESS: { alg: 'HS256', typ: 'at+jwt' },
  REFRESH: { alg: 'HS256', typ: 'rt+jwt' },
  CONSENT: { alg: 'HS256', typ: 'consent+jwt' },
  PAGE: { alg: 'HS256', typ: 'page+jwt' },
  CHAT: { alg: 'HS256', typ: 'chat+jwt' },
} as const satisfies Readonly<Record<SealedUse, object>>;

const maxLength = 8000;
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Claims in signed texts (JWT, RFC 7519), under a key of its own for each use, derived from the master secret. */
export function createSealed(masterSecret: string, clock: Clock): Sealed {
  const keyOf = (use: SealedUse) =>
    Buffer.from(hkdfSync('sha256', masterSecret, '', `tocsin ${use.toLowerCase()} tokens v1`, 32));
  const keys: Readonly<Record<SealedUse, Buffer>> = {
    ACCESS: keyOf('ACCESS'),
    REFRESH: keyOf('REFRESH'),
    CONSENT: keyOf('CONSENT'),
    PAGE: keyOf('PAGE'),
    CHAT: keyOf('CHAT'),
  };
  const macOf = (use: SealedUse, signed: string): string =>
    createHmac('sha256', keys[use]).update(signed).digest('base64url');

  return {
    seal(use, claims) {
      const signed = `${encoded(headers[use])}.${encoded(claims)}`;
      return `${signed}.${macOf(use, signed)}`;
    },

    open(use, text) {
      const start = `${encoded(headers[use])}.`;
      const dot = text.lastIndexOf('.');
      if (text.length > maxLength || !text.startsWith(start) || dot <= start.length) return undefined;
      const expected = Buffer.from(macOf(use, text.slice(0, dot)));
      const given = Buffer.from(text.slice(dot + 1));
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const claims = JSON.parse(Buffer.from(text.slice(start.length, dot), 'base64url').toString()) as { exp: number };
      return claims.exp * 1000 > millisecondsOf(clock.now()) ? claims : undefined;
    },
  };
}
