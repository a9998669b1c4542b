import type { Session } from '../../domain/session/session.ts';
import { presentSession } from '../../usecases/sign-in/present-session.ts';
import { endSessionOf, endSessionsOf, sessionsOf } from '../../usecases/sign-in/sessions.ts';
import { type Call, idIn, noContent, ok, type Route, route } from './route.ts';
import { userPath } from './user-part.ts';

const path = `${userPath}/sessions`;

/** With a word on the one that the call itself came with. */
const presented = ({ ctx: { actor } }: Call, session: Session) => ({
  ...presentSession(session),
  ...(actor.kind === 'user' && actor.session?.id === session.id && { isCurrent: true }),
});

/** Where a user is signed in, for whoever may change the user; sessions begin under `/auth` only. */
export const userSessionRoutes: readonly Route[] = [
  route('GET', path, 'user:write', async (call) =>
    ok((await sessionsOf(call.ctx, idIn(call, 'user'))).map((session) => presented(call, session))),
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
