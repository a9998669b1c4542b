import type { HttpReply } from '../../platform/http.ts';
import { listGrants, presentGrant, withdrawGrant } from '../../usecases/oauth/grants.ts';
import { goneFrom, needUser, route, type SignInCall, type SignInRoute } from './route.ts';

async function list(call: SignInCall): Promise<HttpReply> {
  const { user, ctx } = await needUser(call);
  return { status: 200, body: (await listGrants(ctx, user.id)).map(presentGrant) };
}

async function withdraw(call: SignInCall): Promise<HttpReply> {
  const { user, ctx } = await needUser(call);
  await withdrawGrant(ctx, user.id, call.params.id ?? '');
  return goneFrom(call.request);
}

/** What one lets apps do, and taking it back. */
export const grantRoutes: readonly SignInRoute[] = [
  route('GET', '/auth/grants', list),
  route('DELETE', '/auth/grants/{id}', withdraw),
  route('POST', '/auth/grants/{id}/end', withdraw),
];
