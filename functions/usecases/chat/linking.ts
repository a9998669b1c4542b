import * as z from 'zod';
import type { UserActor } from '../../domain/access/actor.ts';
import {
  type ChatAccount,
  ChatUser,
  idOfChatAccount,
  isSameChatUser,
  mostChatAccounts,
} from '../../domain/chat/chat-account.ts';
import { DomainError, NotFoundError } from '../../domain/errors.ts';
import { epochSecondsOf, plus } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { actorWithTeams } from '../user/actor-with-teams.ts';
import { changeUser, ownUser } from '../user/change.ts';

const linkLasts = { minutes: 15 };
const linkPath = '/auth/chat';

/** What a link says: who in which chat, when it is over, and which link it is, since each counts once. */
const Claims = z.object({ chat: ChatUser, jti: z.string().min(1).max(100), exp: z.number() });

/** A link that is good. */
export interface ChatLink {
  readonly chat: ChatUser;
  readonly id: string;
}

/** The user whom somebody in a chat acts as; undefined for whoever is not linked. */
export async function chatUserOf(ctx: Context<'store'>, chat: ChatUser): Promise<User | undefined> {
  const user = await ctx.store.users.byChatUser(chat);
  return user?.chatAccounts?.some((account) => isSameChatUser(account, chat)) ? user : undefined;
}

/** The same, as who acts there with all the rights that they have. */
export async function chatActorOf(
  ctx: Context<'store'>,
  chat: ChatUser,
): Promise<{ readonly user: User; readonly actor: UserActor } | undefined> {
  const user = await chatUserOf(ctx, chat);
  if (user === undefined) return undefined;
  const via = chat.type === 'slack' ? 'SLACK' : 'TEAMS';
  return { user, actor: { ...(await actorWithTeams(ctx, user)), via } };
}

/** Where somebody in a chat says who they are: for a quarter of an hour, once, and only signed in. */
export function linkAddress(ctx: Context<'tokens' | 'settings'>, { type, space, user, name }: ChatUser): string {
  const exp = epochSecondsOf(plus(ctx.clock.now(), linkLasts));
  const shown = name?.toWellFormed().slice(0, 100).toWellFormed();
  const chat = { type, space, user, ...(shown && { name: shown }) };
  const claims: z.infer<typeof Claims> = { chat, jti: ctx.ids.secret(), exp };
  return `${ctx.settings.consoleUrl}${linkPath}/${ctx.tokens.seal('CHAT', claims)}`;
}

/** What a link says. Throws GONE for one that is forged or over. */
export function readChatLink(ctx: Context<'tokens'>, token: string): ChatLink {
  const claims = Claims.safeParse(ctx.tokens.open('CHAT', token));
  if (!claims.success) throw linkIsOver();
  return { chat: claims.data.chat, id: claims.data.jti };
}

const linkIsOver = () => new DomainError('GONE', 'the link is over, or was used before');

/**
 * Lets somebody in a chat act as the user who has followed the link. Throws GONE when the link was used, CONFLICT when somebody else
 * is linked with that account.
 */
export async function linkChatUser(
  ctx: Context<'store' | 'actor' | 'tokens'>,
  token: string,
  userId: number,
): Promise<ChatUser> {
  const { chat, id } = readChatLink(ctx, token);
  const now = ctx.clock.now();
  const holder = await chatUserOf(ctx, chat);
  if (holder !== undefined && holder.id !== userId)
    throw new DomainError('CONFLICT', 'this account of a chat is linked with another user');
  if (!(await ctx.store.conversations.firstSeen(`chat link ${id}`, now))) throw linkIsOver();
  await changeUser(ctx, userId, (user) => {
    const others = (user.chatAccounts ?? []).filter((account) => !isSameChatUser(account, chat));
    if (others.length >= mostChatAccounts)
      throw new DomainError('CONFLICT', `a user has at most ${mostChatAccounts} accounts of chats`);
    return { ...user, chatAccounts: [...others, { ...chat, linkedAt: now }] };
  });
  return chat;
}

/** Who a user is in chats, for whoever may change the user. */
export const listChatAccounts = async (ctx: Context<'store' | 'actor'>, userId: number): Promise<ChatAccount[]> =>
  (await ownUser(ctx, userId)).chatAccounts ?? [];

/** Ends that somebody in a chat acts as the user. Throws NotFoundError for an account that is none of theirs. */
export async function unlinkChatAccount(ctx: Context<'store' | 'actor'>, userId: number, id: string): Promise<void> {
  await changeUser(ctx, userId, (user) => {
    const left = (user.chatAccounts ?? []).filter((account) => idOfChatAccount(account) !== id);
    if (left.length === (user.chatAccounts ?? []).length) throw new NotFoundError('chat account', id.slice(0, 60));
    return { ...user, chatAccounts: left };
  });
}

/** An account of a chat on the wire. */
export const presentChatAccount = (account: ChatAccount): object => ({
  id: idOfChatAccount(account),
  type: account.type,
  space: account.space,
  user: account.user,
  name: account.name ?? null,
  linkedAt: account.linkedAt,
});
