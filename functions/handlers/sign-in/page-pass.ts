import type { SignInHost } from '../../domain/session/host.ts';
import { epochSecondsOf, type Instant } from '../../domain/time.ts';

const attributes = (isSecure: boolean): string => `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

type Kind = 'page' | 'turns';

const nameOf = (kind: Kind, isSecure: boolean): string => `${isSecure ? '__Host-' : ''}tocsin-${kind}`;

const valuesOf = (
  kind: Kind,
  { isSecure }: Pick<SignInHost, 'isSecure'>,
  sent: readonly string[],
): readonly string[] => {
  const start = `${nameOf(kind, isSecure)}=`;
  return sent.filter((cookie) => cookie.startsWith(start)).map((cookie) => cookie.slice(start.length));
};

/** The page cookies that a request brought, good or not. */
export const pagePassesIn = (host: Pick<SignInHost, 'isSecure'>, sent: readonly string[]): readonly string[] =>
  valuesOf('page', host, sent).filter((value) => value !== '');

export const givePagePass = ({ isSecure }: Pick<SignInHost, 'isSecure'>, pass: string): string =>
  `${nameOf('page', isSecure)}=${pass}; Max-Age=60; ${attributes(isSecure)}`;

export const takePagePass = ({ isSecure }: Pick<SignInHost, 'isSecure'>): string =>
  `${nameOf('page', isSecure)}=; Max-Age=0; ${attributes(isSecure)}`;

/** Turns that are counted together. */
const turnsWithin = 10;
const mostTurns = 5;

/**
 * Counts how often a browser was just sent on to the page, so that it does not go round in circles where the way to the page does not
 * know it yet. The count is the browser's own matter, and nothing is decided by it but whether it waits.
 */
export function countTurn(
  { isSecure }: Pick<SignInHost, 'isSecure'>,
  sent: readonly string[],
  now: Instant,
): { readonly isRound: boolean; readonly cookie: string } {
  const second = epochSecondsOf(now);
  const counted = valuesOf('turns', { isSecure }, sent)
    .map((value) => /^(\d)\.(\d{10})$/.exec(value))
    .find((found) => found !== null && Math.abs(second - Number(found[2])) <= turnsWithin);
  const turns = Number(counted?.[1] ?? 0) + 1;
  const isRound = turns > mostTurns;
  const value = isRound ? '' : `${turns}.${counted?.[2] ?? second}`;
  return {
    isRound,
    cookie: `${nameOf('turns', isSecure)}=${value}; Max-Age=${isRound ? 0 : turnsWithin}; ${attributes(isSecure)}`,
  };
}
