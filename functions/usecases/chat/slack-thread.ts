import { slackThread } from '../../actions/chat/thread.ts';
import type { ChatAnswer } from '../../domain/chat/chat-answer.ts';
import { chatCommandIn } from '../../domain/chat/command.ts';
import type { SlackCall } from '../../domain/chat/slack-call.ts';
import { wireIdOf } from '../../domain/wire-id.ts';
import type { ChatContext, ChatDoer } from './acting.ts';
import { answerInChat, commentInChat } from './press.ts';

const longestComment = 3_000;

/**
 * What somebody says in the thread of an alert's message is a comment, or a command where it says no more than one. Nothing
 * is answered but what has gone wrong: the message stands there.
 */
export async function commentFromThread(
  ctx: ChatContext,
  { channel, thread, text }: Extract<SlackCall, { kind: 'said' }>,
  doer: ChatDoer,
): Promise<ChatAnswer | undefined> {
  const about = await ctx.store.actionDeliveries.alertOfThread(slackThread(channel, thread));
  if (about === undefined) return undefined;
  const { actionId, alertId } = about;
  const command = chatCommandIn(text);
  if (command.kind === 'answer' && !command.alert) return answerInChat(ctx, doer, { alertId, action: command.action });
  const content = text.trim().slice(0, longestComment).toWellFormed();
  const answer = await commentInChat(ctx, doer, { alertId, content, toldBy: wireIdOf(actionId) });
  return answer.isDone === true ? undefined : answer;
}
