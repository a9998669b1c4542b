import { presentSession } from '../../usecases/sign-in/present-session.ts';
import { endSessionOf, endSessionsOf, sessionsOf } from '../../usecases/sign-in/sessions.ts';
import { idIn, noContent, ok, type Route, route } from './route.ts';
import { userPath } from './user-part.ts';

const path = `${userPath}/sessions`;

/** Where a user is signed in, for whoever may change the user; sessions begin under `/auth` only. */
export const userSessionRoutes: readonly Route[] = [
  route('GET', path, 'user:write', async (call) =>
    ok((await sessionsOf(call.ctx, idIn(call, 'user'))).map(presentSession)),
  ),
  route('DELETE', path, 'user:write', async (call) => {
    await endSessionsOf(call.ctx, idIn(call, 'user'));
    return noContent;
  }),
  route('DELETE', `${path}/{id}`, 'user:write', async (call) => {
    await endSessionOf(call.ctx, idIn(call, 'user'), call.params.id ?? '');
    return noContent;
  }),
];
