import type { HttpReply } from '../../platform/http.ts';
import { route, type SignInCall, type SignInRoute } from './route.ts';

type Forms = typeof import('./subscribe-forms.ts');

/** Few people subscribe: what they fill in is loaded with the first of them. */
const lazily =
  (name: keyof Forms) =>
  async (call: SignInCall): Promise<HttpReply> =>
    (await import('./subscribe-forms.ts'))[name](call);

/** How people outside come to be told of a public page, and how that ends: on the page's own host. */
export const subscribeRoutes: readonly SignInRoute[] = [
  route('GET', '/subscribe', lazily('showForm')),
  route('POST', '/subscribe', lazily('ask')),
  route('GET', '/subscribe/confirm/{token}', lazily('askToConfirm')),
  route('POST', '/subscribe/confirm/{token}', lazily('confirm')),
  route('GET', '/subscribe/remove/{token}', lazily('askToRemove')),
  route('POST', '/subscribe/remove/{token}', lazily('remove')),
  route('GET', '/subscribe/manage/{token}', lazily('showChoice')),
  route('POST', '/subscribe/manage/{token}', lazily('choose')),
];
