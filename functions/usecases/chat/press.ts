import type { UserActor } from '../../domain/access/actor.ts';
import type { ChatAnswer } from '../../domain/chat/chat-answer.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Command } from '../../domain/reply/command.ts';
import { chatWords } from '../../render/chat/words.ts';
import { outcomeText } from '../../render/reply-texts.ts';
import { commentAlert } from '../alert/comment.ts';
import { mayWithAlert } from '../alert/read.ts';
import { addResponder } from '../alert/respond.ts';
import { answerAlert } from '../reply/answer.ts';
import {
  type ActingContext,
  actingAs,
  type ChatContext,
  type ChatDoer,
  isFirst,
  type LookingContext,
  nameInChat,
} from './acting.ts';

/** Accepts, resolves or escalates an alert in the name and by the rights of a person in a chat. A repeated call changes nothing more. */
export async function answerInChat(
  ctx: ChatContext,
  doer: ChatDoer,
  { alertId, action }: { readonly alertId: number; readonly action: Command },
): Promise<ChatAnswer> {
  const { user, via, scope } = doer;
  const acting = await actingAs(ctx, doer);
  if (!(await isShown(acting, alertId))) return { text: chatWords(user.language).noSuchAlert };
  const outcome = await answerAlert(ctx, { alertId, user, command: action, via, scope, actor: acting.actor });
  return { text: outcomeText(outcome, user.language), alertId };
}

/** Adds what a person says in a chat to the alert's timeline, once. `toldBy` is the action in whose message's thread it stands. */
export const commentInChat = (
  ctx: ChatContext,
  doer: ChatDoer,
  comment: { readonly alertId: number; readonly content: string; readonly toldBy?: string },
): Promise<ChatAnswer> =>
  once(ctx, doer, comment.alertId, async (acting, words) => {
    await commentAlert(acting, comment);
    return words.commented;
  });

/** Adds somebody to those who respond to the alert, and tells them. */
export const addInChat = (
  ctx: ChatContext,
  doer: ChatDoer,
  { alertId, userId }: { readonly alertId: number; readonly userId: number },
): Promise<ChatAnswer> =>
  once(ctx, doer, alertId, async (acting, words) => {
    const responder = await addResponder(acting, { alertId, userId });
    return words.added(nameInChat(responder));
  });

type Words = ReturnType<typeof chatWords>;

/** Does it the first time that it is asked for; says in words what the domain refuses. */
async function once(
  ctx: ChatContext,
  doer: ChatDoer,
  alertId: number,
  deed: (acting: ActingContext, words: Words) => Promise<string>,
): Promise<ChatAnswer> {
  const words = chatWords(doer.user.language);
  const acting = await actingAs(ctx, doer);
  if (!(await isShown(acting, alertId))) return { text: words.noSuchAlert };
  if (!(await isFirst(ctx, doer))) return { text: words.doneBefore, alertId, isDone: true };
  try {
    return { text: await deed(acting, words), alertId, isDone: true };
  } catch (error) {
    return { text: refusalIn(error, words), alertId };
  }
}

/** Why the domain refuses something. Throws what is no refusal. */
export function refusalIn(error: unknown, words: Words): string {
  if (!(error instanceof DomainError)) throw error;
  switch (error.code) {
    case 'FORBIDDEN':
      return words.forbidden;
    case 'NOT_FOUND':
      return words.noSuchAlert;
    case 'NOT_ALLOWED':
      return words.addedBefore;
    case 'CONFLICT':
    case 'INVALID':
    case 'TOO_LARGE':
    case 'GONE':
    case 'CHANGED':
      return words.impossible;
    case 'RATE_LIMITED':
    case 'BUSY':
      return words.failed;
  }
}

/** Whether the alert is there and theirs to see; nobody learns which. */
export async function isShown(ctx: LookingContext & { readonly actor: UserActor }, alertId: number): Promise<boolean> {
  const alert = await ctx.store.alerts.get(alertId);
  return alert !== undefined && (await mayWithAlert(ctx, 'alert:read', alert));
}
