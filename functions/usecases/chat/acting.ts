import type { UserActor } from '../../domain/access/actor.ts';
import { fullName, type User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { actorWithTeams } from '../user/actor-with-teams.ts';

/** What deeds of people in chats may touch. */
export type ChatContext = Context<'store' | 'workflow' | 'notifications' | 'settings'>;
/** What looking around in a chat may touch. */
export type LookingContext = Context<'store'>;
export type ActingContext = ChatContext & { readonly actor: UserActor };

/** Who does something in a chat. */
export interface ChatDoer {
  /** To whom the account in the chat is linked. */
  readonly user: User;
  readonly via: 'SLACK' | 'TEAMS';
  /** One per call of the chat: a call that is repeated does nothing a second time. */
  readonly scope: string;
}

/** The context in which they act: what they do is done in their name, by their rights, and says where. */
export async function actingAs<Ctx extends Context<'store'>>(
  ctx: Ctx,
  { user, via }: ChatDoer,
): Promise<Ctx & { readonly actor: UserActor }> {
  return { ...ctx, actor: { ...(await actorWithTeams(ctx, user)), via } };
}

/** What somebody is called in a chat: by their address where they have no name. */
export const nameInChat = (user: Pick<User, 'firstName' | 'lastName' | 'email'>): string =>
  fullName(user) || user.email;

/**
 * Whether this call is here for the first time. What it asks for is done at most once: who dies on the way leaves it undone,
 * and the person sees that and does it again.
 */
export const isFirst = (ctx: ChatContext, { scope }: ChatDoer): Promise<boolean> =>
  ctx.store.conversations.firstSeen(scope, ctx.clock.now());
