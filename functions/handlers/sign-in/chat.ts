import type { UserActor } from '../../domain/access/actor.ts';
import { userActor } from '../../domain/access/user-actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { HttpReply } from '../../platform/http.ts';
import { languageOf, page } from './pages.ts';
import { route, type SignInCall, type SignInContext, type SignInRoute, signedIn, toSignIn } from './route.ts';

/** People link a chat once. */
const linking = () => import('../../usecases/chat/linking.ts');
const pages = () => import('../../render/sign-in/chat-pages.tsx');

/** Chats look at links before people do: looking changes nothing. */
async function showLink(call: SignInCall): Promise<HttpReply> {
  return withPerson(call, async ({ email }) => {
    const { chat } = (await linking()).readChatLink(call.ctx, call.params.token ?? '');
    return page((await pages()).linkChatPage({ language: languageOf(call.request), email, chat }));
  });
}

async function followLink(call: SignInCall): Promise<HttpReply> {
  return withPerson(call, async ({ email, userId, ctx }) => {
    const chat = await (await linking()).linkChatUser(ctx, call.params.token ?? '', userId);
    return page((await pages()).chatLinkedPage({ language: languageOf(call.request), email, chat }));
  });
}

interface Person {
  readonly email: string;
  readonly userId: number;
  readonly ctx: SignInContext & { readonly actor: UserActor };
}

/** Whoever is signed in goes on, others sign in and come back; what speaks against it is said in a page. */
async function withPerson(call: SignInCall, run: (person: Person) => Promise<HttpReply>): Promise<HttpReply> {
  const { ctx, request } = call;
  const found = await signedIn(call);
  if (found?.user === undefined) return toSignIn(call, request.path);
  const { user, session } = found;
  try {
    const actor = { ...userActor(user), session: { id: session.id } };
    return await run({ email: user.email, userId: user.id, ctx: { ...ctx, actor } });
  } catch (error) {
    if (!(error instanceof DomainError) || (error.code !== 'GONE' && error.code !== 'CONFLICT')) throw error;
    const isOver = error.code === 'GONE';
    const refused = (await pages()).chatRefusedPage(isOver ? 'OVER' : 'TAKEN', { language: languageOf(request) });
    return page(refused, isOver ? 410 : 409);
  }
}

/** Where somebody in a chat says who they are. */
export const chatRoutes: readonly SignInRoute[] = [
  route('GET', '/auth/chat/{token}', showLink),
  route('POST', '/auth/chat/{token}', followLink),
];
