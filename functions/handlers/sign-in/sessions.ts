import { endOfSession, type Session } from '../../domain/session/session.ts';
import { untold } from '../../usecases/configuration/record.ts';
import { presentSession } from '../../usecases/sign-in/present-session.ts';
import { endOwnSession, ownSessions } from '../../usecases/sign-in/sessions.ts';
import { roleOnWire } from '../../usecases/user/present.ts';
import { takePagePass } from './page-pass.ts';
import {
  goneFrom,
  isForm,
  needSignedIn,
  redirect,
  route,
  type SignInCall,
  type SignInRoute,
  sessionHere,
} from './route.ts';

async function showSession(call: SignInCall) {
  const { session, user } = await needSignedIn(call);
  return {
    status: 200,
    body: {
      user: user === undefined ? null : { id: user.id, email: user.email, role: roleOnWire(user) },
      email: user?.email ?? session.email,
      expiresAt: endOfSession(session),
    },
  };
}

/** Whoever is signed out already is signed out. */
async function signOut(call: SignInCall) {
  const { session } = (await sessionHere(call)) ?? {};
  if (session !== undefined) await call.ctx.store.sessions.end(session, untold);
  const cookies = [call.cookies.take('session'), ...(call.page === undefined ? [] : [takePagePass(call.host)])];
  return isForm(call.request) ? { ...redirect('/auth/login'), cookies } : { status: 204, cookies };
}

async function listSessions(call: SignInCall) {
  const { session: own } = await needSignedIn(call);
  const sessions = await ownSessions(call.ctx, own);
  return {
    status: 200,
    body: sessions.map((session: Session) => ({ ...presentSession(session), current: session.id === own.id })),
  };
}

async function endSession(call: SignInCall) {
  const { session } = await needSignedIn(call);
  await endOwnSession(call.ctx, session, call.params.id ?? '');
  return goneFrom(call.request);
}

/** Who is signed in on this browser, and where else. */
export const sessionRoutes: readonly SignInRoute[] = [
  route('GET', '/auth/session', showSession),
  route('POST', '/auth/sign-out', signOut),
  route('GET', '/auth/sessions', listSessions),
  route('DELETE', '/auth/sessions/{id}', endSession),
  route('POST', '/auth/sessions/{id}/end', endSession),
];
