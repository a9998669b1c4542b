import * as z from 'zod';
import type { ChatAnswer } from '../../domain/chat/chat-answer.ts';
import { chatCommandIn } from '../../domain/chat/command.ts';
import type { SlackCall } from '../../domain/chat/slack-call.ts';
import type { SlackApi } from '../../ports/slack.ts';
import type { ChatContext, ChatDoer } from './acting.ts';
import { runCommand } from './command.ts';
import { commentInChat } from './press.ts';
import type { InSlack } from './slack-workspace.ts';

const longestComment = 3_000;

/** The first message of a thread, as far as it says of which alert it is. */
const Thread = z.object({
  messages: z
    .array(
      z.object({
        user: z.string().optional(),
        metadata: z
          .object({ event_type: z.literal('tocsin_alert'), event_payload: z.object({ alert: z.string().max(100) }) })
          .optional()
          .catch(undefined),
      }),
    )
    .min(1),
});

/** Whose message of ours a mark names: the action, as it is named on the wire, and its alert. */
function markIn(mark: string): { readonly action: string; readonly alertId: number } | undefined {
  const [, action = '', alert = ''] = /^tocsin-([0-9a-z]{1,40})-(\d{1,16})$/.exec(mark) ?? [];
  return action === '' ? undefined : { action: action.toUpperCase(), alertId: Number(alert) };
}

/**
 * What somebody says in the thread of an alert's message is a comment, or a command where it says no more than one. Nothing
 * is answered but what has gone wrong: the message stands there.
 */
export async function commentFromThread(
  ctx: ChatContext & { readonly slack: SlackApi },
  { channel, thread, text }: Extract<SlackCall, { kind: 'said' }>,
  doer: ChatDoer,
  { token, botUser }: InSlack,
): Promise<ChatAnswer | undefined> {
  const asked = { channel, ts: thread, limit: 1, include_all_metadata: true };
  const read = Thread.safeParse(await ctx.slack.call(token, 'conversations.replies', asked));
  const [first] = read.success ? read.data.messages : [];
  // Others may say what they like in what they post.
  if (first === undefined || first.user !== botUser) return undefined;
  const about = markIn(first.metadata?.event_payload.alert ?? '');
  if (about === undefined) return undefined;
  const { action, alertId } = about;
  const command = chatCommandIn(text);
  if (command.kind === 'answer' && command.alert === '') {
    const answer = await runCommand(ctx, doer, { text, alertId });
    return 'text' in answer ? answer : undefined;
  }
  const content = text.trim().slice(0, longestComment).toWellFormed();
  const answer = await commentInChat(ctx, doer, { alertId, content, toldBy: action });
  return answer.isDone === true ? undefined : answer;
}
