const maxLength = 2000;

/** What browsers take for a slash, or drop from an address before they read it. */
const misleading = /[\\\p{Cc}\p{Cf}\p{Z}]/u;

/**
 * Where to go after signing in: `to` if it is a path of this host, otherwise `/`. Whatever could lead elsewhere, however it is
 * spelled, is none.
 */
export function safePath(to: string | null | undefined): string {
  if (to === null || to === undefined || to.length > maxLength || !to.isWellFormed()) return '/';
  if (!to.startsWith('/') || misleading.test(to)) return '/';
  const here = 'https://here.invalid';
  const url = URL.canParse(to, here) ? new URL(to, here) : undefined;
  if (url?.origin !== here) return '/';
  return /^[/\\]{2}/.test(decoded(decoded(url.pathname))) ? '/' : `${url.pathname}${url.search}${url.hash}`;
}

/** With its escapes undone, as a careless reader might; malformed ones stay. */
const decoded = (path: string): string =>
  path.replace(/%[0-7][0-9a-f]/gi, (escaped) => String.fromCharCode(Number.parseInt(escaped.slice(1), 16)));
