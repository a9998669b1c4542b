import type { HttpReply } from '../../platform/http.ts';
import { idIn } from '../api/route.ts';
import { route, type SignInCall, type SignInRoute, signedIn, toSignIn } from './route.ts';

/**
 * Where messages in chats and tickets lead: the address names nobody, so whoever opens it says who they are, and sees and answers the
 * alert as themselves. Looking changes nothing.
 */
async function openAlert(call: SignInCall): Promise<HttpReply> {
  const { ctx, request } = call;
  const alertId = idIn(call);
  const found = await signedIn(call);
  if (found?.user === undefined) return toSignIn(call, request.path);
  const { showAlert } = await import('../../usecases/reply/answer-link.ts');
  return showAlert(ctx, { alertId, user: found.user });
}

export const alertRoutes: readonly SignInRoute[] = [route('GET', '/auth/alerts/{id}', openAlert)];
