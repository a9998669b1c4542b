import type { HttpReply } from '../../platform/http.ts';
import { route, type SignInRoute } from './route.ts';

const file = (type: string, body: string): HttpReply => ({
  status: 200,
  headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'public, max-age=300' },
  body,
});

/** What the pages load. */
export const fileRoutes: readonly SignInRoute[] = [
  route('GET', '/auth/style.css', async () =>
    file('text/css', (await import('../../render/sign-in/style.ts')).signInStyle),
  ),
  route('GET', '/auth/passkey.js', async () =>
    file('text/javascript', (await import('../../render/sign-in/passkey-script.ts')).passkeyScript),
  ),
];
